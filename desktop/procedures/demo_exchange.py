"""What an exchange with a county would have left behind, for pictures: its history, questions, what was set aside."""

import json
from uuid import uuid4

from sqlalchemy import select, update

from desktop.access.unit import User
from desktop.base.text import _
from desktop.procedures.at_desk import AtDesk
from desktop.registers.people.model import Household
from desktop.store.exchange_rows import Exchange, ExchangeRun
from desktop.store.journal import Change, Outgoing, table_of
from desktop.sync.conflict_row import Conflict
from desktop.sync.enrolment import Enrolment
from desktop.sync.key_pair import OwnKeys

DAY_MS, MINUTE_MS = 86_400_000, 60_000
NOWHERE = "https://127.0.0.1:9"  # nobody listens there, so nothing is waited for
WAITS_FROM, REFUSED_FROM = 40, 20  # the households of which something waits, or was not taken
_OUTBOX = table_of(Outgoing)
_TOLD = "exchange.take"  # the action of what came by the exchange
_PAST = ((17, "out", 96, 0), (14, "in", 96, 31), (9, "line", 40, 12), (2, "line", 8, 5))
_ASKED = ((_("门前有狗，先打电话"), _("白天不在家")), (_("钥匙在对门"), _("周末在家")))
_REFUSED = ("the account was disabled", "the row could not stand so")
_HOMES = select(Household).where(Household.alive).order_by(Household.id)


def as_enrolled(desk: AtDesk) -> None:
    """Let this desk have exchanged with a county that nobody can reach, and three rows wait since."""
    now = desk.clock.now_ms()
    with desk.store.write(desk.actor.id, "exchange.prepare") as session:
        kept = Enrolment.new(now - 90 * DAY_MS)
        county = OwnKeys.new(uuid4())
        kept.unit, kept.county, kept.server = desk.actor.unit_id, county.id, NOWHERE
        kept.county_keys = county.public().to_bytes()
        session.add_all([kept, Exchange(id=1, cursor=5, whole=5, epoch=1, schema="")])
        for days, way, sent, received in _PAST:
            stick, name = way != "line", _("上报-20261106-0912-1-1.gridx")
            session.add(ExchangeRun(
                at=now - days * DAY_MS - 40 * MINUTE_MS, way=way, outcome="done", sent=sent, received=received,
                size=21_504 if stick else 0, what=name if way == "out" else "", actor=desk.actor.id,
            ))  # fmt: skip
            session.flush()
        session.execute(update(_OUTBOX).values(state="done"))
    with desk.store.write(desk.actor.id, "households.save") as session:
        for home in session.scalars(_HOMES.offset(WAITS_FROM).limit(3)):
            home.remark = _("约好周六上午再来")


def ask(desk: AtDesk) -> None:
    """Two people wrote the remarks of two households without seeing each other; two more were not taken."""
    _ask(desk, desk.clock.now_ms())
    with desk.store.write(desk.actor.id, "households.save") as session:
        homes = session.scalars(_HOMES.offset(REFUSED_FROM).limit(len(_REFUSED))).all()
        for home in homes:
            home.remark = _("晚上七点以后在家")
        session.flush()
        for home, why in zip(homes, _REFUSED, strict=True):
            newest = select(Change.id).where(Change.row_id == home.id).order_by(Change.n.desc()).limit(1)
            refused = update(_OUTBOX).where(_OUTBOX.c.change_id == session.scalars(newest).one())
            session.execute(refused.values(state="quarantined", result=why))


def leave(desk: AtDesk) -> None:
    """Where the county is, is not known any more: nothing is asked of it."""
    with desk.store.write(desk.actor.id, "exchange.prepare") as session:
        session.scalars(select(Enrolment)).one().server = ""


def _ask(desk: AtDesk, now: int) -> None:
    with desk.store.write(desk.actor.id, _TOLD) as session:
        colleague = User(unit_id=desk.actor.unit_id, name=_("李委员"), role="staff")
        session.add(colleague)
        session.flush()
        homes = session.scalars(_HOMES.limit(len(_ASKED))).all()
        for days, (home, (mine, theirs)) in enumerate(zip(homes, _ASKED, strict=True), 3):
            base, home.remark = home.remark, theirs
            at = now - days * DAY_MS
            session.add(Conflict(
                unit_id=home.unit_id, table_name=Household.__tablename__, row_id=home.id, group_name="remark",
                kind="edit", base=_said(base), mine=_said(mine), theirs=_said(theirs), mine_change=uuid4(),
                mine_by=colleague.id, mine_at=at, theirs_change=uuid4(), theirs_by=desk.actor.id,
                theirs_at=at - 90 * MINUTE_MS, state="open",
            ))  # fmt: skip
        session.flush()
        told = select(Change.id).where(Change.action == _TOLD)
        session.execute(update(_OUTBOX).where(_OUTBOX.c.change_id.in_(told)).values(state="done"))


def _said(remark: str) -> str:
    return json.dumps({"remark": remark}, ensure_ascii=False)

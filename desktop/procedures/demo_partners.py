"""Partners of the invented branch: agreements in every state, projects led and joined, services rated and not yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base import clock as clocks
from desktop.base.text import _
from desktop.procedures.profiles import Desk
from desktop.registers.organisations import service as organisations
from desktop.registers.partners.forms.agreement import sign
from desktop.registers.partners.model import AgreementItem
from desktop.registers.partners.service import agreements, enrolling, projects
from desktop.values import uscc

YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class _Invented:
    """A partner with its service; `begun` days ago the agreement began, None: it is still a draft."""

    name: str
    kind: str  # of the organisation; "" for a resident
    body: str  # 17 characters of an invented code
    head: str
    phone: str
    service: str
    content: str
    frequency: str
    begun: int | None


_PARTNERS = (
    _Invented(_("邻里超市"), "merchant", "91990101D3B8FRHW5", _("刘帆芳"), "18000001903", "benefit", _("幸福市集"),
              _("每月 1 次"), 340),
    _Invented(_("康健大药房"), "merchant", "91990101R2WNAF3L9", _("高敏"), "13000001411", "convenience",
              _("上门送药测血压"), _("每周 1 次"), 120),
    _Invented(_("蓝天志愿服务队"), "nonprofit", "52990101HE47WFDRW", _("高秀俊"), "18000008949", "poverty",
              _("孤老结对帮扶"), _("每月 2 次"), 200),
    _Invented(_("万家物业公司"), "property", "91990101NW4LAH587", _("韩志梅"), "17000001430", "convenience",
              _("小修小补进万家"), _("随叫随到"), 400),
    _Invented(_("李师傅书法课堂"), "", "", _("吴伟明"), "13000003970", "culture", _("书法课堂"), _("每周六上午"), 60),
    _Invented(_("幸福里餐饮店"), "merchant", "92990101LLHLPH398", _("陈艳慧"), "15000002151", "benefit",
              _("幸福食堂老年助餐"), _("每天"), None),
)  # fmt: skip
_OVER, _JOINED = _("万家物业公司"), _("蓝天志愿服务队")
_SERVED = ((35, 60, 150, "satisfied"), (21, 48, 120, "fairly"), (7, 52, 150, ""))  # days ago, people, minutes, rating


def fill(desk: Desk) -> None:
    """Write them, one deed each, as people would have done it."""
    actor, today = desk.actor, clocks.today(desk.clock)
    with desk.store.write(actor.id, "partners.save") as session:
        held: dict[str, tuple[UUID, UUID]] = {}
        for one in _PARTNERS:
            session.info["deed"].next_tx()
            held[one.name] = _enrol(session, actor, one, today=today)
        leader, project = held[_("邻里超市")]
        session.info["deed"].next_tx()
        projects.claim(
            session, actor, project, partner_id=held[_JOINED][0], role="joint", on=today - timedelta(days=40),
            promise=_("派六名志愿者维持秩序"),
        )  # fmt: skip
        for ago, served, minutes, level in _SERVED:
            session.info["deed"].next_tx()
            on = today - timedelta(days=ago)
            given = projects.deliver(
                session, actor, project, partner_id=leader, on=on, served=served, minutes=minutes,
                what=_("东门广场集市，老人凭证九五折"),
            )  # fmt: skip
            if level:
                projects.rate(session, actor, given, on=on + timedelta(days=2), level=level)
        session.info["deed"].next_tx()
        projects.save(session, actor, None, values={
            "name": _("在外能人联络站"), "kind": "training", "need": _("联系在外务工的能人，回来讲就业和手艺"),
            "place": _("党群活动室"), "wanted": 3,
        }, children={})  # fmt: skip


def _enrol(session: Session, actor: Actor, one: _Invented, *, today: date) -> tuple[UUID, UUID]:
    """The partner and its project."""
    contact = {"contact_name": one.head, "phone": one.phone}
    if one.kind:
        organisation = organisations.enter(
            session, actor, name=one.name, kind=one.kind, uscc=one.body + uscc.check_character(one.body),
            head_name=one.head, phone=one.phone,
        )  # fmt: skip
        partner = enrolling.enrol(session, actor, organisation_id=organisation.id, **contact)
    else:
        partner = enrolling.enrol(session, actor, name=one.name, **contact)
    starts = today - timedelta(days=one.begun) if one.begun is not None else today
    agreement = agreements.draft(session, actor, partner.id, starts_on=starts, ends_on=starts + YEAR)
    session.add(AgreementItem(
        unit_id=partner.unit_id, agreement_id=agreement, kind=one.service, content=one.content,
        frequency=one.frequency, target=_("小区居民"),
    ))  # fmt: skip
    session.flush()
    made = projects.save(session, actor, None, values={
        "name": one.content, "kind": one.service, "times": one.frequency, "place": _("小区东门广场"),
        "starts_on": starts,
    }, children={})  # fmt: skip
    session.flush()
    if one.begun is not None:
        sign(session, actor, agreement, on=starts)
        projects.claim(session, actor, made.id, partner_id=partner.id, role="lead", on=starts)
    if one.name == _OVER:
        ended = starts + timedelta(days=300)
        note = _("门店搬迁，剩余服务由社区另行安排")
        agreements.terminate(session, actor, agreement, on=ended, reason="no_longer", note=note)
    return partner.id, made.id

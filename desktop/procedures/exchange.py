"""A PC and its county: enrolling by a code or a file, and one exchange over the line."""

import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec
from sqlalchemy.orm import Session

from desktop.access.scope import actor_for
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.procedures.adopt import ADOPT, adopt
from desktop.procedures.at_desk import NOTE, AtDesk
from desktop.procedures.exchanged import shape
from desktop.procedures.this_program import signed_by
from desktop.store import exchange_check
from desktop.store.session import Changes
from desktop.sync import enrol
from desktop.sync.blobs import Moved, carry
from desktop.sync.conflict_row import Conflict
from desktop.sync.desk_blobs import DeskBlobs
from desktop.sync.desk_pruning import prune
from desktop.sync.desk_store import DeskStore
from desktop.sync.enrolment import Enrolment, enrolment
from desktop.sync.key_pair import OwnKeys
from desktop.sync.peer_http import HttpPeer, Later, Stranger, ask_grant
from desktop.sync.protocol import Key, Request, Response, encoder
from desktop.sync.run import Peer, run

_NO_CODE = _("登记码是四组、每组四个字母或数字，没有登记，数据没有变动。请核对后再输入。")
_NOT_TAKEN = _("县服务器没有认这个登记码：输错了、用过了、过期了或已作废。没有登记，数据没有变动。请向县里要一个新的。")
_NO_SERVER = _("请写明县服务器的网址，例如 https://10.1.2.3:8443。没有登记，数据没有变动。")
_NOT_ENROLLED = _("这台电脑还没有登记到县里，没有交换，数据没有变动。请先登记。")


class Enrolling(AtDesk, Protocol):
    """An open profile whose person acts for another unit afterwards."""

    actor: Any


AS_TOLD = frozenset({"ok", "noop"})  # what became of a change that nobody else's was joined with
PATIENCE_S, BLINK_S = 60.0, 0.2  # a busy county is waited for so long in one request
DAY_MS = 86_400_000
RECENT_MS = 60 * DAY_MS
Step = Callable[[int, int], None]  # changes sent and rows read so far


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of it: the unit's name, the rows that wait to be sent, and whether the county knows of it already."""

    unit: str
    waiting: int
    known: bool


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came of one exchange."""

    rounds: int
    sent: int
    received: int
    files: Moved = field(default_factory=Moved)
    county_at: int | None = None  # what time it was at the county, UTC ms
    clock: str = ""  # what is to be said of the clock of this PC


def enrol_with_code(desk: Enrolling, code: str, server: str, *, pc: str = "") -> Enrolled:
    """Enrol over the line. A second user of an enrolled PC binds their account the same way.

    UserError when the code is not taken or nobody answers; the file is adopted only once the county has answered.
    """
    if not enrol.tidy(code):
        raise UserError(_NO_CODE, field="code")
    if not server.startswith("https://"):
        raise UserError(_NO_SERVER, field="server")
    with desk.store.write(desk.actor.id, "exchange.prepare") as session:
        kept = _kept(session, desk)
        if kept.unit is None:
            desk.actor.require(ADOPT, desk.actor.unit_id)
        claim = _claim(desk, kept.keys, code, pc)
    grant = _granted(server, claim, code)
    with desk.store.write(desk.actor.id, ADOPT) as session:
        kept = _kept(session, desk)
        waiting = _adopt(session, desk, kept, grant)
        _settle(kept, grant, server)
        if waiting:
            desk.store.rebuild_derived(session)
    return _again(desk, waiting, known=True)


def enrol_with_file(desk: Enrolling, data: bytes, *, server: str = "", pc: str = "") -> Enrolled:
    """Enrol by a file that the county handed over; the county hears of it with the first exchange.

    UserError when it is no such file, or too old, or the PC is enrolled already.
    """
    desk.actor.require(ADOPT, desk.actor.unit_id)
    ticket = _ticket(data)
    if desk.clock.now_ms() >= ticket.expires:
        raise UserError(_("登记文件已经过期，没有登记，数据没有变动。请向县里要一个新的。"))
    with desk.store.write(desk.actor.id, ADOPT) as session:
        kept = _kept(session, desk)
        if kept.unit is not None:
            raise UserError(_("这台电脑已经登记过了，没有再登记，数据没有变动。"))
        kept.claim, kept.code = encoder.encode(_claim(desk, kept.keys, ticket.code, pc)), enrol.tidy(ticket.code)
        grant = enrol.Grant(
            kept.device, ticket.county, ticket.unit, ticket.level, ticket.role, ticket.authority, ticket.keys,
            ticket.unit_row, 0,
        )  # fmt: skip
        waiting = _adopt(session, desk, kept, grant)
        _remember(kept, grant, server or ticket.server)
        desk.store.rebuild_derived(session)
    return _again(desk, waiting, known=False)


def exchange(
    desk: AtDesk, *, server: str = "", told: Callable[[Changes], None] = lambda _changes: None, step: Step | None = None
) -> Exchanged:
    """One exchange over the line, from beginning to end; a broken one goes on where it stood at the next.

    `server`: where the county is now, kept from then on. Raises Later or Stranger (OSError) when it broke off, and
    UserError when the PC was never enrolled.
    """
    with desk.store.read() as session:
        kept, compare = enrolment(session), exchange_check.is_due(session, desk.clock.now_ms())
    if kept is None or kept.unit is None:
        raise UserError(_NOT_ENROLLED)
    where = server or kept.server
    if not where.startswith("https://"):
        raise UserError(_("还不知道县服务器的网址，没有交换，数据没有变动。请写明网址，或用 U 盘交换。"))
    _introduce(desk, kept, where)
    with HttpPeer(
        where,
        kept.authority,
        kept.keys,
        patience=PATIENCE_S,
        pause=lambda seconds: counted.pause(seconds),  # noqa: PLW0108 - it is made of the peer, below
    ) as peer:
        counted = _Counted(peer, step)
        store = DeskStore(desk.store, actor=desk.actor.id, told=told)
        with store.copying():
            rounds = run(store, shape(), counted, device=kept.device, compare=compare)
        if compare:
            with desk.store.write(desk.actor.id, NOTE) as session:
                exchange_check.note_compared(session, desk.clock.now_ms())
                prune(session, desk.clock.now_ms())
        files = files_of(desk, kept, told)
        day = desk.clock.now_ms() // DAY_MS if compare else None
        moved = carry(files, peer, device=kept.device, day=day)  # last: a record never waits for its photo
    return Exchanged(rounds, counted.sent, counted.received, moved, peer.told_at)


def files_of(desk: AtDesk, kept: Enrolment, told: Callable[[Changes], None]) -> DeskBlobs:
    """Photos and scans of an enrolled PC: a community does not fetch the old ones of all its grids."""
    assert kept.unit is not None
    since = desk.clock.now_ms() - RECENT_MS
    return DeskBlobs(desk.store, unit=kept.unit, since=since, actor=desk.actor.id, told=told)


def _introduce(desk: AtDesk, kept: Enrolment, server: str) -> None:
    """Show the claim of a PC that was enrolled by a file; once it was taken, and where the county is, is kept."""
    if kept.claim is not None:
        claim = msgspec.msgpack.decode(kept.claim, type=enrol.Claim)
        grant = ask_grant(server, claim, enrol.proof_key(kept.code))
        if grant.unit != kept.unit or grant.authority != kept.authority:
            raise Stranger
    if kept.claim is not None or kept.server != server:
        with desk.store.write(desk.actor.id, "exchange.prepare") as session:
            stands = _kept(session, desk)
            stands.claim, stands.code, stands.server = None, "", server


class _Counted:
    """The county, and how much went either way: what comes back as it was told is no news, nor are questions."""

    def __init__(self, peer: Peer, step: Step | None) -> None:
        self._peer, self._step = peer, step
        self._told: set[Key] = set()
        self.sent = self.received = 0

    def exchange(self, request: Request) -> Response:
        """See `Peer`."""
        response = self._peer.exchange(signed_by(request))
        self.sent += len(request.changes)
        as_told = {result.id for result in response.results if result.kind in AS_TOLD}
        self._told |= {(one.table, one.row) for one in request.changes if one.id in as_told}
        self.received += sum(
            row.table != Conflict.__tablename__ and (row.table, row.row) not in self._told for row in response.page
        )
        self._tell()
        return response

    def pause(self, seconds: float) -> None:
        """Wait for a county that is busy; who cancels meanwhile, or closes the program, does not wait for it."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            time.sleep(min(left, BLINK_S))
            self._tell()

    def _tell(self) -> None:
        if self._step is not None:
            self._step(self.sent, self.received)


def _kept(session: Session, desk: AtDesk) -> Enrolment:
    found = enrolment(session)
    if found is None:
        found = Enrolment.new(desk.clock.now_ms())
        session.add(found)
    return found


def _claim(desk: AtDesk, keys: OwnKeys, code: str, pc: str) -> enrol.Claim:
    said = enrol.Claim(
        enrol.found_by(code), keys.id, keys.public().to_bytes(), desk.actor.id, desk.actor.name,
        pc or platform.node(), VERSION,
    )  # fmt: skip
    return enrol.proved(enrol.proof_key(code), said)


def _granted(server: str, claim: enrol.Claim, code: str) -> enrol.Grant:
    try:
        return ask_grant(server, claim, enrol.proof_key(code))
    except Stranger as refused:
        raise UserError(_NOT_TAKEN, field="code") from refused
    except Later as later:
        raise UserError(_("没有连上县服务器，没有登记，数据没有变动。请核对网址和网络，稍后再试。")) from later


def _adopt(session: Session, desk: AtDesk, kept: Enrolment, grant: enrol.Grant) -> int:
    """Nothing when this PC is enrolled already: then only another user is bound."""
    if kept.unit is None:
        return adopt(session, desk.actor, grant.unit, level=grant.level, row=grant.unit_row)
    if kept.unit != grant.unit:
        raise UserError(_("登记码是给另一个单位的，没有登记，数据没有变动。请向县里要本单位的登记码。"), field="code")
    return 0


def _settle(kept: Enrolment, grant: enrol.Grant, server: str) -> None:
    _remember(kept, grant, server)
    kept.claim, kept.code = None, ""


def _remember(kept: Enrolment, grant: enrol.Grant, server: str) -> None:
    kept.server, kept.county, kept.unit, kept.level = server, grant.county, grant.unit, grant.level
    kept.role, kept.authority, kept.county_keys = grant.role, grant.authority, grant.keys


def _ticket(data: bytes) -> enrol.Ticket:
    try:
        ticket = msgspec.json.decode(data, type=enrol.Ticket)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UserError(_("这不是登记文件，或已损坏。没有登记，数据没有变动。请向县里再要一份。")) from error
    if ticket.kind != enrol.TICKET or not enrol.tidy(ticket.code):
        raise UserError(_("这个登记文件是更新的程序做的，没有登记，数据没有变动。请先升级本程序。"))
    return ticket


def _again(desk: Enrolling, waiting: int, *, known: bool) -> Enrolled:
    """Whoever works here acts for the unit of the county from now on."""
    with desk.store.read() as session:
        desk.actor = actor_for(session, desk.actor.name)
        return Enrolled(session.get_one(Unit, desk.actor.unit_id).name, waiting, known)

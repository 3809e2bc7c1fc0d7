"""What a PC of the county asks its server beside the exchange: how units stand, codes, switching off, one person."""

import msgspec

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.procedures.at_desk import AtDesk
from desktop.registers.branches import service
from desktop.standard import looks
from desktop.sync import asking
from desktop.sync.asking import Asked, Told
from desktop.sync.enrolment import Enrolment, enrolment
from desktop.sync.peer_http import HttpPeer, Later, Stranger

NO_LINE = _("现在连不上县服务器，什么也没有做，本机数据没有变动。这一步要联网办，请联网后再试。")
_NOT_ENROLLED = _("这台电脑还没有登记到县里，什么也没有做。请先登记，再做一次交换。")
_NO_SERVER = _("还不知道县服务器的网址，什么也没有做。请先联网交换一次。")
_ANOTHER = _("县服务器的回答看不懂，什么也没有做。可能要升级本程序或县服务器的程序。")
MANAGE = "branches.manage"  # codes, switching off: the administrator of the county's PC
LOOK_UP = "lookups.ask"


def refresh(desk: AtDesk) -> int:
    """Ask how every unit stands and keep it; returns when the server said so, UTC ms. UserError without a line."""
    desk.actor.require("branches.see")
    told = _ask(desk, asking.AskStanding())
    if not isinstance(told.answer, asking.Standing):
        raise UserError(_ANOTHER)
    with desk.store.write(desk.actor.id, "branches.refresh") as session:
        service.keep(session, desk.actor, told.answer.units, told_at=told.now)
    return told.now


def make_code(desk: AtDesk, question: asking.AskCode) -> asking.MadeCode:
    """A one-time code, or the file with it; `server` in it is where this PC dials the county."""
    desk.actor.require(MANAGE)
    asked = msgspec.structs.replace(question, server=server_of(desk))
    told = _ask(desk, asked)
    if not isinstance(told.answer, asking.MadeCode):
        raise UserError(_ANOTHER)
    return told.answer


def do(desk: AtDesk, question: asking.AskWithdraw | asking.AskSwitch) -> int:
    """Withdraw codes, or turn a PC or an account off or on; to how many it was done."""
    desk.actor.require(MANAGE)
    told = _ask(desk, question)
    if not isinstance(told.answer, asking.Done):
        raise UserError(_ANOTHER)
    return told.answer.count


def look_up(desk: AtDesk, question: asking.AskPerson) -> asking.People:
    """One person, for a reason; written into the log of this PC too. UserError for whoever may not ask."""
    desk.actor.require(LOOK_UP)
    if not desk.actor.has_no_homes or desk.actor.role == READER:
        raise UserError(_("这里的居民都在本机，请直接在居民名册里查找。"))
    told = _ask(desk, question)
    if not isinstance(told.answer, asking.People):
        raise UserError(_ANOTHER)
    with desk.store.write(desk.actor.id, "lookups.ask") as session:
        looks.log(
            session, desk.actor, kind="lookup", what=_("按原因查一人"), at=desk.clock.now_ms(),
            count=told.answer.count, reason=question.note,
        )  # fmt: skip
    return told.answer


def server_of(desk: AtDesk) -> str:
    """Where this PC dials the county."""
    return _enrolled(desk).server


def _ask(desk: AtDesk, question: asking.Question) -> Told:
    kept = _enrolled(desk)
    asked = Asked(uuid7(), kept.device, desk.actor.id, question)
    try:
        with HttpPeer(kept.server, kept.authority, kept.keys) as peer:
            told = peer.ask(asked)
    except Later as later:
        raise UserError(NO_LINE if later.wait is None else later.said) from later
    except Stranger as stranger:
        raise UserError(stranger.said) from stranger
    if told.refused:
        raise UserError(told.refused)
    return told


def _enrolled(desk: AtDesk) -> Enrolment:
    with desk.store.read() as session:
        kept = enrolment(session)
    if kept is None or kept.unit is None or kept.claim is not None:
        raise UserError(_NOT_ENROLLED)
    if not kept.server:
        raise UserError(_NO_SERVER)
    return kept

"""Answers what accounts of the county ask beside the exchange: who may ask what is decided by the county's own rows."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from desktop.access.roles import READER, SECRETARY
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.county import audit, codes, devices, lookup, standing, tickets, tree
from desktop.county.devices import Account, KnownDevice
from desktop.county.office import Office
from desktop.county.tables import ACCOUNTS, ASKED, DEVICES
from desktop.county.tree import Unit
from desktop.sync import asking, wire
from desktop.sync.asking import Asked, Told

_OFF = _("这台电脑或这个帐号在县里已停用，什么也没有做。请联系县里的管理员。")
_UNBOUND = _("这个帐号还没有在县里登记，什么也没有做。请用县里给的登记码绑定这个帐号。")
_NOT_COUNTY = _("这一步只能由县里的帐号办理，什么也没有做。")
_NO_ROLE = _("这个帐号的角色不能做这一步，什么也没有做。")
_TWICE = _("这一步刚才已经做过，没有再做。请重新读取看看结果。")
_OWN = _("不能停用正在使用的电脑或帐号，什么也没有改。")
_NOT_HERE = _("没有这个单位，或者不在本县，什么也没有做。")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, from which PC of which unit; `units` are those below it."""

    device: KnownDevice
    account: Account
    unit: Unit
    units: frozenset[UUID]


def answer(office: Office, device_id: UUID, body: bytes, signature: str) -> Told:
    """One question. Raises Refused for who did not sign, Busy, Unreadable; everything else is told in a sentence."""
    asked = office.proved(device_id, wire.ASK_PATH, body, signature=signature, kind=Asked)
    at = office.clock.now_ms()
    try:
        if isinstance(asked.question, asking.AskPerson):
            lookup.mark_all(office)
        with office.transaction() as connection:
            caller = _caller(connection, asked)
            _once(connection, asked, at)
            return Told("", at, _answered(office, connection, caller, asked))
    except UserError as refused:
        with office.transaction() as connection:
            what = type(asked.question).__struct_config__.tag
            audit.note(connection, "a question refused", at=at, device=device_id, detail=f"{asked.actor} {what}")
        return Told(refused.message, at)


def _caller(connection: Connection, asked: Asked) -> Caller:
    device, account = devices.find(connection, asked.device), devices.account(connection, asked.actor)
    every = tree.units(connection)
    if account is None or device is None:
        raise UserError(_UNBOUND)
    if not device.enabled or not account.enabled:
        raise UserError(_OFF)
    units = tree.below(every, device.unit_id)
    if account.unit_id != device.unit_id or not units:
        raise UserError(_UNBOUND)
    return Caller(device, account, every[device.unit_id], units)


def _once(connection: Connection, asked: Asked, at: int) -> None:
    """A question that was answered is not answered again, however often its message comes."""
    if connection.execute(select(ASKED.c.id).where(ASKED.c.id == asked.id)).first() is not None:
        raise UserError(_TWICE)
    connection.execute(insert(ASKED), {
        "id": asked.id, "at": at, "device_id": asked.device, "actor_id": asked.actor,
        "what": type(asked.question).__struct_config__.tag,
    })  # fmt: skip


def _answered(office: Office, connection: Connection, caller: Caller, asked: Asked) -> asking.Answers:
    question, at = asked.question, office.clock.now_ms()
    if isinstance(question, asking.AskPerson):
        if caller.account.role == READER:
            raise UserError(_NO_ROLE)
        _in_measure(connection, caller, at)
        return lookup.one_person(office, connection, question, by=caller.account, unit=caller.unit, units=caller.units)
    if caller.unit.level != tree.LEVELS[0]:
        raise UserError(_NOT_COUNTY)
    if isinstance(question, asking.AskStanding):
        return asking.Standing(standing.of_units(connection, caller.unit.id, at=at))
    if caller.account.role != SECRETARY:
        raise UserError(_NO_ROLE)
    if isinstance(question, asking.AskCode):
        return _code(office, connection, caller, question)
    if isinstance(question, asking.AskWithdraw):
        return asking.Done(codes.withdraw(connection, _unit(connection, caller, question.unit), at=at))
    return _switched(connection, caller, question, at=at)


def _code(office: Office, connection: Connection, caller: Caller, question: asking.AskCode) -> asking.MadeCode:
    unit = _unit(connection, caller, question.unit)
    at = office.clock.now_ms()
    code, until = codes.make(connection, unit, question.role, note=question.note, at=at, days=question.days)
    file = b""
    if question.as_file:
        with office.hub(connection) as hub:
            file = tickets.of_code(
                office, hub, code, unit=unit, role=question.role, server=question.server, until=until
            )  # fmt: skip
    return asking.MadeCode(code, until, office.authority.words, file)


def _switched(connection: Connection, caller: Caller, question: asking.AskSwitch, *, at: int) -> asking.Done:
    if not question.on and question.id in (caller.device.id, caller.account.id):
        raise UserError(_OWN)
    rows = {"device": DEVICES, "account": ACCOUNTS}.get(question.what)
    if rows is None:
        raise UserError(_("县服务器不认识这一步，什么也没有改。请升级县服务器的程序。"))
    devices.enable(connection, rows, str(question.id), on=question.on, at=at)
    return asking.Done(1)


def _unit(connection: Connection, caller: Caller, unit_id: UUID) -> Unit:
    found = tree.units(connection).get(unit_id)
    if found is None or found.id not in caller.units:
        raise UserError(_NOT_HERE)
    return found


def _in_measure(connection: Connection, caller: Caller, at: int) -> None:
    """Looking people up is for single cases: so many in an hour and in a day by one account."""
    tag = asking.AskPerson.__struct_config__.tag
    mine = select(func.count()).where(ASKED.c.actor_id == caller.account.id, ASKED.c.what == tag)
    for span, most, sentence in lookup.MEASURE:
        if (connection.execute(mine.where(ASKED.c.at > at - span)).scalar() or 0) > most:
            raise UserError(sentence.format(most=most))

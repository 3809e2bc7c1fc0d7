"""Ending a link between a Party member and a household, with what that leaves undone."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt
from desktop.registers.contacts import service
from desktop.registers.contacts.model import ContactLink
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, Person
from desktop.standard.consequences import NOTHING, Consequences, Step


def foresee(
    session: Session,
    actor: Actor,
    link_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    on: date | None = None,
    reason: str | None = None,
) -> Consequences:
    """What the end will bring about; nothing is written."""
    link, home, member = _found(session, actor, link_id)
    if on is not None and on > today:
        raise UserError(_("这一天还没有到，请在当天或之后办理。"), field="on")
    label = dwelt.label(session, home)
    others = [who for other, who in dwelt.links(session, household_id=home.id) if other.id != link.id]
    if others:
        said = [_("{label} 仍由 {names} 联系。").format(label=label, names=dwelt.names(others))]
    else:
        said = [_("{label} 暂时没有联户党员，会列在“落实联户党员”里。").format(label=label)]
        row = session.get(HouseholdRow, home.id)
        if row is not None and row.next_due is not None:
            said.append(_("走访提醒先停下（原定 {day} 前走访）。").format(day=row.next_due))
    step = Step(_("{label} 的联户党员").format(label=label), member.name, dwelt.names(others) or _("未落实"))
    return Consequences(
        _("结束 {name} 与 {door} 的联系").format(name=member.name, door=dwelt.door_of(session, home).door),
        tuple(said),
        (step,),
        texts={"on": today.isoformat()},
    )


def do(
    session: Session,
    actor: Actor,
    link_id: UUID,
    *,
    today: date,
    on: date,
    reason: str,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    _link, home, member = _found(session, actor, link_id)
    if on > today:
        raise UserError(_("这一天还没有到，请在当天或之后办理。"), field="on")
    service.end_link(session, actor, link_id, on=on, reason=reason)
    return _("已办理：{name} 不再联系 {label}").format(name=member.name, label=dwelt.label(session, home))


def _found(session: Session, actor: Actor, link_id: UUID) -> tuple[ContactLink, Household, Person]:
    actor.require("contacts.end_link")
    link = session.get_one(ContactLink, link_id)
    actor.require("contacts.end_link", link.unit_id)
    if link.ends_on is not None:
        raise UserError(_("这条联系已经结束，不用再结束一次。"))
    return link, session.get_one(Household, link.household_id), session.get_one(Person, link.member_id)

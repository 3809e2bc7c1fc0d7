"""What was done under a bond, in order, and how it began and ended."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.bonds.model import Bond, BondContact
from desktop.standard.life import Event, newest_first


def of_bond(session: Session, actor: Actor, bond_id: UUID) -> tuple[Event, ...]:
    """The newest first."""
    actor.require("bonds.see")
    bond = session.scalars(select(Bond).where(Bond.id == bond_id, visible(Bond, actor))).first()
    if bond is None:
        return ()
    events = [Event(bond.starts_on, _("开始包联{place}").format(place=bond.place))]
    done = select(BondContact).where(BondContact.bond_id == bond_id, BondContact.alive)
    for one in session.scalars(done.order_by(BondContact.id)):
        head = codes.label("bond_contact_kind", one.kind) + (f"　{one.who}" if one.who else "")
        events.append(Event(one.held_on, head, (one.what,)))
    if bond.ends_on is not None:
        why = (codes.label("bond_end_reason", bond.end_reason),) if bond.end_reason else ()
        events.append(Event(bond.ends_on, _("结束包联"), why))
    return newest_first(events)

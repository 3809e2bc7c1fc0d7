"""The records of any register that belong to one building: what a form is printed for when a building is chosen."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Dwelling
from desktop.registers.buildings.queries import named
from desktop.registers.contacts.model import VisitRow
from desktop.registers.households.queries import in_building
from desktop.registers.people.model import Household, PersonRow
from desktop.spec import Register

OWN_UNIT = "units"  # forms of this register speak of the unit as a whole
_BY_HOUSEHOLD = frozenset({"households", "contacts"})  # their forms take households, in walking order
DIVIDED = _BY_HOUSEHOLD | {"buildings", "dwellings", "people", "visits"}


def of_building(session: Session, actor: Actor, register: Register, *, building: str) -> tuple[UUID, ...]:
    """The ids to print for `building`, a name, number or id. UserError when forms of the register know no buildings."""
    if register.name in _BY_HOUSEHOLD:
        return in_building(session, actor, building)
    if register.name not in DIVIDED:
        raise UserError(_("“{title}”的表单不分楼栋，什么也没有做。请去掉楼栋这个条件。").format(title=register.title))
    building_id = named(session, actor, building)
    if register.name == "buildings":
        return (building_id,)
    if register.name == "visits":
        visits = (
            select(VisitRow.id)
            .join(Household, Household.id == VisitRow.household_id)
            .join(Dwelling, Dwelling.id == Household.dwelling_id)
        )
        visits = visits.where(Dwelling.building_id == building_id, visible(VisitRow, actor))
        return tuple(session.scalars(visits.order_by(VisitRow.door_sort, VisitRow.day_sort, VisitRow.id)))
    if register.name == "dwellings":
        query = select(Dwelling.id).where(Dwelling.building_id == building_id, visible(Dwelling, actor))
        return tuple(session.scalars(query.order_by(Dwelling.sort)))
    query = select(PersonRow.id).where(PersonRow.building_id == building_id, visible(PersonRow, actor))
    return tuple(session.scalars(query.order_by(PersonRow.door_sort, PersonRow.name_sort, PersonRow.id)))

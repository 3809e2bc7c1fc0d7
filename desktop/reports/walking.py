"""The order in which one walks: building by building, stairwell by stairwell, from the top floor down."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.households.model import HouseholdRow

_CHUNK = 500
WALK = (Building.sort, Stairwell.sort, Dwelling.floor.desc(), Dwelling.sort, HouseholdRow.id)


def walk(actor: Actor, *columns: Any) -> Select[Any]:
    """A selection of `columns` over the households of the scope with their doors, in walking order."""
    return (
        select(*columns)
        .join_from(HouseholdRow, Dwelling, Dwelling.id == HouseholdRow.dwelling_id)
        .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
        .join(Building, Building.id == Dwelling.building_id)
        .where(visible(HouseholdRow, actor))
        .order_by(*WALK)
    )


def in_walking_order(session: Session, actor: Actor, household_ids: Collection[UUID]) -> tuple[UUID, ...]:
    """Those of the households that stand in the scope, in walking order."""
    actor.require("households.see")
    wanted: Sequence[UUID] = sorted(household_ids)
    keyed: list[Any] = []
    for start in range(0, len(wanted), _CHUNK):
        part = HouseholdRow.id.in_(wanted[start : start + _CHUNK])
        shown = walk(actor, HouseholdRow.id, Building.sort, Stairwell.sort, Dwelling.floor, Dwelling.sort).where(part)
        keyed += session.execute(shown).all()
    keyed.sort(key=lambda row: (row[1], row[2], -(row[3] or 0), row[4], row[0]))
    return tuple(row[0] for row in keyed)

"""The households that a list on paper is about, with what puts them in order."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.households.model import HouseholdRow
from desktop.standard.derived import in_chunks


class Home(NamedTuple):
    """A household, the sort keys of its building and stairwell, its floor."""

    row: HouseholdRow
    building: str
    stairwell: str
    floor: int | None


def homes(session: Session, actor: Actor, ids: Sequence[UUID]) -> list[Home]:
    """The chosen households in no order; UserError when one of them is gone or out of scope, for a list says all."""
    found: list[Home] = []
    for part in in_chunks(set(ids)):
        query = (
            select(HouseholdRow, Building.sort, Stairwell.sort, Dwelling.floor)
            .join(Dwelling, Dwelling.id == HouseholdRow.dwelling_id)
            .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
            .join(Building, Building.id == Dwelling.building_id)
            .where(HouseholdRow.id.in_(part), visible(HouseholdRow, actor))
        )
        found += [Home(*each) for each in session.execute(query)]
    if len(found) < len(set(ids)):
        raise UserError(
            _("有 {n} 户没有找到，可能已搬走、已合并或不归本单位管，没有打印。请回到列表重新选择。").format(
                n=len(set(ids)) - len(found)
            )
        )
    return found

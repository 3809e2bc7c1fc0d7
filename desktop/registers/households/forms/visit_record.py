"""联户走访记录单（空白）: the sheet of one visit with only the household on it, to be filled at the door."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.contacts.forms.visit_record import VisitRecord
from desktop.registers.households.model import HouseholdRow
from desktop.standard.derived import in_chunks


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[VisitRecord]:
    """A sheet for each household, in the order of the doors; the member who is linked is filled in."""
    rows = [
        row
        for part in in_chunks(set(ids))
        for row in session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(part), visible(HouseholdRow, actor)))
    ]
    rows.sort(key=lambda row: (row.door_sort, row.id))
    return [
        VisitRecord(
            register="households", record_id=row.id, unit_id=row.unit_id, headline=row.door_and_head,
            home=row.door_and_head, visitor=row.contact_names,
        )
        for row in rows
    ]  # fmt: skip

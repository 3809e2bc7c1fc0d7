"""What a record is called in a sentence, also one that stands in no list any more."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.buildings.model import Dwelling
from desktop.registers.people.model import Household, Person
from desktop.spec import Register
from desktop.standard.load import label_of
from desktop.store.record import Record

_OWN = ("name", "label", "title", "text", "number", "holder_name")  # attributes that name a record by itself


def name_of(session: Session, register: Register, record: Record) -> str:
    """Its label in the list, else its door and head, else whatever it calls itself; "" for none of these."""
    label = label_of(session, register, record)
    if label:
        return label
    household = record if isinstance(record, Household) else None
    if household is None and hasattr(record, "household_id"):
        household = session.get(Household, record.household_id)
    if household is not None:
        door = session.scalar(select(Dwelling.door).where(Dwelling.id == household.dwelling_id)) or ""
        head = session.get(Person, household.head_id) if household.head_id else None
        return f"{door} {head.name if head else household.head_name}".strip()
    return next((str(getattr(record, name)) for name in _OWN if getattr(record, name, "")), "")

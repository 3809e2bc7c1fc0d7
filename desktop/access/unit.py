"""The territory tree, who is below whom, the people who sign in on this PC, what was done to their keys."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record, Row
from desktop.store.types import Id, Instant, refers


class Unit(Record):
    """A county, street, community or grid (R7: dated). Its own id is also its `unit_id`.

    `above` names the tiers over a unit that are not held here, topmost first, "/" between them: before enrolment a
    grid has no parent row, yet its people know the chain of command.
    """

    __tablename__ = "unit"
    level: Mapped[str]  # code table unit_level
    code: Mapped[str] = mapped_column(default="")  # the county's own code, a string of any width
    name: Mapped[str]
    branch_name: Mapped[str] = mapped_column(default="")  # the Party organisation that works here
    above: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    help_phone: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[UUID | None] = mapped_column(Id, refers("unit.id"), index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class UnitClosure(Row):
    """Every pair of a unit and one at or below it: scope is asked here, never by string prefix (SYNC §5)."""

    __tablename__ = "unit_closure"
    above_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    below_id: Mapped[UUID] = mapped_column(Id, primary_key=True, index=True)


class User(Record):
    """A person who signs in here. The password is in the keyring, never in the database."""

    __tablename__ = "user_account"
    name: Mapped[str]
    role: Mapped[str]  # code table role
    active: Mapped[bool] = mapped_column(default=True)
    granted: Mapped[str | None]  # registers given by name, separated by spaces; null: none


class KeyChange(Record):
    """What was done to the ways into the data of this PC; who did it and when stands in the journal."""

    __tablename__ = "key_change"
    what: Mapped[str]  # code table key_change
    owner: Mapped[str] = mapped_column(default="")  # whose password; "" for the recovery sheet
    at: Mapped[int] = mapped_column(Instant)

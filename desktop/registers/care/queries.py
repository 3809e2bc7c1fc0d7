"""Opens sealed care needs: the list for who may see it, and who has one for the day of the next visit."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.sealing import pseudonym, seal, unseal
from desktop.access.unit import User
from desktop.base.errors import Damage, UserError
from desktop.base.text import _
from desktop.registers.care import rules
from desktop.registers.care.model import CareDraft, CareNeed
from desktop.registers.care.rules import Care
from desktop.registers.people.model import Person, PersonRow
from desktop.standard import unit_settings
from desktop.standard.derived import in_chunks
from desktop.standard.drafts import Draft

ON = "care.on"  # the setting of a unit: {"purpose": words}; null while it is off
GONE = _("没有找到这条记录，可能已撤回同意。请回到列表再看一次。")
Which = Literal["open", "review", "ended"]


@dataclass(frozen=True, slots=True)
class CareRow:
    """A need as the list shows it; `why` says what is to be looked at again."""

    id: UUID
    name: str
    door: str
    door_sort: str
    care: Care
    why: str


@dataclass(frozen=True, slots=True)
class Given:
    """A user of this PC, and whether the register was given to them."""

    id: UUID
    name: str
    given: bool


def key_of(session: Session) -> bytes:
    """The care key of the open profile."""
    key: bytes = session.info["care"]
    return key


def bound(row_id: UUID) -> bytes:
    """What a sealed row is bound to: moved to another row it does not open."""
    return b"care_need " + row_id.bytes


def sealed(session: Session, row_id: UUID, care: Care) -> bytes:
    """`care` as it is kept."""
    return seal(key_of(session), msgspec.json.encode(care), bound=bound(row_id))


def person_key(session: Session, person_id: UUID) -> bytes:
    """The pseudonym of a person."""
    return pseudonym(key_of(session), person_id.bytes)


def read(session: Session, row: Any) -> Care:
    """What a row says; it was not erased."""
    return msgspec.json.decode(unseal(key_of(session), row.sealed, bound=bound(row.id)), type=Care)


def opens(session: Session, row: Any) -> Care | None:
    """`read`, or None where it was sealed under the key of another PC."""
    try:
        return read(session, row)
    except Damage:
        return None


def purpose(session: Session, unit_id: UUID) -> str:
    """What the unit keeps the register for; "" while it is off."""
    chosen = unit_settings.get(session, unit_id, ON) or {}
    return str(chosen.get("purpose", ""))


def require_on(session: Session, actor: Actor, permission: str) -> None:
    """UserError unless the actor was given the register, and the unit keeps it."""
    actor.require(permission)
    if not purpose(session, actor.unit_id):
        raise UserError(_("关怀登记没有开启，什么也没有改。需要时请支部书记在设置里开启。"))


def opened(session: Session, actor: Actor, care_id: UUID) -> Care:
    """One need; UserError for everybody else, and when it was erased."""
    require_on(session, actor, "care.see")
    row = session.scalars(select(CareNeed).where(CareNeed.id == care_id, CareNeed.alive, visible(CareNeed, actor)))
    found = row.first()
    if found is None or found.sealed is None:
        raise UserError(GONE)
    return read(session, found)


def listed(session: Session, actor: Actor, which: Which, *, today: date) -> tuple[CareRow, ...]:
    """The needs that stand, are to be looked at again, or have ended; by door."""
    require_on(session, actor, "care.see")
    said = [(row_id, care) for row_id, care in _all(session, actor) if care is not None]
    names = named(session, {care.person_id for _id, care in said})
    rows = []
    for row_id, care in said:
        name, door, door_sort = names[care.person_id]
        why = rules.review(care, lives_here=bool(door), today=today)
        if (which == "review" and why) or (which != "review" and care.open is (which == "open")):
            rows.append(CareRow(row_id, name, door, door_sort, care, why))
    return tuple(sorted(rows, key=lambda row: (row.door_sort or "~", row.name, row.id)))


def elsewhere(session: Session, actor: Actor) -> int:
    """How many were sealed on another PC of the unit: their key never leaves it, so they open only there."""
    require_on(session, actor, "care.see")
    return sum(1 for _id, care in _all(session, actor) if care is None)


def _all(session: Session, actor: Actor) -> Iterator[tuple[UUID, Care | None]]:
    """Every need that stands, None for one that does not open here; that none was changed is what its seal is for."""
    query = select(CareNeed).where(CareNeed.alive, CareNeed.sealed.is_not(None), visible(CareNeed, actor))
    for row in session.scalars(query):
        yield row.id, opens(session, row)


def named(session: Session, person_ids: Collection[UUID]) -> dict[UUID, tuple[str, str, str]]:
    """Name, door and its sort key of each person, of the one they were merged into; no door: they live here no more."""
    found = {}
    for person_id in person_ids:
        person = session.get(Person, person_id)
        while person is not None and person.merged_into is not None:
            person = session.get(Person, person.merged_into)
        row = session.get(PersonRow, person.id) if person is not None else None
        name = person.name if person is not None else ""
        found[person_id] = (name, row.door, row.door_sort) if row is not None else (name, "", "")
    return found


def cared(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, date]:
    """Those of the people for whom a need stands, and since when; for the day of the next visit, and shown nowhere."""
    found: dict[UUID, date] = {}
    if session.scalars(select(CareNeed.id).where(CareNeed.alive).limit(1)).first() is None:
        return found
    units: dict[UUID, bool] = {}
    for part in in_chunks(person_ids):
        keys = {person_key(session, one): one for one in part}
        merged = select(Person.id, Person.merged_into).where(Person.merged_into.in_(part))
        keys |= {person_key(session, old): new for old, new in session.execute(merged) if new is not None}
        for row in _rows(session, keys):
            if row.unit_id not in units:
                units[row.unit_id] = bool(purpose(session, row.unit_id))
            if units[row.unit_id] and (care := read(session, row)).open:
                person_id = keys[row.person_key]
                found[person_id] = min(care.since, found.get(person_id, care.since))
    return found


def _rows(session: Session, keys: Collection[bytes]) -> Iterator[CareNeed]:
    query = select(CareNeed).where(CareNeed.person_key.in_(keys), CareNeed.alive, CareNeed.sealed.is_not(None))
    yield from session.scalars(query)


def households_of(session: Session, care_ids: Iterable[UUID]) -> set[UUID]:
    """The households of the people that these needs are about; those of erased ones are not known any more."""
    found: set[UUID] = set()
    for part in in_chunks(care_ids):
        rows = session.scalars(select(CareNeed).where(CareNeed.id.in_(part), CareNeed.sealed.is_not(None))).all()
        opened_here = [care for row in rows if (care := opens(session, row)) is not None]
        found |= households(session, {care.person_id for care in opened_here})
    return found


def households(session: Session, person_ids: Iterable[UUID]) -> set[UUID]:
    """The households that these people live in now, also those that they were merged into."""
    found: set[UUID] = set()
    for person_id in person_ids:
        person = session.get(Person, person_id)
        while person is not None and person.merged_into is not None:
            person = session.get(Person, person.merged_into)
        row = session.get(PersonRow, person.id) if person is not None else None
        if row is not None and row.household_id is not None:
            found.add(row.household_id)
    return found


def given(session: Session, actor: Actor) -> tuple[Given, ...]:
    """Every user of this PC, for the secretary who gives the register by name."""
    actor.require("care.manage")
    users = session.scalars(select(User).where(User.alive, User.active, visible(User, actor)).order_by(User.id))
    return tuple(Given(user.id, user.name, "care" in (user.granted or "").split()) for user in users)


def draft(session: Session, actor: Actor, record_id: UUID | None) -> Draft | None:
    """This person's draft of a need."""
    row = session.get(CareDraft, (actor.id, draft_key(record_id)))
    if row is None:
        return None
    said = msgspec.json.decode(unseal(key_of(session), row.sealed, bound=draft_bound(actor)), type=dict[str, str])
    return Draft("care", record_id, "", said, row.version, row.at)


def draft_key(record_id: UUID | None) -> str:
    """The key of the draft of a record, of a new one for None."""
    return str(record_id or "new")


def draft_bound(actor: Actor) -> bytes:
    """What a draft is bound to: its writer."""
    return b"care_draft " + actor.id.bytes

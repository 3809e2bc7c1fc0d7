"""已搬出、已故: the households and residents who are on no list any more, with when, why and where to."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Dwelling
from desktop.registers.people.model import Household, Person, Residence
from desktop.registers.people.queries import CURRENT
from desktop.store.journal import Change, patch_said

MOST = 500  # whoever looks for an older one types a name or a door
_ENDINGS = {"household": "ended_on", "person": "died_on", "residence": "ends_on"}


@dataclass(frozen=True, slots=True)
class Gone:
    """One of them. `on` is a day as far as it is known; `opens` is the record to look at: where it was merged into."""

    register: str
    id: UUID
    door: str
    name: str
    on: str
    why: str
    to: str
    opens: UUID


def households(session: Session, actor: Actor, *, find: str = "") -> tuple[Gone, ...]:
    """Those that ended, the latest first; `find` is part of a head's name or the beginning of a door."""
    actor.require("households.see")
    head = func.coalesce(Person.name, Household.head_name)
    query = (
        select(Household, Dwelling.door, head)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .outerjoin(Person, Person.id == Household.head_id)
        .where(or_(Household.alive, Household.merged_into.is_not(None)), Household.ended_on.is_not(None))
        .where(visible(Household, actor))
        .order_by(Household.ended_on.desc(), Household.id.desc())
        .limit(MOST)
    )
    if find.strip():
        query = query.where(or_(head.contains(find.strip()), Dwelling.door.startswith(find.strip())))
    rows = session.execute(query).all()
    moved = _moved_to(session, [home.id for home, _door, _head in rows])
    return tuple(
        Gone(
            "households", home.id, door, name or _("某户"), str(home.ended_on),
            _label("household_end_reason", home.end_reason),
            _into(session, home.merged_into) or moved.get(home.id, ""),
            home.merged_into or home.id,
        )
        for home, door, name in rows
    )  # fmt: skip


def people(session: Session, actor: Actor, *, find: str = "") -> tuple[Gone, ...]:
    """Those who died, or moved out and live nowhere here, the latest first; `find` is part of a name."""
    actor.require("people.see")
    current = exists().where(Residence.person_id == Person.id, CURRENT)
    lived = exists().where(Residence.person_id == Person.id, Residence.alive, Residence.ends_on.is_not(None))
    query = select(Person).where(Person.alive, visible(Person, actor))
    query = query.where(or_(Person.died_on.is_not(None), lived & ~current))
    if find.strip():
        query = query.where(Person.name.contains(find.strip()))
    found = [_person(session, person) for person in session.scalars(query)]
    return tuple(sorted(found, key=lambda one: (one.on, one.id.int), reverse=True)[:MOST])


def ending(session: Session, register: str, record_id: UUID) -> UUID:
    """The deed by which it ended, so that it can be taken back. UserError when the history does not tell."""
    rows: Select[Any] = select(Residence.id).where(Residence.person_id == record_id)
    ids = {record_id, *(session.scalars(rows) if register == "people" else ())}
    changes = session.scalars(select(Change).where(Change.row_id.in_(ids)).order_by(Change.id.desc()))
    found = next((change.tx for change in changes if _ends(change)), None)
    if found is None:
        raise UserError(_("历史里没有找到办理这一步的记录，没有改动。可以打开后在“历史”里逐条恢复。"))
    return found


def _ends(change: Change) -> bool:
    said = patch_said(change.patch).get(_ENDINGS.get(change.table_name, ""))
    return said is not None and said[1] is not None


def _person(session: Session, person: Person) -> Gone:
    """Where somebody lived last."""
    query = select(Residence, Dwelling.door).join(Household, Household.id == Residence.household_id)
    query = query.join(Dwelling, Dwelling.id == Household.dwelling_id)
    query = query.where(Residence.person_id == person.id, Residence.alive)
    last = session.execute(query.order_by(Residence.ends_on.desc(), Residence.id.desc())).first()
    home, door = (last[0], last[1]) if last else (None, "")
    if person.died_on is not None:
        return Gone("people", person.id, door, person.name, str(person.died_on), _("已故"), "", person.id)
    assert home is not None  # else nobody would say that the person moved out
    why = _label("residence_end_reason", home.end_reason)
    return Gone("people", person.id, door, person.name, str(home.ends_on), why, home.moved_to or "", person.id)


def _moved_to(session: Session, homes: list[UUID]) -> dict[UUID, str]:
    """Where the people of ended households went, as it was told."""
    query = select(Residence.household_id, Residence.moved_to).where(
        Residence.household_id.in_(homes), Residence.alive, Residence.moved_to.is_not(None), Residence.moved_to != ""
    )
    return {home: to or "" for home, to in session.execute(query.order_by(Residence.id.desc()))}


def _into(session: Session, home_id: UUID | None) -> str:
    """The household that one went into, by its door."""
    home = session.get(Household, home_id) if home_id else None
    door = session.get(Dwelling, home.dwelling_id) if home else None
    return _("并入 {door}").format(door=door.door) if door else ""


def _label(table: str, code: str | None) -> str:
    return codes.label(table, code) if code and codes.is_valid(table, code) else ""

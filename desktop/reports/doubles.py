"""疑似重复: residents who may be registered twice, in pairs, without those found to be two people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.people.model import DistinctPeople, Person, PersonRow
from desktop.registers.people.service import completed
from desktop.values.partial_day import PartialDay

MOST = 500  # pairs; who has more merges these first
MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two residents and why they may be one; `one` is the registration that is older."""

    one: UUID
    other: UUID
    names: tuple[str, str]
    doors: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A resident who may be the one that is being typed."""

    id: UUID
    name: str
    door: str  # "" for who lives behind none of our doors
    same_number: bool  # the identity number agrees, not only name and birth


def pairs(session: Session, actor: Actor) -> tuple[Pair, ...]:
    """The pairs: the same identity number first, then name and birth, then name and door."""
    actor.require("people.see")
    apart = _apart(session)
    found: dict[tuple[UUID, UUID], Pair] = {}
    for columns, why in (
        ((PersonRow.id_no,), _("证件号相同")),
        ((PersonRow.name, PersonRow.born), _("姓名和出生日期相同")),
        ((PersonRow.name, PersonRow.door), _("同一门牌同名")),
    ):
        for group in _groups(session, actor, columns):
            for one, other in combinations(group, 2):
                key = (one.id, other.id)
                if key not in apart and key not in found and not _two(one, other):
                    found[key] = Pair(one.id, other.id, (one.name, other.name), (one.door, other.door), why)
        if len(found) >= MOST:
            break
    return tuple(found.values())[:MOST]


def alike(
    session: Session, actor: Actor, *, name: str, born: PartialDay | None, id_no: str | None
) -> tuple[Alike, ...]:
    """Residents who may be the one that is being typed: the same number, or the same name and birth; three at most."""
    actor.require("people.see")
    facts = completed({"id_no": id_no, "born": born})
    same_number, same_name = Person.id_no == facts["id_no"], (Person.name == name) & (Person.born == facts["born"])
    asked = [same_number] * bool(id_no) + [same_name] * bool(name and facts["born"])
    if not asked:
        return ()
    known = select(Person.id, Person.name, Person.id_no, PersonRow.door).join(PersonRow, PersonRow.id == Person.id)
    found = session.execute(
        known.where(visible(PersonRow, actor), or_(*asked)).order_by(PersonRow.id).limit(MOST_ALIKE)
    )
    return tuple(Alike(row.id, row.name, row.door, same_number=bool(id_no) and row.id_no == id_no) for row in found)


def _groups(session: Session, actor: Actor, columns: tuple[Any, ...]) -> Iterable[list[Any]]:
    """Residents that agree in all of these columns, none of them empty."""
    filled = [column != "" for column in columns] + [column.is_not(None) for column in columns]
    mine = (visible(PersonRow, actor), *filled)
    twice = select(*columns).where(*mine).group_by(*columns).having(func.count() > 1).limit(MOST).subquery()
    same = [column == twice.c[column.key] for column in columns]
    query = select(PersonRow.id, PersonRow.name, PersonRow.born, PersonRow.id_no, PersonRow.door, *columns)
    groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in session.execute(query.join(twice, *_all(same)).where(*mine).order_by(PersonRow.name_sort, PersonRow.id)):
        groups[tuple(getattr(row, column.key) for column in columns)].append(row)
    return groups.values()


def _all(conditions: list[Any]) -> tuple[Any]:
    whole = conditions[0]
    for condition in conditions[1:]:
        whole &= condition
    return (whole,)


def _two(one: Any, other: Any) -> bool:
    """Different identity numbers, or different full birth dates: a father and his son may share name and door."""
    if one.id_no and other.id_no:
        return bool(one.id_no != other.id_no)
    return bool(one.born and other.born and one.born.is_full and other.born.is_full and one.born != other.born)


def _apart(session: Session) -> set[tuple[UUID, UUID]]:
    known = session.execute(select(DistinctPeople.one_id, DistinctPeople.other_id).where(DistinctPeople.alive)).all()
    return {pair for one, other in known for pair in ((one, other), (other, one))}

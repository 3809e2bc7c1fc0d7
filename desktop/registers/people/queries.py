"""Reading people: who lives where now, and the derived rows of the list of residents."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from desktop.registers.buildings.model import Building, Dwelling
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, PersonRow, Phone, Residence
from desktop.search.index import Entry
from desktop.search.pinyin import sort_key
from desktop.standard.derived import in_chunks, rewrite
from desktop.standard.tables import ImportMark
from desktop.store.many_ids import AskedOften
from desktop.store.session import Derived

BY_PERSON: dict[str, Any] = {
    "residence": Residence,
    "phone": Phone,
    "membership": Membership,
    "hukou_record": HukouRecord,
}
_MACHINERY = frozenset({"id", "unit_id", "alive", "last_change", "mac"})
_NUMBERS = "numbers"  # every telephone of a person: the list shows the first, the search finds all
LIVING = Person.alive & Person.died_on.is_(None)
CURRENT = Residence.alive & Residence.ends_on.is_(None)
ENROLLED = Membership.ends_on.is_(None)
_PEOPLE = AskedOften(lambda among: select(Person.__table__).where(among(Person.id), LIVING))
_DOORS = AskedOften(
    lambda among: (
        select(Household.id, Dwelling.door, Dwelling.sort, Dwelling.building_id, Building.name)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .join(Building, Building.id == Dwelling.building_id)
        .where(among(Household.id))
    )
)
_MARKS = AskedOften(
    lambda among: (
        select(ImportMark.row_id, func.count())
        .where(among(ImportMark.row_id), ImportMark.settled_at.is_(None))
        .group_by(ImportMark.row_id)
    )
)


def marks_by_row(session: Session, ids: Collection[UUID]) -> dict[UUID, int]:
    """How many imported cells of each row still wait to be put right."""
    return dict(_MARKS.of(session, ids).all())


def grouped(
    session: Session, mapped: Any, key: str, *, ids: Collection[UUID], current: Any = None
) -> dict[UUID, list[Any]]:
    """Living rows of `mapped` whose attribute `key` is among `ids`, grouped by it, oldest first; `current`: a constant.

    Plain rows of columns, not records: refreshing a list reads many and changes none.
    """
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in _living_rows(mapped, key, current).of(session, ids):
        found[getattr(row, key)].append(row)
    return found


@cache
def _living_rows(mapped: Any, key: str, current: Any) -> AskedOften:
    standing = (mapped.alive,) if current is None else (mapped.alive, current)
    return AskedOften(
        lambda among: select(*_facts(mapped)).where(among(getattr(mapped, key)), *standing).order_by(mapped.id)
    )


@cache
def _facts(mapped: Any) -> tuple[Any, ...]:
    """What a row says of its person, without what every row has, which costs as much to read."""
    return tuple(column for column in mapped.__table__.columns if column.key not in _MACHINERY)


def people_touched(session: Session, touched: Mapping[str, set[UUID]]) -> Iterable[UUID]:
    """The people whose list row may differ after `touched`; all of them when it is empty."""
    if not touched:
        return session.scalars(select(Person.id)).all()
    found = set(touched.get("person", ()))
    for table, mapped in (
        ("residence", Residence),
        ("phone", Phone),
        ("membership", Membership),
        ("hukou_record", HukouRecord),
    ):
        for part in in_chunks(touched.get(table, ())):
            found.update(session.scalars(select(mapped.person_id).where(mapped.id.in_(part))))
    households = set(touched.get("household", ()))
    for part in in_chunks(touched.get("dwelling", ())):
        households.update(session.scalars(select(Household.id).where(Household.dwelling_id.in_(part))))
    for part in in_chunks(households):
        found.update(session.scalars(select(Residence.person_id).where(Residence.household_id.in_(part))))
    return found


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the list rows and search entries of the people touched."""
    rewrite(session, PersonRow, people_touched(session, touched), rows=_rows, kind="people", entry=_entry)


ANY: frozenset[str] = frozenset()
DERIVED = Derived(
    {
        **dict.fromkeys(("person", "residence", "phone", "membership", "hukou_record"), ANY),
        "household": frozenset({"dwelling_id", "unit_id", "alive"}),
        "dwelling": frozenset({"door", "building_id", "sort"}),
    },
    refresh,
    main="person",
)


def _rows(session: Session, ids: list[UUID]) -> Iterator[dict[str, Any]]:
    people = _PEOPLE.of(session, ids).all()
    residences = grouped(session, Residence, "person_id", ids=ids, current=CURRENT)
    phones = grouped(session, Phone, "person_id", ids=ids)
    memberships = grouped(session, Membership, "person_id", ids=ids, current=ENROLLED)
    hukou = grouped(session, HukouRecord, "person_id", ids=ids)
    marks = marks_by_row(session, ids)
    homes = _homes(session, {r.household_id for rows in residences.values() for r in rows})
    for person in people:
        lived = sorted(residences.get(person.id, ()), key=lambda r: not r.main)
        residence = lived[0] if lived else None
        home = homes.get(residence.household_id) if residence else None
        numbers = sorted(phones.get(person.id, ()), key=lambda phone: phone.rank)
        yield {
            "id": person.id,
            "unit_id": person.unit_id,
            "household_id": residence.household_id if residence else None,
            "building_id": home.building_id if home else None,
            "name": person.name,
            "name_sort": sort_key(person.name),
            "sex": person.sex,
            "born": person.born,
            "id_no": person.id_no or "",
            "door": home.door if home else "",
            "door_sort": home.sort if home else "",
            "building": home.name if home else "",
            "relation": residence.relation if residence else None,
            "membership": memberships[person.id][0].kind if person.id in memberships else None,
            "phone": numbers[0].number if numbers else "",
            "employer": person.employer,
            "presence": hukou[person.id][0].presence if person.id in hukou else None,
            "marks": marks.get(person.id, 0),
            _NUMBERS: tuple(phone.number for phone in numbers),
        }


def related(session: Session, person_id: UUID) -> set[UUID]:
    """The rows whose history belongs to a person: telephones, memberships, hukou facts and where they lived."""
    own = (
        select(mapped.id).where(mapped.person_id == person_id) for mapped in (Phone, Membership, HukouRecord, Residence)
    )
    return set(session.scalars(union_all(*own)))


def _homes(session: Session, household_ids: Collection[UUID]) -> dict[UUID, Any]:
    """By household: `door`, `sort` of the dwelling; `building_id`, `name` of the building."""
    return {row.id: row for row in _DOORS.of(session, household_ids)}


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        kind="people",
        id=row["id"],
        unit_id=row["unit_id"],
        label=row["name"],
        sublabel=row["door"],
        names=(row["name"],),
        doors=(row["door"],) if row["door"] else (),
        phones=row[_NUMBERS],
        identities=(row["id_no"],) if row["id_no"] else (),
    )

"""Writing a planned roster: household by household, each in a deed of its own within the one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.clock import local_time
from desktop.registers.buildings.model import Compound, Dwelling
from desktop.registers.buildings.service import Places
from desktop.registers.households.imports.claims import Claim
from desktop.registers.households.imports.compare import fill_new
from desktop.registers.households.imports.work import HomeWork, PersonWork
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.standard.importing.bring_in import Mark, Written, source_of
from desktop.standard.importing.plan import Plan, Problem
from desktop.store.bulk import NewRows
from desktop.store.record import Record
from desktop.values import phone

# A mark stands on the record that people see: the person or the household, under the name its form has for the field.
_MARKED = {
    ("phone", "number"): "phone", ("residence", "relation"): "relation", ("hukou_record", "kind"): "hukou_kind",
    ("hukou_record", "presence"): "presence", ("membership", "joined_on"): "joined_on",
}  # fmt: skip
_MOVED = "moved"
_CHUNK = 900
_HOMES_AT_ONCE = 200  # that are written together


def apply(
    session: Session, actor: Actor, plan: Plan, *, on_progress: Callable[[int, int], None] | None = None
) -> Written:
    """Write every household of `plan` that changes; `on_progress(done, all)` may raise Cancelled."""
    works = [work for work in plan.work if work.writes]
    writer = _Writer(session, plan, works)
    for done, work in enumerate(works):
        if on_progress is not None:
            on_progress(done, len(works))
        writer.write(work)
        if done % _HOMES_AT_ONCE == _HOMES_AT_ONCE - 1:
            writer.new.write()
    writer.new.write()
    if on_progress is not None:
        on_progress(len(works), len(works))
    return Written(tuple(writer.marks), frozenset(writer.filled))


@dataclass(frozen=True, slots=True)
class _Known:
    """A household or a person to write to: the record that stands, or the values of a row that is not written yet."""

    id: UUID
    unit_id: UUID
    row: Any

    @classmethod
    def standing(cls, record: Record) -> "_Known":
        """One of the register."""
        return cls(record.id, record.unit_id, record)

    @classmethod
    def new(cls, row: dict[str, Any]) -> "_Known":
        """One that is about to be written."""
        return cls(row["id"], row["unit_id"], row)


class _Writer:
    """Holds the rows that are to change, read in bulk, and the places of each compound."""

    def __init__(self, session: Session, plan: Plan, works: Iterable[HomeWork]) -> None:
        self._session = session
        self._staged = plan.staged
        self._deed = session.info["deed"]
        self._today = local_time(self._deed.at).date()
        self._places: dict[UUID, Places] = {}
        self._rows = self._read(works)
        self.new = NewRows(session)
        self.marks: list[Mark] = []
        self.filled: set[tuple[UUID, str]] = set()

    def _read(self, works: Iterable[HomeWork]) -> dict[tuple[type[Record], UUID], Any]:
        """Every row that may change, table by table rather than one by one."""
        wanted: dict[type[Record], set[UUID]] = {}
        for work in works:
            if work.known is not None:
                wanted.setdefault(Household, set()).add(work.known.id)
            if work.at is not None:
                wanted.setdefault(Dwelling, set()).add(work.at.id)
            for one in work.people:
                for kind, row_id in _rows_of(one):
                    wanted.setdefault(kind, set()).add(row_id)
        found: dict[tuple[type[Record], UUID], Any] = {}
        for kind, ids in wanted.items():
            ordered = sorted(ids)
            for start in range(0, len(ordered), _CHUNK):
                chunk = ordered[start : start + _CHUNK]
                for row in self._session.scalars(select(kind).where(kind.id.in_(chunk))):
                    found[kind, row.id] = row
        return found

    def write(self, work: HomeWork) -> None:
        """One household: its door, itself, its people; the values of each row of the file know that row."""
        self._deed.next_tx(source_of(self._staged, work.home.ats))
        household = self._household(work, self._dwelling(work))
        self._mark_home(work, household)
        # The head first: the household's row points to it.
        people = sorted(enumerate(work.people), key=lambda entry: entry[1] is not work.head)
        for place, one in people:
            if one.writes:
                self._deed.source = source_of(self._staged, [one.claim.who.at])
            person_id = self._person(one, household, place=place)
            if one is work.head and household is not None:
                self._set(household.row, {"head_id": person_id, "head_name": one.claim.name})
            self._mark(one.claim, person_id, one)

    def _set(self, record: Any, values: dict[str, Any]) -> None:
        """Change a row, for the household and the row of the file that are being written."""
        if isinstance(record, dict):
            record.update(values)
            return
        if values:
            self._deed.claim(record.id)
        for name, value in values.items():
            setattr(record, name, value)

    def _fill(self, record: _Known, names: Iterable[str]) -> None:
        """Fields that the register knows from now on; only what stood before can have a mark that this settles."""
        if not isinstance(record.row, dict):
            self.filled.update((record.id, name) for name in names)

    def _dwelling(self, work: HomeWork) -> Dwelling | None:
        if work.at is not None:
            dwelling: Dwelling = self._rows[Dwelling, work.at.id]
        elif work.door is not None and (work.vacant or work.makes_home):
            if work.compound not in self._places:
                self._places[work.compound] = Places(self._session, self._session.get_one(Compound, work.compound))
            dwelling = self._places[work.compound].dwelling(work.door)
        else:
            return None
        self._set(dwelling, work.dwelling)
        return dwelling

    def _household(self, work: HomeWork, dwelling: Dwelling | None) -> _Known | None:
        if work.known is not None:
            household = _Known.standing(self._rows[Household, work.known.id])
        elif work.makes_home and dwelling is not None:
            head_name = work.home.facts.get("head_name", "")
            values = {"unit_id": work.unit_id, "dwelling_id": dwelling.id, "head_name": head_name}
            household = _Known.new(self.new.add(Household, **values))
        else:
            return None
        self._set(household.row, work.facts)
        self._fill(household, (*work.facts, *work.dwelling))
        return household

    def _person(self, one: PersonWork, household: _Known | None, *, place: int) -> UUID:
        known = one.known
        if known is not None and not one.writes:
            return known.id
        if known is None:
            assert household is not None
            fill_new(one)
            person = _Known.new(self.new.add(Person, unit_id=household.unit_id, **one.person))
        else:
            person = _Known.standing(self._rows[Person, known.id])
            self._set(person.row, one.person)
        person_id = person.id
        self._fill(person, one.person)
        self._phones(one, person)
        self._facts(HukouRecord, person, one.hukou, known.hukou.get("id") if known else None)
        self._facts(Membership, person, one.party, known.party.get("id") if known else None)
        if one.relation and known is not None and known.residence is not None:
            self._set(self._rows[Residence, known.residence], {"relation": one.relation})
        if one.settles and household is not None:
            self._settle(one, person, household, place=place)
        return person_id

    def _phones(self, one: PersonWork, person: _Known) -> None:
        ranks = len(one.known.phones) if one.known else 0
        self._fill(person, ("phone",) if one.phones else ())
        for place, (row_id, number) in enumerate(one.phones):
            if row_id is not None:
                row: Phone = self._rows[Phone, row_id]
                self._set(row, {"number": number, "kind": phone.kind(number)})
                continue
            values = {"number": number, "kind": phone.kind(number), "rank": ranks + place}
            self.new.add(Phone, unit_id=person.unit_id, person_id=person.id, **values)

    def _facts(
        self, kind: type[HukouRecord] | type[Membership], person: _Known, facts: dict[str, Any], row_id: UUID | None
    ) -> None:
        if not facts:
            return
        if row_id is not None:
            self._set(self._rows[kind, row_id], facts)
        else:
            self.new.add(kind, unit_id=person.unit_id, person_id=person.id, **facts)
        self._fill(person, [_MARKED.get((kind.__tablename__, name), name) for name in facts])

    def _settle(self, one: PersonWork, person: _Known, household: _Known, *, place: int) -> None:
        """A residence here from now on; where it began is not known. One elsewhere ends today (R7)."""
        if one.moves and one.known is not None and one.known.residence is not None:
            old: Residence = self._rows[Residence, one.known.residence]
            self._set(old, {"ends_on": self._today, "end_reason": _MOVED})
        self.new.add(
            Residence,
            unit_id=household.unit_id,
            person_id=person.id,
            household_id=household.id,
            relation=one.claim.relation,
            place=place,
            starts_on=self._today if one.moves else None,
        )

    def _mark(self, claim: Claim, person_id: UUID, one: PersonWork) -> None:
        """Cells that could not be read wait on the person, unless the register knows the value."""
        for table, field, problem in claim.unread:
            if not self._knows(one, table, field):
                self._add_mark("person", person_id, _MARKED.get((table, field), field), problem)

    @staticmethod
    def _knows(one: PersonWork, table: str, field: str) -> bool:
        if one.known is None:
            return bool(table == "phone" and one.phones)
        if table == "person":
            return bool(one.known.own.get(field))
        if table == "phone":
            return bool(one.known.phones)
        if table == "residence":
            return bool(one.known.relation)
        return bool((one.known.hukou if table == "hukou_record" else one.known.party).get(field))

    def _mark_home(self, work: HomeWork, household: _Known | None) -> None:
        for table, field, problem in work.home.unread:
            own = (work.at.own if work.at else {}) if table == "dwelling" else (work.known.own if work.known else {})
            if household is not None and not own.get(field):
                self._add_mark("household", household.id, field, problem)

    def _add_mark(self, table: str, row_id: UUID, field: str, problem: Problem) -> None:
        self.marks.append(Mark(table, row_id, field, problem))


def _rows_of(one: PersonWork) -> Iterable[tuple[type[Record], UUID]]:
    """The rows that writing one known person may change."""
    known = one.known
    if known is None or not one.writes:
        return
    yield Person, known.id
    for row_id, _number in one.phones:
        if row_id is not None:
            yield Phone, row_id
    if one.hukou and known.hukou:
        yield HukouRecord, known.hukou["id"]
    if one.party and known.party:
        yield Membership, known.party["id"]
    if (one.relation or one.moves) and known.residence is not None:
        yield Residence, known.residence

"""After an exchange the lists and the search hold what computing them anew gives: nothing is derived too little."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select

from desktop.registers.contacts.model import Visit
from desktop.registers.people.model import Household, Person, Phone, Residence
from desktop.search import index
from desktop.store.check import check
from desktop.store.record import Row
from tests.factories.compound import HOMES, make_compound
from tests.factories.profile import TODAY, UNIT_ID, USER_ID, Profile
from tests.sync.real.conftest import Pc, empty_profile

NewPc = Callable[..., Pc]
LISTS = frozenset({"person_row", "household_row", "link_row", "visit_row", "unit_closure", "venue_obligation_row"})


def lists(pc: Pc) -> dict[str, list[str]]:
    """Every derived row as text, and what the search holds."""
    tables = {table.name: table for table in Row.metadata.sorted_tables if table.name in LISTS}
    with pc.store.read() as session:
        said = {name: sorted(str(row) for row in session.execute(select(table))) for name, table in tables.items()}
        entries = session.connection().exec_driver_sql(
            "SELECT kind, record, unit, label, sublabel, digest FROM search_entry"
        )
        return {**said, "search": sorted(str(tuple(row)) for row in entries)}


def anew(pc: Pc) -> dict[str, list[str]]:
    """The same after all of it was thrown away and computed from nothing."""
    with pc.store.write(USER_ID, "store.derive") as session:
        for table in Row.metadata.sorted_tables:
            if table.name in LISTS:
                session.execute(delete(table))
        index.clear(session.connection())
        pc.store.rebuild_derived(session)
    return lists(pc)


def work(pc: Pc) -> None:
    """A week of one desk: edits, a move, a death, a visit, telephones that change and go."""
    with pc.store.write(USER_ID, "households.save") as session:
        homes = session.scalars(select(Household).order_by(Household.remark)).all()
        people = session.scalars(select(Person).order_by(Person.id)).all()
        numbers = session.scalars(select(Phone).order_by(Phone.id)).all()
        lived = session.scalars(select(Residence).order_by(Residence.id)).all()
        people[0].name, people[1].employer, people[2].died_on = "吕陈宇", "第二小学", TODAY
        people[3].alive = False
        numbers[0].number, numbers[1].alive = "18900001111", False
        lived[2].ends_on, lived[4].household_id = TODAY, homes[0].id
        homes[1].alive = False
        session.add(Phone(unit_id=UNIT_ID, person_id=people[5].id, number="17011112222", rank=2))
        session.add(
            Visit(
                unit_id=UNIT_ID, household_id=homes[2].id, member_id=people[0].id, way="door", outcome="home",
                visited_on=TODAY - timedelta(days=1), said="家里都好。",
            )
        )  # fmt: skip


def test_lists_after_a_first_copy_and_after_edits_are_as_computed_from_nothing(new_pc: NewPc) -> None:
    def filled(folder: Path) -> Profile:
        return make_compound(folder).profile

    ann, bo = new_pc(filled=filled), new_pc(filled=empty_profile)
    ann.told(), bo.told()
    copied = lists(bo)
    assert len(copied["household_row"]) == len(HOMES)
    assert copied == lists(ann)
    assert copied == anew(bo)
    work(ann)
    ann.told(), bo.told()
    after = lists(bo)
    assert after != copied
    assert after == lists(ann)
    assert after == anew(bo)
    assert check(bo.store).findings == check(ann.store).findings == ()

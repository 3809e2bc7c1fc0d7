"""Two real encrypted files and a real hub: what is written at one desk is read, searched and checked at the other."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from desktop.registers.people.model import Person, PersonRow, Phone
from desktop.store.check import check
from desktop.store.journal import Outgoing
from desktop.sync.conflict_row import Conflict
from tests.factories.profile import UNIT_ID, USER_ID
from tests.sync.real.conftest import Pc

NewPc = Callable[..., Pc]


def add(pc: Pc, name: str) -> UUID:
    with pc.profile.store.write(USER_ID, "people.save") as session:
        person = Person(unit_id=UNIT_ID, name=name)
        session.add(person)
        session.flush()
        session.add(Phone(unit_id=UNIT_ID, person_id=person.id, number="13900001111"))
    return person.id


def edit(pc: Pc, person_id: UUID, **values: object) -> None:
    with pc.profile.store.write(USER_ID, "people.save") as session:
        person = session.get_one(Person, person_id)
        for name, value in values.items():
            setattr(person, name, value)


def person(pc: Pc, person_id: UUID) -> Person:
    with pc.profile.store.read() as session:
        return session.get_one(Person, person_id)


def test_a_person_registered_here_is_listed_there_and_both_files_are_whole(new_pc: NewPc) -> None:
    ann, bo = new_pc(), new_pc()
    person_id = add(ann, "王小明")
    assert ann.told() == 1
    bo.told()
    assert person(bo, person_id).name == "王小明"
    with bo.profile.store.read() as session:
        assert session.get_one(PersonRow, person_id).name == "王小明"  # derived as by any other writer
    for pc in (ann, bo):
        assert check(pc.profile.store).findings == ()


def test_two_people_edit_different_fields_and_nobody_is_asked(new_pc: NewPc) -> None:
    ann, bo = new_pc(), new_pc()
    person_id = add(ann, "王小明")
    ann.told(), bo.told()
    edit(ann, person_id, employer="县医院")
    edit(bo, person_id, remark="周末在家")
    ann.told(), bo.told(), ann.told()
    for pc in (ann, bo):
        row = person(pc, person_id)
        assert (row.employer, row.remark) == ("县医院", "周末在家")
        with pc.profile.store.read() as session:
            assert session.scalars(select(Conflict)).all() == []
        assert check(pc.profile.store).findings == ()


def test_a_clash_is_a_row_that_both_read_and_the_hub_s_value_stands(new_pc: NewPc) -> None:
    ann, bo = new_pc(), new_pc()
    person_id = add(ann, "王小明")
    ann.told(), bo.told()
    edit(ann, person_id, employer="县医院")
    edit(bo, person_id, employer="县中学")
    ann.told(), bo.told(), ann.told()
    for pc in (ann, bo):
        assert person(pc, person_id).employer == "县医院"
        with pc.profile.store.read() as session:
            (asked,) = session.scalars(select(Conflict)).all()
        assert (asked.row_id, asked.mine, asked.theirs) == (
            person_id, '{"employer":"县中学"}', '{"employer":"县医院"}',
        )  # fmt: skip
        assert check(pc.profile.store).findings == ()


def test_what_the_feed_has_shown_is_done_and_nothing_is_sent_twice(new_pc: NewPc) -> None:
    ann = new_pc()
    add(ann, "王小明")
    ann.told()
    with ann.profile.store.read() as session:
        assert set(session.scalars(select(Outgoing.state))) == {"done"}
    ann.told()
    assert ann.requests[-1].changes == ()

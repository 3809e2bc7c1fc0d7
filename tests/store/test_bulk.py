"""Rows written in bulk are what the same rows written one by one are: journaled, sealed, guarded, refreshed."""

from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from desktop.base.ids import uuid7
from desktop.catalog import DERIVED
from desktop.registers.people.model import Person, PersonRow, Phone
from desktop.store import bulk, fast_rows
from desktop.store.check import check
from desktop.store.journal import Change, patch_said, table_of, values_of
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY, UNIT_ID, USER_ID, Profile, make_profile

GIVEN = {"unit_id": UNIT_ID, "name": "林𬭎", "born": PartialDay(1970, 3), "notice_on": TODAY, "sex": "1"}


def test_a_bulk_row_says_in_the_journal_what_a_flushed_one_says(profile: Profile) -> None:
    one, many = uuid7(), uuid7()
    with profile.store.write(USER_ID, "people.save") as session:
        session.add(Person(id=one, **GIVEN))
    with profile.store.write(USER_ID, "people.save") as session:
        assert bulk.insert(session, Person, [{"id": many, **GIVEN}]) == 1
    with profile.store.read() as session:
        flushed, bulky = session.get_one(Person, one), session.get_one(Person, many)
        assert values_of(flushed) == values_of(bulky)
        first, second = (session.get_one(Change, row.last_change) for row in (flushed, bulky))
        assert patch_said(first.patch) == patch_said(second.patch)
        assert (first.base_seq, first.op, first.action) == (second.base_seq, second.op, second.action)
        assert second.n == first.n + 1
    assert check(profile.store).findings == ()


def test_bulk_rows_come_after_what_waits_in_the_session_and_before_what_follows(tmp_path: Path) -> None:
    profile = make_profile(tmp_path, derived=DERIVED)
    with profile.store.write(USER_ID, "people.import") as session:
        person = Person(unit_id=UNIT_ID, name="单志刚")
        session.add(person)
        made = bulk.insert(
            session, Phone,
            ({"unit_id": UNIT_ID, "person_id": person.id, "number": f"170{n:08}", "rank": n} for n in range(4_100)),
        )  # fmt: skip
        session.add(Phone(unit_id=UNIT_ID, person_id=person.id, number="17099999999"))
    assert made == 4_100
    assert session.info["changes"].count == 4_102
    assert session.info["changes"].tables == {"person", "phone"}
    with profile.store.read() as session:
        assert session.scalars(select(PersonRow.phone)).one() == "17000000000"
    assert check(profile.store).findings == ()
    profile.close()


def test_gathered_rows_keep_the_deed_of_when_they_were_added_and_go_parents_first(profile: Profile) -> None:
    with profile.store.write(USER_ID, "people.import", source="甲 · 第 1 行") as session:
        deed, rows = session.info["deed"], bulk.NewRows(session)
        first_tx = deed.tx
        child = rows.add(Phone, unit_id=UNIT_ID, person_id=uuid7(), number="17000000001", kind="mobile")
        deed.next_tx("甲 · 第 2 行")
        parent = rows.add(Person, **GIVEN)
        child["person_id"] = parent["id"]
        deed.next_tx("甲 · 第 3 行")
        rows.write()
        rows.write()  # what is written is not written again
        session.add(Phone(unit_id=UNIT_ID, person_id=parent["id"], number="17000000002"))
    with profile.store.read() as session:
        changes = session.scalars(select(Change).where(Change.action == "people.import").order_by(Change.n)).all()
        assert [(change.table_name, change.source) for change in changes] == [
            ("person", "甲 · 第 2 行"),
            ("phone", "甲 · 第 1 行"),
            ("phone", "甲 · 第 3 行"),
        ]
        assert changes[1].tx == first_tx
        assert session.get_one(Phone, child["id"]).person_id == parent["id"]
    assert check(profile.store).findings == ()


def test_nothing_of_a_bulk_that_fails_stays(profile: Profile) -> None:
    row_id = uuid7()
    with pytest.raises(IntegrityError), profile.store.write(USER_ID, "people.save") as session:
        bulk.insert(session, Person, [{"id": row_id, **GIVEN}, {"id": row_id, **GIVEN}])
    with profile.store.read() as session:
        assert session.query(Person).count() == 0
        assert session.execute(text("SELECT mode FROM write_guard")).scalar() == ""


def test_no_rows_are_no_statement(profile: Profile) -> None:
    with profile.store.write(USER_ID, "people.save") as session:
        assert bulk.insert(session, Person, []) == 0
        fast_rows.insert_rows(session.connection(), table_of(Person), [])
    assert session.info["changes"].count == 0

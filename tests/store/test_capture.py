"""What the journal holds of each change, and that nothing gets past it (SYNC §2)."""

import hashlib
import hmac
import json
from contextlib import closing

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.sql import quoted_name

from desktop.base.ids import uuid7
from desktop.registers.people.model import Person
from desktop.store import migrate
from desktop.store.journal import Chain, Change, Deed, Outgoing, patch_said, values_of
from desktop.store.types import from_wire, to_wire
from desktop.values.partial_day import PartialDay
from tests.factories.profile import TODAY, TOKEN, UNIT_ID, USER_ID, Profile


def person(profile: Profile, **values: object) -> Person:
    made = Person(unit_id=UNIT_ID, **{"name": "林𬭎", "born": PartialDay(1970, 3), **values})
    with profile.store.write(USER_ID, "people.save") as session:
        session.add(made)
    return made


def changes(session: Session, row_id: object) -> list[Change]:
    return list(session.scalars(select(Change).where(Change.row_id == row_id).order_by(Change.n)))


def test_an_insert_is_told_whole_and_an_update_as_old_and_new(profile: Profile) -> None:
    made = person(profile)
    with profile.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, made.id).name = "林弘"
    with profile.store.read() as session:
        first, second = changes(session, made.id)
    assert patch_said(first.patch)["name"] == [None, "林𬭎"]
    assert patch_said(first.patch)["born"] == [None, "1970-03"]
    assert (first.op, second.op) == ("insert", "update")
    assert patch_said(second.patch) == {"name": ["林𬭎", "林弘"]}


def test_a_change_says_who_when_why_and_under_which_schema(profile: Profile) -> None:
    batch = uuid7()
    with profile.store.write(USER_ID, "people.import", source="名册.xlsx · 第 3 行", batch=batch) as session:
        made = Person(unit_id=UNIT_ID, name="单志刚")
        session.add(made)
    with profile.store.read() as session:
        (change,) = changes(session, made.id)
    assert (change.actor, change.action, change.source) == (USER_ID, "people.import", "名册.xlsx · 第 3 行")
    assert (change.batch, change.at, change.schema) == (batch, profile.clock.now_ms(), migrate.head())
    assert session.info.get("deed") is None


def test_base_seq_is_kept_for_each_field_group(profile: Profile) -> None:
    """Fields that mean something together merge as one."""
    made = person(profile, id_no="990101197003070012", id_type="resident_id")
    with profile.store.read() as session:
        (change,) = changes(session, made.id)
    said = json.loads(change.base_seq)
    assert said["identity"] == 0
    assert "id_no" not in said
    assert said["name"] == 0


def test_setting_a_value_to_itself_says_nothing(profile: Profile) -> None:
    made = person(profile)
    with profile.store.write(USER_ID, "people.save") as session:
        row = session.get_one(Person, made.id)
        row.name, row.born = "林𬭎", PartialDay(1970, 3)
    assert session.info["changes"].count == 0
    with profile.store.read() as session:
        assert len(changes(session, made.id)) == 1


def test_one_deed_is_one_transaction_and_an_import_has_one_for_each_household(profile: Profile) -> None:
    with profile.store.write(USER_ID, "people.import", batch=uuid7()) as session:
        deed: Deed = session.info["deed"]
        session.add_all([Person(unit_id=UNIT_ID, name="甲乙"), Person(unit_id=UNIT_ID, name="丙丁")])
        session.flush()
        deed.next_tx("第 9 行")
        session.add(Person(unit_id=UNIT_ID, name="戊己"))
    with profile.store.read() as session:
        found = session.execute(select(Change.tx, Change.source).where(Change.action == "people.import")).all()
    assert len({tx for tx, _source in found}) == 2
    assert [source for _tx, source in found] == ["", "", "第 9 行"]


def test_the_chain_covers_every_change_but_its_patch_only_through_its_seal(profile: Profile) -> None:
    person(profile)
    with profile.store.read() as session:
        every = session.scalars(select(Change).order_by(Change.n)).all()
        chain = session.scalars(select(Chain)).one()
    assert [change.n for change in every] == list(range(1, len(every) + 1))
    assert [change.prev for change in every] == [b"", *(change.digest for change in every[:-1])]
    assert (chain.n, chain.tip, chain.token) == (every[-1].n, every[-1].digest, TOKEN)
    assert all(change.sealed == hmac.digest(change.salt, change.patch, hashlib.sha256) for change in every)
    assert len({change.digest for change in every}) == len(every)


def test_each_change_waits_to_be_sent(profile: Profile) -> None:
    person(profile)
    with profile.store.read() as session:
        states = dict(session.execute(select(Outgoing.change_id, Outgoing.state)).all())
        assert set(states) == set(session.scalars(select(Change.id)))
    assert set(states.values()) == {"new"}


def test_a_copied_disk_goes_on_with_a_chain_of_its_own(profile: Profile) -> None:
    person(profile)
    profile.store.token = b"u" * 32
    person(profile, name="仇桂兰")
    with profile.store.read() as session:
        chains = session.scalars(select(Chain).order_by(Chain.id)).all()
        assert [(chain.token[:1], chain.current, chain.n) for chain in chains] == [(b"t", False, 4), (b"u", True, 5)]
        first = session.scalars(select(Change).where(Change.chain == chains[1].id)).one()
    assert first.prev == chains[0].tip, "whoever orders the changes sees what the copy was built upon"


@pytest.mark.parametrize(
    "statement",
    [
        update(Person).values(name="假"),
        delete(Person),
        insert(Person).values(
            id=uuid7(), unit_id=UNIT_ID, name="假", alive=True, last_change=uuid7(), mac=b"", former_name="",
            employer="", occupation="", remark="", notice_version="",
        ),
        delete(Change),
        update(Change).values(patch=b"{}"),
        update(Change).values(digest=b""),
    ],
    ids=["update", "delete", "insert", "journal delete", "journal patch", "journal digest"],
)  # fmt: skip
def test_sql_in_bulk_does_not_get_past_the_journal(profile: Profile, statement: object) -> None:
    made = person(profile)
    with pytest.raises(IntegrityError, match="journal"), profile.store.write(USER_ID, "people.save") as session:
        session.execute(statement)
    with profile.store.read() as session:
        assert session.get_one(Person, made.id).name == "林𬭎"


def test_the_guard_stands_on_every_connection_not_only_ours(profile: Profile) -> None:
    person(profile)
    with closing(profile.store.connection()) as raw, pytest.raises(sqlcipher.IntegrityError, match="session"):
        raw.execute("UPDATE person SET name = 'x'")


def test_a_journaled_row_is_never_deleted(profile: Profile) -> None:
    made = person(profile)
    with pytest.raises(AssertionError, match="alive"), profile.store.write(USER_ID, "people.save") as session:
        session.delete(session.get_one(Person, made.id))


def test_erasing_takes_patch_and_salt_and_leaves_the_chain(profile: Profile) -> None:
    made = person(profile)
    with profile.store.write(USER_ID, "people.erase") as session:
        session.execute(update(Change).where(Change.row_id == made.id).values(patch=None, salt=None))
    with profile.store.read() as session:
        (change,) = changes(session, made.id)
    assert patch_said(change.patch) == {}
    assert change.sealed


def test_a_reading_session_that_is_asked_to_write_is_our_bug(profile: Profile) -> None:
    with profile.store.read() as session:
        session.flush()
        session.add(Person(unit_id=UNIT_ID, name="假"))
        with pytest.raises(AssertionError, match="read session"):
            session.flush()


def test_a_failed_deed_leaves_nothing(profile: Profile) -> None:
    def fail() -> None:
        with profile.store.write(USER_ID, "people.save") as session:
            session.add(Person(unit_id=UNIT_ID, name="假"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with profile.store.read() as session:
        assert session.scalars(select(Person)).all() == []
        assert session.execute(text("SELECT mode FROM write_guard")).scalar() == ""


def test_references_are_checked_at_the_end_of_a_deed(profile: Profile) -> None:
    from desktop.registers.people.model import Phone

    with pytest.raises((IntegrityError, OperationalError)), profile.store.write(USER_ID, "people.save") as session:
        session.add(Phone(unit_id=UNIT_ID, person_id=uuid7(), number="17000000001"))


@pytest.mark.parametrize(
    ("column", "value"),
    [("name", "林𬭎"), ("born", PartialDay(1970, 3)), ("unit_id", UNIT_ID), ("notice_on", TODAY), ("mac", b"\x00\xff"),
     ("alive", True), ("notice_on", None), ("name", quoted_name("林弘", quote=True))],
)  # fmt: skip
def test_a_value_survives_the_wire(column: str, value: object) -> None:
    kind = Person.__table__.columns[column].type
    wired = json.loads(json.dumps(to_wire(value)))
    assert from_wire(kind, wired) == value


def test_a_new_record_knows_its_id_and_defaults_before_the_first_flush() -> None:
    fresh = Person(unit_id=UNIT_ID, name="林弘")
    assert fresh.id.version == 7
    assert values_of(fresh)["alive"] is True
    assert values_of(fresh)["remark"] == ""

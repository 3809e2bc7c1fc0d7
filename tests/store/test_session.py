"""Deeds, what they tell, derived tables in the same transaction, and refusals of the disk in plain words."""

import sqlite3
import threading
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from uuid import UUID
from weakref import ref

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from desktop.base.clock import at_noon
from desktop.base.errors import Damage, UserError
from desktop.registers.people.model import Person, Phone
from desktop.store.session import Derived, Store, damage_of, refused
from tests.factories.migrated import STEPS
from tests.factories.profile import KEYS, TODAY, TOKEN, UNIT_ID, USER_ID, Profile, make_profile


def test_a_deed_tells_which_tables_it_changed_and_how_much(profile: Profile) -> None:
    with profile.store.write(USER_ID, "people.save") as session:
        session.add(Person(unit_id=UNIT_ID, name="林弘"))
        tx = session.info["deed"].tx
    told = session.info["changes"]
    assert (told.tables, told.tx, told.batch, told.count) == (frozenset({"person"}), tx, None, 1)


class Told:
    """A derived table that only remembers what it was asked to refresh."""

    def __init__(self, **tables: frozenset[str]) -> None:
        self.asked: list[dict[str, set[UUID]]] = []
        self.derived = Derived(tables, self.refresh)

    def refresh(self, session: Session, touched: Mapping[str, set[UUID]]) -> None:
        assert session.in_transaction()
        self.asked.append(dict(touched))


def test_derived_tables_are_refreshed_in_the_same_transaction_for_what_was_touched(tmp_path: Path) -> None:
    whole, names, other = Told(person=frozenset()), Told(person=frozenset({"name"})), Told(phone=frozenset())
    profile = make_profile(tmp_path, derived=(whole.derived, names.derived, other.derived))
    with profile.store.write(USER_ID, "people.save") as session:
        person = Person(unit_id=UNIT_ID, name="林弘")
        session.add(person)
    with profile.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, person.id).remark = "x"
    assert whole.asked == [{"person": {person.id}}] * 2
    assert names.asked == [{"person": {person.id}}]
    assert other.asked == []
    with profile.store.write(USER_ID, "settings.rebuild") as session:
        profile.store.rebuild_derived(session)
    assert other.asked == [{}]
    profile.close()


def test_what_a_row_referred_to_before_is_touched_with_it_and_again_by_the_way_back(tmp_path: Path) -> None:
    told = Told(person=frozenset({"name"}))
    profile = make_profile(tmp_path, derived=(told.derived,))
    with profile.store.write(USER_ID, "people.save") as session:
        one, other = (Person(unit_id=UNIT_ID, name=name) for name in ("林弘", "林宏"))
        phone = Phone(unit_id=UNIT_ID, person_id=one.id, number="13800000001")
        session.add_all([one, other, phone])
    told.asked.clear()
    with profile.store.write(USER_ID, "people.merge") as session:
        session.get_one(Phone, phone.id).person_id = other.id
    assert told.asked == [{"person": {one.id}}]
    with profile.store.write(USER_ID, "people.undo") as session:
        session.get_one(Phone, phone.id).person_id = one.id
    assert told.asked[1:] == [{"person": {other.id}}]
    profile.close()


def test_a_refresh_that_fails_takes_the_edit_with_it(tmp_path: Path) -> None:
    def fail(_session: Session, _touched: Mapping[str, set[UUID]]) -> None:
        raise ZeroDivisionError

    profile = make_profile(tmp_path, derived=(Derived({"person": frozenset()}, fail),))
    with pytest.raises(ZeroDivisionError), profile.store.write(USER_ID, "people.save") as session:
        session.add(Person(unit_id=UNIT_ID, name="林弘"))
    with profile.store.read() as session:
        assert session.query(Person).count() == 0
    profile.close()


def test_two_threads_write_one_after_the_other(profile: Profile) -> None:
    def write(name: str) -> None:
        with profile.store.write(USER_ID, "people.save") as session:
            session.add(Person(unit_id=UNIT_ID, name=name))

    threads = [threading.Thread(target=write, args=(f"林{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with profile.store.read() as session:
        assert session.query(Person).count() == 8
        assert session.execute(text("SELECT count(*), max(n) FROM journal")).one() == (11, 11)


def test_a_closed_store_holds_no_statement_and_so_nothing_that_was_looked_for(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    asked = text("SELECT id FROM person WHERE name = :name").bindparams(name="王建国")
    held = ref(asked)
    with profile.store.read() as session:
        session.execute(asked).all()
    del asked, session
    assert held() is not None
    profile.close()
    assert held() is None


def test_a_full_disk_refuses_in_plain_words_and_the_next_save_goes_through(profile: Profile) -> None:
    """SQLite's own "database or disk is full", by a limit on its pages."""
    store = profile.store
    with store._writer.connect() as connection:
        most = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={most}")
    with pytest.raises(UserError, match="磁盘已满") as told, store.write(USER_ID, "people.save") as session:
        session.add_all([Person(unit_id=UNIT_ID, name="林弘", remark="长" * 500) for _n in range(60)])
    assert told.value.exit_code == 2
    with store._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    with store.write(USER_ID, "people.save") as session:
        session.add(Person(unit_id=UNIT_ID, name="单志刚"))
    with store.read() as session:
        assert [person.name for person in session.query(Person)] == ["单志刚"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("database or disk is full", "磁盘已满"),
        ("database is locked", "另一个程序正在写入"),
        ("attempt to write a readonly database", "只读"),
        ("disk I/O error", "磁盘读写没有成功"),
    ],
)
def test_each_refusal_of_the_disk_has_its_sentence(words: str, sentence: str) -> None:
    told = refused(OperationalError("", None, sqlite3.OperationalError(words)))
    assert told is not None
    assert sentence in told.message
    assert "没有保存" in told.message


def test_a_disk_that_refuses_the_newest_schema_is_told_in_plain_words(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[DatabaseError] = [
        IntegrityError("", {}, sqlite3.IntegrityError("ours")),
        OperationalError("", {}, sqlite3.OperationalError("disk I/O error")),
    ]

    def refuse(_engine: object) -> None:
        raise raised.pop()

    monkeypatch.setattr("desktop.store.migrate.upgrade", refuse)
    with pytest.raises(UserError, match="磁盘读写没有成功"):
        STEPS(profile.store)
    with pytest.raises(IntegrityError):
        STEPS(profile.store)


def test_a_fault_of_ours_is_no_refusal_and_no_damage(profile: Profile) -> None:
    ours = IntegrityError("", None, sqlite3.IntegrityError("UNIQUE constraint failed"))
    assert refused(ours) is None
    assert damage_of(ours) is None
    with pytest.raises(DatabaseError), profile.store.write(USER_ID, "people.save") as session:
        session.execute(text("SELEC"))


@pytest.mark.parametrize("words", ["database disk image is malformed", "file is not a database"])
def test_a_broken_page_is_damage_for_readers_and_writers(profile: Profile, words: str) -> None:
    def broken() -> None:
        raise DatabaseError("", None, sqlite3.DatabaseError(words))

    with pytest.raises(Damage, match="备份恢复"), profile.store.read():
        broken()
    with pytest.raises(Damage, match="备份恢复"), profile.store.write(USER_ID, "people.save"):
        broken()


def test_an_older_file_is_told_and_brought_up(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    profile.close()
    store = Store(tmp_path / "desk.db", KEYS, clock=profile.clock, token=TOKEN)
    assert not store.needs_upgrade()
    store.close()
    fresh = Store(tmp_path / "other.db", KEYS, clock=profile.clock, token=TOKEN)
    assert fresh.needs_upgrade()
    fresh.upgrade()
    assert not fresh.needs_upgrade()
    fresh.close()


def test_a_plain_file_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE t (x)")
    with pytest.raises(Damage, match="没有加密"):
        Store(path, KEYS, clock=at_noon(TODAY), token=TOKEN)

"""How the file is opened: encrypted or not at all, with every pragma as the findings of SAFETY §1 want it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from desktop.base.errors import Damage, UserError
from desktop.store import engine
from tests.factories.profile import KEYS, USER_ID, Profile


@pytest.mark.parametrize("version", ["3.51.3", "3.50.7", "3.44.6", "3.53.4", "4.0.0"])
def test_a_sqlite_without_the_reset_race_is_taken(version: str) -> None:
    engine.check_version(version)


@pytest.mark.parametrize("version", ["3.51.2", "3.50.6", "3.44.5", "3.40.1"])
def test_a_sqlite_with_the_reset_race_is_refused(version: str) -> None:
    with pytest.raises(UserError, match="版本过旧"):
        engine.check_version(version)


def test_every_connection_has_the_pragmas_that_keep_what_was_acknowledged(profile: Profile) -> None:
    with profile.store.read() as session:
        got = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in engine.PRAGMAS}
    assert got == engine.PRAGMAS


def test_a_pragma_that_does_not_stick_closes_the_door(tmp_path: Path) -> None:
    with mock.patch.dict(engine.PRAGMAS, {"synchronous": 9}), pytest.raises(Damage, match="安全要求"):
        engine.connect(tmp_path / "fresh.db", KEYS.database).close()


def test_a_wrong_key_opens_nothing_and_changes_nothing(profile: Profile) -> None:
    profile.close()
    before = profile.store.path.read_bytes()
    with pytest.raises(Damage, match="密钥对不上"):
        engine.connect(profile.store.path, b"x" * 48)
    assert profile.store.path.read_bytes() == before


def test_the_file_shows_no_header_and_no_name(profile: Profile) -> None:
    data = profile.store.path.read_bytes()
    assert not data.startswith(b"SQLite format 3")
    assert "阳光花园".encode() not in data


def test_a_plain_database_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE t (x)")
    with pytest.raises(Damage, match="没有加密"):
        engine.check_header(path)


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        ("database is locked", "另一个程序占用", 2),
        ("database or disk is full", "磁盘已满", 2),
        ("disk I/O error", "不能读写", 2),
        ("unable to open database file", "不能读写", 2),
        ("file is not a database", "密钥对不上", 3),
        ("database disk image is malformed", "已损坏", 3),
    ],
)
def test_a_full_disk_or_another_program_is_not_called_damage(
    profile: Profile, words: str, sentence: str, code: int
) -> None:
    class Refusing:
        def execute(self, _sql: str) -> None:
            raise sqlcipher.OperationalError(words)

        def close(self) -> None:
            pass

    with (
        mock.patch.object(sqlcipher, "connect", return_value=Refusing()),
        pytest.raises(UserError, match=sentence) as told,
    ):
        engine.connect(profile.store.path, KEYS.database)
    assert told.value.exit_code == code


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 4096])
def test_a_file_that_does_not_begin_with_our_salt_is_refused_unopened(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    with pytest.raises(Damage, match="不是原来的那一个"):
        engine.check_header(path, KEYS.database)
    assert path.read_bytes() == content


def test_a_folder_in_the_place_of_the_database_is_damage(tmp_path: Path) -> None:
    with pytest.raises(Damage, match="读不出来"):
        engine.check_header(tmp_path)


def test_a_reader_cannot_write(profile: Profile) -> None:
    with pytest.raises(OperationalError, match="readonly"), profile.store.read() as session:
        session.execute(text("DELETE FROM draft"))


def test_a_writer_takes_the_lock_at_its_beginning(profile: Profile) -> None:
    """A deferred upgrade from reading to writing would fail at once, whatever the busy timeout says."""
    with (
        profile.store.write(USER_ID, "units.save"),
        closing(profile.store.connection()) as other,
    ):
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(sqlcipher.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_readers_see_the_state_of_their_beginning_while_somebody_writes(profile: Profile) -> None:
    def name() -> str:
        return str(session.execute(text("SELECT name FROM unit")).scalar())

    with profile.store.read() as session:
        before = name()
        with profile.store.write(USER_ID, "units.save") as writing:
            writing.execute(text("UPDATE write_guard SET mode='edit'"))
            writing.execute(text("UPDATE unit SET name='新名'"))
            writing.execute(text("UPDATE write_guard SET mode=''"))
        assert name() == before
    with profile.store.read() as session:
        assert name() == "新名"

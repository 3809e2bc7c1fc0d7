"""Whatever file is lost or changed: it is found, exit code 3, and a backup brings the desk back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from desktop.procedures import set_up
from tests.promises.desk import PASSWORD, SAMPLES, Desk

PHONES = SAMPLES / "更新手机号_gbk.csv"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.init()
    desk("import", PHONES)
    return desk


def sealed(desk: Desk) -> dict[str, object]:
    """The whole log written into the file, so that what is damaged is what is read."""
    found = desk.json("check")
    assert found["ok"]
    return dict(found)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_a_flipped_byte_anywhere_in_the_database_is_found(filled: Desk, share: float) -> None:
    sealed(filled)
    path = filled.folder / "desk.db"
    data = bytearray(path.read_bytes())
    data[min(int(len(data) * share), len(data) - 1)] ^= 0x10
    path.write_bytes(data)
    told = filled("check", code=3)
    assert told.err.strip()
    assert "备份" in told.err


def test_what_check_finds_is_one_document_too(filled: Desk) -> None:
    sealed(filled)
    path = filled.folder / "desk.db"
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    told = filled("check", "--json", code=3)
    assert told.json["ok"] is False
    assert told.json["findings"]


@pytest.mark.parametrize(
    "content", [b"", b"torn", b"SQLite format 3\x00" + b"\x00" * 4096], ids=["empty", "short", "plain"]
)
def test_another_file_in_place_of_the_database_is_refused_not_replaced(filled: Desk, content: bytes) -> None:
    path = filled.folder / "desk.db"
    for ending in ("-wal", "-shm"):
        path.with_name(f"desk.db{ending}").unlink(missing_ok=True)
    path.write_bytes(content)
    filled("list", "households", code=3)
    assert path.read_bytes() == content


def test_a_missing_database_is_never_made_anew(filled: Desk) -> None:
    (filled.folder / "desk.db").unlink()
    told = filled("list", "households", code=3)
    assert "不见了" in told.err
    assert not (filled.folder / "desk.db").exists()
    assert "没有改动它" in filled("init", "--unit", "x", "--user", "y", code=2).err


def test_one_copy_of_the_keys_is_enough_and_none_is_damage(filled: Desk) -> None:
    first, second = filled.folder / "keyring.json", filled.folder / "keyring.2.json"
    first.write_bytes(b"torn")
    filled("list", "households")
    assert first.read_bytes() == second.read_bytes()
    first.unlink()
    second.write_bytes(b"torn")
    assert "备份" in filled("list", "households", code=3).err


def test_destroy_any_one_file_and_a_backup_brings_everything_back(
    filled: Desk, tmp_path: Path, device_folder: Path
) -> None:
    before = filled.json("list", "people")
    made = Path(filled.json("backup", "--out", tmp_path / "stick")["path"])
    victims = [path for path in filled.folder.iterdir() if path.is_file()]
    assert victims
    for victim in [*victims, filled.folder]:
        if victim.is_dir():
            shutil.rmtree(victim)
        else:
            victim.unlink()
        answer = filled.json("restore", made)
        assert answer["rows"]["people"] == len(before)
        assert filled.json("list", "people") == before
        assert filled.json("check")["ok"]


def test_restoring_over_a_damaged_desk_sets_its_files_aside(filled: Desk, tmp_path: Path) -> None:
    made = filled.json("backup", "--out", tmp_path / "stick")["path"]
    sealed(filled)
    path = filled.folder / "desk.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with mock.patch.object(set_up, "durable_write", side_effect=OSError(28, "full")):
        assert "没能另存" in filled("restore", made, code=2).err
    assert list((filled.folder / "backups").glob("replaced-*")) == []  # half of it would keep the disk full
    filled("restore", made)
    assert filled.json("check")["ok"]
    (aside,) = (filled.folder / "backups").glob("replaced-*")
    assert (aside / "desk.db").read_bytes() == data


def test_on_another_pc_the_recovery_sheet_opens_the_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = desk.init()
    desk("import", PHONES)
    made = desk.json("backup", "--out", tmp_path / "stick")["path"]
    monkeypatch.setenv("GRID_DEVICE_DIR", str(tmp_path / "another pc"))
    shutil.rmtree(desk.folder)
    assert "恢复单" in desk("restore", made, code=2).err
    assert not desk.folder.exists() or not any(desk.folder.iterdir())
    monkeypatch.setenv("GRID_PASSWORD", "a new long password")
    desk("restore", made, "--code", code)
    assert desk.json("check")["ok"]
    monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
    assert "密码不对" in desk("list", "people", code=2).err


def test_a_damaged_backup_changes_nothing(filled: Desk, tmp_path: Path) -> None:
    made = Path(filled.json("backup", "--out", tmp_path / "stick")["path"])
    before = filled.json("list", "people")
    data = bytearray(made.read_bytes())
    data[len(data) // 2] ^= 1
    made.write_bytes(data)
    assert "没有" in filled("restore", made, code=3).err
    made.write_bytes(data[:100])
    filled("restore", made, code=3)
    assert filled.json("list", "people") == before


def test_a_guard_taken_away_keeps_the_desk_shut(filled: Desk) -> None:
    from desktop.base.paths import Profile
    from desktop.catalog import DERIVED
    from desktop.procedures import profiles

    at = profiles.open_with_password(
        Profile(filled.folder), user="王书记", password=PASSWORD, clock=filled.clock, derived=DERIVED
    )  # fmt: skip
    with closing(at.store.connection()) as raw:
        raw.execute("DROP TRIGGER guard_update_person")
    at.close()
    assert "保护规则" in filled("list", "people", code=3).err


def test_the_stdlib_cannot_read_a_word_of_it(filled: Desk) -> None:
    with closing(sqlite3.connect(filled.folder / "desk.db")) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()

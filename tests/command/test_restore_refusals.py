"""Restoring from a file that never was a backup is a mistake of the hand; from a torn backup it is damage."""

import zipfile
from pathlib import Path

import pytest

from desktop.base.errors import Damage, UserError
from desktop.store import backup
from tests.promises.desk import Desk


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("_", "."), content)
    return path


def small(path: Path) -> Path:
    """A backup in its outer form, small enough to change each of its bytes."""
    manifest = (
        b'{"profile":"p","at":1,"schema":"1","rows":{},"row_hash":"","database_sha256":"","keyring_sha256":"","mac":""}'
    )
    return packed(path, manifest_json=manifest, keyring_json=b"the keys", desk_db=b"rows")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%\xe2\xe3\n" + b"x" * 300, b"PK\x03\x04 torn", "名册".encode()])
def test_a_file_that_is_no_backup_is_refused_and_nothing_is_made(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "poster.pdf"
    path.write_bytes(content)
    assert "这个文件不是备份" in desk("restore", path, code=2).err
    assert list((desk.folder / "backups").glob("*")) == []


@pytest.mark.parametrize(
    "members",
    [
        {"word_xml": b"<w/>"},
        {"popup_js": b"", "manifest_json": b'{"manifest_version": 3}'},  # what other programs call so
        {"desk_db": b"x"},
    ],
)
@pytest.mark.parametrize("name", ["letter.docx", "letter.gridbackup"])
def test_a_zip_of_something_else_is_refused(desk: Desk, tmp_path: Path, members: dict[str, bytes], name: str) -> None:
    path = packed(tmp_path / name, **members)
    assert "这个文件不是备份" in desk("restore", path, code=2).err
    assert list((desk.folder / "backups").glob("*")) == []


@pytest.mark.parametrize("name", ["kept.gridbackup", "renamed.zip"])
@pytest.mark.parametrize("share", [0.001, 0.5, 0.99])
def test_a_torn_backup_is_damage_under_any_name(desk: Desk, tmp_path: Path, name: str, share: float) -> None:
    made = Path(desk.json("backup", "--out", tmp_path / "stick")["path"]).read_bytes()
    path = tmp_path / name
    path.write_bytes(made[: int(len(made) * share)])
    assert "不是完整的备份" in desk("restore", path, code=3).err


def test_a_folder_is_answered_with_the_newest_backup_in_it(desk: Desk, tmp_path: Path) -> None:
    desk.json("backup", "--out", tmp_path / "stick")
    desk.clock.pass_time(seconds=90)
    newest = desk.json("backup", "--out", tmp_path / "stick")["path"]
    assert newest in desk("restore", tmp_path / "stick", code=2).err


def test_an_empty_file_named_a_backup_is_damage(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "kept.gridbackup"
    path.write_bytes(b"")
    assert "不是完整的备份" in desk("restore", path, code=3).err


def test_a_backup_without_its_database_is_damage(tmp_path: Path) -> None:
    path = packed(tmp_path / "kept.zip", manifest_json=b"{}", keyring_json=b"{}")
    with pytest.raises(Damage, match="清单读不出来"):
        backup.keyring_in(path)


def test_a_backup_without_its_manifest_is_damage(tmp_path: Path) -> None:
    path = packed(tmp_path / "kept.zip", keyring_json=b"{}", desk_db=b"x")
    with pytest.raises(Damage, match="不是完整的备份"):
        backup.keyring_in(path)


def test_whichever_byte_is_changed_it_is_told_in_a_sentence(tmp_path: Path) -> None:
    whole = small(tmp_path / "kept.gridbackup").read_bytes()
    path = tmp_path / "changed.gridbackup"
    told = set()
    for place in range(len(whole)):
        for bit in (0x01, 0x08, 0x80):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            try:
                told.add(backup.keyring_in(path).decode())
            except UserError as error:
                told.add(error.message.split("，")[0])
    assert told == {"the keys", "这个文件不是完整的备份"}


def test_what_can_no_longer_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不是备份"):
        backup.keyring_in(tmp_path / "pulled out.zip")

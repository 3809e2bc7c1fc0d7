"""What is said to lie on a stick lies there; what could not be written is said in one sentence."""

import errno
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.sync import stick
from desktop.sync.package import Sealed
from desktop.sync.sealed_file import Head

FILE = Sealed(Head(UUID(int=9), UUID(int=1), UUID(int=2), "up", 1_760_000_000_000), b"sealed")


def refusing(code: int) -> object:
    def write(*_args: object, **_named: object) -> None:
        raise OSError(code, "no")

    return write


def test_what_was_written_is_found_again(tmp_path: Path) -> None:
    (path,) = stick.put(tmp_path, [FILE])
    assert path.parent.name == "县数据交换"
    assert stick.found(tmp_path) == stick.found(path.parent) == stick.found(path) == [(FILE.name, b"sealed")]


def test_the_folder_itself_may_be_chosen(tmp_path: Path) -> None:
    folder = tmp_path / stick.FOLDER
    folder.mkdir()
    (path,) = stick.put(folder, [FILE])
    assert path.parent == folder


def test_only_whole_exchange_files_are_looked_at(tmp_path: Path) -> None:
    for name in ("a.txt", "b.GRIDX", ".c.gridx.part", ".d.gridx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "e.gridx").mkdir()
    assert stick.found(tmp_path) == [("b.GRIDX", b"x")]


def test_a_full_stick_says_how_much_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"空间不足（需 1 MB，剩 0 MB）"):
        stick.put(tmp_path, [FILE], free=lambda _folder: 10)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(stick, "durable_write", refusing(errno.ENOSPC))
    with pytest.raises(UserError, match="空间不足"):
        stick.put(tmp_path, [FILE])


@pytest.mark.parametrize(("code", "said"), [(errno.EROFS, "写保护"), (errno.EACCES, "写保护"), (errno.EIO, "已拔出")])
def test_a_stick_that_refuses_is_told_from_one_that_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    monkeypatch.setattr(stick, "durable_write", refusing(code))
    with pytest.raises(UserError, match=said) as told:
        stick.put(tmp_path, [FILE])
    assert "没有受影响" in told.value.message


def test_a_stick_that_is_gone_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="没有找到"):
        stick.found(tmp_path / "away")
    stick.put(tmp_path, [FILE])

    def pulled(_path: Path) -> bytes:
        raise OSError(errno.EIO, "pulled out")

    monkeypatch.setattr(stick, "_content", pulled)
    with pytest.raises(UserError, match="重新插好"):
        stick.found(tmp_path)

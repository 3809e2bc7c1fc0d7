"""What durable writing promises: whole files, old or new, and no litter."""

import os
from pathlib import Path

import pytest

from desktop.base import files
from desktop.base.files import durable_folder, durable_write


def test_a_new_file_holds_what_was_given(tmp_path: Path) -> None:
    durable_write(tmp_path / "一户一档.pdf", b"abc")
    assert (tmp_path / "一户一档.pdf").read_bytes() == b"abc"
    assert [file.name for file in tmp_path.iterdir()] == ["一户一档.pdf"]


def test_an_old_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old and longer")
    durable_write(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_refusing_disk_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable_write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.bin"]


def test_the_new_name_reaches_the_disk_before_it_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[bool] = []
    real = os.fsync

    def watching(handle: int) -> None:
        flushed.append((tmp_path / "a.bin").exists())
        real(handle)

    monkeypatch.setattr(files.os, "fsync", watching)
    durable_write(tmp_path / "a.bin", b"x")
    assert flushed == [False, True], "first the content, then, once renamed, the folder"


def test_the_name_of_a_new_folder_reaches_the_disk_with_those_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[int, list[str]]] = []

    def watching(handle: int) -> None:
        flushed.append((os.fstat(handle).st_ino, sorted(path.name for path in tmp_path.rglob("*"))))

    monkeypatch.setattr(files.os, "fsync", watching)
    durable_folder(tmp_path / "a" / "b", mode=0o700)
    above, inside = tmp_path.stat().st_ino, (tmp_path / "a").stat().st_ino
    assert flushed == [(above, ["a"]), (inside, ["a", "b"])], "each in the folder above it, once it is there"
    durable_folder(tmp_path / "a" / "b")
    assert len(flushed) == 2, "what stands costs nothing"


def test_a_folder_is_refused_as_mkdir_refuses_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileExistsError):
        durable_folder(tmp_path / "file")
    with pytest.raises(FileExistsError):
        durable_folder(tmp_path, exist_ok=False)
    with pytest.raises(FileNotFoundError):
        durable_folder(tmp_path / "gone" / "b", parents=False)
    assert not (tmp_path / "gone").exists()


def busy(times: int, waited: list[float], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Windows, whose scanner holds every file for `times` tries; returns the words of the tries that were refused."""
    refused: list[str] = []
    real = Path.replace

    def replace(draft: Path, target: Path) -> Path:
        if len(refused) < times:
            refused.append(draft.name)
            raise PermissionError(13, "Access is denied")
        return real(draft, target)

    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(files.time, "sleep", waited.append)
    monkeypatch.setattr(Path, "replace", replace)
    return refused


def test_a_file_that_a_scanner_holds_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    busy(3, waited, monkeypatch)
    durable_write(tmp_path / "a.bin", b"x")
    assert (tmp_path / "a.bin").read_bytes() == b"x"
    assert waited == list(files.PAUSES[:3])


def test_a_file_that_stays_open_elsewhere_is_told_after_ten_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    busy(99, waited, monkeypatch)
    with pytest.raises(PermissionError):
        durable_write(tmp_path / "a.bin", b"x")
    assert sum(waited) == pytest.approx(10)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_gone_already_is_removed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    files.remove(tmp_path / "a")
    files.remove(tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_a_long_path_of_windows_says_that_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "\\".join(["台账"] * 90)
    assert files.reachable(rf"C:\{deep}") == rf"C:\{deep}", "other systems have no such limit"
    monkeypatch.setattr(files, "WINDOWS", True)
    assert files.reachable(rf"C:\{deep}") == rf"\\?\C:\{deep}"
    assert files.reachable(rf"\\server\share\{deep}") == rf"\\?\UNC\server\share\{deep}"
    assert files.reachable(rf"\\?\C:\{deep}") == rf"\\?\C:\{deep}"
    assert files.reachable(r"C:\台账.xlsx") == r"C:\台账.xlsx"


def test_windows_needs_no_flush_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    opened: list[object] = []
    monkeypatch.setattr(files.os, "open", lambda *given: opened.append(given))
    durable_write(tmp_path / "a.bin", b"x")
    assert (tmp_path / "a.bin").read_bytes() == b"x"
    assert opened == []

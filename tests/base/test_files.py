"""What durable writing promises: whole files, old or new, and no litter."""

import os
from pathlib import Path

import pytest

from desktop.base import files
from desktop.base.files import durable_write


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


def test_windows_needs_no_flush_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    opened: list[object] = []
    monkeypatch.setattr(files.os, "open", lambda *given: opened.append(given))
    durable_write(tmp_path / "a.bin", b"x")
    assert (tmp_path / "a.bin").read_bytes() == b"x"
    assert opened == []

"""One program for each profile; the second start brings the window of the first to the front."""

import ctypes
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui import single_instance
from desktop.ui.single_instance import SingleInstance, bell_name


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def test_the_second_start_raises_the_first(lock: Path, qtbot: QtBot) -> None:
    first, second = SingleInstance(lock), SingleInstance(lock)
    assert first.take()
    assert not second.take()
    with qtbot.waitSignal(first.raise_asked):
        assert second.ask_to_raise()
    assert second.held_by().startswith("数据已在")
    first.let_go()
    assert second.take()
    second.let_go()


def test_two_profiles_do_not_know_each_other(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "other")
    assert one.take()
    assert other.take()
    one.let_go()
    other.let_go()


def test_nobody_to_raise_is_no_failure(lock: Path, qtbot: QtBot) -> None:
    alone = SingleInstance(lock)
    assert not alone.ask_to_raise()
    alone.let_go()
    assert "另一个窗口" in alone.held_by()


def test_the_lock_of_a_killed_program_is_taken_over_at_once(lock: Path, qtbot: QtBot) -> None:
    dies = (
        "import os, sys; from PySide6.QtCore import QLockFile; "
        "lock = QLockFile(sys.argv[1]); lock.setStaleLockTime(0); assert lock.tryLock(0); os._exit(9)"
    )
    ended = subprocess.run([sys.executable, "-c", dies, str(lock)], check=False)
    assert ended.returncode == 9
    assert lock.exists()
    heir = SingleInstance(lock)
    assert heir.take()
    heir.let_go()


def test_windows_is_asked_to_let_the_first_window_come_forward(
    lock: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed: list[int] = []
    user32 = SimpleNamespace(AllowSetForegroundWindow=allowed.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr(single_instance.sys, "platform", "win32")
    assert not SingleInstance(lock).ask_to_raise()
    assert allowed == [-1]


@pytest.mark.parametrize("fault", [ImportError("pwd"), KeyError("uid"), OSError("no name")])
def test_an_account_without_a_name_can_work(
    lock: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def refuse() -> str:
        raise fault

    monkeypatch.setattr(single_instance.getpass, "getuser", refuse)
    assert single_instance.account() == ""
    alone = SingleInstance(lock)
    assert alone.take()
    alone.let_go()


def test_who_holds_the_profile_under_another_account_is_not_rung_for(
    lock: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bell_name(lock, "wang") != bell_name(lock, "li")
    first = SingleInstance(lock)
    assert first.take()
    with monkeypatch.context() as patched:
        patched.setattr(single_instance, "account", lambda: "somebody else")
        stranger = SingleInstance(lock)
        assert not stranger.take()
        assert not stranger.ask_to_raise()
    first.let_go()
    assert stranger.take()  # the folder is free: now the bell is that of the other account
    assert not SingleInstance(lock).ask_to_raise()
    stranger.let_go()
    assert not list(lock.parent.glob("*.bell"))


def test_a_disk_that_takes_no_bell_keeps_nobody_from_working(
    lock: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "touch", full)
    alone = SingleInstance(lock)
    assert alone.take()
    assert not alone.ask_to_raise()
    alone.let_go()

"""The desk hears when the system locks the screen or sends the machine to sleep, on both systems."""

import ctypes
import ctypes.wintypes
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import system_lock
from desktop.ui.system_lock import SystemLock


@pytest.fixture
def told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SystemLock]:
    """A lock on a Windows that was asked to tell this window."""
    asked: list[tuple[int, int]] = []
    library = SimpleNamespace(WTSRegisterSessionNotification=lambda handle, flags: asked.append((handle.value, flags)))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(wtsapi32=library), raising=False)
    monkeypatch.setattr(system_lock.sys, "platform", "win32")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = SystemLock(window)
    assert asked == [(int(window.winId()), 0)]
    yield made
    QApplication.instance().removeNativeEventFilter(made._filter)


def message(number: int, wparam: int) -> ctypes.wintypes.MSG:
    """A message as Windows hands it over."""
    said = ctypes.wintypes.MSG()
    said.message, said.wParam = number, wparam
    return said


@pytest.mark.parametrize(
    ("number", "wparam", "locks"),
    [(0x02B1, 0x7, 1), (0x0218, 0x4, 1), (0x02B1, 0x8, 0), (0x0218, 0x7, 0), (0x0100, 0x7, 0)],
    ids=["screen locked", "going to sleep", "screen unlocked", "awake again", "a key"],
)
def test_windows_says_so_in_two_messages(told: SystemLock, number: int, wparam: int, locks: int) -> None:
    heard: list[None] = []
    told.locked.connect(lambda: heard.append(None))
    said = message(number, wparam)
    assert told._filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(said)) == (False, 0)
    assert told._filter.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert len(heard) == locks


def test_a_windows_that_lacks_the_notice_is_no_fault(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "windll", None, raising=False)
    monkeypatch.setattr(system_lock.sys, "platform", "win32")
    window = QWidget()
    qtbot.addWidget(window)
    made = SystemLock(window)
    assert made._filter is not None
    QApplication.instance().removeNativeEventFilter(made._filter)


def test_a_desktop_of_linux_says_whether_its_saver_came_on(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lock = SystemLock(window)
    with qtbot.waitSignal(lock.locked):
        lock.on_active_changed(True)
    with qtbot.assertNotEmitted(lock.locked):
        lock.on_active_changed(False)

"""One running program for each profile: a second start raises the window of the first and ends."""

import contextlib
import getpass
import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo, Signal

from desktop.base.text import _

_ANY_PROCESS = -1  # ASFW_ANY


class SingleInstance(QObject):
    """Holds the lock file of a profile and listens for the second start.

    The lock is in the data folder, so that two accounts of the system cannot open one database. Beside it lies the bell
    of who holds it, named after account and PC, and only for them: whoever starts a second time adds a byte to it. A
    watched file is as good as a socket for that, on both systems, and spares every start the network libraries. The
    lock of a program that was killed is taken over at once: its process is looked up, no time has to pass.
    """

    raise_asked = Signal()

    def __init__(self, lock: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(lock))
        self._lock.setStaleLockTime(0)
        self._bells = f"{lock.name}-*.bell"
        self._bell = lock.with_name(bell_name(lock, account()))
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Become the one instance; False when another holds the profile."""
        if not self._lock.tryLock(0):
            return False
        with contextlib.suppress(OSError):  # a disk that refuses it: the window stands, and cannot be rung for
            for left in self._bell.parent.glob(self._bells):  # a killed program leaves its own behind
                left.unlink(missing_ok=True)
            self._bell.touch()
        self._watcher = QFileSystemWatcher([str(self._bell)], self)
        self._watcher.fileChanged.connect(self.on_rung)
        return True

    def ask_to_raise(self) -> bool:
        """Ask the other instance to come to the front; False when another account or another PC holds the profile."""
        _give_away_the_front()
        try:
            with self._bell.open("r+b") as bell:
                bell.seek(0, os.SEEK_END)
                bell.write(b".")
        except OSError:
            return False
        return True

    def held_by(self) -> str:
        """One sentence: who holds the profile and what to do."""
        process, host, _program = self._lock.getLockInfo()
        if process and host:
            return _("数据已在电脑“{host}”上打开，没有重复打开。请先在那里关闭程序。").format(host=host)
        return _("数据已在另一个窗口打开，没有重复打开。请先关闭那个窗口。")

    def let_go(self) -> None:
        """Give the profile free; also done by the end of the process."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
            with contextlib.suppress(OSError):
                self._bell.unlink(missing_ok=True)
        self._lock.unlock()

    def on_rung(self, _path: str) -> None:
        """A second start rang."""
        if self._watcher is not None:
            self.raise_asked.emit()


def account() -> str:
    """The account of the system; nothing where the system does not tell it (a service, an account without a name)."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


def _give_away_the_front() -> None:
    """Let the first window come to the front: Windows lets only the program that was just clicked do so."""
    if sys.platform != "win32":
        return
    import ctypes  # late: this system only

    windll: Any = getattr(ctypes, "windll", None)
    if windll is not None:
        windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)


def bell_name(lock: Path, account: str) -> str:
    """The same for one account on one PC."""
    told = f"{account}\n{QSysInfo.machineHostName()}".encode("utf-8", "surrogateescape")
    return f"{lock.name}-{hashlib.sha256(told).hexdigest()[:16]}.bell"

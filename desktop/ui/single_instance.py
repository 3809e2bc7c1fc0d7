"""One running program for each profile: a second start raises the window of the first and ends."""

import ctypes
import getpass
import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.base.text import _

_WAIT_MS = 1_000
_ANY_PROCESS = -1  # ASFW_ANY


class SingleInstance(QObject):
    """Holds the lock file of a profile and listens for the second start.

    The lock is in the data folder, so that two accounts of the system cannot open one database; the name of the server
    carries the account of the system, so that they do not block each other elsewhere. The lock of a program that was
    killed is taken over at once: its process is looked up, no time has to pass.
    """

    raise_asked = Signal()

    def __init__(self, lock: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(lock))
        self._lock.setStaleLockTime(0)
        self._name = server_name(lock, account())
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Become the one instance; False when another holds the profile."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # a killed program leaves its socket behind
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self.on_new_connection)
        self._server.listen(self._name)
        return True

    def ask_to_raise(self) -> bool:
        """Ask the other instance to come to the front; False when it does not answer (another account holds it)."""
        _give_away_the_front()
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        reached = socket.waitForConnected(_WAIT_MS)
        socket.disconnectFromServer()
        return reached

    def held_by(self) -> str:
        """One sentence: who holds the profile and what to do."""
        process, host, _program = self._lock.getLockInfo()
        if process and host:
            return _("数据已在电脑“{host}”上打开，没有重复打开。请先在那里关闭程序。").format(host=host)
        return _("数据已在另一个窗口打开，没有重复打开。请先关闭那个窗口。")

    def let_go(self) -> None:
        """Give the profile free; also done by the end of the process."""
        if self._server:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def on_new_connection(self) -> None:
        """A second start knocked."""
        while self._server and (socket := self._server.nextPendingConnection()):
            socket.deleteLater()
            self.raise_asked.emit()


def account() -> str:
    """The account of the system; nothing where the system does not tell it (a service, an account without a name)."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


def _give_away_the_front() -> None:
    """Let the first window come to the front: Windows lets only the program that was just clicked do so."""
    windll: Any = getattr(ctypes, "windll", None)
    if sys.platform == "win32" and windll is not None:
        windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)


def server_name(lock: Path, account: str) -> str:
    """The same for one account and one profile, whatever the path was written like."""
    told = f"{account}\n{os.path.normcase(lock.resolve())}".encode("utf-8", "surrogateescape")
    return f"grid-branch-desk-{hashlib.sha256(told).hexdigest()[:16]}"

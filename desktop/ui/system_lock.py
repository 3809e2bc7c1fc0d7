"""The lock of the operating system: when the screen is locked or the machine sleeps, the desk locks too."""

import sys
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

_WM_SESSION_CHANGE, _SESSION_LOCK = 0x02B1, 0x7
_WM_POWER, _SUSPEND = 0x0218, 0x4
_THIS_SESSION = 0
# (service, path, interface, signal) of the desktops in use; GNOME, KDE and UKUI answer to the first.
_SIGNALS = (
    ("", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged"),
    ("", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"),
    ("", "/com/deepin/dde/lockFront", "com.deepin.dde.lockFront", "Visible"),
)


class SystemLock(QObject):
    """Says `locked` once for each lock or sleep that the system tells; a system that tells nothing is no fault."""

    locked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: Any = None
        if sys.platform == "win32":
            self._watch_windows(window)
        else:
            self._watch_bus()

    @Slot(bool)
    def on_active_changed(self, active: bool) -> None:
        """The screen saver came on, or the machine is about to sleep."""
        if active:
            self.locked.emit()

    def _watch_bus(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # late: Windows has no bus

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            for service, path, interface, signal in _SIGNALS:
                session.connect(service, path, interface, signal, self, b"1on_active_changed(bool)")
        if system.isConnected():
            path, interface = "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
            system.connect("", path, interface, "PrepareForSleep", self, b"1on_active_changed(bool)")

    def _watch_windows(self, window: QWidget) -> None:
        import ctypes  # late: this system only

        from PySide6.QtWidgets import QApplication  # late, with it

        self._filter = _SessionFilter(self)
        app = QApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        windll: Any = getattr(ctypes, "windll", None)
        if windll is not None:
            handle = ctypes.c_void_p(int(window.winId()))  # as wide as an address, which a plain number is not
            windll.wtsapi32.WTSRegisterSessionNotification(handle, _THIS_SESSION)


class _SessionFilter(QAbstractNativeEventFilter):
    """Reads the two messages of Windows that mean somebody left."""

    def __init__(self, lock: SystemLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: Any, message: int) -> object:  # noqa: N802 - Qt's name
        """Look at the message and let it pass."""
        import ctypes.wintypes  # late: this system only

        if kind == b"windows_generic_MSG":
            said = ctypes.wintypes.MSG.from_address(int(message))
            if (said.message, said.wParam) in ((_WM_SESSION_CHANGE, _SESSION_LOCK), (_WM_POWER, _SUSPEND)):
                self._lock.locked.emit()
        return False, 0

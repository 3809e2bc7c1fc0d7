"""Watching for an idle keyboard, so that a desk left alone locks itself."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

MINUTES = 10
LOCK_KEY = Qt.Key.Key_F12
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Says once that nobody touched keyboard or mouse for `minutes` (2 to 30); `timer` is handed in by tests.

    It says so at once for F12 while a question is open: who is called away in the midst of one leaves nothing to see.
    """

    idled = Signal()

    def __init__(self, app: QApplication, minutes: int = MINUTES, *, timer: QTimer | None = None) -> None:
        super().__init__(app)
        self._timer = timer or QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idled)
        self.set_minutes(minutes)
        # On the windows that had the focus, where what a hand does comes in; the whole application has far more events.
        app.focusWindowChanged.connect(self._follow)
        self._follow(app.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        """Change how long is too long."""
        self._timer.start(min(30, max(2, minutes)) * 60_000)

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time is the same as once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Any touch starts the time anew; F12 locks over a question or a menu too, where no shortcut is heard."""
        if event.type() in _SIGNS:
            self._timer.start()
        if isinstance(event, QKeyEvent) and _asks_to_lock(event):
            QTimer.singleShot(0, self, self.idled.emit)  # the question ends once its own key was handled
            return True
        return False


def _asks_to_lock(event: QKeyEvent) -> bool:
    asked = QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
    return asked and event.type() == QEvent.Type.KeyPress and event.key() == LOCK_KEY

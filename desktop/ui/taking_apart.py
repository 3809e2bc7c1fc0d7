"""Taking a desk apart behind the lock screen, a page each turn of the event loop, so that no step holds the window."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # loaded while the password is typed
    from desktop.ui.shell import Shell

_QUESTION_MS = 20  # until a look whether a question that was closed has let go


class TakingApart(QObject):
    """Deletes the pages of `shell` one by one, then the shell itself; `ended` is sent in a turn of its own.

    Nothing is deleted while a dialog's own loop is still on the stack: a method of the page that asked would come back
    to a page that is gone.
    """

    ended = Signal()

    def __init__(self, shell: "Shell") -> None:
        super().__init__()
        self._shell: Shell | None = shell
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.turn)
        self._timer.start(0)

    def turn(self) -> None:
        """Delete the next page, or what is left when there is none."""
        if QThread.currentThread().loopLevel() > 1:
            self._timer.start(_QUESTION_MS)
        elif self._shell is None:
            self.ended.emit()
        else:
            page = self._shell.stack.take_page()
            _take(page or self._shell)
            if page is None:
                self._shell = None
            self._timer.start(0)


def _take(gone: QWidget) -> None:
    """Delete a widget with all that hangs on it, and untie what its parts hold of each other.

    What only the collector of cycles could let go of came together to one step of 100 ms, once the last page was gone.
    """
    parts = (gone, *gone.findChildren(QObject))
    shiboken6.delete(gone)
    for part in parts:
        part.__dict__.clear()

"""Collecting cyclic garbage on the thread of the windows only."""

import gc

from PySide6.QtCore import QObject, QTimer

from desktop.base import calm

_LOOK_MS = 300
_NEXT_TURN_MS = 20


class Garbage(QObject):
    """Takes collecting over from Python for as long as it lives.

    Python collects on whichever thread makes the next object. A window, a page or a model that is part of a cycle was
    then taken apart by a thread that reads the database, while this thread was painting it: the program died without a
    word, once in some hundred starts. So no thread collects by itself any more; this timer does, when as much has come
    together as Python itself would wait for.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_NEXT_TURN_MS)
        self._turn.timeout.connect(self.collect)

    def look(self) -> None:
        """Collect when a generation is full, in a turn of its own: after a long step all timers are due at once."""
        if _full() and not self._turn.isActive():
            self._turn.start()

    def collect(self) -> None:
        """Collect the oldest generation that is full."""
        if full := _full():
            gc.collect(full[-1])

    def settle(self) -> None:
        """What was loaded so far stays to the end: no collection walks through it again (70 ms each, measured).

        Called before anybody signs in.
        """
        calm.settle()

    def forget(self) -> None:
        """A person left: nothing of their data stays in memory.

        What was settled before is the program itself and is not walked through; nothing is settled now, for what
        something still holds could never be forgotten later.
        """
        gc.collect()

    def end(self) -> None:
        """Hand collecting back to Python."""
        self._timer.stop()
        self._turn.stop()
        if self._was_on:
            gc.enable()


def _full() -> list[int]:
    """The generations that are; none during bulk work, which sets the first limit to nothing."""
    limits = gc.get_threshold()
    return [at for at, count in enumerate(gc.get_count()) if count > limits[at]] if limits[0] else []

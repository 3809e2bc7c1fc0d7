"""How many things are due in each place, counted on a reader thread after every deed."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.places import Places
from desktop.ui.tasks import Tasks

_SETTLE_MS = 300  # deeds in a row are counted once


class Badges(QObject):
    """The numbers in the navigation and in the tabs."""

    counted = Signal()

    def __init__(self, tasks: Tasks, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._places = tasks, places
        self.counts: dict[str, int] = {}
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.count)
        tasks.changed.connect(lambda _changes: self._settle.start())

    def count(self) -> None:
        """Count now."""
        asked = {place.name: place.badge for place in self._places.all if place.badge}
        if not asked:
            return

        def job(session: Any) -> dict[str, int]:
            return {name: badge(session) for name, badge in asked.items()}

        self._tasks.read(self, job, self._take, key="badges")

    def set_one(self, name: str, count: int) -> None:
        """A page came to know its own number."""
        self.counts[name] = count
        self.counted.emit()

    def of_group(self, title: str) -> int:
        """The things due in the tabs of one group."""
        return sum(self.counts.get(place.name, 0) for place in self._places.tabs(title))

    def _take(self, counts: dict[str, int]) -> None:
        self.counts |= counts
        self.counted.emit()

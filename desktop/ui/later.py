"""A place for a part of a page that is made when it is first looked at: its page opens the sooner."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget


class Later(QWidget):
    """Empty until it is shown, or asked for with `part()`; `title` names what in it is scrolled with the keys."""

    def __init__(self, make: Callable[[], QWidget], title: str) -> None:
        super().__init__()
        self._make, self._title = make, title
        self._part: QWidget | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def part(self) -> QWidget:
        """The part itself."""
        if self._part is None:
            self._part = self._make()
            self._whole.addWidget(self._part)
            self._part.show()  # the layout would do so a turn later, and the next key could not enter it
            name_scrolled(self._part, self._title)
        return self._part

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody looks."""
        self.part()
        super().showEvent(event)


def name_scrolled(whole: QWidget, title: str) -> None:
    """A screen reader calls what has no name of its own, but is scrolled with the keys, as what it belongs to."""
    for named in (whole, *whole.findChildren(QAbstractScrollArea)):
        if not named.accessibleName():
            named.setAccessibleName(title)

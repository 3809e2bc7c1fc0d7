"""The pages of the window and the way back: a place is made once and keeps its row, records come and go on top."""

from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.desk import Desk
from desktop.ui.later import name_scrolled
from desktop.ui.page import Page
from desktop.ui.panes import panes_of
from desktop.ui.places import Places

DEPTH = 30


@dataclass(frozen=True, slots=True)
class Visit:
    """Where one was: a place, or one record of it."""

    name: str
    record_id: UUID | None
    page: Page


class PageStack(QStackedWidget):
    """Shows one page; `back` returns to the one before, which looks as it was left."""

    shown = Signal(object)  # Visit

    def __init__(self, desk: Desk, places: Places) -> None:
        super().__init__()
        self._desk, self._places = desk, places
        self._made: dict[str, Page] = {}
        self._stale: dict[Page, Any] = {}  # what changed meanwhile; None: all of it
        self.visits: list[Visit] = []
        self.currentChanged.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A page gets the room that is there.

        Asked otherwise, Qt measures every page that was ever opened, and so it does for the two sizes below: after 40
        pages each button that was shown in the title row took 4 ms.
        """
        return False

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What the page on show would like; the others are asked when they are shown."""
        page = self.currentWidget()
        return page.sizeHint() if page else QSize()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What the page on show needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else QSize()

    @property
    def current(self) -> Visit | None:
        """Where one is."""
        return self.visits[-1] if self.visits else None

    def go(self, name: str, record_id: UUID | None = None) -> Page:
        """Open a place, or one record of it; a record after a record of the same place takes its position."""
        here = self.current
        if here and (here.name, here.record_id) == (name, record_id):
            return here.page
        page = self._make(name, record_id)
        if here:
            here.page.leaving()
        if here and record_id is not None and here.record_id is not None and here.name == name:
            self.visits.pop()
            self._let_go(here)
        self.visits.append(Visit(name, record_id, page))
        while len(self.visits) > DEPTH:
            self._let_go(self.visits.pop(0))
        self._show(self.visits[-1])
        page.focus_first()
        return page

    def back(self) -> bool:
        """Return to the page before; False when there is none."""
        if len(self.visits) < 2:
            return False
        left = self.visits.pop()
        left.page.leaving()
        self._show(self.visits[-1])
        self._let_go(left)
        _take_up(self.visits[-1].page)
        return True

    def panes(self) -> tuple[QWidget, ...]:
        """The parts of the page on show that lie beside each other."""
        return panes_of(self.current.page) if self.current else ()

    def take_changes(self, changes: Any) -> None:
        """A deed was done: the page on show reads again now, the others when they are shown next."""
        here = self.current
        for page in {*self._made.values(), *(visit.page for visit in self.visits)}:
            if here and page is here.page:
                page.reload(changes)
            elif page not in self._stale:
                self._stale[page] = changes
            elif (before := self._stale[page]) is not None:
                self._stale[page] = replace(changes, tables=changes.tables | before.tables)

    def read_again(self) -> None:
        """The look is another: what has sizes and colours of its own is made anew, now or when it is shown."""
        for page in {*self._made.values(), *(visit.page for visit in self.visits)}:
            self._stale[page] = None
        if self.current:
            self.current.page.reload(self._stale.pop(self.current.page))

    def leave(self) -> None:
        """The window is about to be locked, switched or closed: let every page keep its draft."""
        for page in dict.fromkeys([*self._made.values(), *(visit.page for visit in self.visits)]):
            page.leaving()

    def take_page(self) -> Page | None:
        """Take one page out for good, the one on show last; None when there is none left."""
        self._made, self._stale, self.visits = {}, {}, []
        hidden = (self.widget(at) for at in range(self.count()) if at != self.currentIndex())
        page = next(hidden, self.currentWidget())
        if page is not None:
            self.removeWidget(page)
        return cast("Page | None", page)

    def _make(self, name: str, record_id: UUID | None) -> Page:
        place = self._places[name]
        if record_id is None:
            if name not in self._made:
                self._made[name] = self._add(place.make(self._desk), place.title)
            return self._made[name]
        if place.record is None:
            raise LookupError(name)
        return self._add(place.record(self._desk, record_id), place.title)

    def _add(self, page: Page, title: str) -> Page:
        self.addWidget(page)
        name_scrolled(page, page.title or title)
        return page

    def _show(self, visit: Visit) -> None:
        self.setCurrentWidget(visit.page)
        if visit.page in self._stale:
            visit.page.reload(self._stale.pop(visit.page))
        self.shown.emit(visit)

    def _let_go(self, visit: Visit) -> None:
        """Delete a record page that nothing leads back to."""
        if visit.record_id is None or any(other.page is visit.page for other in self.visits):
            return
        self._stale.pop(visit.page, None)
        self.removeWidget(visit.page)
        visit.page.deleteLater()


def _take_up(page: Page) -> None:
    """The keys go where they were on the page: a page itself does nothing with them, and shows no focus."""
    held = page.focusWidget()
    if held is not None and held is not page and held.isEnabled() and held.isVisibleTo(page):
        held.setFocus()
    else:
        page.focus_first()

"""The looks of jottings: the list of what is still open, and the page of one, which leads on to a visit."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.text import _
from desktop.registers.jottings.model import Jotting
from desktop.spec import Action
from desktop.standard.list import Filter
from desktop.standard.load import Loaded
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage

OPEN = Filter("state", values=("open", "sorted", "dated"))
VISIT = Action("visit", _("登记走访"), lambda *_given: None, icon="footprints", key="F8")
Visit = Callable[[UUID, str], None]  # household, words of the note
NO_HOME = _("这一条还没有归到哪一户。先点“归到户或人”，再登记走访。")


class JottingList(ListPage):
    """The standard list, at first without what is done; F8 makes a visit of a line."""

    def __init__(self, desk: Desk, *, ways: ListWays, visit: Visit | None) -> None:
        self._visit = visit
        super().__init__(desk, desk.register("jottings"), extra_actions=(VISIT,) if visit else (), ways=ways)
        self.ask(replace(self.query, filters=(OPEN,)))

    def run(self, action: Action) -> None:
        """Lead on to the visit of the line in front; the rest is done here."""
        if action.verb != VISIT.verb:
            super().run(action)
        elif self.chosen():
            self._lead_on(self.chosen()[0])

    def _lead_on(self, jotting_id: UUID) -> None:
        visit, desk = self._visit, self.desk

        def read(session: Any) -> tuple[UUID | None, str]:
            jotting = session.get_one(Jotting, jotting_id)
            return jotting.household_id, jotting.text

        def found(pair: tuple[UUID | None, str]) -> None:
            home, text = pair
            if home is None or visit is None:
                desk.warn(NO_HOME)
            else:
                visit(home, text)

        desk.tasks.read(self, read, found, key="visit")


class JottingPage(RecordPage):
    """One jotting; a new one when `jotting_id` is None."""

    def __init__(self, desk: Desk, jotting_id: UUID | None, *, ways: ListWays, visit: Visit | None) -> None:
        register = desk.register("jottings")
        self._visit = visit
        super().__init__(desk, register, jotting_id, ways=ways, fields=form_ways(desk, register, jotting_id))
        if visit is not None and jotting_id is not None:
            self.parts.offer([(_("登记走访"), "footprints", self.visit)])
            QShortcut(QKeySequence("F8"), self, self.visit)

    def visit(self) -> None:
        """Make a visit of it."""
        loaded: Loaded | None = self.loaded
        home = loaded.values["household_id"] if loaded else None
        if home is None or self._visit is None or loaded is None:
            self.desk.warn(NO_HOME)
        else:
            self._visit(home, loaded.values["text"])

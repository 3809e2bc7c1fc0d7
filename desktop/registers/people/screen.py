"""The look of a resident: the standard page, with the way to the household."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.base.text import _
from desktop.spec import Action
from desktop.standard.save import Saved
from desktop.ui.deed_menu import ON_A_LIST, DeedMenu, may_do
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.icons import icon
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage

Home = tuple[UUID, str]  # household and its label


class PersonPage(RecordPage):
    """One resident; `home(session, person_id)` names the household lived in, if any."""

    def __init__(
        self,
        desk: Desk,
        person_id: UUID | None,
        *,
        home: Callable[[Any, UUID], Home | None],
        open_home: Callable[[UUID], None],
        visit: Callable[[Sequence[UUID]], None] | None = None,
        ways: ListWays | None = None,
        neighbour: Callable[[UUID, int], UUID | None] | None = None,
    ) -> None:
        self._open_home, self._visit = open_home, visit
        register = desk.register("people")
        fields = form_ways(desk, register, person_id)
        super().__init__(
            desk, register, person_id, ways=ways, fields=fields, neighbour=neighbour if person_id else None
        )
        if person_id is not None:
            desk.tasks.read(self, lambda session: home(session, person_id), self._show_home, key="home")

    def _saved(self, saved: Saved, changes: Any) -> None:
        """What was new until now goes on as a page of its own, under the list and not under an empty form."""
        was_new = self.record_id is None
        super()._saved(saved, changes)
        if was_new:
            self.desk.back()
            self.desk.go("people", saved.id)

    def _show_home(self, home: Home | None) -> None:
        if home is None:
            self.parts.note.setText(_("没有登记住在哪一户"))
            return
        household_id, label = home
        self.parts.note.setText(_("住在 {label}").format(label=label))
        visit = self._visit
        if visit is not None:
            self.parts.offer([(_("登记走访"), "footprints", lambda: visit((household_id,)))])
            QShortcut(QKeySequence("F8"), self, lambda: visit((household_id,)))
        self.parts.offer([(_("打开这一户"), "house", lambda: self._open_home(household_id))])


class PersonList(ListPage):
    """The standard list, which also knows who stands before and after."""

    def __init__(self, desk: Desk, *, ways: ListWays) -> None:
        register = desk.register("people")
        offered = (ON_A_LIST,) if may_do(desk, register) else ()
        super().__init__(desk, replace(register, actions=()), extra_actions=offered, ways=ways)
        self.deed_menu = DeedMenu(self, desk, register, chosen=self.chosen, done=self.model.untick_all)

    def run(self, action: Action) -> None:
        """办理… opens the deeds; anything else is done as in every list."""
        if action.verb == ON_A_LIST.verb:
            self.deed_menu.open_on_list(self.parts.bar, self.view)
        else:
            super().run(action)

    def tools(self) -> QWidget:
        """With the way to those who may be registered twice."""
        tools = super().tools()
        row = tools.layout()
        if isinstance(row, QHBoxLayout):
            doubles = QPushButton(icon("merge"), _("查重"))
            doubles.setToolTip(_("查找疑似重复的居民"))
            doubles.clicked.connect(lambda _on=False: self.desk.go("doubles", None))
            row.insertWidget(0, doubles)
        return tools

    def beside(self, person_id: UUID, by: int) -> UUID | None:
        """The resident before or after in the rows that are loaded."""
        rows = self.model.ids()
        at = self.model.place(person_id) + by
        return rows[at] if person_id in rows and 0 <= at < len(rows) else None

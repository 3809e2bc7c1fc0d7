"""The one list of the program: find, filters, columns, ticks and deeds for whatever register it is handed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.text import _
from desktop.spec import Action, Register
from desktop.standard.glance import Glance, glance
from desktop.standard.list import Counts, Filter, Query
from desktop.ui import list_deeds, list_words
from desktop.ui.bulk_edit import bulk_edit, may_edit
from desktop.ui.bulk_paste import ListPaste
from desktop.ui.desk import Desk
from desktop.ui.list_allowed import ActionGate
from desktop.ui.list_answers import ListAnswers
from desktop.ui.list_columns import ColumnKeeper
from desktop.ui.list_editing import ListEditing
from desktop.ui.list_filters import ListFilters
from desktop.ui.list_keys import bind
from desktop.ui.list_memory import ListMemory
from desktop.ui.list_menus import looks_menu, row_menu
from desktop.ui.list_model import ListModel, Source
from desktop.ui.list_parts import ListParts
from desktop.ui.list_query import as_json, cleared, from_json, with_filter, with_sort
from desktop.ui.list_source import RegisterSource
from desktop.ui.list_ticks import TickCounter
from desktop.ui.list_tools import ListTools, ListWays, Scope
from desktop.ui.list_view import ListView
from desktop.ui.list_ways import desk_ways
from desktop.ui.page import Page
from desktop.ui.preview_pane import Preview
from desktop.ui.saved_filters import SavedFilters
from desktop.ui.selection_bar import Deed

SAVED = "saved_filter"
LOCAL = frozenset({"draft", "preference", "look"})  # tables of this PC that no list shows


class ListPage(Page):
    """A list of a register. `ways` are the ways to other pages; `source` replaces the standard queries.

    `filters` are the conditions that it opens with, each a chip that can be taken off.
    """

    def __init__(
        self,
        desk: Desk,
        register: Register,
        *,
        extra_actions: Sequence[Action] = (),
        ways: ListWays | None = None,
        source: Source | None = None,
        filters: tuple[Filter, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.register = desk, register
        self.title, self.help = register.title, register.help or register.name
        self.actions_shown = [a for a in (*register.actions, *extra_actions) if list_deeds.may(desk, register, a)]
        day = today(desk.clock)
        self.source: Source = source or RegisterSource(desk.actor, register, day)
        self.ways = ways or desk_ways(desk, register, source=self.source, owner=self)
        self.model = ListModel(register.columns, self.source, desk.tasks, today=day, parent=self)
        self.view = ListView(self.model, self)
        self.memory = ListMemory(desk.settings, register)
        self.query = Query(filters=filters, sort=self.memory.sort())
        self._tools: ListTools | None = None
        self.parts = ListParts(register, self.view, self)
        deeds: list[Deed] = [(a.title, a.icon, a.key, partial(self.run, a)) for a in self.actions_shown]
        if may_edit(desk, register):
            deeds.append((_("批量修改"), "pencil", "", self.edit_chosen))
        self.parts.bar.offer(deeds)
        view, parts = self.view, self.parts
        self.gate = ActionGate(desk, register, self.actions_shown, view=view, bar=parts.bar, chosen=self.chosen)
        self.ticks = TickCounter(self.model, view, bar=parts.bar, source=self.source, reader=desk.tasks)
        self.columns = ColumnKeeper(self.model, view, self.memory)
        self.filters = ListFilters(
            register, self.model, view=view, parts=parts, source=self.source, reader=desk.tasks, choose=self.set_filter
        )
        self.editing = ListEditing(desk, register, model=self.model, view=view, notice=parts.doing, reload=self.reload)
        self.paste = ListPaste(desk, register, model=self.model, view=view, source=self.source, editing=self.editing)
        self.answers = ListAnswers(
            register, self.model, view=view, parts=parts, ways=lambda: self.ways, clear=self.clear_query,
            again=self.reload,
        )  # fmt: skip
        self.preview = Preview(desk, view, parts.pane, look=self._glance, key=f"list.{register.name}.preview")
        self.saved = SavedFilters(desk, register, button=parts.saved, query=lambda: self.query, apply=self.show_query)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)
        self._connect()
        if self.may_see():
            self.ask(self.query)
            self.saved.read()
        else:
            self.answers.show_empty(list_words.no_right(register))

    def may_see(self) -> bool:
        """Whether the person signed in may see this list."""
        return bool(self.desk.actor.may(f"{self.register.name}.see"))

    def _connect(self) -> None:
        parts, view, answers = self.parts, self.view, self.answers
        parts.find_line.wanted.connect(self.find_text)
        parts.find_line.went_on.connect(view.setFocus)
        parts.clear.clicked.connect(self.clear_query)
        parts.show_as.clicked.connect(self._offer_looks)
        answers.told.connect(self.set_status)
        answers.shown.connect(self.ticks.count)
        answers.counted.connect(self.ticks.tell)
        answers.shown.connect(self.preview.soon.start)
        self.preview.opened.connect(self.open)
        view.opened.connect(self.open)
        view.retired.connect(self.put_away)
        view.menu_wanted.connect(self._menu)
        view.heading.sort_wanted.connect(self.sort_by)
        keys: list[tuple[str, Callable[[], Any]]] = [
            ("Ctrl+F", parts.find_line.setFocus),
            ("Ctrl+Shift+L", self.clear_query),
            ("F2", self.editing.begin),
            ("Ctrl+D", self.editing.fill_down),
            ("F3", self.preview.toggle),
            ("Ctrl+N", lambda: self.ways.new and self.ways.new()),
            ("Ctrl+E", partial(self._press, "export")),
            ("F9", partial(self._press, "print_form")),
            ("Ctrl+P", partial(self._press, "print_form")),
        ]
        keys += [(action.key, partial(self.run, action)) for action in self.actions_shown if action.key]
        bind(self, keys)

    def _press(self, name: str) -> None:
        button = getattr(self._tools, name, None)
        if button is not None:
            button.click()

    def tools(self) -> QWidget:
        """导入, 导出, 打印 and 新增, as the register has them and the person may."""
        actor, order = self.desk.actor, self.view.order
        self._tools = ListTools(self.register, self.ways, actor, scope=self.scope, columns=order, parent=self)
        return self._tools

    def scope(self) -> Scope:
        """What is ticked, filtered and there."""
        counts = self.model.counts or Counts(0, 0)
        return Scope(tuple(self.model.ticked), self.query, counts.filtered, counts.all)

    # -- asking -------------------------------------------------------------------------------------------------

    def ask(self, query: Query) -> None:
        """Show the rows of another query."""
        self.query = query
        self.answers.remember_place()
        heading = self.view.heading
        heading.sort, heading.filtered = query.sort, frozenset(f.column for f in query.filters)
        heading.viewport().update()
        self.view.delegate.needle = query.text
        self.parts.chips.show_filters(query.filters, self.register.columns, self.model.today)
        self.parts.clear.setVisible(bool(query.filters or query.text))
        self.model.ask(query)

    def reload(self, changes: Any = None) -> None:
        """Read again, keeping row, scroll and ticks; deeds on other tables are passed over.

        A list that reads more than its own table is read after every deed: whoever wrote, its rows may have moved.
        """
        register = self.register
        tables = {register.model.__tablename__, *(child.model.__tablename__ for child in register.children)}
        told = frozenset() if changes is None else changes.tables - LOCAL
        if SAVED in told:
            self.saved.read()
            told -= {SAVED}
        wanted = changes is None or tables & told or ((register.listed or register.dated) and told)
        if self.may_see() and wanted and not self.editing.holds_back():
            self.answers.remember_place()
            self.model.reload(self.view.reached())

    def show_query(self, query: Query) -> None:
        """Show the rows of a query that was kept."""
        self.parts.find_line.put(query.text)
        self.ask(query)

    def find_text(self, text: str) -> None:
        """Show the rows that a text finds, within the filters."""
        if text != self.query.text:
            self.ask(replace(self.query, text=text))

    def set_filter(self, column: str, filter_: Filter | None) -> None:
        """Set, change or take off the filter of a column."""
        self.ask(with_filter(self.query, column, filter_))

    def sort_by(self, column: str, second: bool) -> None:
        """Sort by a column: up, down, and back to the order of the register."""
        self.ask(with_sort(self.query, column, second=second))
        self.memory.keep_sort(self.query.sort)

    def clear_query(self) -> None:
        """Take off the text and all filters."""
        self.parts.find_line.put("")
        self.ask(cleared(self.query))

    def open_filter(self, name: str, place: QPoint) -> None:
        """Open the filter of a column at a global place; its values come when they are read."""
        self.filters.open(name, place)

    # -- deeds --------------------------------------------------------------------------------------------------

    def chosen(self) -> tuple[UUID, ...]:
        """The ticked records, or the current one when none is ticked."""
        return tuple(self.model.ticked) or tuple(filter(None, (self.view.current_id(),)))

    def run(self, action: Action) -> None:
        """Do an action on the chosen records."""
        list_deeds.run(self, self.desk, self.register, action=action, ids=self.chosen(), done=self.model.untick_all)

    def edit_chosen(self) -> None:
        """批量修改: change a field of the chosen records."""
        bulk_edit(self, self.desk, self.register, ids=self.chosen(), done=self.model.untick_all)

    def put_away(self) -> None:
        """Move the chosen records to the recycle bin."""
        list_deeds.put_away(self, self.desk, self.register, ids=self.chosen(), done=self.model.untick_all)

    def neighbour(self, record_id: UUID, by: int) -> UUID | None:
        """The record before (-1) or after (+1) another in the list as it stands, for 上一户 and 下一户."""
        at = self.model.place(record_id)
        there = at >= 0 and 0 <= at + by < self.model.rowCount()
        return self.model.row(at + by).id if there else None

    def open(self, record_id: UUID) -> None:
        """Open a record."""
        if self.ways.open:
            self.ways.open(record_id)

    def _offer_looks(self) -> None:
        editing = (self.editing.on, self.editing.toggle) if self.editing.possible() else None
        button = self.parts.show_as
        menu = looks_menu(
            button, columns=self.columns.choose, editing=editing, preview=(self.preview.wanted, self.preview.toggle),
            density=self.memory.density(), choose=self.columns.use_density,
        )  # fmt: skip
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _glance(self, session: Any, record_id: UUID) -> Glance:
        desk = self.desk
        return glance(session, desk.actor, self.register, record_id, today=self.model.today, catalog=desk.catalog)

    def _menu(self, place: QPoint) -> None:
        current = self.view.current_id()
        if current is None:
            return
        menu = row_menu(
            self,
            open_row=lambda: self.open(current),
            actions=self.actions_shown,
            run=self.run,
            copy=self.view.copy,
            put_away=self.put_away if self.desk.actor.may(f"{self.register.name}.retire") else None,
        )
        self.gate.pop_up(menu, place)

    # -- the page -----------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Work starts in the rows."""
        self.view.setFocus()

    def leaving(self) -> None:
        """What was typed into a row is saved before another page comes in front."""
        self.editing.stop()

    def state(self) -> dict[str, Any]:
        """Query, current row, scroll and ticks as plain JSON, for coming back to the same place."""
        current, scroll = self.view.current_id(), self.view.verticalScrollBar().value()
        here = {"query": as_json(self.query), "current": str(current or ""), "scroll": scroll}
        return {**here, "ticked": self.ticks.kept()}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to the same place."""
        query, current = from_json(state.get("query")), state.get("current")
        if query is not None:
            self.answers.come_back_to(UUID(current) if current else None, int(state.get("scroll", 0)))
            self.show_query(query)
        self.ticks.take_up(state.get("ticked", {}))

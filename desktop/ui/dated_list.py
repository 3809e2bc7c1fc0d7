"""A list that answers for any day: it reads the day that the dated pages share, and deeds rest while it is past."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.spec import Action, Form, Register
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.list_paper import offered
from desktop.ui import list_words
from desktop.ui.as_of import ONLY_TODAY, AsOf, AsOfBar
from desktop.ui.desk import Desk
from desktop.ui.list_export import export_list
from desktop.ui.list_page import ListPage
from desktop.ui.list_source import RegisterSource
from desktop.ui.list_tools import ListWays


class DatedSource:
    """The rows of a register on the day that is looked at."""

    def __init__(self, desk: Desk, register: Register, as_of: AsOf) -> None:
        self._actor, self._register, self._as_of = desk.actor, register, as_of

    def _on_day(self) -> RegisterSource:
        return RegisterSource(self._actor, self._register, self._as_of.day)

    def page(self, session: Any, query: Query, after: Any, limit: int) -> listing.Page:
        """One page after the key `after`."""
        return self._on_day().page(session, query, after, limit)

    def count(self, session: Any, query: Query) -> listing.Counts:
        """All rows of the day, and those of the query."""
        return self._on_day().count(session, query)

    def facet(self, session: Any, query: Query, column: str) -> tuple[listing.Choice, ...]:
        """The values of a column with their counts."""
        return self._on_day().facet(session, query, column)

    def ids(self, session: Any, query: Query) -> tuple[UUID, ...]:
        """The ids of all rows of the query."""
        return self._on_day().ids(session, query)


def dated_ways(
    desk: Desk,
    register: Register,
    as_of: AsOf,
    *,
    open_: Callable[[UUID], None] | None = None,
    new: Callable[[], None] | None = None,
    owner: QObject | None = None,
) -> ListWays:
    """The ways of a dated list: what is printed and exported is of the day that is looked at."""
    source = DatedSource(desk, register, as_of)

    def print_form(form: Form, query: Query, ids: tuple[UUID, ...] | None) -> None:
        day = as_of.day

        def show(found: tuple[UUID, ...], said: str = "") -> None:
            dated = any(field.name == "on" for field in form.asks)
            desk.print_form(
                offered(register, form), form, found, filter_text=said, given={"on": day} if dated else None
            )

        if ids is not None:
            show(ids)
            return
        said = list_words.filter_text(query, register, day)
        job: Callable[[Any], tuple[UUID, ...]] = lambda session: source.ids(session, query)  # noqa: E731 - one expression
        desk.tasks.read(owner or desk.tasks, job, lambda found: show(found, said), key="print")

    def export(query: Query, ids: tuple[UUID, ...] | None) -> None:
        window = QApplication.activeWindow()
        if window is not None:
            export_list(window, desk, register, query=query, ids=ids, on=as_of.day)

    return ListWays(open=open_, new=new, print_form=print_form, export=export)


class DatedList(ListPage):
    """The standard list with the line of the day above it."""

    def __init__(self, desk: Desk, register: Register, as_of: AsOf, *, ways: ListWays) -> None:
        self.as_of = as_of
        self._new: QPushButton | None = None
        super().__init__(desk, register, ways=ways, source=DatedSource(desk, register, as_of))
        self.day_bar = AsOfBar(as_of)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(0, self.day_bar)
        as_of.changed.connect(self._look)
        self._allow()

    def tools(self) -> QWidget:
        """The usual buttons; 新增 rests while the day is another."""
        tools = super().tools()
        self._new = getattr(tools, "new", None)
        self._allow()
        return tools

    def run(self, action: Action) -> None:
        """Deeds are done today."""
        if self._may():
            super().run(action)

    def edit_chosen(self) -> None:
        """批量修改 as well."""
        if self._may():
            super().edit_chosen()

    def put_away(self) -> None:
        """The recycle bin too."""
        if self._may():
            super().put_away()

    def _may(self) -> bool:
        if not self.as_of.is_today:
            self.desk.warn(ONLY_TODAY)
        return self.as_of.is_today

    def _look(self) -> None:
        """Read the rows of the other day; what was typed into the rows of today is saved before they go."""
        self.editing.stop()
        self.model.today = self.as_of.day
        self._allow()
        if self.may_see():
            self.ask(self.query)

    def _allow(self) -> None:
        self.gate.close("" if self.as_of.is_today else ONLY_TODAY)
        if self._new is not None:
            self._new.setEnabled(self.as_of.is_today)
            self._new.setToolTip(
                _("新增{title}").format(title=self.register.title) if self.as_of.is_today else ONLY_TODAY
            )

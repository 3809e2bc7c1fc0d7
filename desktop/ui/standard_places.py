"""The place of a register whose screen is the standard one: its list and the page of one record."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QApplication

from desktop.base.clock import today
from desktop.spec import Register
from desktop.standard.list import Query
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.list_export import export_list
from desktop.ui.list_page import ListPage
from desktop.ui.list_source import RegisterSource
from desktop.ui.list_tools import ListWays
from desktop.ui.list_ways import desk_ways
from desktop.ui.places import Place
from desktop.ui.record_page import RecordPage


def standard_place(desk: Desk, name: str) -> Place:
    """The place of the register called `name`, in the group that it declares."""
    register = desk.register(name)
    ways = screen_ways(desk, register)
    return Place(
        name,
        register.title,
        register.icon or "list",
        register.group,
        lambda _desk: ListPage(desk, register, ways=ways),
        record=partial(_record, register),
    )


def screen_ways(
    desk: Desk,
    register: Register,
    *,
    new: Callable[[], None] | None = None,
    open_: Callable[[UUID], None] | None = None,
) -> ListWays:
    """The usual ways of a list or a record page: open, print, import and export; 新增 when `new` is given."""
    source = RegisterSource(desk.actor, register, today(desk.clock))
    usual = desk_ways(desk, register, source=source, owner=desk.tasks)

    def export(query: Query, ids: tuple[UUID, ...] | None) -> None:
        window = QApplication.activeWindow()
        if window is not None:
            export_list(window, desk, register, query=query, ids=ids)

    return ListWays(open_ or usual.open, new, usual.bring_in, usual.print_form, export)


def _record(register: Register, desk: Desk, record_id: UUID) -> RecordPage:
    fields = form_ways(desk, register, record_id)
    return RecordPage(desk, register, record_id, ways=screen_ways(desk, register), fields=fields)

"""The place of a register whose screen is the standard one: its list and the page of one record."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QApplication

from desktop.base.clock import today
from desktop.spec import Register
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.places import Place

if TYPE_CHECKING:  # places are declared before any list is opened
    from desktop.standard.list import Query
    from desktop.ui.list_tools import ListWays


def standard_place(desk: Desk, name: str) -> Place:
    """The place of the register called `name`, in the group that it declares."""
    register = desk.register(name)
    return Place(
        name,
        register.title,
        register.icon or "list",
        register.group,
        partial(_list, register),
        record=partial(_record, register),
    )


def screen_ways(
    desk: Desk,
    register: Register,
    *,
    new: Callable[[], None] | None = None,
    open_: Callable[[UUID], None] | None = None,
) -> "ListWays":
    """The usual ways of a list or a record page: open, print, import and export; 新增 when `new` is given."""
    from desktop.ui.list_source import RegisterSource  # late, each: as below
    from desktop.ui.list_tools import ListWays
    from desktop.ui.list_ways import desk_ways

    source = RegisterSource(desk.actor, register, today(desk.clock))
    usual = desk_ways(desk, register, source=source, owner=desk.tasks)

    def export(query: "Query", ids: tuple[UUID, ...] | None) -> None:
        window = QApplication.activeWindow()
        if window is not None:
            from desktop.ui.list_export import export_list  # late: not before something is exported

            export_list(window, desk, register, query=query, ids=ids)

    return ListWays(open_ or usual.open, new, usual.bring_in, usual.print_form, export)


def _list(register: Register, desk: Desk) -> Page:
    from desktop.ui.list_page import ListPage  # late: once it is opened

    return ListPage(desk, register, ways=screen_ways(desk, register))


def _record(register: Register, desk: Desk, record_id: UUID) -> Page:
    from desktop.ui.form_ways import form_ways  # late, each: once it is opened
    from desktop.ui.record_page import RecordPage

    fields = form_ways(desk, register, record_id)
    return RecordPage(desk, register, record_id, ways=screen_ways(desk, register), fields=fields)

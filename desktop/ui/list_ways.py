"""The ways from a list to the rest of the window, as every register has them unless its screen says otherwise."""

from uuid import UUID

from PySide6.QtCore import QObject

from desktop.base.clock import today
from desktop.spec import Form, Register
from desktop.standard.list import Query
from desktop.standard.list_paper import offered
from desktop.ui import list_words
from desktop.ui.desk import Desk
from desktop.ui.list_model import Source
from desktop.ui.list_tools import ListWays


def desk_ways(desk: Desk, register: Register, *, source: Source, owner: QObject) -> ListWays:
    """Open a record, print through the preview, import through the wizard; 新增 and 导出 come from the screen."""

    def open_record(record_id: UUID) -> None:
        desk.go(register.name, record_id)

    def print_form(form: Form, query: Query, ids: tuple[UUID, ...] | None) -> None:
        printed = offered(register, form)
        if ids is not None:
            desk.print_form(printed, form, ids)
            return
        said = list_words.filter_text(query, register, today(desk.clock))
        desk.tasks.read(
            owner,
            lambda session: tuple(source.ids(session, query)),
            lambda found: desk.print_form(printed, form, found, filter_text=said),
            key="print",
        )

    return ListWays(open=open_record, print_form=print_form, bring_in=lambda: desk.bring_in(register))

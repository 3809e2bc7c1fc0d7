"""Printing a list from the command line: the rows of a register as the screen shows them, to a PDF."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from desktop.base import clock as clocks
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command import asking, typed_filters
from desktop.command.answer import Answer
from desktop.command.asking import refuse_folder
from desktop.command.doing import printed_answer
from desktop.procedures.profiles import Desk
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard import paper
from desktop.standard.list_paper import NAME, list_form, offered


def is_list(form: str, conditions: Sequence[str], text: str) -> bool:
    """Whether a list is to be printed. UserError for conditions on a form, which would be passed over silently."""
    if form == NAME:
        return True
    if conditions or text:
        raise UserError(_("--filter 和 --text 只用于打印清单（list），什么也没有做。表单可以用 --building 或 --id。"))
    return False


def print_list(
    desk: Desk,
    registers: Iterable[Register],
    *,
    name: str,
    conditions: Sequence[str],
    text: str,
    out: Path,
    on_page: Callable[[int], None] | None = None,
) -> Answer:
    """The list of the register `name` with typed conditions; the conditions stand at the top of each page."""
    if not name:
        raise UserError(_("打印清单要写明台账，例如 print list --register households，什么也没有做。"))
    register = asking.register_named(registers, name)
    refuse_folder(out, (".pdf",))
    desk.actor.require(f"{register.name}.print")
    form, today = list_form(register), clocks.today(desk.clock)
    with desk.store.read() as session:
        query = typed_filters.query(session, desk.actor, register, conditions=conditions, text=text, today=today)
        ids = listing.ids(session, desk.actor, register, query=query, today=today)
    said = [*conditions, _("查找：{text}").format(text=text)] if text else conditions
    printed = paper.print_form(
        desk.store, desk.actor, offered(register, form), form, ids=ids, out=out, clock=desk.clock,
        filter_text=_("；").join(said), on_page=on_page,
    )  # fmt: skip
    return printed_answer(form, out, len(ids), printed)

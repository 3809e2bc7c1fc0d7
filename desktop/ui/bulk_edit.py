"""批量修改 from a list: ask which field and value, then change the chosen records in one deed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field, Register
from desktop.standard import bulk
from desktop.standard.bulk import Edit, Preview
from desktop.ui.bulk_write import write_edits
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways

if TYPE_CHECKING:  # loaded when somebody changes many at once: a list opens without it
    from desktop.ui.bulk_dialog import BulkDialog


def may_edit(desk: Desk, register: Register) -> bool:
    """Whether 批量修改 has anything to offer to the person signed in."""
    return bool(bulk.bulk_fields(register)) and bool(desk.actor.may(f"{register.name}.save"))


def dialog(owner: QWidget, desk: Desk, register: Register, ids: Sequence[UUID]) -> "BulkDialog":
    """The dialog about these records."""
    from desktop.ui.bulk_dialog import BulkDialog  # late: as said

    day, chosen = today(desk.clock), tuple(ids)

    def look(field: Field, value: Any, show: Callable[[Preview], None], failed: Callable[[UserError], None]) -> None:
        job = partial(
            bulk.preview, actor=desk.actor, register=register, ids=chosen, field=field, value=value, today=day,
            catalog=desk.catalog,
        )  # fmt: skip
        desk.tasks.read(box, job, show, failed=failed, key="bulk")

    box = BulkDialog(
        owner.window(), bulk.bulk_fields(register), count=len(chosen), counter=register.counter, today=day,
        ways=form_ways(desk, register, None), look=look,
    )  # fmt: skip
    return box


def bulk_edit(owner: QWidget, desk: Desk, register: Register, *, ids: Sequence[UUID], done: Callable[[], None]) -> None:
    """Ask, then write; nobody is asked twice unless records refuse."""
    if not ids:
        return
    box = dialog(owner, desk, register, ids)
    if not box.exec():
        return
    field, value = box.field, box.value
    said = _("“{title}”已修改：{{count}} {counter}").format(title=field.title, counter=register.counter)
    edits = [Edit(record_id, {field.name: value}) for record_id in ids]
    write_edits(owner, desk, register, edits=edits, said=said, done=done)

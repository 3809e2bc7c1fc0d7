"""A list as an Excel file from the window: ask where, write in the background, log the look, say where it lies."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.base.clock import local_time, today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard import looks
from desktop.standard.export import export
from desktop.standard.list import Query
from desktop.standard.list import ids as _all
from desktop.ui.desk import Desk
from desktop.ui.progress import Progress


def export_list(
    owner: QWidget,
    desk: Desk,
    register: Register,
    *,
    query: Query,
    ids: Sequence[UUID] | None,
    to: Path | None = None,
    on: date | None = None,
) -> None:
    """Export the rows of `query`, or the chosen `ids`, as of `on` (None: today); without `to` a dialog asks where."""
    path = to or ask_for_file(owner, desk, register)
    if path is None:
        return
    actor, clock, store = desk.actor, desk.clock, desk.store

    def job(progress: Progress) -> int:
        with store.read() as session:
            chosen = ids if ids is not None else _all(session, actor, register, query=query, today=on or today(clock))

            def on_row(row: int) -> bool:
                progress.step(row, len(chosen))
                return True

            count = export(session, actor, register, path, query=query, clock=clock, ids=chosen, on_row=on_row, on=on)
        with store.write(actor.id, f"{register.name}.export") as session:
            looks.log(session, actor, kind="export", what=register.title, at=clock.now_ms(), count=count)
        return count

    def done(count: int) -> None:
        words = _("已导出 {count:,} {counter}到 {name}，电话和证件号仍是遮住的。")
        desk.say(words.format(count=count, counter=register.counter, name=path.name))

    def failed(error: UserError) -> None:
        desk.warn(error.message)

    title = _("导出{title}").format(title=register.title)
    desk.tasks.work(owner, title, job, done, failed=failed)


def ask_for_file(owner: QWidget, desk: Desk, register: Register) -> Path | None:
    """Where to write: the last folder, a name with the day."""
    day = local_time(desk.clock.now_ms())
    folder = Path(str(desk.settings.get("export.folder", "") or Path.home()))
    name = folder / f"{register.title}{day:%Y%m%d}.xlsx"
    chosen: tuple[str, Any] = QFileDialog.getSaveFileName(owner, _("导出到"), str(name), _("Excel 文件 (*.xlsx)"))
    if not chosen[0]:
        return None
    path = Path(chosen[0]).with_suffix(".xlsx")
    desk.settings.put("export.folder", str(path.parent))
    return path

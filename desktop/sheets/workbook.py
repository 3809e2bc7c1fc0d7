"""Workbooks (xls, xlsx, et, ods) read through a separate process that may fail, swell or hang without harm."""

import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from desktop.base.calm import no_collections
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.grid import Grid, Merge, RawRow
from desktop.sheets.reader_process import Message, serve

MAX_SECONDS = 120.0
_TICK = 0.1  # seconds between two looks at the cancel button

Progress = Callable[[int, int], None]
Serve = Callable[[Connection], None]


def read_workbook(
    data: bytes,
    file: str,
    *,
    on_progress: Progress | None = None,
    serve: Serve = serve,
    seconds: float = MAX_SECONDS,
) -> list[tuple[Grid, bool]]:
    """Every worksheet of a workbook with whether it is hidden.

    `on_progress(rows done, rows in all)` is called at least every tenth of a second and may raise Cancelled. Raises
    UserError when the workbook is damaged, protected, too large, or takes longer than `seconds`.
    """
    context = get_context("spawn")  # never fork: the database thread and Qt live in this process
    ours, theirs = context.Pipe()
    # The file is not among the arguments: a process that dies while it starts would never take them, and starting it
    # waits until they are taken. Through the pipe its end is seen at once.
    process = context.Process(target=serve, args=(theirs,), daemon=True, name="sheets")
    process.start()
    theirs.close()
    try:
        with no_collections():
            return _collect(ours, data, file, on_progress=on_progress or _ignore, until=time.monotonic() + seconds)
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _collect(
    pipe: Connection, data: bytes, file: str, *, on_progress: Progress, until: float
) -> list[tuple[Grid, bool]]:
    about: list[tuple[str, bool, int]] = []
    found: list[tuple[Grid, bool]] = []
    rows: list[RawRow] = []
    done = 0

    def tick() -> None:
        on_progress(done, sum(height for _name, _hidden, height in about))

    while True:
        kind, content = _next(pipe, tick, until)
        if kind == "ready":
            _hand_over(pipe, data)
        elif kind == "sheets":
            about = content
        elif kind == "rows":
            rows += content
            done += len(content)
        elif kind == "merges":
            name, hidden, _height = about[len(found)]
            found.append((Grid(file, name, rows, _merges(content)), hidden))
            rows = []
        elif kind == "end":
            return found
        else:
            raise UserError(_sentence(content))


def _hand_over(pipe: Connection, data: bytes) -> None:
    try:
        pipe.send_bytes(data)
    except (BrokenPipeError, ConnectionResetError):
        raise UserError(_sentence("MemoryError")) from None


def _next(pipe: Connection, tick: Callable[[], None], until: float) -> Message:
    """The next message. A process that died without one was stopped by its cap or by a broken file."""
    tick()
    try:
        while not pipe.poll(_TICK):
            tick()
            if time.monotonic() > until:
                raise UserError(_("读取这个表格用时过长，已停止，没有导入。请按楼栋拆成几个文件后再导入。"))
        message: Message = pipe.recv()
    except (EOFError, ConnectionResetError):
        raise UserError(_sentence("MemoryError")) from None
    return message


def _sentence(kind: str) -> str:
    if kind == "PasswordError":
        return _("这个表格设了打开密码，没有导入。请在 WPS 或 Excel 中取消密码，另存后再导入。")
    if kind == "MemoryError":
        return _("表格太大或已损坏，没有导入。请在 WPS 或 Excel 中删除多余的空行空列，另存后再导入。")
    return _("表格文件不完整或已损坏，没有导入。请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。")


def _merges(ranges: list[Any]) -> tuple[Merge, ...]:
    return tuple(Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)


def _ignore(done: int, total: int) -> None:
    """Progress that nobody asked for."""

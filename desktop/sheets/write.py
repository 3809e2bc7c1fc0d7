"""Tables written as Excel files: safe to open, ready to print, and whole on the disk or not there at all."""

import io
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from desktop.base.clock import Clock, local_time
from desktop.base.errors import Cancelled, UserError
from desktop.base.files import durable_write
from desktop.base.text import _

MAX_ROWS = 1_048_575  # what an Excel sheet holds below one header row
MAX_TEXT = 32_767  # characters in one cell
_CUT = "……"
_REPORT_EVERY = 200  # rows between two looks at the cancel button
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "|", "%")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_RED, _GREY = "#FFC7CE", "#E7EAEE"

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column of a written table: title, width in half-width characters, and "number" only for plain numbers.

    Everything of kind "text", ids and phones among it, is written as text, so that Excel keeps every digit.
    """

    title: str
    width: float = 12
    kind: Literal["text", "number"] = "text"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that waits for a person: its cells, and for each wrong column (from 0) what is wrong with it."""

    cells: Sequence[Value]
    reasons: Mapping[int, str]


def write_table(
    path: Path,
    *,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[Value]],
    clock: Clock,
    notes: Sequence[str] = (),
    on_row: Callable[[int], bool] | None = None,
) -> int:
    """Write `rows` to an .xlsx at `path`, with a title line, `notes` and a header; returns how many.

    `on_row(rows done)` returning False stops it: Cancelled is raised and whatever stood at `path` stays. Raises
    UserError when the rows do not fit one sheet or the file cannot be written.
    """
    plain: Iterable[RejectedRow] = (RejectedRow(row, {}) for row in rows)
    return _write(path, title=title, columns=columns, rows=plain, clock=clock, notes=notes, on_row=on_row)


def write_fix_list(
    path: Path,
    *,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[RejectedRow],
    clock: Clock,
    notes: Sequence[str] = (),
    on_row: Callable[[int], bool] | None = None,
) -> int:
    """Write the rows that need fixing: wrong cells red, the reasons in a last column. Otherwise as `write_table`."""
    told = (
        RejectedRow([*row.cells, *[None] * (len(columns) - len(row.cells)), _told(row, columns)], row.reasons)
        for row in rows
    )
    wider = [*columns, OutColumn(_("需要修改的原因"), 48)]
    return _write(path, title=title, columns=wider, rows=told, clock=clock, notes=notes, on_row=on_row)


def _told(row: RejectedRow, columns: Sequence[OutColumn]) -> str:
    return "；".join(
        f"{columns[column].title}：{reason}" if column < len(columns) else reason
        for column, reason in sorted(row.reasons.items())
    )


def _write(
    path: Path,
    *,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[RejectedRow],
    clock: Clock,
    notes: Sequence[str],
    on_row: Callable[[int], bool] | None,
) -> int:
    # Imported here: it costs a fifth of a second that the start of the program does not have.
    import xlsxwriter

    target = io.BytesIO()
    # Rows wait in a file until the sheet is closed: next to the target, so that they are nowhere else, and removed.
    try:
        with tempfile.TemporaryDirectory(
            prefix=".", suffix=".part", dir=path.parent, ignore_cleanup_errors=True
        ) as waiting:
            options = {
                "constant_memory": True,
                "tmpdir": waiting,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            }
            book = xlsxwriter.Workbook(target, options)
            book.set_properties({"created": local_time(clock.now_ms()).replace(tzinfo=None), "title": title})
            try:
                done = _Sheet(book, title, columns).fill(rows, notes, on_row=on_row)
            finally:
                book.close()
        durable_write(path, target.getvalue())
    except OSError:
        raise UserError(
            _(
                "文件“{name}”没有保存，原来的文件没有改动。请检查磁盘空间，并在 WPS 或 Excel 中关闭同名文件后再试。"
            ).format(name=path.name)
        ) from None
    return done


class _Sheet:
    """One sheet being filled from top to bottom, each row gone to disk as soon as the next begins."""

    def __init__(self, book: Any, title: str, columns: Sequence[OutColumn]) -> None:
        self._sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "", title)[:31] or None)
        self._title, self._columns = title, columns
        text = {"num_format": "@", "valign": "vcenter", "text_wrap": True, "border": 1}
        self._text = book.add_format(text)
        self._quoted = book.add_format({**text, "quote_prefix": True})
        self._number = book.add_format({**text, "num_format": "General"})
        self._red = book.add_format({**text, "bg_color": _RED})
        self._red_quoted = book.add_format({**text, "bg_color": _RED, "quote_prefix": True})
        self._head = book.add_format({**text, "bold": True, "align": "center", "bg_color": _GREY})
        self._big = book.add_format({"num_format": "@", "bold": True, "font_size": 16, "align": "center"})
        self._small = book.add_format({"num_format": "@", "font_color": "#555555"})

    def fill(self, rows: Iterable[RejectedRow], notes: Sequence[str], *, on_row: Callable[[int], bool] | None) -> int:
        """Write everything; the number of data rows."""
        sheet, top = self._sheet, 1 + len(notes)
        self._set_up(top)
        last = len(self._columns) - 1
        if last:
            sheet.merge_range(0, 0, 0, last, safe(self._title), self._big)
        else:
            sheet.write_string(0, 0, safe(self._title), self._big)
        for line, note in enumerate(notes, 1):
            sheet.write_string(line, 0, safe(note), self._small)
        for place, column in enumerate(self._columns):
            sheet.write_string(top, place, safe(column.title), self._head)
        done = 0
        for done, row in enumerate(rows, 1):
            if top + done > MAX_ROWS:
                raise UserError(_("超过一个表格能放的 1,048,575 行，没有导出。请先筛选，再分几次导出。"))
            self._write_row(top + done, row)
            if on_row and done % _REPORT_EVERY == 0 and not on_row(done):
                raise Cancelled
        sheet.autofilter(top, 0, top + max(done, 1), last)
        if on_row:
            on_row(done)
        return done

    def _set_up(self, top: int) -> None:
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width)
        self._sheet.freeze_panes(top + 1, 0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(top)
        self._sheet.set_footer("&C&P / &N")

    def _write_row(self, number: int, row: RejectedRow) -> None:
        for place, column in enumerate(self._columns):
            value = row.cells[place] if place < len(row.cells) else None
            wrong = place in row.reasons
            if column.kind == "number" and isinstance(value, (int, float)) and not wrong:
                self._sheet.write_number(number, place, value, self._number)
                continue
            text = safe(shown(value))
            quoted = is_dangerous(text)
            form = (self._red_quoted if quoted else self._red) if wrong else (self._quoted if quoted else self._text)
            if text:
                self._sheet.write_string(number, place, text, form)
            else:
                self._sheet.write_blank(number, place, None, form)


def shown(value: Value) -> str:
    """A value as text: ISO days, nothing for None."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def is_dangerous(text: str) -> bool:
    """Whether a program that opens the file might run `text` or hide its first sign."""
    return text.startswith(_DANGEROUS)


def safe(text: str) -> str:
    """`text` without characters that a sheet cannot hold or that turn the reading order; cut with dots if too long."""
    text = _CONTROL.sub("", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - len(_CUT)] + _CUT

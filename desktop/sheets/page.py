"""HTML pages that pretend to be workbooks: many systems export `.xls` files that are web tables."""

from collections.abc import Callable
from html.parser import HTMLParser

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.grid import Merge, RawRow

MAX_SPAN = 1000
PIECE = 200_000  # characters between two looks at the cancel button
MAX_CELLS = 5_000_000


class _Tables(HTMLParser):
    """Collects the cells of every outermost table; nested tables give their text to the cell around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[RawRow], list[Merge]]] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[int, set[int]] = {}
        self._cells = 0
        self._muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open tables, rows and cells."""
        if tag in ("style", "script"):
            self._muted += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(([], []))
                self._taken = {}
        elif self._depth == 1 and tag == "tr":
            self._close_cell()
            self.tables[-1][0].append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._close_cell()
            found = dict(attrs)
            self._span = (_span(found.get("rowspan")), _span(found.get("colspan")))
            self._cell = []
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close cells, rows and tables."""
        if tag in ("style", "script"):
            self._muted = max(0, self._muted - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr", "table"):
            self._close_cell()
        if tag == "table":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        """Text belongs to the open cell."""
        if self._cell is not None and not self._muted:
            self._cell.append(" ".join(data.split()) if "\n" in data else data)

    def finish(self) -> None:
        """Close what the page left open."""
        self.close()
        self._close_cell()

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        value, self._cell = "".join(self._cell).strip(), None
        rows, merges = self.tables[-1]
        if not rows:
            rows.append([])
        top, down, across = len(rows) - 1, *self._span
        taken = self._taken.setdefault(top, set())
        left = len(rows[top])
        while left in taken:
            left += 1
        self._cells += down * across
        if self._cells > MAX_CELLS:
            raise UserError(_("网页表格太大，没有导入。请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。"))
        rows[top] += [None] * (left - len(rows[top])) + [value or None] + [None] * (across - 1)
        for row in range(top + 1, top + down):
            self._taken.setdefault(row, set()).update(range(left, left + across))
        if down > 1 or across > 1:
            merges.append(Merge(top + 1, left, top + down, left + across - 1))


def _span(text: str | None) -> int:
    return min(MAX_SPAN, int(text)) if text and text.isdecimal() and int(text) > 0 else 1


def read_tables(
    text: str, *, on_progress: Callable[[int, int], None] | None = None
) -> list[tuple[list[RawRow], list[Merge]]]:
    """Every table of a page, in order, with its spans as merged ranges. Raises UserError when the page has none.

    `on_progress(characters read, all)` may raise Cancelled.
    """
    page = _Tables()
    for start in range(0, len(text), PIECE):
        if on_progress:
            on_progress(start, len(text))
        page.feed(text[start : start + PIECE])
    page.finish()
    tables = [(rows, merges) for rows, merges in page.tables if any(any(row) for row in rows)]
    if not tables:
        raise UserError(_("这个网页文件里没有表格，没有导入。请重新导出表格，或另存为 .xlsx 后再导入。"))
    return tables

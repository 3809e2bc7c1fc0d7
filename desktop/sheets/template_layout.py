"""Where a template is filled: its header, the rows for data, what follows them, and what each column asks for."""

import re
from dataclasses import dataclass

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid
from desktop.sheets.header import Header, find_header, header_at
from desktop.sheets.template import Template
from desktop.sheets.template_book import BookParts
from desktop.sheets.template_cells import MAX_ROW, cell
from desktop.sheets.template_lists import DropDown, allowed, drop_downs
from desktop.sheets.template_styles import Styles
from desktop.sheets.template_xml import Node
from desktop.sheets.titles import Synonyms

_FOOT = re.compile(
    r"^[\s（(]*(?:填表|填报|制表|报送|审核|审批|负责人|经办|复核|领导|主管|联系人?[:：]|合计|总计|小计|共计|盖章|单位（?盖章|签字|签章"
    r"|日\s*期[:：]|年\s*月\s*日|注\s*\d*[:：、.]|备注[:：]|说明|填写说明|填报说明|以上)"
)
_SIGNED = re.compile(r"^[\s（(]*(?:填表|填报人|制表|审核|负责人|合计|总计|小计)")  # what can stand below data only
_HINT = re.compile(
    r"^[\s（(]*(?:必填|选填|非必填|可不填|下拉|请选择|单选|多选|格式|文本|数字|日期格式|自动生成|不用填|勿填|YYYY|yyyy|例如|如[:：]|填写)"
)
_EXAMPLE = re.compile(r"^[\s（(]*(?:例|示例|样例|范例|举例)")
_WIDE = 3  # cells; a text over so many is a note, not a value
_LONG = 24  # characters
_MOST_NOTES = 4
_SERIAL = re.compile(r"\d{1,6}|[一二三四五六七八九十]{1,3}|…+|\.{3,}")


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column (from 0) of a template. `hint`: what its title, its notes and its example say about the form.

    `words`: its drop-down list; `formula`: it calculates itself; `is_day`: its cells show days.
    """

    column: int
    title: str
    hint: str = ""
    words: tuple[str, ...] = ()
    formula: bool = False
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows `first` to `last` are for data (`last` None: to the end); `replaced` of them hold something now."""

    sheet: str
    header: Header
    first: int
    last: int | None
    columns: tuple[TemplateColumn, ...]
    replaced: int = 0


def layout_of(template: Template, synonyms: Synonyms, *, sheet: str = "", header_row: int | None = None) -> Layout:
    """How a template is laid out: on `sheet`, or on the visible one whose header is known best.

    Raises UserError when no header is recognised and `header_row` (from 1) does not say where it stands.
    """
    grid, header = _header(template, synonyms, sheet=sheet, header_row=header_row)
    first = _first(grid, header)
    last = next((row - 1 for row in range(first, len(grid.rows) + 1) if _is_foot(grid, row)), None)
    rows = range(first, (len(grid.rows) if last is None else last) + 1)
    columns = _columns(template, grid, header, first=first, last=last)
    replaced = sum(1 for row in rows if not _is_blank(grid, row) and not _is_example(grid, row))
    return Layout(grid.sheet, header, first, last, columns, replaced)


def visible_sheets(template: Template) -> tuple[str, ...]:
    """The sheets that may be filled: those that people see, or all of a file that hides everything."""
    names = tuple(info.name for info in template.book.sheets if not info.hidden)
    return names or tuple(info.name for info in template.book.sheets)


def _header(template: Template, synonyms: Synonyms, *, sheet: str, header_row: int | None) -> tuple[Grid, Header]:
    names = (sheet,) if sheet else visible_sheets(template)
    grids = [template.book.read(name) for name in names]
    if header_row is not None:
        return grids[0], header_at(grids[0], header_row)
    found = [
        (header.score, -at, grid, header) for at, grid in enumerate(grids) if (header := find_header(grid, synonyms))
    ]
    if not found:
        raise UserError(_("没有认出表头，没有填。请在“对列”这一步指明表头在第几行。"))
    best = max(found, key=lambda one: one[:2])
    return best[2], best[3]


def _first(grid: Grid, header: Header) -> int:
    """The first row for data: notes under the header stay."""
    first = header.bottom_row + 1
    for row in range(first, first + _MOST_NOTES):
        if not _is_note(grid, row):
            return row
    return first


def _is_note(grid: Grid, row: int) -> bool:
    texts = _texts(grid, row)
    if not texts or _is_example(grid, row):
        return False
    if len(texts) == 1 and (len(texts[0]) > _LONG or _wide(grid, row) or _FOOT.match(texts[0])):
        return not _SIGNED.match(texts[0])
    return sum(bool(_HINT.match(text)) for text in texts) * 2 > len(texts)


def _is_foot(grid: Grid, row: int) -> bool:
    texts = _texts(grid, row)
    if not texts or _is_example(grid, row):
        return False
    return bool(_FOOT.match(texts[0])) or (len(texts) <= 2 and (_wide(grid, row) or len(texts[0]) > _LONG * 2))


def _is_example(grid: Grid, row: int) -> bool:
    return any(_EXAMPLE.match(text) for text in _texts(grid, row)[:3])


def _is_blank(grid: Grid, row: int) -> bool:
    """Whether nothing but a number in front stands in the row."""
    texts = _texts(grid, row)
    return not texts or (len(texts) == 1 and bool(_SERIAL.fullmatch(texts[0])))


def _texts(grid: Grid, row: int) -> list[str]:
    return [text for raw in grid.row(row) if (text := plain(raw).strip())]


def _wide(grid: Grid, row: int) -> bool:
    """Whether a text of the row is merged over several columns."""
    return any(
        merge.top == row and merge.right - merge.left + 1 >= _WIDE and plain(grid.cell(row, merge.left))
        for merge in grid.merges
    )


def _columns(
    template: Template, grid: Grid, header: Header, *, first: int, last: int | None
) -> tuple[TemplateColumn, ...]:
    formulas: set[int] = set()
    days: set[int] = set()
    lists: tuple[DropDown, ...] = ()
    if template.kind == "xlsx":
        parts = BookParts(template.data)
        formulas, days = _first_cells(parts, grid.sheet, first)
        lists = drop_downs(parts, template.book, grid.sheet)
    made = []
    for column, title in enumerate(header.titles):
        if title and not _continues(grid, header, column):
            words = allowed(lists, column, first=first, last=last or MAX_ROW)
            made.append(
                TemplateColumn(
                    column, title, _hint(grid, header, column, first=first), words, column in formulas, column in days
                )
            )
    return tuple(made)


def _continues(grid: Grid, header: Header, column: int) -> bool:
    """Whether a column only continues the merged title on its left: what is filled goes into the first cell."""
    return any(
        merge.top <= header.bottom_row <= merge.bottom and merge.left < column <= merge.right for merge in grid.merges
    )


def _first_cells(parts: BookParts, sheet: str, first: int) -> tuple[set[int], set[int]]:
    """The columns that calculate themselves, and those that show days, as the first data row says."""
    styles = Styles(parts.styles)
    formulas, days = set(), set()
    root = parts.sheet(sheet).root
    row = next((node for node in root.all("sheetData", "row") if node.attributes.get("r") == str(first)), None)
    cells = [
        (where[1], node) for node in (row.children if row else ()) if (where := cell(node.attributes.get("r", "")))
    ]
    for column, node in cells:
        if node.find("f") is not None:
            formulas.add(column)
        if styles.is_day(style_of(node)):
            days.add(column)
    return formulas, days


def style_of(node: Node) -> int:
    """The number of a cell's format."""
    said = node.attributes.get("s", "0")
    return int(said) if said.isdigit() else 0


def _hint(grid: Grid, header: Header, column: int, *, first: int) -> str:
    rows = [*range(header.top_row, first), *([first] if _is_example(grid, first) else [])]
    return " ".join(text for row in rows if (text := plain(grid.cell(row, column))))

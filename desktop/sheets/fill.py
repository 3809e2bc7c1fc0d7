"""Another agency's table filled with rows: their file again, changed in nothing but the data rows and what follows."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from desktop.base.errors import Cancelled
from desktop.sheets import template_xml as xml
from desktop.sheets.fill_frame import frame_edits, moved_names
from desktop.sheets.fill_rows import RowMaker
from desktop.sheets.fill_texts import Texts
from desktop.sheets.template import Template
from desktop.sheets.template_book import WORKBOOK, BookParts
from desktop.sheets.template_cells import MAX_ROW, Growth
from desktop.sheets.template_layout import Layout
from desktop.sheets.template_styles import Styles
from desktop.sheets.template_xml import Edit
from desktop.sheets.text import BOMS, decode, delimiter_of, parse
from desktop.sheets.write import is_dangerous, safe, shown

_REPORT_EVERY = 100  # rows between two looks at the cancel button

Value = str | int | float | date | None
Values = Mapping[int, Value]  # by column, from 0; a column that is not among them keeps its formula or stays blank


def fill(
    template: Template, layout: Layout, rows: Sequence[Values], *, on_row: Callable[[int], bool] | None = None
) -> bytes:
    """The filled file. Texts stay texts, whatever they begin with; days become days where the template shows days.

    `on_row(rows done)` returning False raises Cancelled. Raises UserError when the file is damaged.
    """
    return (_fill_text if template.kind == "csv" else _fill_book)(template, layout, rows, on_row)


def _fill_book(
    template: Template, layout: Layout, rows: Sequence[Values], on_row: Callable[[int], bool] | None
) -> bytes:
    parts = BookParts(template.data)
    sheet = parts.sheet(layout.sheet)
    styles, texts = Styles(parts.styles), Texts(parts.strings)
    growth = growth_of(layout, len(rows))
    maker = RowMaker(sheet, layout.first, styles=styles, texts=texts, from_1904=parts.counts_from_1904)
    made: list[bytes] = []
    for at, values in enumerate(rows):
        made.append(maker.row(layout.first + at, values))
        if on_row and at % _REPORT_EVERY == 0 and not on_row(at):
            raise Cancelled
    changed = {sheet.name: xml.apply(sheet.data, [*_data_edits(maker, growth, made), *frame_edits(sheet, growth)])}
    changed |= styles.changed() | texts.changed()
    chain, without = parts.without_chain()
    changed |= chain
    workbook = parts.part(WORKBOOK)
    names = moved_names(workbook, growth, sheet=layout.sheet, place=parts.place_of(layout.sheet))
    if names or maker.calculates:
        changed[WORKBOOK] = xml.apply(workbook.data, [*names, *_calculate(workbook.root, maker)])
    if on_row:
        on_row(len(rows))
    return parts.rewritten(changed, without=without)


def growth_of(layout: Layout, count: int) -> Growth:
    """What `count` rows do to the sheet: as many rows as the template has no room for are put in."""
    filled = layout.first + max(count, 1) - 1
    if layout.last is None:
        return Growth(layout.first, MAX_ROW, 0, filled)
    last = max(layout.last, layout.first - 1)
    return Growth(layout.first, last, max(0, filled - last), filled)


def _data_edits(maker: RowMaker, growth: Growth, made: list[bytes]) -> list[Edit]:
    """The rows of the data, filled or emptied, in place of those that stood there; what follows moves down."""
    data = maker.sheet_data
    after = [node for node in data.children if maker.number(node) > growth.last]
    between = [node for node in data.children if growth.first <= maker.number(node) <= growth.last]
    left = [maker.emptied(node) for node in between if maker.number(node) > growth.filled]
    moved = [maker.moved(node, growth) for node in after]
    body = b"".join([*made, *left, *moved])
    inner = [node for node in data.children if maker.number(node) >= growth.first]
    if data.is_empty:
        name = f"{data.prefix}sheetData".encode()
        return [Edit(data.start, data.end, b"<" + name + b">" + body + b"</" + name + b">")]
    return [Edit(inner[0].start if inner else data.close, data.close, body)]


def _calculate(root: xml.Node, maker: RowMaker) -> list[Edit]:
    """Ask the program that opens the file to calculate the formulas that were copied."""
    node = root.find("calcPr")
    if not maker.calculates or node is None:
        return []
    tag = f"<{node.prefix}calcPr/>".encode()
    for name, value in node.attributes.items():
        tag = xml.with_attribute(tag, name, value)
    closing = b"" if node.is_empty else f"</{node.prefix}calcPr>".encode()
    tag = xml.with_attribute(tag, "fullCalcOnLoad", "1")
    return [Edit(node.start, node.end, tag if node.is_empty else tag[:-2] + b">" + closing)]


def _fill_text(
    template: Template, layout: Layout, rows: Sequence[Values], on_row: Callable[[int], bool] | None
) -> bytes:
    """A text file in the encoding and with the separator that it came with."""
    mark, encoding = _encoding(template.data)
    words = decode(template.data)
    old = [[cell or "" for cell in row] for row in parse(words)]
    end = len(old) if layout.last is None else layout.last
    width = max((len(row) for row in old), default=0)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter_of(words), lineterminator="\r\n")
    writer.writerows(old[: layout.first - 1])
    for at, values in enumerate(rows):
        writer.writerow([_harmless(values.get(column)) for column in range(width)])
        if on_row and at % _REPORT_EVERY == 0 and not on_row(at):
            raise Cancelled
    writer.writerows(old[end:])
    return mark + out.getvalue().encode(encoding)


def _harmless(value: Value) -> str:
    """A text file cannot say that a text is one: the sign that a formula begins with gets an apostrophe before it."""
    text = safe(shown(value))
    return f"'{text}" if is_dangerous(text) else text


def _encoding(data: bytes) -> tuple[bytes, str]:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return mark, encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "gb18030"
    return b"", "utf-8"

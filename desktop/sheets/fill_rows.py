"""The rows of a filled sheet: each like the first data row of the template, with other values."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from desktop.base.errors import UserError
from desktop.sheets import template_xml as xml
from desktop.sheets.fill_texts import Texts
from desktop.sheets.grid import column_letter
from desktop.sheets.template_book import Part
from desktop.sheets.template_cells import Growth, cell
from desktop.sheets.template_layout import style_of
from desktop.sheets.template_styles import Styles
from desktop.sheets.template_xml import Node, damaged
from desktop.sheets.write import is_dangerous, safe, shown

_DIGITS = re.compile(r"[\d\-－—/ ]{4,}|0\d+|\d+[-/]\d+.*", re.ASCII)  # what a program would take for a number or a day
_EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))
_FIRST_SURE_DAY = date(1900, 3, 1)  # before it the count of days is off by one

Value = str | int | float | date | None


class RowMaker:
    """Makes rows of a sheet in the looks of its first data row; `calculates` tells whether formulas were copied."""

    def __init__(self, sheet: Part, first: int, *, styles: Styles, texts: Texts, from_1904: bool) -> None:
        self._sheet, self._first, self._styles, self._texts = sheet, first, styles, texts
        self._epoch = _EPOCHS[from_1904]
        found = sheet.root.find("sheetData")
        if found is None:
            raise UserError(damaged())
        self.sheet_data = found
        self._prefix = found.prefix
        self._numbers = _numbers(found)
        self.calculates = False
        model = next((node for node in found.children if self.number(node) == first), None)
        self._tag = sheet.data[model.start : model.inside] if model else f"<{found.prefix}row>".encode()
        self._tag = self._tag[:-2] + b">" if self._tag.endswith(b"/>") else self._tag
        self._cells = {
            where: node for node in (model.children if model else ()) if (where := _column(node)) is not None
        }
        self._formulas = {column: formula for column, node in self._cells.items() if (formula := self._formula(node))}
        self._column_styles = _column_styles(sheet.root)

    def number(self, row: Node) -> int:
        """The number of a row; files may leave it out where it is the next."""
        return self._numbers[row.start]

    def row(self, number: int, values: Mapping[int, Value]) -> bytes:
        """A data row."""
        tag = xml.with_attribute(self._tag, "r", str(number))
        cells = [self._cell(number, column, values) for column in sorted({*self._cells, *values})]
        return _without_spans(tag) + "".join(cells).encode() + f"</{self._prefix}row>".encode()

    def emptied(self, row: Node) -> bytes:
        """A data row that is left over: its looks and formulas stay, an example goes."""
        number = self.number(row)
        if all(node.find("f") is not None or node.is_empty for node in row.children):
            return self._raw(row, number)
        cells = []
        for node in row.children:
            where = _column(node)
            if node.find("f") is not None or where is None:
                cells.append(self._sheet.data[node.start : node.end])
            else:
                cells.append(self._tagged(number, where, style_of(node), "", "").encode())
        tag = self._sheet.data[row.start : row.inside]
        return xml.with_attribute(tag, "r", str(number)) + b"".join(cells) + f"</{self._prefix}row>".encode()

    def moved(self, row: Node, growth: Growth) -> bytes:
        """A row below the data, at its new place."""
        number = growth.row(self.number(row))
        return self._raw(row, number, growth)

    def _raw(self, row: Node, number: int, growth: Growth | None = None) -> bytes:
        if number == self.number(row) and "r" in row.attributes:
            return self._sheet.data[row.start : row.end]
        data, start = self._sheet.data, row.start
        tag = xml.with_attribute(data[start : row.inside], "r", str(number))
        edits = [xml.Edit(0, row.inside - start, tag)]
        for node in row.children:
            where = _column(node)
            if where is not None:
                reference = f"{column_letter(where)}{number}"
                tag = xml.with_attribute(data[node.start : node.inside], "r", reference)
                edits.append(xml.Edit(node.start - start, node.inside - start, tag))
            formula = node.find("f")
            if formula is not None and growth is not None and not formula.is_empty:
                said = xml.escape(growth.formula(xml.text(data, formula)))
                edits.append(xml.Edit(formula.inside - start, formula.close - start, said.encode()))
        return xml.apply(data[start : row.end], edits)

    def _cell(self, number: int, column: int, values: Mapping[int, Value]) -> str:
        node = self._cells.get(column)
        style = style_of(node) if node is not None else self._column_styles.get(column, 0)
        if column not in values:
            return self._calculated(number, column, style)
        value = values[column]
        if value is None or value == "":
            return self._tagged(number, column, style, "", "")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self._tagged(number, column, style, "", f"<{self._prefix}v>{value}</{self._prefix}v>")
        if isinstance(value, date) and self._styles.is_day(style) and value >= _FIRST_SURE_DAY:
            day = value.date() if isinstance(value, datetime) else value
            serial = (day - self._epoch).days
            return self._tagged(number, column, style, "", f"<{self._prefix}v>{serial}</{self._prefix}v>")
        words = safe(shown(value))
        quoted = is_dangerous(words)
        if quoted or _DIGITS.fullmatch(words) or self._styles.is_day(style):
            style = self._styles.text(style, quoted=quoted)
        return self._tagged(number, column, style, *self._texts.cell(words, self._prefix))

    def _calculated(self, number: int, column: int, style: int) -> str:
        if column not in self._formulas:
            return self._tagged(number, column, style, "", "")
        # Imported here: the library is loaded for templates with formulas only.
        from openpyxl.formula.translate import Translator

        self.calculates = True
        letter = column_letter(column)
        origin = f"{letter}{self._first}"
        said = Translator(f"={self._formulas[column]}", origin=origin).translate_formula(f"{letter}{number}")
        formula = xml.escape(said.removeprefix("="))
        return self._tagged(number, column, style, "", f"<{self._prefix}f>{formula}</{self._prefix}f>")

    def _tagged(self, number: int, column: int, style: int, kind: str, inside: str) -> str:
        name = f"{self._prefix}c"
        said = f'<{name} r="{column_letter(column)}{number}"'
        said += f' s="{style}"' if style else ""
        said += f' t="{kind}"' if kind else ""
        return f"{said}>{inside}</{name}>" if inside else f"{said}/>"

    def _formula(self, node: Node) -> str:
        formula = node.find("f")
        return xml.text(self._sheet.data, formula) if formula is not None else ""


def _numbers(data: Node) -> dict[int, int]:
    numbers: dict[int, int] = {}
    last = 0
    for row in data.children:
        said = row.attributes.get("r", "")
        last = int(said) if said.isdigit() else last + 1
        numbers[row.start] = last
    return numbers


def _column(node: Node) -> int | None:
    where = cell(node.attributes.get("r", ""))
    return where[1] if where else None


def _column_styles(root: Node) -> dict[int, int]:
    """The formats of whole columns, for cells that the first data row does not have."""
    found: dict[int, int] = {}
    for node in root.all("cols", "col"):
        said = [node.attributes.get(name, "") for name in ("min", "max", "style")]
        if all(text.isdigit() for text in said):
            first, last, style = map(int, said)
            found |= dict.fromkeys(range(first - 1, min(last, first + 1000)), style)
    return found


def _without_spans(tag: bytes) -> bytes:
    """The columns that a row spans are a hint for fast readers; a wrong one is worse than none."""
    return re.sub(rb"""\s(?:spans|\w+:dyDescent)\s*=\s*(?:"[^"]*"|'[^']*')""", b"", tag)

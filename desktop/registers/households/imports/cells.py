"""Reading one cell of a roster: a typed value, or nothing and a sentence about what stands there."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports import care
from desktop.sheets.clean import Cell
from desktop.spec import ImportColumn
from desktop.standard.importing.choices import Choices
from desktop.standard.importing.plan import Problem
from desktop.standard.importing.staged import At, Staged, StagedRow
from desktop.values import area, citizen_id, days, person_name, phone
from desktop.values.partial_day import PartialDay

_BLANK = frozenset(
    {
        "",
        "/",
        "／",
        "-",
        "--",
        "—",
        "——",
        "－",
        "无",
        "暂无",
        "没有",
        "不详",
        "未知",
        "N/A",
        "n/a",
        "空白",
        "待补",
        "*",
        "\\",
    }
)
_PIECES = re.compile(r"[、，,；;/／|\s]+")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)  # nearly every cell: no need to look for several numbers
_YES = frozenset({"是", "有", "√", "✓", "1", "Y", "y", "党员"})
_OF_HEAD = re.compile("^(?:户主|业主|房主)(?:的|之)")  # 户主之父 is 父
_SHOWN_OPTIONS = 8


class Reader:
    """Reads cells of one roster, gathering what is wrong with them; corrections of the person come first."""

    def __init__(self, staged: Staged, *, today: date, choices: Choices, columns: Iterable[ImportColumn] = ()) -> None:
        self.staged = staged
        self._titles = {column.name: column.title for column in columns} | dict(staged.mapping)
        self.today = today
        self.problems: list[Problem] = []
        self.reminders: list[Problem] = []
        self.care_words = 0
        self._choices = choices
        self._corrected = dict(choices.cells)
        self._words = {**staged.words, **choices.words}
        self._this_year = str(today.year)
        self._codes: dict[tuple[str, str], str | UserError] = {}

    def cell(self, row: StagedRow, target: str) -> Cell | None:
        """The cell of `target`, None when it is empty or says that there is nothing."""
        cell = row.cells.get(target)
        if cell is not None and cell.text not in _BLANK and not self._corrected:
            return cell  # nearly every one
        if self._corrected and (text := self._corrected.get((row.at, target))) is not None:
            cell = Cell(text, text.strip(), numeric=False, row=row.at.row)
        if cell is None or cell.text in _BLANK:
            if cell is not None and cell.broken:
                self.bad(row.at, target, _("这一格的文字没能读出来，请对照原表重新填写"))
            return None
        return cell

    def text(self, row: StagedRow, target: str) -> str:
        """The words of a cell, "" when it has none."""
        cell = self.cell(row, target)
        return cell.text if cell else ""

    def bad(self, at: At, target: str, sentence: str, **more: Any) -> Problem:
        """Note that a cell stays empty (or, with `kept=True`, that its value deserves a look)."""
        problem = self._problem(at, target, sentence, **more)
        self.problems.append(problem)
        return problem

    def remind(self, at: At, target: str, sentence: str, value: str = "") -> None:
        """Note something that may stay as it is."""
        self.reminders.append(self._problem(at, target, sentence, value=value, kept=True))

    def _problem(self, at: At, target: str, sentence: str, **more: Any) -> Problem:
        return Problem(at, target, self._titles.get(target, target), sentence, **more)

    def names(self, row: StagedRow, target: str) -> list[person_name.Parsed]:
        """The names of a cell with what stood in brackets; several are more than a cell should hold."""
        cell = self.cell(row, target)
        return [] if cell is None else self.names_in(cell, row, target)

    def names_in(self, cell: Cell, row: StagedRow, target: str, *, waits: bool = False) -> list[person_name.Parsed]:
        """As `names`, for a cell that was read before; `waits`: its row cannot do without a name."""
        try:
            found = person_name.split(cell.text)
        except UserError as error:
            self.bad(row.at, target, error.message, value=cell.text, waits=waits)
            return []
        if not found and waits:
            self.bad(row.at, target, _("这一行没有读出姓名，改好后才能导入"), value=cell.text, waits=True)
        if len(found) == 1 and (doubt := person_name.doubt(cell.text)):
            self.remind(row.at, target, doubt, cell.text)
        return found

    def day(self, row: StagedRow, target: str) -> PartialDay | Problem | None:
        """A day that has passed."""
        cell = self.cell(row, target)
        if cell is None:
            return None
        try:
            return days.from_cell(cell.text if isinstance(cell.raw, str) else cell.raw, today=self.today, past=True)
        except UserError as error:
            return self.bad(row.at, target, error.message, value=cell.text)

    def identity(self, row: StagedRow, target: str) -> tuple[str | Problem | None, PartialDay | None]:
        """An identity number, and the birth date that even a damaged one still shows."""
        cell = self.cell(row, target)
        if cell is None:
            return None, None
        # Whole numbers written as text are nearly every cell: Excel cannot have ruined those.
        text = cell.text
        whole = cell.raw.__class__ is str and len(text) == 18 and text[:17].isdigit() and not text.endswith("000")
        if not whole and (ruined := citizen_id.damaged(cell.raw, numeric=cell.numeric)):
            return self.bad(row.at, target, ruined, value=_as_excel_shows(cell)), _birth_hint(cell.text)
        try:
            found = citizen_id.parse(cell.text)
        except UserError as error:
            shown = citizen_id.mask(cell.text)
            fixes = _id_fixes(cell.text)
            return self.bad(row.at, target, error.message, value=shown, fixes=fixes), _birth_hint(cell.text)
        suspect = (
            cell.text != found or found.endswith("000") or found[6:10] >= self._this_year
        )  # asked only then: costly
        if suspect and (doubt := citizen_id.doubt(cell.text, today=self.today)):
            self.remind(row.at, target, doubt, citizen_id.mask(found))
        return found, None

    def phones(self, row: StagedRow, *targets: str) -> tuple[list[str], list[Problem]]:
        """Every number of some cells, once each; a bad one among good ones is told and left out."""
        found: dict[str, None] = {}
        problems: list[Problem] = []
        for target in targets:
            cell = self.cell(row, target)
            if cell is None:
                continue
            if _MOBILE.fullmatch(cell.text):
                found[cell.text] = None
                continue
            try:
                numbers = phone.split(cell.text)
            except UserError:
                numbers, unread = _piecewise(cell.text)
                problems += [self.bad(row.at, target, sentence, value=piece) for piece, sentence in unread]
            for number in numbers:
                found[number] = None
                if doubt := phone.doubt(number):
                    self.remind(row.at, target, doubt, number)
        return list(found), problems

    def code(self, row: StagedRow, target: str, table: str, *, silent: bool = False) -> str | Problem | None:
        """A code; a word that means none is asked for once (`Problem.word`), unless `silent`."""
        cell = self.cell(row, target)
        if cell is None:
            return None
        key = (table, cell.text)
        if key not in self._codes:
            self._codes[key] = self._parse_code(table, cell.text)
        found = self._codes[key]
        if isinstance(found, str):
            return found
        if silent:
            return None
        fixes = tuple(label for _code, label in codes.options(table)[:_SHOWN_OPTIONS])
        return self.bad(row.at, target, found.message, value=cell.text, fixes=fixes, word=f"{table}/{cell.text}")

    def _parse_code(self, table: str, text: str) -> str | UserError:
        known = self._words.get(f"{table}/{text}")
        if known is not None:
            return known
        try:
            return codes.parse(table, _OF_HEAD.sub("", text) if table == "relation" else text)
        except UserError as error:
            return error

    def flag(self, row: StagedRow, target: str) -> bool:
        """Whether a cell says yes."""
        return self.text(row, target) in _YES

    def square(self, row: StagedRow, target: str) -> int | Problem | None:
        """An area in hundredths of a square metre."""
        cell = self.cell(row, target)
        if cell is None:
            return None
        try:
            return area.parse(cell.text)
        except UserError as error:
            return self.bad(row.at, target, error.message, value=cell.text)

    def remark(self, text: str) -> str:
        """A remark without its words of care, which are counted."""
        kept, lost = care.cut(text)
        self.care_words += lost
        return kept


def _as_excel_shows(cell: Cell) -> str:
    """A ruined number as the person sees it in Excel: 9.90101E+17."""
    return f"{cell.raw:.5E}" if isinstance(cell.raw, float | int) else citizen_id.mask(cell.text)


def _birth_hint(text: str) -> PartialDay | None:
    digits = text.removesuffix(".0")
    if not (digits[:14].isascii() and digits[:14].isdigit() and 17 <= len(digits) <= 18):
        return None
    try:
        return PartialDay(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return None


def _id_fixes(text: str) -> tuple[str, ...]:
    """What may have been meant: a letter for a digit. The last digit is not guessed: any other may be the wrong one."""
    meant = text.translate(str.maketrans("OoIlL", "00111"))
    try:
        return (citizen_id.parse(meant),) if meant != text else ()
    except UserError:
        return ()


def _piecewise(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    good: list[str] = []
    bad: list[tuple[str, str]] = []
    for piece in _PIECES.split(text):
        try:
            good += phone.split(piece)
        except UserError as error:
            bad.append((piece, error.message))
    return good, bad

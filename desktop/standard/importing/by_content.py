"""Rosters without titles, such as a message pasted from a chat: each cell is told by what stands in it."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.clean import Cell, clean
from desktop.sheets.dropping import Why
from desktop.sheets.grid import Grid
from desktop.sheets.read import Book
from desktop.spec import ImportColumn, Register
from desktop.standard.importing.by_likeness import SURNAMES
from desktop.standard.importing.staged import At, LeftOut, Staged, StagedRow
from desktop.values import citizen_id, door, person_name, phone

_SIDES = "东西南北"  # 3楼东户 has no digit in its room
_ENOUGH = 0.6  # of the rows must tell a name, and a door or an identity number
_GAPS = re.compile(r"[\s,，;；|]+")
_NUMBERED = re.compile(r"^\d{1,4}[.、)）]\s*(?=\D|\d{1,2}(?:-|单元|号楼|栋|幢)|\d{3,4}\D)")
_SPACED = re.compile(r"(?<!\d)(1[3-9]\d)[ -](\d{4})[ -](\d{4})(?!\d)", re.ASCII)  # 138 0013 8004
_GLUED = re.compile(rf"(\d{{3,4}}室?)([{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,3}})", re.ASCII)  # 502李四
_BUILDING = re.compile(
    r"(?<![\dA-Za-z-])[A-Za-z]?\d{1,3}[A-Za-z]?(?:#|号楼|号栋|栋|幢|座)|[一二三四五六七八九十]{1,3}(?:号楼|栋|幢|座)"
)
_WITHIN = re.compile(r"(?:[A-Z]?\d{1,2}(?:单元|-))?[A-Z]?\d{3,4}[A-Z]?室?", re.ASCII)  # a door below its building
_LABEL = re.compile(
    r"^(?:姓名|户主|业主|电话|手机号?|联系电话|联系方式|身份证号?码?|住址|地址|门牌号?|房号|备注)[:：]?(?=.)"
)
_ID = re.compile(r"\d{17}[\dXx]|\d{15}", re.ASCII)
_PHONE = re.compile(r"(?:\+?86-?)?1[3-9]\d(?:-?\d{4}){2}|0\d{2,3}-?\d{7,8}", re.ASCII)
_DAY = re.compile(r"(?:19|20)\d\d[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?|(?:19|20)\d{6}", re.ASCII)
_NAME = re.compile("[\u3400-\u9fff\U00020000-\U000323af]{2,4}|[\u3400-\u9fff]{1,10}(?:[·•][\u3400-\u9fff]{1,10})+")


def stage(book: Book, register: Register, *, sha256: str = "", sheet: str = "") -> Staged:
    """The rows of the sheet called `sheet` (or of all visible ones), each cell given to the target that it looks like.

    Raises UserError when too few rows can be understood this way.
    """
    assert register.imports is not None
    teller = _Teller(register.imports.columns)
    rows: list[StagedRow] = []
    left_out: list[LeftOut] = []
    told = 0
    banners = 0
    grids = [book.read(sheet)] if sheet else [g for g, s in zip(book.grids, book.sheets, strict=True) if not s.hidden]
    for grid in grids:
        section = ""
        for number, cells in _lines(grid):
            found = teller.tell(cells, within=bool(section))
            at = At(grid.sheet, number)
            if not found and len(set(_BUILDING.findall(cells[0].raw if isinstance(cells[0].raw, str) else ""))) == 1:
                section = " ".join(cell.text for cell in cells)
                banners += 1
                left_out.append(LeftOut(at, Why.BANNER.value, section[:60]))
                continue
            if not found:
                left_out.append(LeftOut(at, _("看不出是哪一户的哪一个人"), " ".join(cell.text for cell in cells)[:60]))
                continue
            told += teller.enough(found)
            rows.append(StagedRow(at, found, section))
    if not rows or told < _ENOUGH * (len(rows) + len(left_out) - banners):
        raise UserError(
            _("没有找到表头，也看不出各列的内容，没有导入。请在表格第一行写上列名，例如 门牌、姓名、电话，再导入。")
        )
    used = {target for row in rows for target in row.cells}
    mapping = {column.name: column.title for column in register.imports.columns if column.name in used}
    return Staged(
        file=book.file,
        sha256=sha256,
        register=register.name,
        sheets=tuple(grid.sheet for grid in grids),
        header_key="",
        mapping=mapping,
        rows=tuple(rows),
        left_out=tuple(left_out),
        above={grid.sheet: (grid.sheet, book.file) for grid in grids},
        notes=(_("表里没有列名，各列是按内容认出来的，请逐列核对。"),),
        surely=False,
    )


def _lines(grid: Grid) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in enumerate(grid.rows, 1):
        cells = [cell for raw in row if (cell := clean(raw, number)).text]
        if len(cells) == 1 and isinstance(cells[0].raw, str):
            line = _SPACED.sub(r"\1\2\3", _NUMBERED.sub("", cells[0].text).strip())
            words = [piece for word in _GAPS.split(line) for piece in _parts(word)]
            cells = [Cell(word, word, numeric=False, row=number) for word in words if word]
        if cells:
            yield number, cells


def _parts(word: str) -> tuple[str, ...]:
    """A room and the name that was typed against it; any other word as it is."""
    glued = _GLUED.fullmatch(word)
    return (glued[1], glued[2]) if glued else (word,)


class _Teller:
    """Tells a cell's target by the kinds that the register's columns have."""

    def __init__(self, columns: tuple[ImportColumn, ...]) -> None:
        self._by_kind: dict[str, list[str]] = {}
        self._tables: list[tuple[str, str]] = []
        for column in columns:
            if column.group == "head":
                continue
            self._by_kind.setdefault(column.kind, []).append(column.name)
            if column.kind == "code":
                self._tables.append((column.name, column.codes))

    def tell(self, cells: list[Cell], *, within: bool = False) -> dict[str, Cell]:
        """The cells of one line by target; what fits nothing goes to the remark. `within`: a building stands above."""
        found: dict[str, Cell] = {}
        rest: list[Cell] = []
        for cell in cells:
            bare = cell._replace(text=_LABEL.sub("", cell.text))
            target = next((t for t in self._targets(bare, within=within) if t not in found), None)
            if target:
                found[target] = (
                    bare if target not in self._by_kind.get("door", ()) or isinstance(cell.raw, str) else cell
                )
            else:
                rest.append(bare)
        remark = next(iter(self._by_kind.get("long_text", ())), None)
        if found and rest and remark:
            words = " ".join(cell.text for cell in rest if not cell.numeric)
            if words:
                found[remark] = Cell(words, words, numeric=False, row=rest[0].row)
        return found if self.enough(found) else {}

    def enough(self, found: dict[str, Cell]) -> bool:
        """A name, and a door or an identity number."""
        return self._has(found, "name") and (self._has(found, "door") or self._has(found, "citizen_id"))

    def _has(self, found: dict[str, Cell], kind: str) -> bool:
        return any(target in found for target in self._by_kind.get(kind, ()))

    def _targets(self, cell: Cell, *, within: bool) -> list[str]:
        text = cell.text
        if _ID.fullmatch(text) or citizen_id.damaged(cell.raw, numeric=cell.numeric):
            return self._by_kind.get("citizen_id", [])
        if _PHONE.fullmatch(text) and _reads(lambda: phone.parse(text)):
            return self._by_kind.get("phone", [])
        if _DAY.fullmatch(text) and text.isascii():
            return self._by_kind.get("partial_day", [])
        if within and _WITHIN.fullmatch(text):
            return self._by_kind.get("door", [])
        if any(char.isdigit() or char in _SIDES for char in text) and _reads(lambda: door.from_cell(text)):
            return self._by_kind.get("door", [])
        for target, table in self._tables:
            if not text.isascii() and _reads(partial(codes.parse, table, text)):
                return [target]
        if _NAME.fullmatch(text) and _reads(lambda: person_name.parse(text)):
            return self._by_kind.get("name", [])
        return []


def _reads(parse: Callable[[], object]) -> bool:
    try:
        parse()
    except UserError:
        return False
    return True

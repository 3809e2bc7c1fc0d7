"""Which rows below a header are no data: totals, signatures, notes, repeated titles, banners, a second table."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.base.text import _
from desktop.sheets.clean import plain
from desktop.sheets.grid import Grid, RawRow
from desktop.sheets.header import Header
from desktop.sheets.titles import Synonyms, forms

_PLACE = r"(?:本页|本表|全[区村楼县]|[^,，]{0,12}(?:楼|栋|幢|座|单元|社区|网格|小区|组|户|支部|街道))?"
_TOTAL = re.compile(_PLACE + r"(?:合计|小计|总计|共计|累计)(?:[:：(（].*|\d.*|[户人].*)?")
_SIGNATURE = re.compile(
    r"(?:填表|制表|填报|审核|复核|经办|统计|登记|采集|负责|单位负责|分管领导|主管)(?:人|领导|单位)?(?:签字|签名|签章)?"
    r"(?:[:：].*|[(（]签.*)|(?:填表|制表|填报|审核|上报|统计)(?:日期|时间)[:：].*|(?:填表|制表|审核|复核|填报)人"
)
_NOTE = re.compile(
    r"(?:备注|注|说明|填[表写]说明|注意事项|附注)\s*\d?[:：].*|第\s*\d+\s*页.*|[—\-]\s*\d+\s*[—\-]", re.DOTALL
)
_BUILDING = re.compile(r"[^,，]{1,12}(?:号楼|栋|幢|单元)[:：]?")  # alone in its row: a banner nobody merged
_DIGITS = frozenset("013456789")  # without 2: 面积m2 is a title
_LOOKED_AT = 3  # the first filled cells of a row tell what it is
_MANY = 3  # so many merged columns make a banner, so many known titles a second header


class Why(Enum):
    """Why a row is not data; the value is what people read."""

    TOTAL = _("合计行")
    SIGNATURE = _("签字或填表日期行")
    NOTE = _("说明行")
    HEADER_AGAIN = _("重复的表头")
    BANNER = _("分段标题")
    NO_DATA = _("需要的列里没有内容")
    SECOND_TABLE = _("从这里开始是另一张表")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A row that was not taken, why, and the first words in it."""

    row: int
    why: Why
    text: str


class Judge:
    """Tells data from the rest, row by row, for one sheet with one header."""

    def __init__(self, grid: Grid, header: Header, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self._titles = {title for path in header.paths for part in path for title in forms(part)}
        self._numbered = any(title[-1] in _DIGITS for title in (*self._titles, *synonyms.index))
        self._wide = {(merge.top, merge.left) for merge in grid.merges if merge.right - merge.left + 1 >= _MANY}

    def __call__(self, number: int, row: RawRow) -> Why | None:
        """Why row `number` is no data, None when it is. A row must have something in it."""
        filled = [cell for cell in row if cell is not None and cell != ""]
        if self._begins_with_a_number(filled):
            return None
        words = [text for cell in filled[:_LOOKED_AT] if isinstance(cell, str) and (text := "".join(cell.split()))]
        if not words:
            return None
        if any("计" in word and _TOTAL.fullmatch(word) for word in words):
            return Why.TOTAL
        if _SIGNATURE.fullmatch(words[0]):
            return Why.SIGNATURE
        if _NOTE.fullmatch(words[0]) and len(filled) == 1:
            return Why.NOTE
        if self._is_title(words[0]) and self._share(filled, self._is_title) >= 0.8:
            return Why.HEADER_AGAIN
        if len(filled) == 1 and ((number, row.index(filled[0])) in self._wide or _BUILDING.fullmatch(words[0])):
            return Why.BANNER
        if self._is_known(words[0]) and self._share(filled, self._is_known) >= 0.5 and len(filled) >= _MANY:
            return Why.SECOND_TABLE
        return None

    def _begins_with_a_number(self, filled: Sequence[object]) -> bool:
        """Whether a door or a day comes first: no title, signature or note begins so, but a total may stand behind."""
        first = filled[0] if len(filled) > 1 else None
        if not isinstance(first, str) or self._numbered or first[-1] not in _DIGITS or not first.isascii():
            return False
        return "计" not in "".join([cell for cell in filled[1:_LOOKED_AT] if isinstance(cell, str)])

    def _is_title(self, word: str) -> bool:
        if word[-1] in _DIGITS and not self._numbered:
            return False  # a door, a number: spares working out what it would mean as a title
        return any(form in self._titles for form in forms(word))

    def _is_known(self, word: str) -> bool:
        if word[-1] in _DIGITS and not self._numbered:
            return False
        return any(form in self._synonyms.index for form in forms(word))

    @staticmethod
    def _share(filled: Sequence[object], test: Callable[[str], bool]) -> float:
        hits = sum(1 for cell in filled if isinstance(cell, str) and test(cell))
        return hits / len(filled) if len(filled) > 1 else 0.0


def first_words(row: RawRow) -> str:
    """The first filled cells of a row, for the report of what was dropped."""
    return " ".join([text for cell in row if (text := plain(cell))][:_LOOKED_AT])[:60]

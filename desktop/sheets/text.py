"""Text files as tables: which encoding, which delimiter, which cells."""

import codecs
import csv
import io
from typing import Literal

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.grid import RawRow

MAX_CELL = 1_000_000
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", "\t", ";", "，", "|")
_SWALLOWED_LINES = 20  # a cell with more line breaks than this is a lost quotation mark, not a cell


def decode(data: bytes) -> str:
    """The text of a file: by its mark, else strict UTF-8, else UTF-16 without mark, else GB 18030 (STACK, traps).

    Bytes that mean nothing become U+FFFD, so that one bad cell is refused and not the whole file. Never gb2312, which
    reads the dot in names wrongly (STANDARDS 3.16). Raises UserError when the bytes are no text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    if _looks_like_utf16(data):
        return _checked(data.decode("utf-16-le", "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as broken:
        if broken.reason == "unexpected end of data":  # cut in the middle of the last character: still UTF-8
            return _checked(data.decode("utf-8", "replace"))
    return _checked(data.decode("gb18030", "replace"))


def parse(text: str) -> list[RawRow]:
    """The rows of comma, tab, semicolon or bar separated text; blank lines stay, so row numbers are as in Excel."""
    delimiter = delimiter_of(text)
    rows = _rows(text, delimiter, csv.QUOTE_MINIMAL)
    if any(cell.count("\n") > _SWALLOWED_LINES for row in rows for cell in row):
        rows = _rows(text, delimiter, csv.QUOTE_NONE)
    return [[cell or None for cell in row] for row in rows]


def _rows(text: str, delimiter: str, quoting: Literal[0, 3]) -> list[list[str]]:
    limit = csv.field_size_limit(MAX_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting))
    except csv.Error:
        raise UserError(
            _("文本里有一格内容过长，没有导入。请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。")
        ) from None
    finally:
        csv.field_size_limit(limit)


def delimiter_of(text: str) -> str:
    """The separator that most of the first lines agree on; a comma when none does."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    if not lines:
        return ","
    return max(
        _DELIMITERS, key=lambda mark: (sum(mark in line for line in lines), sum(line.count(mark) for line in lines))
    )


def _looks_like_utf16(data: bytes) -> bool:
    """ASCII letters and separators of UTF-16LE text leave zeros in odd places, which no other text file has."""
    head = data[:2000]
    return len(head) >= 4 and head[1::2].count(0) > len(head) // 20 and head[0::2].count(0) == 0


def _checked(text: str) -> str:
    """Refuse what is no text: control characters mean a binary file that no reader knows."""
    head = text[:4096]
    strange = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\v")
    if strange * 50 > len(head):
        raise UserError(_("认不出这个文件的格式，没有导入。请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。"))
    return text.replace("\0", "")

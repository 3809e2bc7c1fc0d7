"""Names of people: normalised without changing who is meant, the remarks beside them pulled out."""

import re
import unicodedata
from typing import NamedTuple

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.typing_noise import quoted, visible

LONGEST = 50
"""Characters (code points) a name may have; GB/T rosters ask for at least 25."""

DOT = "\u00b7"
"""The one dot between the parts of a name (GB 18030 A1A4)."""

_DOTS = re.compile(
    r" ?[\u00b7\u0387\u2022\u2027\u2219\u22c5\u25cf\u2024\u30fb\uff65\ufe52\uff0e\u318d\u16eb\u2e31.。]+ ?"
)
_LATIN_DOT = re.compile(r"(?<=[A-Za-z])\.(?= ?[A-Za-z]|$)")
_REMARK = re.compile(r"[（(【\[〔]([^（()）】\]〕]*)[）)】\]〕]?")
_TRAILING_WORD = re.compile(r"(.+?) +(户主|本人|已故|去世|租客|租户|房东|配偶|妻子|丈夫|儿子|女儿)")
_SEPARATORS = re.compile(r"[、，,；;/／\n\r]+")
_HAN = r"[\u2e80-\u2fd5\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\ue000-\uf8ff]"
_BETWEEN_HAN = re.compile(f"(?<={_HAN}) (?={_HAN})")
_TWO_NAMES = re.compile(f"{_HAN}{{2,3}} {_HAN}{{2,3}}")
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NOT_A_NAME = frozenset({"无", "空", "暂无", "不详", "未知", "待补", "同上", "合计", "小计", "总计"})
_UNNAMED = frozenset({"小孩", "孩子", "新生儿", "婴儿", "宝宝", "无名氏", "未取名", "待取名", "未起名"})
_CALLED = re.compile(
    ".{1,2}(?:先生|女士|小姐|老师|师傅|阿姨|叔叔|伯伯|大[爷妈叔婶嫂姐哥]|爷爷|奶奶|老[太汉]|老太太|老先生)"
)
_CALLED_ENDS = frozenset("生士姐师傅姨叔伯爷妈婶嫂哥奶太汉")  # asked first: nearly no name ends so
_QUOTES = "'’‘`\"“” -－—,，.。·"

# Code points of the private area that Python's GB 18030 table (edition 2000) still gives for characters which editions
# 2005 and 2022 moved to real ones (GB 18030-2022, annex D): key and value are the same character.
_REPAIRED = str.maketrans(
    {
        "\ue78d": "\ufe10", "\ue78e": "\ufe12", "\ue78f": "\ufe11", "\ue790": "\ufe13", "\ue791": "\ufe14",
        "\ue792": "\ufe15", "\ue793": "\ufe16", "\ue794": "\ufe17", "\ue795": "\ufe18", "\ue796": "\ufe19",
        "\ue7c7": "\u1e3f",
        "\ue816": "\U00020087", "\ue817": "\U00020089", "\ue818": "\U000200cc", "\ue831": "\U000215d7",
        "\ue83b": "\U0002298f", "\ue855": "\U000241fe",
        "\ue81e": "\u9fb4", "\ue826": "\u9fb5", "\ue82b": "\u9fb6", "\ue82c": "\u9fb7", "\ue832": "\u9fb8",
        "\ue843": "\u9fb9", "\ue854": "\u9fba", "\ue864": "\u9fbb",
    }
)  # fmt: skip


class Parsed(NamedTuple):
    """A name and the words that stood in brackets beside it ("户主"), empty when there were none."""

    name: str
    remark: str = ""


def parse(text: str) -> Parsed:
    """Return the one name of `text`. NFC, never NFKC: 﨑 stays 﨑.

    Raises UserError when it holds no name, two names, a character that could not be read, or more than 50 characters.
    """
    if _PLAIN.fullmatch(text) and text not in _NOT_A_NAME:
        return Parsed(text)
    found = split(text)
    if not found:
        raise UserError(_("请填姓名，暂时不知道时可以写成“某户”"))
    if len(found) > 1:
        raise UserError(_("“{text}”里有 {count} 个名字，请一人一行").format(text=quoted(text), count=len(found)))
    return found[0]


def split(cell: str) -> list[Parsed]:
    """Return every name of a cell, in order; an empty cell gives none. Raises UserError as `parse`."""
    if _PLAIN.fullmatch(cell) and cell not in _NOT_A_NAME:
        return [Parsed(cell)]
    outside = _REMARK.sub(lambda match: match[0].translate(_HIDDEN), _without_edges(repaired(cell)))
    return [_one(piece.translate(_SHOWN)) for piece in _SEPARATORS.split(outside) if piece.strip(_QUOTES)]


def repaired(text: str) -> str:
    """Return `text` in NFC with the known private code points of old systems made real characters."""
    return unicodedata.normalize("NFC", text.translate(_REPAIRED))


def doubt(text: str) -> str | None:
    """Return a reminder for a name, as it was typed, that is kept and yet deserves a look."""
    if text in _UNNAMED:
        return _("“{text}”不是证件上的姓名，先照样保存，有了姓名请改过来").format(text=text)
    if text[-1:] in _CALLED_ENDS and _CALLED.fullmatch(text):
        return _("“{text}”像是称呼，先照样保存，请对照证件写上姓名").format(text=text)
    if _PLAIN.fullmatch(text):
        return None
    seen = visible(repaired(text))
    if any(unicodedata.category(char) == "Co" for char in seen):
        return _("姓名里有旧系统的自造字，换一台电脑可能显示不出，请对照证件重新录入")
    if any(char in "?？□■*＊" or "\u2ff0" <= char <= "\u2fff" for char in seen):
        return _("姓名里有没写出来的字，请对照证件补上")
    if any(unicodedata.category(char) in {"Nd", "No"} for char in seen):
        return _("姓名里有数字，请核对")
    if _TWO_NAMES.fullmatch(seen) and not _TRAILING_WORD.fullmatch(seen):
        return _("“{text}”可能是两个人的姓名，请核对").format(text=seen)
    return None


def mask(name: str) -> str:
    """Return the name for public lists, the first character only: 张*, 次*·**."""
    return name[:1] + "".join(char if char == DOT else "*" for char in name[1:])


_HIDDEN = {
    ord(char): chr(0xF0000 + ord(char)) for char in "、，,；;/／\n\r"
}  # separators inside brackets do not separate
_SHOWN = {ord(hidden): chr(shown) for shown, hidden in _HIDDEN.items()}


def _without_edges(text: str) -> str:
    return text.strip().strip("'’‘`\"“”")


def _one(piece: str) -> Parsed:
    remarks = [visible(remark) for remark in _REMARK.findall(piece)]
    name = visible(_REMARK.sub(" ", piece)).strip(_QUOTES)
    if trailing := _TRAILING_WORD.fullmatch(name):
        name = trailing[1]
        remarks.append(trailing[2])
    name = _BETWEEN_HAN.sub("", _with_dots(name))
    if name in _NOT_A_NAME or not any(unicodedata.category(char)[0] in "LC" or char == "〇" for char in name):
        raise UserError(_("“{text}”不是姓名，请填姓名，例如 张三").format(text=quoted(piece)))
    if "\ufffd" in name:
        raise UserError(_("“{text}”里有没能读出的字，请对照证件重新录入").format(text=quoted(name)))
    if len(name) > LONGEST:
        raise UserError(_("姓名最多 {most} 个字，这里有 {count} 个").format(most=LONGEST, count=len(name)))
    return Parsed(name, "；".join(remark for remark in remarks if remark))


def _with_dots(name: str) -> str:
    """Make every dot between name parts U+00B7; the full stop after a Latin initial stays."""
    kept = _LATIN_DOT.sub("\x00", name)
    return _DOTS.sub(DOT, kept).replace("\x00", ".").strip(DOT)

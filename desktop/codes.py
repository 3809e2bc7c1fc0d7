"""Code tables by name: what a code is called, and which code a word in a list means."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.values.typing_noise import compact

_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "codes"
_CODE_AND_WORD = re.compile(r"(\d+)[-:：.、]*(\D.*)", re.ASCII)
_NOISE = str.maketrans(dict.fromkeys(" *。.;；,，"))
_SHOWN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Code:
    """One line of a table: the code that is stored, the label that people read, the words that also mean it.

    `parent` is the wider code of the same table (GB/T 4761: 22 长子 within 20 子), "" if there is none.
    """

    code: str
    label: str
    synonyms: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    title: str
    source: str
    codes: dict[str, Code]
    words: dict[str, str]
    padded: bool
    grows: bool


# What the county added to tables that grow: of the one profile that is open in this process.
_added: dict[str, tuple[str, ...]] = {}


def growing() -> tuple[str, ...]:
    """Return the names of the tables to which a county may add values."""
    return tuple(name for name in tables() if _table(name).grows)


def shipped(table: str) -> tuple[str, ...]:
    """Return the labels that come with the program."""
    return tuple(entry.label for entry in entries(table) if entry.code not in _added.get(table, ()))


def grow(added: Mapping[str, Sequence[str]]) -> None:
    """Put these values behind the shipped ones, in the place of those added before; a word is its own code.

    Words that a table has already, and tables that do not grow, are left aside.
    """
    new = {table: tuple(words) for table, words in added.items() if table in growing() and words}
    if new != _added:
        _added.clear()
        _added.update(new)
        _table.cache_clear()


@cache
def tables() -> tuple[str, ...]:
    """Return the names of all tables, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.csv")))


def title(table: str) -> str:
    """Return what people call the table: 与户主关系. Raises KeyError for an unknown table, as every function here."""
    return _table(table).title


def source(table: str) -> str:
    """Return the standard, with its edition, that the codes come from."""
    return _table(table).source


def entries(table: str) -> tuple[Code, ...]:
    """Return every line of the table, in its order."""
    return tuple(_table(table).codes.values())


def options(table: str) -> tuple[tuple[str, str], ...]:
    """Return (code, label) of every line, in the order in which they are offered."""
    return tuple((entry.code, entry.label) for entry in _table(table).codes.values())


def label(table: str, code: str) -> str:
    """Return the label of a code. Raises KeyError for a code that the table does not have.

    In a table that grows such a code is its own label: the county took it back, or its list has not come yet.
    """
    found = _table(table)
    if found.grows and code and code not in found.codes:
        return code
    return found.codes[code].label


def is_valid(table: str, code: str) -> bool:
    """Whether the table has this code."""
    return code in _table(table).codes


def parse(table: str, text: str) -> str:
    """Return the code that `text` means: a label, a synonym, the code, or code and label together ("20 子").

    Raises UserError that names a few of the words that may be used.
    """
    found = _table(table)
    code = found.words.get(text)
    if code is None:
        code = _by_cleaned(found, _key(text))
    if code is None:
        words = "、".join(entry.label for entry in list(found.codes.values())[:_SHOWN_WORDS])
        more = _("等") if len(found.codes) > _SHOWN_WORDS else ""
        raise UserError(
            _("“{text}”不是“{title}”里的词，可以填：{words}{more}").format(
                text=text.strip(), title=found.title, words=words, more=more
            )
        )
    return code


def _by_cleaned(table: _Table, key: str) -> str | None:
    if key in table.words:
        return table.words[key]
    if key.isascii() and key.isdigit():  # Excel drops leading zeros, and some systems add them
        if not table.padded:
            return None
        return next((code for code in (key.zfill(2), key.lstrip("0")) if code in table.codes), None)
    together = _CODE_AND_WORD.fullmatch(key)
    if together:
        code = _by_cleaned(table, together[1])
        return code if code is not None and table.words.get(together[2]) == code else None
    return None


def _key(text: str) -> str:
    return compact(text).translate(_NOISE).casefold()


@cache
def _table(name: str) -> _Table:
    if name not in tables():
        raise KeyError(name)
    lines = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    header = dict(line[1:].strip().split(": ", 1) for line in lines if line.startswith("#") and ": " in line)
    codes: dict[str, Code] = {}
    words: dict[str, str] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        synonyms = tuple(word for word in row["synonyms"].split(";") if word)
        entry = Code(row["code"], row["label"], synonyms, row.get("parent") or "")
        codes[entry.code] = entry
        for word in (entry.code, entry.label, *synonyms):
            words[word] = words[_key(word)] = entry.code
    for word in _added.get(name, ()):
        if _key(word) not in words:
            codes[word] = Code(word, word)
            words[word] = words[_key(word)] = word
    padded = header.get("digits") != "as written"
    return _Table(header["title"], header["source"], codes, words, padded, grows="grows" in header)

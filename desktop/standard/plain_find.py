"""本页查找 in lists that the search index does not hold: words within the columns, and initials of sorted names."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, func, or_, select
from sqlalchemy.orm import Session

from desktop import codes as code_tables
from desktop.search import pinyin
from desktop.spec import Register

TEXTS = frozenset({"text", "long_text", "name", "door", "phone"})
MOST_NAMES = 5_000  # different names with these initials that are looked at: more than a county's lists hold
_PART = re.compile(r"([a-z])[a-z]*[1-5]?\S?")
_LETTERS = re.compile(r"[a-z]{2,8}")


def condition(session: Session, register: Register, rows: Any, text: str) -> ColumnElement[bool]:
    """True for the rows in which every word of `text` stands somewhere in a column that is shown as words."""
    return and_(*(_one(session, register, rows, word) for word in text.lower().split()))


def _one(session: Session, register: Register, rows: Any, word: str) -> ColumnElement[bool]:
    return or_(*(_places(session, register, rows, word)), false())


def _places(session: Session, register: Register, rows: Any, word: str) -> Iterator[ColumnElement[bool]]:
    for column in register.columns:
        attribute = getattr(rows, column.name)
        if column.kind in TEXTS:
            yield func.lower(attribute).contains(word, autoescape=True)
        elif column.kind == "day":
            yield cast(attribute, String).contains(word, autoescape=True)
        elif column.kind == "code":
            meant = [code for code, label in code_tables.options(column.codes) if word in label.lower()]
            if meant:
                yield attribute.in_(meant)
        if column.kind in {"text", "name"} and _LETTERS.fullmatch(word):
            keys = [key for name in column.sort if isinstance((key := getattr(rows, name)).type, String)]
            yield from _initials(session, keys, word)
            if column.kind == "name" and not keys:
                yield from _spelled(session, attribute, word)


def _initials(session: Session, keys: Iterable[Any], word: str) -> Iterator[ColumnElement[bool]]:
    """Names by their sort key, which spells them: "zhou1周 lan2兰" is zl."""
    for key in keys:
        likely = select(key).distinct().where(key.like("% ".join(word) + "%")).limit(MOST_NAMES)
        found = [spelled for spelled in session.scalars(likely) if initials(spelled).startswith(word)]
        if found:
            yield key.in_(found)


def _spelled(session: Session, attribute: Any, word: str) -> Iterator[ColumnElement[bool]]:
    """Names of which the row keeps no sort key; several in one cell stand apart by 、."""
    names = session.scalars(select(attribute).distinct().limit(MOST_NAMES))
    found = [said for said in names if said and any(_of_name(name).startswith(word) for name in said.split("、"))]
    if found:
        yield attribute.in_(found)


@lru_cache(maxsize=2 * MOST_NAMES)
def _of_name(name: str) -> str:
    return initials(pinyin.sort_key(name))


def initials(spelled: str) -> str:
    """The first letters of a sort key; "" for a key that spells no name, such as that of a door."""
    parts = [_PART.fullmatch(part) for part in spelled.split(" ")]
    return "".join(part.group(1) for part in parts if part) if all(parts) else ""

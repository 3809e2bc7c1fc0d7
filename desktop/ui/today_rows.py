"""What 今日工作 shows, as plain data: groups of rows with their deeds, and the cards beside them."""

from collections.abc import Callable
from dataclasses import dataclass

Deed = tuple[str, Callable[[], None]]  # verb on the button, what it does


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: what, the quiet words after it, and its deeds (the first is the usual one)."""

    title: str
    detail: str = ""
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A group of rows; `state` is overdue, soon, fine or none. `aside` stands in its head; `whole` hides no row."""

    state: str
    title: str
    rows: tuple[Row, ...]
    aside: Deed | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A figure beside the rows: 156 / 214 户, a bar when `share` is given, lines of (state, words), deeds."""

    title: str
    figure: str = ""
    of: str = ""
    share: float | None = None
    lines: tuple[tuple[str, str], ...] = ()
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """All of the page; `calm` is the sentence when nothing is due, `first_use` stands for everything before any row."""

    sections: tuple[Section, ...]
    cards: tuple[Card, ...]
    due: int = 0
    calm: str = ""
    first_use: tuple[str, tuple[Deed, ...]] | None = None

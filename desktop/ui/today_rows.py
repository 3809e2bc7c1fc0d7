"""What 今日工作 shows, as plain data: groups of rows with their deeds, and the cards beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

Deed = tuple[str, Callable[[], None]]  # verb on the button, what it does


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: what, the quiet words after it, and its deeds (the first is the usual one)."""

    title: str
    detail: str = ""
    deeds: tuple[Deed, ...] = ()


class Rows(Sequence[Row]):
    """Rows that are put into words when they are shown: a county has thousands of them, of which a group shows four."""

    def __init__(self, makers: Sequence[Callable[[], Row]]) -> None:
        self._makers = tuple(makers)

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(at, slice):
            return tuple(make() for make in self._makers[at])
        return self._makers[at]()


@dataclass(frozen=True, slots=True)
class Section:
    """A group of rows; `state` is overdue, soon, fine or none. `aside` stands in its head; `whole` hides no row."""

    state: str
    title: str
    rows: Sequence[Row]
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

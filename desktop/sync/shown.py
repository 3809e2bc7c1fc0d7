"""What screens are shown of the exchange: frozen rows in words, with counts and instants."""

from dataclasses import dataclass
from uuid import UUID

from desktop.base.text import _
from desktop.spec import Field


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of rows, instants in UTC ms. `enrolled` False: this PC works alone, and the rest is empty."""

    enrolled: bool
    waiting: tuple[tuple[str, int], ...] = ()  # (title of the table, its rows), the most first
    asked: int = 0
    aside: int = 0
    last_done: int | None = None
    last_try: int | None = None
    sent: int = 0  # by the last exchange that came through
    received: int = 0
    broken: str = ""  # why the newest try broke off in its midst, "" when it did not
    files: tuple[int, int, int] = (0, 0, 0)  # photos and scans: not sent, without room at the county, not here yet
    joined: int = 0  # edits of two people that were joined by themselves
    online: bool = False  # is the address of the county's server known?
    held: tuple[tuple[str, int], ...] = ()  # (title, rows) that left the scope and wait for a person's word
    on_stick: int | None = None  # when what waits was written to a stick, and no answer came since
    carried: tuple[int, int] = (0, 0)  # sealed files of others, their bytes
    copying: bool = False  # the first copy began and did not come to its end: what is here is not all
    clock: str = ""  # what the last exchange over the line said of the clock of this PC, "" when it is right
    laid_up: int = 0  # rows of which the county told what only a newer program shows

    @property
    def unsent(self) -> int:
        """How many rows wait to be reported."""
        return sum(count for _title, count in self.waiting)


def newer_in_words(rows: int) -> str:
    """What to do where the county told `rows` rows of more than this program knows."""
    return _("县里的程序比这台电脑的新：有 {n:,} 条要升级本程序后才看得全，都已留着，升级后自动补上。").format(n=rows)


@dataclass(frozen=True, slots=True)
class Past:
    """One exchange of the history."""

    at: int
    way: str
    done: bool
    sent: int
    received: int
    size: int
    what: str


@dataclass(frozen=True, slots=True)
class Side:
    """Who wrote one side, and when by their own clock (UTC ms, shown only)."""

    by: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a question in words. `alike`: both sides look the same as masked, and are not."""

    field: Field
    mine: str
    theirs: str
    base: str
    alike: bool = False

    @property
    def differs(self) -> bool:
        """Is there anything to settle in this field, or does it only go with the others?"""
        return self.alike or self.mine != self.theirs


@dataclass(frozen=True, slots=True)
class Card:
    """One question. `mine` came later and was not taken over, `theirs` stands; `rows` are empty for a duplicate."""

    id: UUID
    kind: str
    register: str  # "" when no register shows such records
    record: UUID
    title: str  # what the record is called
    about: str  # which field, in words
    mine: Side
    theirs: Side
    rows: tuple[Row, ...] = ()
    both: bool = False  # can both be kept side by side?
    pair: tuple[UUID, str, UUID, str] | None = None  # a duplicate: id and name of each
    gone: bool = False  # one of the pair, or the record, is not there any more

    @property
    def deeds(self) -> tuple[Side, Side] | None:
        """The two deeds that met: all changes of a deed carry its instant. None where it cannot be told."""
        known = self.pair is None and None not in (self.mine.at, self.theirs.at)
        return (self.mine, self.theirs) if known else None

    @property
    def open_rows(self) -> tuple[Row, ...]:
        """The fields that are to be shown: those that differ, or all where none does."""
        return tuple(row for row in self.rows if row.differs) or self.rows


@dataclass(frozen=True, slots=True)
class Joined:
    """Edits of two people in other fields of one record, joined by themselves; `mine` was reported later."""

    title: str
    mine: Side
    wrote: str
    theirs: Side
    stood: str
    register: str  # "" when no page shows its record
    record: UUID


@dataclass(frozen=True, slots=True)
class Aside:
    """One change; `register` "" when no page shows its record."""

    what: str
    owner: str
    at: int
    why: str
    step: str
    waits: bool
    register: str
    record: UUID

"""Paper, margins, what is stamped on every page, and the document that puts sheets on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.printing.blocks import Sheet

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper with the margins of its body, all in millimetres; header and footer stand in the margins."""

    width_mm: float
    height_mm: float
    left_mm: float = 15.0
    right_mm: float = 15.0
    top_mm: float = 20.0
    bottom_mm: float = 19.0
    media: str = "A4"
    official: bool = False  # page numbers after GB/T 9704

    @property
    def landscape(self) -> bool:
        """Whether the long side lies flat."""
        return self.width_mm > self.height_mm


A4 = Paper(210, 297)
A4_LANDSCAPE = Paper(297, 210)
# GB/T 9704-2012, 5.2: 天头 37, 订口 28, 版心 156 x 225: 22 lines of 28 characters in 3号.
OFFICIAL = Paper(210, 297, left_mm=28.0, right_mm=26.0, top_mm=37.0, bottom_mm=35.0, official=True)
A3 = Paper(297, 420, media="A3")
A3_LANDSCAPE = Paper(420, 297, media="A3")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who printed, when (milliseconds UTC, from a clock), and under which print number (SAFETY §6)."""

    printed_by: str
    printed_at: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Offset:
    """How far this printer must be nudged, in millimetres, right and down positive."""

    x_mm: float = 0.0
    y_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """Sheets on one kind of paper. `sheets` may be a generator: they are laid out one after the other.

    `both_sides` starts every sheet on a leaf of its own, so that no household stands on the back of another.
    """

    title: str
    sheets: "Iterable[Sheet]"
    stamp: Stamp
    paper: Paper = A4
    offset: Offset = Offset()
    both_sides: bool = False

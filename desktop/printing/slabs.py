"""Slabs of a form, one below the other, and how they fall onto pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.printing.fonts import Fonts
from desktop.printing.page import POINTS_PER_MM
from desktop.printing.pen import Pen

Draw = Callable[[Pen, float, float], None]


@dataclass(frozen=True, slots=True)
class Slab:
    """A piece of a form that is never cut: `draw(pen, x, y)` puts it with its top left corner there. Points.

    `keep_next` forbids a page end behind it; `head` is repeated when the slab comes first on a page.
    """

    height: float
    draw: Draw
    keep_next: bool = False
    head: "Slab | None" = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The space a form is set in: points wide, points high to a page; `scale` shrinks type and spacing (cards)."""

    fonts: Fonts
    width: float
    height: float
    scale: float = 1.0

    def mm(self, length: float) -> float:
        """Points of `length` millimetres, not shrunk: paper stays paper."""
        return length * POINTS_PER_MM

    def size(self, points: float) -> float:
        """A type size or spacing, shrunk with the room."""
        return points * self.scale


def nothing(_pen: Pen, _x: float, _y: float) -> None:
    """Draw nothing."""


def paginate(slabs: Sequence[Slab], height: float) -> list[list[Slab]]:
    """Slabs by page, none higher than `height` together; at least one page. A slab higher than a page has its own."""
    pages: list[list[Slab]] = [[]]
    used = 0.0
    for index, slab in enumerate(slabs):
        if slab.new_page:
            if pages[-1]:
                pages.append([])
                used = 0.0
            continue
        kept = _kept(slabs, index)
        needed = kept if kept <= height else slab.height  # what cannot stay together anywhere may part here
        if pages[-1] and used + needed > height + 0.01:
            pages.append([])
            used = 0.0
        if not pages[-1] and slab.head is not None:
            pages[-1].append(slab.head)
            used = slab.head.height
        pages[-1].append(slab)
        used += slab.height
    if len(pages) > 1 and not pages[-1]:
        pages.pop()
    return pages


def _kept(slabs: Sequence[Slab], index: int) -> float:
    """The height of a slab and of all that must follow it on the same page."""
    total = slabs[index].height
    while slabs[index].keep_next and index + 1 < len(slabs) and not slabs[index + 1].new_page:
        index += 1
        total += slabs[index].height
    return total

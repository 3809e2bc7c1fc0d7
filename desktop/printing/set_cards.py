"""Sets cards of one size with marks to cut along."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.printing.blocks import Block, Card, Cards, Title
from desktop.printing.pen import Pen
from desktop.printing.set_marks import draw_qr
from desktop.printing.slabs import Room, Slab

_SMALLEST = 0.4
_STEP = 0.95
_MARK_MM = 4.0
_GAP_MM = 2.0

Compose = Callable[[Sequence[Block], Room], list[Slab]]


def set_cards(block: Cards, room: Room, compose: Compose) -> list[Slab]:
    """One slab for each row of cards; whole rows only, centred across the page."""
    width, height = room.mm(block.width_mm), room.mm(block.height_mm)
    across = max(1, int((room.width + 0.01) / width))
    left = (room.width - across * width) / 2
    inner = replace(room, width=width - 2 * room.mm(block.padding_mm), height=height - 2 * room.mm(block.padding_mm))
    set_ones = [_fitted(card, inner, compose) for card in block.cards]
    slabs = []
    for first in range(0, len(set_ones), across):
        slabs.append(_row(set_ones[first : first + across], (left, width, height), room.mm(block.padding_mm), room))
    return slabs


def _fitted(card: Card, inner: Room, compose: Compose) -> list[Slab]:
    """The card's slabs in the largest type in which they fit. Raises ValueError when no type is small enough."""
    scale = 1.0
    while scale >= _SMALLEST:
        slabs = _composed(card, replace(inner, scale=scale), compose)
        if sum(slab.height for slab in slabs) <= inner.height + 0.01:
            return slabs
        scale *= _STEP
    raise ValueError("a card holds more than fits on it in legible type")


def _composed(card: Card, inner: Room, compose: Compose) -> list[Slab]:
    if not card.qr:
        return compose(card.blocks, inner)
    titles = 1 if isinstance(card.blocks[0], Title) else 0
    beside = replace(inner, width=inner.width - inner.mm(card.qr_mm + _GAP_MM))
    side = inner.mm(card.qr_mm)

    def corner(pen: Pen, x: float, y: float) -> None:
        draw_qr(pen, (x + inner.width - side, y + inner.height - side), side, card.qr)

    return [Slab(0.0, corner), *compose(card.blocks[:titles], inner), *compose(card.blocks[titles:], beside)]


def _row(cards: list[list[Slab]], frame: tuple[float, float, float], padding: float, room: Room) -> Slab:
    left, width, height = frame
    mark = room.mm(_MARK_MM)

    def draw(pen: Pen, x: float, y: float) -> None:
        x += left
        right = x + len(cards) * width
        across = [(x - mark, y + down, right + mark, y + down) for down in (0.0, height)]
        along = [(x + at * width, y, x + at * width, y + height) for at in range(len(cards) + 1)]
        pen.dashes([*across, *along])
        for index, slabs in enumerate(cards):
            top = y + padding
            for slab in slabs:
                slab.draw(pen, x + index * width + padding, top)
                top += slab.height

    return Slab(height, draw)

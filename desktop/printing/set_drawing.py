"""Sets drawings: boxes, lines and words at their places."""

from desktop.printing.blocks import Box, Drawing, Rule, Words
from desktop.printing.pen import Pen
from desktop.printing.set_text import wrap
from desktop.printing.slabs import Room, Slab

_LEADING = 1.3
_SMALLER = 0.92
_SMALLEST = 4.0  # points; nobody reads less


def set_drawing(block: Drawing, room: Room) -> list[Slab]:
    """One slab, in the middle of the page's width."""
    left = (room.width - room.mm(block.width_mm)) / 2
    set_words = {at: _fitted(part, room) for at, part in enumerate(block.parts) if isinstance(part, Words)}

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, part in enumerate(block.parts):
            if isinstance(part, Words):
                _words(pen, part, room, place=(x + left, y), fitted=set_words[at])
            elif isinstance(part, Box):
                _box(pen, part, room, x + left, y)
            else:
                _rule(pen, part, room, x + left, y)

    return [Slab(room.mm(block.height_mm), draw)]


def _box(pen: Pen, box: Box, room: Room, x: float, y: float) -> None:
    place = (x + room.mm(box.x_mm), y + room.mm(box.y_mm), room.mm(box.width_mm), room.mm(box.height_mm))
    if box.tinted:
        pen.tint(*place)
    if box.rule:
        pen.box(*place, rule=box.rule)


def _rule(pen: Pen, rule: Rule, room: Room, x: float, y: float) -> None:
    ends = [(x + room.mm(rule.x1_mm), y + room.mm(rule.y1_mm), x + room.mm(rule.x2_mm), y + room.mm(rule.y2_mm))]
    if rule.dashed:
        pen.dashes(ends)
    else:
        pen.lines(ends)


def _fitted(words: Words, room: Room) -> tuple[float, list[str]]:
    """The largest type, not above the one asked for, in which the lines stay within the rectangle."""
    width, height = room.mm(words.width_mm), room.mm(words.height_mm)
    size = words.size
    while True:
        lines = wrap(words.text, words.face, size, room=room, width=width)
        if len(lines) * _LEADING * size <= height + 0.01 or size * _SMALLER < _SMALLEST:
            return size, lines
        size *= _SMALLER


def _words(pen: Pen, words: Words, room: Room, *, place: tuple[float, float], fitted: tuple[float, list[str]]) -> None:
    size, lines = fitted
    left, width = place[0] + room.mm(words.x_mm), room.mm(words.width_mm)
    step = _LEADING * size
    top = place[1] + room.mm(words.y_mm) + (room.mm(words.height_mm) - len(lines) * step) / 2 + (step - size) / 2
    for at, line in enumerate(lines):
        slack = width - pen.width(line, words.face, size)
        shift = {"left": 0.0, "center": slack / 2, "right": slack}.get(words.align, 0.0)
        pen.text(left + shift, top + at * step, line, face=words.face, size=size)

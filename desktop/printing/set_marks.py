"""Sets what is not running text: QR codes and places to sign."""

from desktop.base.text import _
from desktop.printing import qr
from desktop.printing.blocks import Qr, Signatures
from desktop.printing.pen import HAIR, Pen
from desktop.printing.set_text import wrap
from desktop.printing.slabs import Room, Slab


def draw_qr(pen: Pen, place: tuple[float, float], side: float, text: str) -> None:
    """A QR code in a square of `side` points, its quiet zone inside."""
    count, rows = qr.squares(text)
    square = side / (count + 2 * qr.QUIET)
    pen.squares(place[0] + qr.QUIET * square, place[1] + qr.QUIET * square, square, rows)


def set_qr(block: Qr, room: Room) -> list[Slab]:
    """The code with its caption centred below it."""
    side = room.mm(block.size_mm) * room.scale
    size = room.size(9)
    lines = wrap(block.caption, "sans", size, room=room, width=max(side, room.mm(30))) if block.caption else []
    face = room.fonts.face("sans")
    shift = {"left": 0.0, "center": (room.width - side) / 2, "right": room.width - side}.get(block.align, 0.0)

    def draw(pen: Pen, x: float, y: float) -> None:
        draw_qr(pen, (x + shift, y), side, block.text)
        for index, line in enumerate(lines):
            middle = min(max(shift + side / 2, face.width(line) * size / 2), room.width - face.width(line) * size / 2)
            left = x + middle - face.width(line) * size / 2
            pen.text(left, y + side + index * 1.4 * size, line, face="sans", size=size)

    return [Slab(side + len(lines) * 1.4 * size, draw)]


def set_signatures(block: Signatures, room: Room) -> list[Slab]:
    """One place beside the other: label, line, and below it the date."""
    size = room.size(block.size)
    each = room.width / len(block.labels)
    face = room.fonts.face("sans")
    date = _("　　　　年　　月　　日")

    def draw(pen: Pen, x: float, y: float) -> None:
        for index, label in enumerate(block.labels):
            left = x + index * each
            words = label + "："
            pen.text(left, y + 1.8 * size, words, face="sans", size=size)
            start, end = left + face.width(words) * size, left + each - room.mm(6)
            pen.lines([(start, y + 3.0 * size, end, y + 3.0 * size)], width=HAIR)
            if block.dated:
                pen.text(end - face.width(date) * size, y + 4.0 * size, date, face="sans", size=size)

    return [Slab(size * (5.4 if block.dated else 3.4), draw)]

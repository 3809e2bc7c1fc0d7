"""Sets ruled grids: label and value fields, and tables whose head repeats on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.printing.blocks import Align, Column, FaceName, Field, Fields, Table
from desktop.printing.lines import atoms
from desktop.printing.pen import Pen
from desktop.printing.set_text import wrap
from desktop.printing.slabs import Room, Slab

_LEADING = 1.35
_SIDE_MM = 1.6
_ABOVE_MM = 1.4
_NARROWEST = 0.75


@dataclass(frozen=True, slots=True)
class _Cell:
    """Lines of text in a box `width` points wide, `x` points from the left of the grid."""

    x: float
    width: float
    lines: Sequence[str]
    size: float
    face: FaceName = "sans"
    align: Align = "left"
    tinted: bool = False


def set_fields(block: Fields, room: Room) -> list[Slab]:
    """The fields in lines of `columns`, each with its label in a shaded cell."""
    size = room.size(block.size)
    column = room.width / block.columns
    label = room.mm(block.label_mm) * room.scale
    slabs = []
    for line in _field_lines(block):
        cells = []
        at = 0
        for field, span in line:
            cells.append(_cell(field.label, room, size, (at * column, label), "center", tinted=True))
            cells.append(_cell(field.value, room, size, (at * column + label, span * column - label), "left"))
            at += span
        height = room.mm(block.line_mm) * room.scale * max(field.lines for field, _span in line)
        slabs += _row(cells, room, size, least=height)
    return slabs


def set_table(block: Table, room: Room) -> list[Slab]:
    """The head, then the rows; each row carries the head along for the next page."""
    size = room.size(block.size)
    least = room.mm(block.row_mm) * room.scale
    places = _places(block.columns, room)
    titles = [_cell(column.title, room, size, place, "center", tinted=True, face="sans-bold")
              for column, place in zip(block.columns, places, strict=True)]  # fmt: skip
    top = room.mm(block.head_mm) * room.scale if block.head_mm else least
    (head,) = _row(titles, room, size, least=top, cut=False)
    below = replace(room, height=room.height - head.height)
    empty = [""] * len(block.columns)
    rows = [*block.rows, *([empty] * (block.min_rows - len(block.rows)))]
    slabs = [replace(head, keep_next=True)] if rows else [head]
    for row in rows:
        cells = [
            _cell(text, room, size, place, column.align)
            for text, column, place in zip(row, block.columns, places, strict=True)
        ]
        slabs += [replace(slab, head=head) for slab in _row(cells, below, size, least=least)]
    return slabs


def _field_lines(block: Fields) -> list[list[tuple[Field, int]]]:
    """The fields by line with the columns each takes; the last of a line takes what is left."""
    lines: list[list[tuple[Field, int]]] = []
    left = 0
    for field in block.fields:
        span = min(field.span, block.columns)
        if span > left:
            if lines:
                last, taken = lines[-1][-1]
                lines[-1][-1] = (last, taken + left)
            lines.append([])
            left = block.columns
        lines[-1].append((field, span))
        left -= span
    if lines:
        last, taken = lines[-1][-1]
        lines[-1][-1] = (last, taken + left)
    return lines


def _places(columns: Sequence[Column], room: Room) -> list[tuple[float, float]]:
    """Where each column starts and how wide it is, in points; together exactly the width of the room."""
    fixed = [room.mm(column.width_mm) for column in columns]
    weights = [0.0 if column.width_mm else column.weight for column in columns]
    rest = room.width - sum(fixed)
    if sum(weights) and rest > 0:
        widths = [width + rest * weight / sum(weights) for width, weight in zip(fixed, weights, strict=True)]
    else:
        wanted = [width or room.mm(10) for width in fixed]
        widths = [width * room.width / sum(wanted) for width in wanted]
    places = []
    x = 0.0
    for width in widths:
        places.append((x, width))
        x += width
    return places


def _cell(
    text: str,
    room: Room,
    size: float,
    place: tuple[float, float],
    align: Align,
    *,
    tinted: bool = False,
    face: FaceName = "sans",
) -> _Cell:
    """A cell; one number, date or word that is a little too wide is set smaller rather than cut."""
    x, width = place
    if not text:
        return _Cell(x, width, (), size, face, align, tinted)
    inner = width - 2 * room.mm(_SIDE_MM)
    lines = wrap(text, face, size, room=room, width=inner)
    if len(lines) > 1 and len(atoms(text)) == 1:
        narrow = inner / room.fonts.face(face).width("".join(lines))
        if narrow >= _NARROWEST * size:
            return _Cell(x, width, ("".join(lines),), narrow * 0.999, face, align, tinted)
    return _Cell(x, width, lines, size, face, align, tinted)


def _row(cells: list[_Cell], room: Room, size: float, *, least: float, cut: bool = True) -> list[Slab]:
    """One slab, or several when the row is higher than a page."""
    leading = _LEADING * size
    above = room.mm(_ABOVE_MM) * room.scale
    most = max(len(cell.lines) for cell in cells)
    fits = max(1, int((room.height - 2 * above) / leading))
    if not cut or most <= fits:
        return [_row_slab(cells, room, size, max(least, most * leading + 2 * above))]
    slabs = []
    for start in range(0, most, fits):
        part = [replace(cell, lines=cell.lines[start : start + fits]) for cell in cells]
        most_here = max(len(cell.lines) for cell in part)
        slabs.append(_row_slab(part, room, size, max(least, most_here * leading + 2 * above)))
    return slabs


def _row_slab(cells: list[_Cell], room: Room, size: float, height: float) -> Slab:
    leading = _LEADING * size
    right = cells[-1].x + cells[-1].width
    edges = [(cell.x, 0.0, cell.x, height) for cell in cells] + [(right, 0.0, right, height)]
    rules = [(0.0, 0.0, right, 0.0), (0.0, height, right, height), *edges]
    texts = [text for cell in cells for text in _placed(cell, room, leading, height)]
    tints = [(cell.x, cell.width) for cell in cells if cell.tinted]

    def draw(pen: Pen, x: float, y: float) -> None:
        for left, width in tints:
            pen.tint(x + left, y, width, height)
        pen.lines([(x + x1, y + y1, x + x2, y + y2) for x1, y1, x2, y2 in rules])
        for left, down, line, cell in texts:
            pen.text(x + left, y + down, line, face=cell.face, size=cell.size)

    return Slab(height, draw)


def _placed(cell: _Cell, room: Room, leading: float, height: float) -> list[tuple[float, float, str, _Cell]]:
    """The lines of a cell with their place in the row: aligned across, centred down."""
    top = (height - len(cell.lines) * leading) / 2 + (leading - cell.size) / 2
    side = room.mm(_SIDE_MM)
    widths = room.fonts.face(cell.face)
    placed = []
    for index, line in enumerate(cell.lines):
        free = 0.0 if cell.align == "left" else cell.width - 2 * side - widths.width(line) * cell.size
        shift = free / 2 if cell.align == "center" else free if cell.align == "right" else 0.0
        if line:
            placed.append((cell.x + side + shift, top + index * leading, line, cell))
    return placed

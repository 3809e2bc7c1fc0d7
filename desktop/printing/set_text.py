"""Sets titles, headings, paragraphs and notes: words into lines, lines into slabs."""

from dataclasses import dataclass

from desktop.printing.blocks import FaceName, Heading, Note, Paragraph, Run, Title
from desktop.printing.clean import clean
from desktop.printing.lines import break_lines
from desktop.printing.pen import HAIR, Pen
from desktop.printing.slabs import Room, Slab

_BLANK = "\ufffc"  # stands for a line to fill by hand while lines are cut; clean() takes it out of real text


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of one line in one face, `x` points from its start; a blank has no text but a width."""

    x: float
    text: str
    face: FaceName
    spread: float = 0.0
    rule: float = 0.0


def wrap(text: str, face: FaceName, size: float, *, room: Room, width: float) -> list[str]:
    """`text` cut into lines not wider than `width` points."""
    text = clean(text)
    widths = room.fonts.face(face).widths
    limit = width / size
    if "\n" not in text and sum(map(widths.__getitem__, text)) <= limit:
        return [text]
    return [text[start:end] for start, end in break_lines(text, [widths[char] for char in text], limit)]


def set_title(block: Title, room: Room) -> list[Slab]:
    """The title and its smaller line, centred, held together with what follows."""
    slabs = _centred(block.text, "serif-bold", room.size(block.size), room, 1.35)
    if block.subtitle:
        slabs += _centred(block.subtitle, "sans", room.size(10.5), room, 1.5)
    return [*slabs, space(room.size(6), keep_next=True)]


def set_heading(block: Heading, room: Room) -> list[Slab]:
    """A heading with air above; it never ends a page."""
    size = room.size(block.size)
    lines = wrap(block.text, "sans-bold", size, room=room, width=room.width)
    return [space(0.55 * size, keep_next=True), *(_line(text, size, 1.5) for text in lines)]


def set_note(block: Note, room: Room) -> list[Slab]:
    """Small print."""
    plain = Paragraph(block.text, face="sans", size=block.size, align="left", indent=0, leading=1.5)
    return [space(room.size(3)), *set_paragraph(plain, room)]


def set_paragraph(block: Paragraph, room: Room) -> list[Slab]:
    """Running text, one slab a line; two lines stay together at both ends of the paragraph."""
    size = room.size(block.size)
    text, faces, widths = _characters(block, room, size)
    first = block.indent * size
    spans = break_lines(text, widths, room.width, first=room.width - first)
    slabs = []
    for index, (start, end) in enumerate(spans):
        fresh = index == 0 or text[spans[index - 1][1] : start].count("\n") > 0
        indent = first if fresh else 0.0
        last = index + 1 == len(spans) or "\n" in text[end : spans[index + 1][0]]
        parts = _parts(text, faces, widths, (start, end))
        shift, spread = _aligned(block, size, room.width - indent - sum(widths[start:end]), end - start, last=last)
        if spread:
            parts = _spread(parts, spread)
        keep = block.keep_next or (len(spans) > 1 and index in {0, len(spans) - 2})
        slabs.append(_text_slab(parts, indent + shift, size, block.leading, keep=keep))
    return slabs


def space(height: float, *, keep_next: bool = False) -> Slab:
    """Empty height in points."""
    return Slab(height, lambda _pen, _x, _y: None, keep_next=keep_next)


def _centred(text: str, face: FaceName, size: float, room: Room, leading: float) -> list[Slab]:
    slabs = []
    for line in wrap(text, face, size, room=room, width=room.width):
        x = (room.width - room.fonts.face(face).width(line) * size) / 2
        slabs.append(_text_slab([_Part(x, line, face)], 0.0, size, leading, keep=True))
    return slabs


def _line(text: str, size: float, leading: float) -> Slab:
    return _text_slab([_Part(0.0, text, "sans-bold")], 0.0, size, leading, keep=True)


def _text_slab(parts: list[_Part], shift: float, size: float, leading: float, *, keep: bool) -> Slab:
    lead = (leading - 1) * size / 2

    def draw(pen: Pen, x: float, y: float) -> None:
        for part in parts:
            if part.text:
                pen.text(x + shift + part.x, y + lead, part.text, face=part.face, size=size, spread=part.spread)
            if part.rule:
                base = y + lead + 1.08 * size
                pen.lines([(x + shift + part.x, base, x + shift + part.x + part.rule, base)], width=HAIR)

    return Slab(leading * size, draw, keep_next=keep)


def _characters(block: Paragraph, room: Room, size: float) -> tuple[str, list[tuple[FaceName, bool]], list[float]]:
    """The text of all runs with the face, underline and width of every character."""
    text = ""
    faces: list[tuple[FaceName, bool]] = []
    widths: list[float] = []
    for piece in (block.text,) if isinstance(block.text, str) else block.text:
        run = piece if isinstance(piece, Run) else Run(piece)
        face = run.face or block.face
        words = _BLANK if run.blank_mm else clean(run.text)
        known = room.fonts.face(face).widths
        text += words
        faces += [(face, run.underline)] * len(words)
        widths += [room.mm(run.blank_mm)] if run.blank_mm else [known[char] * size for char in words]
    return text, faces, widths


def _parts(text: str, faces: list[tuple[FaceName, bool]], widths: list[float], span: tuple[int, int]) -> list[_Part]:
    parts = []
    x = 0.0
    start, end = span
    while start < end:
        stop = start + 1
        while text[start] != _BLANK and stop < end and faces[stop] == faces[start] and text[stop] != _BLANK:
            stop += 1
        wide = sum(widths[start:stop])
        blank = text[start] == _BLANK
        face, underlined = faces[start]
        parts.append(_Part(x, "" if blank else text[start:stop], face, rule=wide if blank or underlined else 0.0))
        x += wide
        start = stop
    return parts


def _aligned(block: Paragraph, size: float, slack: float, count: int, *, last: bool) -> tuple[float, float]:
    """How far the line moves right, and how much is put between its characters."""
    if block.align == "justify":
        spread = slack / (count - 1) if count > 1 and not last else 0.0
        return 0.0, spread if 0 < spread < 0.3 * size else 0.0
    return {"left": 0.0, "center": slack / 2, "right": slack}[block.align], 0.0


def _spread(parts: list[_Part], spread: float) -> list[_Part]:
    """The parts of a justified line, each moved by the air before it."""
    moved = []
    before = 0
    for part in parts:
        count = len(part.text) or 1
        rule = part.rule + (count - 1) * spread if part.rule else 0.0
        moved.append(_Part(part.x + before * spread, part.text, part.face, spread if part.text else 0.0, rule))
        before += count
    return moved

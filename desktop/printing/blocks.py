"""What a printed form says, as plain data; how it looks is the business of the rest of this room.

Lengths end in `_mm`, type sizes are points. A form is a function that returns a list of these blocks.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

FaceName = Literal["sans", "sans-bold", "serif", "serif-bold", "kai"]
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face; with `blank_mm` instead of words, a line of that length to fill by hand."""

    text: str = ""
    face: FaceName | None = None
    underline: bool = False
    blank_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the form, centred, with an optional smaller line below it."""

    text: str
    subtitle: str = ""
    size: float = 20.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the form; it stays with what follows it."""

    text: str
    size: float = 13.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: one string, or runs of several faces. `indent` counts characters; `leading` multiplies the size."""

    text: str | tuple[str | Run, ...]
    face: FaceName = "serif"
    size: float = 12.0
    align: Align = "justify"
    indent: float = 2.0
    leading: float = 1.6
    keep_next: bool = False  # stays with what follows, as a heading does


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value, or with an empty box to fill by hand, `lines` lines high and `span` columns wide."""

    label: str
    value: str = ""
    span: int = 1
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """A ruled grid of labels and values; the last field of a line takes the columns that are left."""

    fields: tuple[Field, ...]
    columns: int = 2
    label_mm: float = 24.0
    line_mm: float = 8.5
    size: float = 10.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `width_mm` fixed, or a share of the rest by `weight`."""

    title: str
    width_mm: float = 0.0
    weight: float = 1.0
    align: Align = "center"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head repeats on each page, and a row is cut only when it is higher than a page.

    A row has one text per column. Empty rows are added up to `min_rows`, for writing by hand.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    min_rows: int = 0
    row_mm: float = 8.5
    size: float = 10.5
    head_mm: float = 0.0  # height of the titles; 0: as high as a row


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty height."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code with an optional caption below it."""

    text: str
    size_mm: float = 24.0
    caption: str = ""
    align: Align = "center"


@dataclass(frozen=True, slots=True)
class Note:
    """Small print under a form."""

    text: str
    size: float = 9.0


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign, side by side, each with a line and, when `dated`, a date to fill by hand."""

    labels: tuple[str, ...]
    dated: bool = True
    size: float = 10.5


@dataclass(frozen=True, slots=True)
class Card:
    """One cell of a sheet of cards; what does not fit is set smaller until it does.

    With `qr`, a code of `qr_mm` stands in the lower right corner, and what follows the title keeps clear of it.
    """

    blocks: tuple["Block", ...]
    qr: str = ""
    qr_mm: float = 18.0


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of one size to be cut out along the marks, row by row; 90 × 60 mm gives 8 on an A4."""

    cards: Sequence[Card]
    width_mm: float = 90.0
    height_mm: float = 60.0
    padding_mm: float = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """A frame of a drawing; `rule` 0 draws none, `tinted` shades it lightly."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    rule: float = 0.5
    tinted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of a drawing."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Text within a rectangle of a drawing: wrapped, in the middle of its height, set smaller until it fits."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    text: str
    size: float = 10.5
    align: Align = "center"
    face: FaceName = "sans"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes, lines and words at their places, from the top left corner of the drawing; what lies outside is drawn too.

    It is never cut: a drawing higher than a page runs off the paper.
    """

    width_mm: float
    height_mm: float
    parts: tuple[Box | Rule | Words, ...]


Block = Title | Heading | Paragraph | Fields | Table | Spacer | PageBreak | Qr | Note | Signatures | Cards | Drawing


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form for one subject; its pages are counted by themselves.

    `code` is the short code printed with its QR at the top right (the QR holds `code` unless `qr` says otherwise);
    `header` stands at the top left (the unit's name), `filter_text` below it (what the list was filtered by).
    """

    blocks: Sequence[Block]
    code: str = ""
    qr: str = ""
    header: str = ""
    filter_text: str = ""
    number: str = ""


def ticked(options: Sequence[str], chosen: Container[str]) -> str:
    """The options in one line, each with its box, the chosen ones ticked."""
    return "　".join(("☑" if option in chosen else "☐") + option for option in options)

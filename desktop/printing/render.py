"""Renders a document to PDF: the same document gives the same bytes on every machine."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.base.errors import UserError
from desktop.base.files import durable_write
from desktop.base.text import _
from desktop.printing.blocks import Sheet
from desktop.printing.clean import clean
from desktop.printing.compose import compose
from desktop.printing.fonts import Fonts, bundled
from desktop.printing.frame import draw_frame
from desktop.printing.page import POINTS_PER_MM, Document
from desktop.printing.pen import Missing, Pen
from desktop.printing.press import Press
from desktop.printing.slabs import Room, paginate


@dataclass(frozen=True, slots=True)
class Rendered:
    """How many pages were made, and the lines with characters that are empty boxes on the paper."""

    pages: int
    missing: tuple[Missing, ...]


def render(
    document: Document,
    out: BinaryIO | Path,
    *,
    on_page: Callable[[int], None] | None = None,
    fonts: Fonts | None = None,
) -> Rendered:
    """Write `document` as PDF to `out`; a path is written whole or not at all.

    `on_page(pages)` is called after each page with the number of pages made so far; raising in it stops the work and
    leaves `out` untouched. Nothing is written before the last page is drawn. Raises UserError when a path cannot be
    written (a full or protected disk, a folder that is gone, a file that another program holds open).
    """
    fonts = fonts or bundled()
    with fonts.lock:
        press = Press(clean(document.title), printed_at=document.stamp.printed_at)
        pen = Pen(fonts, press.doc)
        for sheet in document.sheets:
            _draw_sheet(sheet, document, pen, press, on_page)
        data = press.data()
    if isinstance(out, Path):
        write(out, data)
    else:
        out.write(data)
    return Rendered(press.pages, tuple(pen.missing))


def write(path: Path, data: bytes) -> None:
    """Put a finished PDF at `path`, whole or not at all; raises UserError as `render`."""
    try:
        durable_write(path, data)
    except OSError as refused:
        size = max(1, round(len(data) / 1_048_576))
        raise UserError(
            _(
                "没能写入“{name}”，数据没有受影响。请看磁盘是否还有 {size} MB 空间、能否写入、"
                "这个文件是否正被别的程序打开，再试一次，或换一个位置。"
            ).format(name=path.name, size=size)
        ) from refused


def _draw_sheet(
    sheet: Sheet, document: Document, pen: Pen, press: Press, on_page: Callable[[int], None] | None
) -> None:
    paper = document.paper
    width = (paper.width_mm - paper.left_mm - paper.right_mm) * POINTS_PER_MM
    height = (paper.height_mm - paper.top_mm - paper.bottom_mm) * POINTS_PER_MM
    pages = paginate(compose(sheet.blocks, Room(pen.fonts, width, height)), height)
    left, down = document.offset.x_mm * POINTS_PER_MM, document.offset.y_mm * POINTS_PER_MM
    for index, slabs in enumerate(pages, start=1):
        pen.start(paper.height_mm * POINTS_PER_MM, left=left, down=down)
        draw_frame(pen, paper, sheet=sheet, stamp=document.stamp, page=index, pages=len(pages))
        y = paper.top_mm * POINTS_PER_MM
        for slab in slabs:
            slab.draw(pen, paper.left_mm * POINTS_PER_MM, y)
            y += slab.height
        press.add_page(pen.finish(), paper)
        if on_page is not None:
            on_page(press.pages)
    if document.both_sides and len(pages) % 2:
        press.add_page(b"", paper)

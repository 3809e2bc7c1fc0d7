"""The pages of a finished PDF: counted, drawn as images, read as text, nudged."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from desktop.printing.page import POINTS_PER_MM, Offset

_FOUR_BYTES = pypdfium2.raw.FPDFBitmap_BGRA  # four bytes a pixel leave no padding at the ends of rows
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not safe to enter from two threads, whatever document they hold


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes, index: int, scale: float) -> tuple[int, int, bytes]:
    """Page `index` (from 0) as (width, height, bytes in R G B A order); `scale` 1 is 72 dots per inch."""
    with _opened(pdf) as document:
        bitmap = document[index].render(scale=scale, rev_byteorder=True, force_bitmap_format=_FOUR_BYTES)
        return bitmap.width, bitmap.height, bytes(bitmap.buffer)


def page_text(pdf: bytes, index: int) -> str:
    """The text of page `index` (from 0) as a reader copies it."""
    with _opened(pdf) as document:
        return str(document[index].get_textpage().get_text_bounded())


def nudged(pdf: bytes, offset: Offset) -> bytes:
    """The same pages, everything on them moved for one printer; without an offset the very same bytes."""
    if offset == Offset():
        return pdf
    moved = pypdfium2.raw.FS_MATRIX(1, 0, 0, 1, offset.x_mm * POINTS_PER_MM, -offset.y_mm * POINTS_PER_MM)
    out = io.BytesIO()
    with _opened(pdf) as document:
        for page in document:
            width, height = page.get_size()
            # What is moved over the edge is cut there, as the printer would.
            pypdfium2.raw.FPDFPage_TransFormWithClip(page, moved, pypdfium2.raw.FS_RECTF(0, height, width, 0))
        document.save(out)
    return out.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()

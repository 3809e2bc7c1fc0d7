"""Pages of a PDF as images, for the preview and for printers that take only pictures."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

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


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()

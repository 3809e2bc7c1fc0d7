"""How fast household sheets become a PDF, beside bare reportlab drawing the same words in the same places."""

import io
import sys
import time
from dataclasses import dataclass
from unittest import mock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.fonts import FILES, FOLDER, Fonts
from desktop.printing.page import Document
from desktop.printing.pen import Pen
from desktop.printing.render import render
from tests.printing import samples

Words = tuple[float, float, str, str, float]  # x, y from the top, text, face, size

TARGET_PAGES_PER_SECOND = 50
TARGET_RATIO = 0.7
TARGET_MB = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """Pages per second of ours and of the floor, and the most memory the process held after ours (0: unknown)."""

    pages: int
    ours: float
    bare: float
    peak_mb: float

    @property
    def ratio(self) -> float:
        """Ours as a share of the floor."""
        return self.ours / self.bare


def measure(count: int = 500, *, rounds: int = 3) -> Figures:
    """The best of `rounds` on each side, in turn; fonts are loaded anew each time. `count` household sheets."""
    ours: list[float] = []
    bare: list[float] = []
    peak = 0.0
    pages: list[list[Words]] = []
    for _round in range(rounds):
        started = time.perf_counter()
        done = render(Document("一户一档", samples.households(count), samples.STAMP), io.BytesIO(), fonts=Fonts())
        ours.append(done.pages / (time.perf_counter() - started))
        peak = peak or _peak_mb()
        pages = pages or _words(count)
        started = time.perf_counter()
        _draw_bare(pages)
        bare.append(len(pages) / (time.perf_counter() - started))
    return Figures(len(pages), max(ours), max(bare), peak)


def table(figures: Figures) -> str:
    """The figures side by side, for people."""
    return (
        f"{figures.pages} household sheets: bare reportlab {figures.bare:.0f} pages/s, "
        f"ours {figures.ours:.0f} pages/s (target {TARGET_PAGES_PER_SECOND}), "
        f"ratio {figures.ratio:.2f} (target {TARGET_RATIO}), peak {figures.peak_mb:.0f} MB (target {TARGET_MB})"
    )


def _words(count: int) -> list[list[Words]]:
    """Every text of every page, as it was drawn."""
    pages: list[list[Words]] = []
    draw, start = Pen.text, Pen.start

    def text(pen: Pen, x: float, y: float, words: str, *, face: str, size: float, spread: float = 0.0) -> None:
        pages[-1].append((x, y, words, face, size))
        draw(pen, x, y, words, face=face, size=size, spread=spread)  # type: ignore[arg-type]

    def begin(pen: Pen, height: float, *, left: float, down: float) -> None:
        pages.append([])
        start(pen, height, left=left, down=down)

    with mock.patch.object(Pen, "text", text), mock.patch.object(Pen, "start", begin):
        render(Document("一户一档", samples.households(count), samples.STAMP), io.BytesIO())
    return pages


def _draw_bare(pages: list[list[Words]]) -> None:
    canvas = Canvas(io.BytesIO(), invariant=1, pageCompression=1)
    for face in {face for page in pages for _x, _y, _text, face, _size in page}:
        pdfmetrics.registerFont(TTFont(face, str(FOLDER / FILES[face])))
    for page in pages:
        for x, y, text, face, size in page:
            canvas.setFont(face, size)
            canvas.drawString(x, 842 - y - size, text)
        canvas.showPage()
    canvas.save()


def _peak_mb() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource  # there is no such module on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

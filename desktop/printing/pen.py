"""Draws on one page: text, rules and boxes in points, from the top left corner down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.printing.blocks import FaceName
from desktop.printing.fonts import SAME_SHAPE, TICKED, FontFile, Fonts

ASCENT = 0.88  # of the em square, alike in the bundled Noto and WenKai faces
HAIR = 0.4
RULE = 0.5
_REMEMBERED = 20_000
_SQUARE = SAME_SHAPE[TICKED]


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of text with characters that no font can draw; they are empty boxes on the paper."""

    text: str
    characters: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text as PDF operators, with the indexes of the characters that get a frame or a tick drawn over them."""

    operators: str
    frames: tuple[int, ...]
    ticks: tuple[int, ...]
    missing: str


class Pen:
    """Collects the operators of the current page of a reportlab document; the fonts' lock is held meanwhile."""

    def __init__(self, fonts: Fonts, doc: Any) -> None:
        self.fonts = fonts
        self.missing: dict[Missing, None] = {}
        self._doc = doc
        self._shown: dict[tuple[str, FaceName, float], _Shown] = {}
        self._codes: dict[tuple[FontFile, str], tuple[str, str]] = {}
        self._page: list[str] = []
        self._left = self._top = 0.0

    def start(self, height: float, *, left: float, down: float) -> None:
        """Begin a page of `height` points, all of it shifted by `left` and `down` points."""
        self._page = ["2 J"]  # square ends close the corners of frames
        self._left, self._top = left, height - down

    def finish(self) -> bytes:
        """The operators of the page."""
        return "\n".join(self._page).encode("ascii")

    def text(self, x: float, y: float, text: str, *, face: FaceName, size: float, spread: float = 0.0) -> None:
        """Draw one line of clean text; `y` is the top of its em square, `spread` is added after each character."""
        key = (text, face, size)
        shown = self._shown.get(key)
        if shown is None:
            if len(self._shown) > _REMEMBERED:
                self._shown.clear()
            shown = self._shown[key] = self._show(text, face, size)
        base = self._top - y - ASCENT * size
        spacing = f"{spread:.3f} Tc " if spread else ""
        reset = " 0 Tc" if spread else ""
        self._page.append(f"BT 1 0 0 1 {self._left + x:.2f} {base:.2f} Tm {spacing}{shown.operators}{reset} ET")
        if shown.missing:
            self.missing[Missing(text, shown.missing)] = None
        for at in shown.frames:
            before = self.width(text[:at], face, size) + at * spread
            self.box(x + before + 0.06 * size, y + 0.06 * size, 0.88 * size, 0.88 * size)
        for at in shown.ticks:
            before = self.width(text[:at], face, size) + at * spread
            self._tick(x + before, y, size)

    def width(self, text: str, face: FaceName, size: float) -> float:
        """The width of `text` in points."""
        return self.fonts.face(face).width(text) * size

    def lines(self, segments: Sequence[tuple[float, float, float, float]], *, width: float = RULE) -> None:
        """Draw straight rules from (x1, y1) to (x2, y2)."""
        left, top = self._left, self._top
        path = " ".join(
            f"{left + x1:.2f} {top - y1:.2f} m {left + x2:.2f} {top - y2:.2f} l" for x1, y1, x2, y2 in segments
        )
        self._page.append(f"{width:.2f} w {path} S")

    def dashes(self, segments: Sequence[tuple[float, float, float, float]], *, width: float = HAIR) -> None:
        """Draw dashed grey rules, for cutting along."""
        self._page.append("q 0.55 G [2 2] 0 d")
        self.lines(segments, width=width)
        self._page.append("Q")

    def box(self, x: float, y: float, width: float, height: float, *, rule: float = RULE) -> None:
        """Draw an empty frame."""
        self._page.append(
            f"{rule:.2f} w {self._left + x:.2f} {self._top - y - height:.2f} {width:.2f} {height:.2f} re S"
        )

    def tint(self, x: float, y: float, width: float, height: float) -> None:
        """Shade a label cell, lightly enough to survive a photocopier."""
        corner = f"{self._left + x:.2f} {self._top - y - height:.2f}"
        self._page.append(f"0.95 g {corner} {width:.2f} {height:.2f} re f 0 g")

    def squares(self, x: float, y: float, side: float, rows: Sequence[Sequence[tuple[int, int]]]) -> None:
        """Fill runs of squares of `side` points: for each row the (first, count) of its dark ones."""
        left, top = self._left + x, self._top - y
        path = [
            f"{left + first * side:.2f} {top - (row + 1) * side:.2f} {count * side:.2f} {side:.2f} re"
            for row, runs in enumerate(rows)
            for first, count in runs
        ]
        self._page.append(" ".join(path) + " f")

    def _tick(self, x: float, y: float, size: float) -> None:
        self.lines(
            [
                (x + 0.2 * size, y + 0.5 * size, x + 0.42 * size, y + 0.74 * size),
                (x + 0.42 * size, y + 0.74 * size, x + 0.9 * size, y + 0.12 * size),
            ],
            width=max(0.9, 0.09 * size),
        )

    def _show(self, text: str, face: FaceName, size: float) -> _Shown:
        glyphs = self.fonts.face(face)
        parts: list[str] = []
        current = codes = ""
        frames: list[int] = []
        ticks: list[int] = []
        for at, char in enumerate(text):
            file = glyphs[char][0]
            if file is not None and char != TICKED:
                name, code = self._code(file, SAME_SHAPE.get(char, char))
                if name != current and codes:
                    parts.append(f"/{current} {size:g} Tf <{codes}> Tj")
                    codes = ""
                current = name
                codes += code
                continue
            if codes:
                parts.append(f"/{current} {size:g} Tf <{codes}> Tj")
                codes = ""
            (frames if file is None else ticks).append(at)
            parts.append(self._stand_in(char, file, size))
        if codes:
            parts.append(f"/{current} {size:g} Tf <{codes}> Tj")
        missing = "".join(dict.fromkeys(text[at] for at in frames))
        return _Shown(" ".join(parts), tuple(frames), tuple(ticks), missing)

    def _stand_in(self, char: str, file: FontFile | None, size: float) -> str:
        """A shape drawn by hand over a square, unseen for a missing one; copied text still gets the true character."""
        name, code = self._code(file or self.fonts.file("sans"), _SQUARE)
        actual = char.encode("utf-16-be").hex()
        shown = f"/{name} {size:g} Tf <{code}> Tj" if file else f"3 Tr /{name} {size:g} Tf <{code}> Tj 0 Tr"
        return f"/Span <</ActualText <feff{actual}>>> BDC {shown} EMC"

    def _code(self, file: FontFile, char: str) -> tuple[str, str]:
        """The subset's name in this document and the byte of `char` in it, as hex."""
        key = (file, char)
        found = self._codes.get(key)
        if found is None:
            ((subset, data),) = file.splitString(char, self._doc)
            name = file.getSubsetInternalName(subset, self._doc)[1:]
            found = self._codes[key] = (name, data.hex())
        return found

"""The bundled faces, loaded when first used, with a chain of stand-ins for characters a face does not have."""

import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

from desktop.printing.blocks import FaceName
from desktop.printing.clean import clean
from desktop.printing.tounicode import to_unicode_map

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FILES: Mapping[str, str] = {
    "sans": "NotoSansSC-Regular.ttf",
    "sans-bold": "NotoSansSC-Bold.ttf",
    "serif": "NotoSerifSC-Regular.ttf",
    "serif-bold": "NotoSerifSC-Bold.ttf",
    "kai": "LXGWWenKai-Regular.ttf",
    "rare": "HanaMinB.ttf",
}
CHAINS: Mapping[FaceName, tuple[str, ...]] = {
    "sans": ("sans", "serif", "kai", "rare"),
    "sans-bold": ("sans-bold", "serif-bold", "kai", "rare"),
    "serif": ("serif", "sans", "kai", "rare"),
    "serif-bold": ("serif-bold", "sans-bold", "kai", "rare"),
    "kai": ("kai", "serif", "sans", "rare"),
}
# Boxes to tick are in none of the faces; a tick is drawn over the empty square.
SAME_SHAPE: Mapping[str, str] = {"☐": "□", "☑": "□", "✓": "√", "✔": "√"}
TICKED = "☑"


class FontFile(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """A TrueType file whose subsets say truly which characters they hold."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the subsets to `doc`, then correct their ToUnicode maps (see tounicode.py)."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(index, doc)[1:] for index in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            font = doc.idToObject["BasicFonts"].dict[name]
            doc.idToObject[font.ToUnicode.name].content = to_unicode_map(font.BaseFont, subset)


class Face(dict[str, tuple[FontFile | None, float]]):
    """What draws a character of one face: its font file (None: no font has it) and its width in em."""

    def __init__(self, fonts: "Fonts", name: FaceName) -> None:
        super().__init__()
        self._fonts = fonts
        self._chain = CHAINS[name]
        self.widths = _Widths(self)

    def __missing__(self, char: str) -> tuple[FontFile | None, float]:
        code = ord(SAME_SHAPE.get(char, char))
        found: tuple[FontFile | None, float] = (None, 1.0)
        if code >= 32 and not _private(code):  # a line feed is in no font: asking would load them all
            for file in map(self._fonts.file, self._chain):
                if code in file.face.charToGlyph:
                    found = (file, file.face.getCharWidth(code) / 1000)
                    break
        self[char] = found
        return found

    def width(self, text: str) -> float:
        """The width of `text` in em."""
        return sum(map(self.widths.__getitem__, text))


class _Widths(dict[str, float]):
    """Widths by character, in em, remembered apart because measuring is what layout does most."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        self[char] = width = self._face[char][1]
        return width


class Fonts:
    """The font files of one folder and the faces made of them; `lock` is held while a document is drawn with them.

    `files` may name other files for some keys of FILES (a county's own licensed 仿宋 or 小标宋), with their full path.
    """

    def __init__(self, folder: Path = FOLDER, files: Mapping[str, str] | None = None) -> None:
        self.lock = threading.RLock()
        self._paths = {name: folder / file for name, file in {**FILES, **(files or {})}.items()}
        self._files: dict[str, FontFile] = {}
        self._faces: dict[FaceName, Face] = {}

    def file(self, name: str) -> FontFile:
        """The font file of a key of FILES, loaded on first use (0.1 s and 25 to 50 MB each)."""
        if name not in self._files:
            made = FontFile(name, str(self._paths[name]), asciiReadable=False, shapable=False)
            made.face.glyphToChar.clear()  # 30,000 lists for shaping, which nothing here asks for
            self._files[name] = made
        return self._files[name]

    def face(self, name: FaceName) -> Face:
        """The face with its stand-ins."""
        if name not in self._faces:
            self._faces[name] = Face(self, name)
        return self._faces[name]

    def missing(self, text: str, face: FaceName = "serif") -> set[str]:
        """The characters of `text` that no font can draw: they are printed as empty boxes to fill by hand."""
        glyphs = self.face(face)
        with self.lock:
            return {char for char in clean(text) if char != "\n" and glyphs[char][0] is None}


@cache
def bundled() -> Fonts:
    """The fonts that come with the program, loaded once for all documents of a process."""
    return Fonts()


def _private(code: int) -> bool:
    """Whether a code has no agreed shape: one font's drawing of it may be another person's name (STANDARDS 3.15)."""
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000

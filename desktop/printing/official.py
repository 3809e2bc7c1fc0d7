"""The body of an official paper after GB/T 9704-2012: 3号, 22 lines of 28 characters, levels 一、 （一） 1. （1）."""

import re
from collections.abc import Mapping, Sequence

from desktop.printing.blocks import Block, FaceName, Paragraph, Title

SIZE = 15.75  # 3号 in points
LINE_PT = 28.99  # 225 mm in 22 lines
TITLE = 22.0  # 2号
_LEADING = LINE_PT / SIZE
_LEVELS: tuple[tuple[re.Pattern[str], FaceName], ...] = (
    (re.compile("[一二三四五六七八九十]+、"), "sans-bold"),
    (re.compile("（[一二三四五六七八九十]+）"), "kai"),
)
_BLOCK = re.compile(r"\{\{([a-z_]+)\}\}")


def paragraph(text: str, *, face: FaceName = "serif", keep_next: bool = False) -> Paragraph:
    """One paragraph of the body."""
    return Paragraph(text, face=face, size=SIZE, leading=_LEADING, keep_next=keep_next)


def title(text: str) -> Title:
    """The title in 2号."""
    return Title(text, size=TITLE)


def body(text: str, blocks: Mapping[str, Sequence[Block]]) -> list[Block]:
    """The text line by line: a heading by how it begins, a line that is only {{name}} as the blocks of that name.

    A name that is not known stays out: what stands between braces is no text for paper.
    """
    made: list[Block] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        named = _BLOCK.fullmatch(line)
        if named:
            made += blocks.get(named[1], ())
            continue
        face: FaceName = next((face for level, face in _LEVELS if level.match(line)), "serif")
        heading = face != "serif" and len(line) <= 28 and not line.endswith("。")
        made.append(paragraph(line, face=face if heading else "serif", keep_next=heading))
    return made

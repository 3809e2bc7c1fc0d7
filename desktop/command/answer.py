"""What a command answers: one JSON document, the same in lines for people, and an exit code."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from desktop.base.text import _

_WIDE = frozenset("WFA")


@dataclass(frozen=True, slots=True)
class Answer:
    """`document` goes out with --json, `lines` without; `trouble` goes to the error stream in both cases."""

    document: Any
    lines: Sequence[str] = ()
    code: int = 0
    trouble: Sequence[str] = ()


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligned columns, two spaces apart, as wide as the terminal draws them: a Chinese character takes two cells."""
    every = [list(heads), *(list(row) for row in rows)]
    widths = [max(width(row[place]) for row in every) for place in range(len(heads))]
    return [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in every
    ]


def width(text: str) -> int:
    """How many cells a terminal gives to `text`."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in text
    )


def progress(stream: TextIO, title: str) -> Callable[[int, int], None] | None:
    """A line that counts, on a terminal only; None elsewhere."""
    if not stream.isatty():
        return None

    def step(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        stream.write(_("\r{title} {done} / {total}").format(title=title, done=done, total=total) + end)
        stream.flush()

    return step

"""The pages of the manual and the words of the program, as the tests compare them."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "resources" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
QUOTED = re.compile("“([^”]+)”")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[[^\]]*\]\((pictures/[^)]+)\)")
_OPEN = re.compile("N ?[户人格条张行件]?|第?几[页条]|…+|、|—|→")


def text(page: Path) -> str:
    """The page as it is written."""
    return page.read_text("utf-8")


@cache
def said() -> str:
    """Everything that the program may show, a line each: sentences, labels of codes, fixed words of forms."""
    words: list[str] = []
    for path in (ROOT / "desktop").rglob("*.py"):
        for part in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and not part.value.isascii():
                words.append(part.value.replace("\n", ""))
    for path in (ROOT / "resources" / "codes").glob("*.csv"):
        lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
        words += [row["label"] for row in csv.DictReader(lines)]
    for path in (ROOT / "resources" / "forms").glob("*.toml"):
        words += _texts(tomllib.loads(path.read_text("utf-8")))
    return "\n".join(words)


def known(quoted: str) -> bool:
    """Whether the program says this; N or 几 with its counter stands for what is filled in, … for the rest."""
    parts = [part for part in (one.strip() for one in _OPEN.split(quoted)) if part]
    return all(part in said() for part in parts) or any(one.fullmatch(quoted) for one in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The sentences in which something is filled in, if enough of them stands fast to know them by."""
    filled = (line for line in said().split("\n") if "{" in line)
    known_by = (line for line in filled if len(re.sub(r"\{[^}]*\}|\W", "", line)) > 1)
    return tuple(re.compile(re.sub(r"\\\{[^}]*\\\}", ".{1,12}?", re.escape(line))) for line in known_by)


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for part in found.values():
            yield from _texts(part)

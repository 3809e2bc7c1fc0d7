"""The files of the house as the gates read them."""

import ast
import io
import tokenize
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHINESE = range(0x3400, 0xA000)


def python_files(*folders: str) -> list[Path]:
    """Every Python file below `folders`, by its path from the root."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path.relative_to(ROOT) for path in found if "__pycache__" not in path.parts)


def all_python() -> list[Path]:
    """Every Python file that somebody here wrote."""
    return [Path("main.py"), *python_files("desktop", "migrations", "tests")]


@cache
def text(path: Path) -> str:
    """The text of a file of the house."""
    return (ROOT / path).read_text("utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file of the house."""
    return parsed(text(path))


@cache
def parsed(source: str) -> ast.Module:
    """The syntax tree of a file, made once for all laws."""
    return ast.parse(source)


def comments(source: str) -> Iterator[tuple[int, str]]:
    """Line number and words of every comment."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def chinese(words: str) -> int:
    """How many Chinese characters stand in `words`."""
    return sum(ord(letter) in CHINESE for letter in words)


def latin(words: str) -> int:
    """How many Latin letters stand in `words`."""
    return sum(letter.isascii() and letter.isalpha() for letter in words)


def each_of(paths: Iterable[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """A law of one file as one test over all of them: thousands of tests of a line cost more than what they ask."""

    def over(law: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for path in paths:
                try:
                    law(path)
                except AssertionError as fault:
                    broken.append(f"{path}: {fault}")
            assert not broken, "\n".join(broken)

        test.__doc__ = law.__doc__
        return test

    return over

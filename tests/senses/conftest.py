"""One window over invented people for all the senses, made once, and what was found wrong in it, text size by size."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui import shots, style
from desktop.ui.style import Look
from tests.senses.book import Book
from tests.senses.stage import Stage, View, device


@pytest.fixture(scope="package")
def stage(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The window, open on the demo of a branch."""
    style.load_fonts()
    style.apply(qapp, Look())
    folder: Path = tmp_path_factory.mktemp("senses")
    with shots.quiet(), device(folder / "device"):
        made = Stage(folder)
    yield made
    made.end()


@pytest.fixture(scope="package")
def read(stage: Stage) -> Callable[[View, str], Book]:
    """The book of a pass over one part of everything, written when it is first asked for."""
    books: dict[tuple[View, str], Book] = {}

    def of(view: View, part: str) -> Book:
        if (view, part) not in books:
            with shots.quiet():
                books[view, part] = Book(stage, view, part)
        return books[view, part]

    return of

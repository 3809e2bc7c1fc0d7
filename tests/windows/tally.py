"""Clicks and keys of a person at the window, counted by task."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from tests.windows.stage import Stage


class Tally:
    """Does what a person does, through the X server, and writes down how often a finger moved."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.clicks = self.strokes = 0
        self.counts: dict[str, dict[str, int]] = {}

    @contextmanager
    def task(self, name: str) -> Iterator[None]:
        """Everything within belongs to the task."""
        self.clicks = self.strokes = 0
        yield
        self.counts[name] = {"clicks": self.clicks, "keys": self.strokes}

    def keys(self, *names: str) -> None:
        """Press keys."""
        self.strokes += len(names)
        self.stage.keys(*names)

    def tap(self, text: str) -> None:
        """Type plain letters and digits."""
        self.strokes += len(text)
        self.stage.tap(text)

    def click(self, widget: QWidget, at: QRect | None = None) -> None:
        """Click the middle of a widget, or of a part of it, once it can be clicked."""
        self.stage.until(lambda: widget.isVisible() and widget.isEnabled(), f"{widget!r} can be clicked")

        seen: list[QPoint] = []

        def place() -> QPoint | None:
            """Where it is, once it stands still and nothing lies over it: a busy machine lays a page out late."""
            seen.append(widget.mapToGlobal((at or widget.rect()).center()))
            under = QApplication.widgetAt(seen[-1])
            still = seen[-1:] == seen[-2:-1] and under is not None
            return seen[-1] if still and (under is widget or widget.isAncestorOf(under)) else None

        x, y = self.stage.until(place, f"{widget!r} stands still").toTuple()
        self.clicks += 1
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True, timeout=20)

    def press(self, words: str) -> None:
        """Click the button, tab or entry of the navigation that says `words`."""
        self.click(self.stage.until(lambda: button(words), f"a button “{words}”"))
        self.stage.calm()

    def choose(self, table: QAbstractItemView, row: int = 0, column: int = 0) -> None:
        """Click a cell."""
        self.click(table.viewport(), self.stage.look(lambda: table.visualRect(table.model().index(row, column))))

    def on(self, name: str) -> Any:
        """The page in front, once it is the one called `name`."""
        shell = self.stage.program.at_work.shell  # type: ignore[union-attr]  # signed in
        self.stage.until(lambda: type(shell.stack.current.page).__name__ == name, name)
        self.stage.calm()
        return self.stage.page()


def button(words: str) -> QAbstractButton | None:
    """The visible button that says exactly these words, mnemonics and badges aside; else one that begins so."""
    window = QApplication.activeModalWidget() or QApplication.activeWindow()
    shown = [one for one in window.findChildren(QAbstractButton) if one.isVisible()] if window else []
    said = [(one, one.text().replace("&", "").strip() or one.accessibleName()) for one in shown]
    exact = (one for one, text in said if text == words)
    return next(exact, next((one for one, text in said if text.startswith(words)), None))


Job = Callable[[Tally], None]

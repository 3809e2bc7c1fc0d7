"""From a letter in Ctrl+K to painted rows at county size; the pause that gathers fast typing is not counted."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from desktop.search.index import query
from desktop.ui import style
from desktop.ui.palette import Palette
from desktop.ui.style import Look
from tests.bench import search
from tests.bench.figures import Figure, percentile, timed_ms


class AtOnce:
    """Reads on this very thread, so that the whole way is on one watch."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def read(self, owner: Any, job: Callable[[Any], Any], done: Callable[[Any], None], **_more: Any) -> None:
        """Run the job and show what it found."""
        done(job(self._connection))


def measure(people: int = 217_000, *, rounds: int = 300) -> list[Figure]:
    """The 95th percentile over every kind of text, typed letter by letter."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    style.load_fonts()
    style.apply(application, Look(16, dark=False))
    typed = [text[:end] for texts in search.KINDS.values() for text in texts for end in range(1, len(text) + 1)]
    with tempfile.TemporaryDirectory() as folder:
        connection, _made = search.build(Path(folder) / "search.db", people)
        room = QWidget()
        room.resize(1366, 728)
        palette = Palette(room, AtOnce(connection), lambda session, text: query(session, text, units=None))
        anchor = QWidget(room)
        anchor.setGeometry(280, 12, 440, 36)
        room.show()
        palette.open_over(anchor)
        chance = random.Random(3)
        chance.shuffle(typed)
        turn = iter(typed * (rounds // len(typed) + 1))

        def act() -> None:
            palette.on_committed(next(turn))
            palette.grab()

        act()
        spent = timed_ms(act, rounds=min(rounds, len(typed)) - 1)
        connection.close()
    return [Figure("letter to painted rows, p95", percentile(spent, 0.95), "ms", "<= 16 ms")]

"""A desk over a real encrypted store with the small compound, for the tests of the kit over data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from desktop import catalog
from desktop.standard.load import load
from desktop.standard.save import save
from desktop.ui import furnish
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.list_page import ListPage
from desktop.ui.record_page import RecordPage
from desktop.ui.style import Look
from tests.factories.compound import Village, make_compound
from tests.ui.open import put_up
from tests.ui.rest import rest

HOUSEHOLDS, PEOPLE = (next(r for r in catalog.REGISTERS if r.name == name) for name in ("households", "people"))
DOOR = "1-1-301"


@dataclass
class Work:
    """A desk over the small compound; what it said with its tokens, and where it led."""

    village: Village
    desk: Desk
    bot: QtBot
    said: list[tuple[str, UndoToken | None]] = field(default_factory=list)
    gone: list[tuple[str, UUID | None]] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)

    def settle(self) -> None:
        rest(self.bot, self.desk.tasks)

    def list(self, register: Any = HOUSEHOLDS) -> ListPage:
        return self._open(ListPage(self.desk, register))

    def page(self, record_id: UUID | None = None, register: Any = HOUSEHOLDS) -> RecordPage:
        return self._open(RecordPage(self.desk, register, record_id or self.village.homes[DOOR]))

    def _open(self, page: Any) -> Any:
        self.bot.addWidget(page)
        page.resize(1150, 640)
        put_up(self.bot, page)
        self.desk.tasks.changed.connect(page.reload)
        self.settle()
        return page

    def stored(self, door: str = DOOR) -> dict[str, Any]:
        with self.village.profile.store.read() as session:
            return load(session, self.village.actor, HOUSEHOLDS, self.village.homes[door]).values

    def somebody_saves(self, **values: Any) -> None:
        """Another program on the same file saves the household."""
        home = self.village.homes[DOOR]
        with self.village.profile.store.write(self.village.actor.id, "households.save") as session:
            save(session, self.village.actor, HOUSEHOLDS, home, values={**self.stored(), **values})

    def take_back(self) -> None:
        """撤销 of the last toast."""
        token = self.said[-1][1]
        assert token is not None
        actor = self.desk.actor
        self.desk.tasks.write(
            self.desk.tasks, "journal.undo", lambda s: furnish.reverse(s, actor, token), lambda *_done: None
        )
        self.settle()


@pytest.fixture
def work(qtbot: QtBot, tmp_path: Path) -> Iterator[Work]:
    village = make_compound(tmp_path)
    store, actor, clock = village.profile.store, village.profile.actor, village.profile.clock
    desk = furnish.desk_over(store, actor, clock=clock, catalog=catalog.REGISTERS, chosen={}, look=Look())
    made = Work(village, desk, qtbot)
    desk.say = lambda sentence, token=None: made.said.append((sentence, token))
    desk.go = lambda name, record_id: made.gone.append((name, record_id))
    desk.tasks.faulted.connect(made.faults.append)
    desk.tasks.refused.connect(lambda sentence: made.said.append((sentence, None)))
    yield made
    made.settle()
    assert made.faults == []
    desk.settings.flush()  # type: ignore[attr-defined]  # the settings of a real desk
    made.settle()
    desk.tasks.close()
    shiboken6.delete(desk.tasks)  # what it would tell of is held where no collector sees it
    village.profile.close()


def column(page: ListPage, name: str) -> list[str]:
    """The words of a column, row by row."""
    at = 1 + [one.name for one in page.model.columns].index(name)
    return [str(page.model.index(row, at).data()) for row in range(page.model.rowCount())]

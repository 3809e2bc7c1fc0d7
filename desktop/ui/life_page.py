"""The page of a record with what has happened to it, the newest on top."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.base.text import _
from desktop.standard import life
from desktop.standard.life import Event
from desktop.standard.save import Saved
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage
from desktop.ui.timeline import Entry, Timeline

Read = Callable[..., tuple[Event, ...]]


class LifePage(RecordPage):
    """One record of `name`; `read(session, actor, id)` tells its life. A new one has none yet.

    Its life is read anew whenever one of `tables` was written; `nothing` is the sentence of an empty one.
    `more` are tabs before it.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        record_id: UUID | None,
        *,
        read: Read,
        tables: frozenset[str],
        nothing: str,
        ways: ListWays,
        more: Sequence[tuple[str, QWidget]] = (),
    ) -> None:
        register = desk.register(name)
        self._read_life, self._tables = read, tables
        self.life = Timeline(nothing)
        tabs = (*more, (_("经过"), self.life)) if record_id is not None else ()
        fields = form_ways(desk, register, record_id)
        super().__init__(desk, register, record_id, tabs=tabs, ways=ways, fields=fields)
        self.read_life()

    def read_life(self) -> None:
        """Read what happened."""
        wanted = self.record_id
        if wanted is not None:
            job = partial(_told, self._read_life, self.desk.actor, wanted)
            self.desk.tasks.read(self, job, self._show_life, key="life")

    def reload(self, changes: Any = None) -> None:
        """A deed anywhere may have gone on with it."""
        super().reload(changes)
        if changes is None or self._tables & changes.tables:
            self.read_life()

    def _show_life(self, events: tuple[Event, ...]) -> None:
        self.life.show_entries([Entry(head, lines) for head, lines in life.lines_of(events)])

    def _saved(self, saved: Saved, changes: Any) -> None:
        """What was new until now goes on as a page of its own, under the list and not under an empty form."""
        was_new = self.record_id is None
        super()._saved(saved, changes)
        if was_new:
            self.desk.back()
            self.desk.go(self.register.name, saved.id)


def _told(read: Read, actor: Any, wanted: UUID, session: Any) -> tuple[Event, ...]:
    return read(session, actor, wanted)

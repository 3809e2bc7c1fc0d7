"""The page of a record with what has happened to it, the newest on top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from desktop import codes
from desktop.base.clock import today
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
SHAPES = {"running": "fine", "signed": "soon", "draft": "soon"}  # by agreement_state; of what is over: none


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


class Held(Protocol):
    """One paper that stands, stood or is drafted on a record."""

    @property
    def id(self) -> UUID:
        """Whose page it opens."""
        ...

    @property
    def state(self) -> str:
        """A code of agreement_state."""
        ...


@dataclass(frozen=True, slots=True)
class HeldWords:
    """How a page speaks of the papers on its record: `opens` is their register, `stands` holds {state}."""

    opens: str
    open: str
    open_draft: str
    nothing: str
    stands: str = "{state}"


class HeldPage(LifePage):
    """A record on which papers are signed one after the other: how the one that counts stands, and the way to it.

    `held(session, actor, id, on=day)` tells them, what stands first and the drafts last.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        record_id: UUID | None,
        *,
        held: Callable[..., tuple[Held, ...]],
        words: HeldWords,
        **life: Any,
    ) -> None:
        self._held, self._words = held, words
        self.offered: list[QPushButton] = []
        super().__init__(desk, name, record_id, **life)

    def read_life(self) -> None:
        """The papers too."""
        super().read_life()
        wanted = self.record_id
        if wanted is not None:
            job = partial(_standing, self._held, self.desk.actor, wanted, today(self.desk.clock))
            self.desk.tasks.read(self, job, self._show_held, key="held")

    def _show_held(self, held: tuple[Held, ...]) -> None:
        for button in self.offered:
            button.hide()
            button.deleteLater()
        words = self._words
        drafts = [one for one in held[1:] if one.state == "draft"]
        self.offered = self.parts.offer([
            (
                words.open_draft if one.state == "draft" else words.open, "file-text",
                partial(self.desk.go, words.opens, one.id),
            )
            for one in (*held[:1], *drafts[:1])
        ])  # fmt: skip
        state = held[0].state if held else ""
        said = words.stands.format(state=codes.label("agreement_state", state)) if state else words.nothing
        self.show_status(SHAPES.get(state, "none"), said)


def show_signed(page: RecordPage, state: str, edition: str) -> None:
    """How a paper stands, with the edition of the county's words that it was signed with."""
    words = _("签订时的文字：{edition} 版").format(edition=edition) if edition else ""
    page.show_status(SHAPES.get(state, "none"), codes.label("agreement_state", state), words)


def _standing(
    held: Callable[..., tuple[Held, ...]], actor: Any, wanted: UUID, day: date, session: Any
) -> tuple[Held, ...]:
    return held(session, actor, wanted, on=day)


def _told(read: Read, actor: Any, wanted: UUID, session: Any) -> tuple[Event, ...]:
    return read(session, actor, wanted)

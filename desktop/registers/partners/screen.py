"""The pages of a partner and of a project: the standard page with the whole life in a second tab."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from desktop.base.text import _
from desktop.registers.partners.queries import life
from desktop.registers.partners.queries.life import Event
from desktop.standard.save import Saved
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage
from desktop.ui.timeline import Entry, Timeline

TABLES = frozenset({
    "partner", "partner_agreement", "partner_project", "partner_claim", "partner_delivery", "partner_rating",
})  # fmt: skip
Read = Callable[..., tuple[Event, ...]]


class LifePage(RecordPage):
    """One record of `name`; `read(session, actor, id)` tells its life. A new one has none yet."""

    def __init__(
        self, desk: Desk, name: str, record_id: UUID | None, *, read: Read, nothing: str, ways: ListWays
    ) -> None:
        register = desk.register(name)
        self._read_life = read
        self.life = Timeline(nothing)
        tabs = ((_("经过"), self.life),) if record_id is not None else ()
        fields = form_ways(desk, register, record_id)
        super().__init__(desk, register, record_id, tabs=tabs, ways=ways, fields=fields)
        self.read_life()

    def read_life(self) -> None:
        """Read what happened."""
        wanted = self.record_id
        if wanted is not None:
            job = partial(self._told, wanted)
            self.desk.tasks.read(self, job, self._show_life, key="life")

    def reload(self, changes: Any = None) -> None:
        """A deed anywhere may have gone on with it."""
        super().reload(changes)
        if changes is None or TABLES & changes.tables:
            self.read_life()

    def _told(self, wanted: UUID, session: Any) -> tuple[Event, ...]:
        return self._read_life(session, self.desk.actor, wanted)

    def _show_life(self, events: tuple[Event, ...]) -> None:
        self.life.show_entries([Entry(head, lines) for head, lines in life.lines_of(events)])

    def _saved(self, saved: Saved, changes: Any) -> None:
        """What was new until now goes on as a page of its own, under the list and not under an empty form."""
        was_new = self.record_id is None
        super()._saved(saved, changes)
        if was_new:
            self.desk.back()
            self.desk.go(self.register.name, saved.id)


def partner_page(desk: Desk, partner_id: UUID | None, *, ways: ListWays) -> LifePage:
    """One partner."""
    nothing = _("还没有协议和服务。点“办理”，可以草拟协议。")
    return LifePage(desk, "partners", partner_id, read=life.of_partner, nothing=nothing, ways=ways)


def project_page(desk: Desk, project_id: UUID | None, *, ways: ListWays) -> LifePage:
    """One project."""
    nothing = _("还没有人认领。点“办理”，可以登记认领。")
    return LifePage(desk, "projects", project_id, read=life.of_project, nothing=nothing, ways=ways)

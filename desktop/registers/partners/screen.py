"""The pages of partners, projects and agreements: the standard page, with how they stand and what has happened."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton

from desktop import codes
from desktop.base.clock import today
from desktop.base.text import _
from desktop.registers.partners.queries import life, standing
from desktop.registers.partners.queries.life import Event
from desktop.registers.partners.queries.standing import Held
from desktop.standard.load import Loaded
from desktop.standard.save import Saved
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage
from desktop.ui.timeline import Entry, Timeline

TABLES = frozenset({
    "partner", "partner_agreement", "partner_project", "partner_claim", "partner_delivery", "partner_rating",
})  # fmt: skip
SHAPES = {"running": "fine", "signed": "soon", "draft": "soon"}  # of what is over: none
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
            job = partial(_told, self._read_life, self.desk.actor, wanted)
            self.desk.tasks.read(self, job, self._show_life, key="life")

    def reload(self, changes: Any = None) -> None:
        """A deed anywhere may have gone on with it."""
        super().reload(changes)
        if changes is None or TABLES & changes.tables:
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


class PartnerPage(LifePage):
    """One partner, with how its agreement stands and the way to it."""

    def __init__(self, desk: Desk, partner_id: UUID | None, *, ways: ListWays) -> None:
        self.offered: list[QPushButton] = []
        nothing = _("还没有协议和服务。点“办理”，可以草拟协议。")
        super().__init__(desk, "partners", partner_id, read=life.of_partner, nothing=nothing, ways=ways)

    def read_life(self) -> None:
        """The agreements too."""
        super().read_life()
        wanted, actor, day = self.record_id, self.desk.actor, today(self.desk.clock)
        if wanted is not None:
            job = partial(standing.of_partner, actor=actor, partner_id=wanted, on=day)
            self.desk.tasks.read(self, job, self._show_held, key="held")

    def _show_held(self, held: tuple[Held, ...]) -> None:
        for button in self.offered:
            button.hide()
            button.deleteLater()
        drafts = [one for one in held[1:] if one.state == "draft"]
        deeds = [
            (_("打开草拟的协议") if one.state == "draft" else _("打开协议"), "file-text", partial(self._open, one.id))
            for one in (*held[:1], *drafts[:1])
        ]
        self.offered = self.parts.offer(deeds)
        state = held[0].state if held else ""
        words = codes.label("agreement_state", state) if state else _("未签协议")
        self.show_status(SHAPES.get(state, "none"), words)

    def _open(self, agreement_id: UUID) -> None:
        self.desk.go("agreements", agreement_id)


class AgreementPage(RecordPage):
    """One agreement; what was signed is shown and not written any more."""

    def __init__(self, desk: Desk, agreement_id: UUID, *, ways: ListWays) -> None:
        register = desk.register("agreements")
        super().__init__(desk, register, agreement_id, ways=ways, fields=form_ways(desk, register, agreement_id))

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        if loaded.values["signed_on"] is not None:
            self.may_save = False
            self.form.set_read_only()
            for table in self.tables.values():
                table.lines.writable = False
            kept = _("协议已经签订，内容不能再改；打印得到的是签订时的原件。需要改的请办理续签或终止。")
            older = _("这份协议是从台账导入的，以纸质原件为准，内容不能再改。需要改的请办理续签或终止。")
            self.parts.fact_bar.say(kept if loaded.values["purpose"] else older)
        job = partial(standing.of_agreement, actor=self.desk.actor, agreement_id=loaded.id, on=today(self.desk.clock))
        self.desk.tasks.read(self, job, self._show_state, key="state")

    def _show_state(self, held: Held | None) -> None:
        if held is not None:
            self.show_status(SHAPES.get(held.state, "none"), codes.label("agreement_state", held.state))


def project_page(desk: Desk, project_id: UUID | None, *, ways: ListWays) -> LifePage:
    """One project."""
    nothing = _("还没有人认领。点“办理”，可以登记认领。")
    return LifePage(desk, "projects", project_id, read=life.of_project, nothing=nothing, ways=ways)


def _told(read: Read, actor: Any, wanted: UUID, session: Any) -> tuple[Event, ...]:
    return read(session, actor, wanted)

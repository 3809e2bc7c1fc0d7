"""The pages of a venue and of a contract: the standard page, with how they stand, the account and what has happened."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton

from desktop import codes
from desktop.base.clock import today
from desktop.base.text import _
from desktop.registers.venues.queries import life, periods, standing
from desktop.registers.venues.queries.standing import Held
from desktop.registers.venues.screen.account import AccountTable
from desktop.standard.load import Loaded
from desktop.ui.desk import Desk
from desktop.ui.files_tab import FilesTab, counting
from desktop.ui.form_ways import form_ways
from desktop.ui.life_page import LifePage
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage

TABLES = frozenset({
    "venue", "venue_contract", "venue_contract_deed", "venue_obligation", "venue_entry",
})  # fmt: skip
SCANS, PHOTOS = _("扫描件"), _("照片")
SHAPES = {"running": "fine", "signed": "soon", "draft": "soon"}  # of what is over: none


class VenuePage(LifePage):
    """One venue, with how its contract stands and the way to it; None enters a new one."""

    def __init__(self, desk: Desk, venue_id: UUID | None, *, ways: ListWays) -> None:
        self.offered: list[QPushButton] = []
        nothing = _("还没有合同。点“办理”，可以草拟合同。")
        super().__init__(desk, "venues", venue_id, read=life.of_venue, tables=TABLES, nothing=nothing, ways=ways)

    def read_life(self) -> None:
        """The contracts too."""
        super().read_life()
        wanted, actor, day = self.record_id, self.desk.actor, today(self.desk.clock)
        if wanted is not None:
            job = partial(standing.of_venue, actor=actor, venue_id=wanted, on=day)
            self.desk.tasks.read(self, job, self._show_held, key="held")

    def _show_held(self, held: tuple[Held, ...]) -> None:
        for button in self.offered:
            button.hide()
            button.deleteLater()
        drafts = [one for one in held[1:] if one.state == "draft"]
        self.offered = self.parts.offer([
            (
                _("打开草拟的合同") if one.state == "draft" else _("打开合同"), "file-text",
                partial(self.desk.go, "venue_contracts", one.id),
            )
            for one in (*held[:1], *drafts[:1])
        ])  # fmt: skip
        state = held[0].state if held else ""
        self.show_status(SHAPES.get(state, "none"), _state(state) if state else _("空置"))


class ContractPage(LifePage):
    """One contract; what was signed is shown and not written any more."""

    def __init__(self, desk: Desk, contract_id: UUID, *, ways: ListWays) -> None:
        self.account, self.scans = (
            AccountTable(),
            FilesTab(desk, desk.register("venue_contracts"), contract_id, scans=True),
        )
        super().__init__(
            desk, "venue_contracts", contract_id, read=life.of_contract, tables=TABLES, nothing=_("还没有记录。"),
            ways=ways, more=((_("账目"), self.account), (SCANS, self.scans)),
        )  # fmt: skip
        counting(self, SCANS, self.scans)

    def read_life(self) -> None:
        """The account and the state too."""
        super().read_life()
        wanted, actor, day = self.record_id, self.desk.actor, today(self.desk.clock)
        if wanted is None:
            return
        account = partial(periods.of_contract, actor=actor, contract_id=wanted)
        self.desk.tasks.read(self, account, self.account.show_account, key="account")
        state = partial(standing.of_contract, actor=actor, contract_id=wanted, on=day)
        self.desk.tasks.read(self, state, self._show_state, key="state")

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        if loaded.values["signed_on"] is not None:
            self.may_save = False
            self.form.set_read_only()
            for table in self.tables.values():
                table.lines.writable = False
            self.parts.fact_bar.say(_("合同已经签订，内容不能再改。需要改的请办理变更租金、续签或提前终止。"))

    def _show_state(self, held: Any) -> None:
        if held is not None:
            words = _("签订时的文字：{edition} 版").format(edition=held.wording) if held.wording else ""
            self.show_status(SHAPES.get(held.state, "none"), codes.label("agreement_state", held.state), words)


class EntryPage(RecordPage):
    """One row of the ledger, with the photos of the service or of the receipt."""

    def __init__(self, desk: Desk, entry_id: UUID, *, ways: ListWays) -> None:
        register = desk.register("venue_entries")
        self.photos = FilesTab(desk, register, entry_id)
        tabs = ((PHOTOS, self.photos),)
        super().__init__(desk, register, entry_id, tabs=tabs, ways=ways, fields=form_ways(desk, register, entry_id))
        counting(self, PHOTOS, self.photos)


def _state(state: str) -> str:
    return _("合同{state}").format(state=codes.label("agreement_state", state))

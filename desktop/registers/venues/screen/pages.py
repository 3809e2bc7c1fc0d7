"""The pages of a venue and of a contract: the standard page, with how they stand, the account and what has happened."""

from functools import partial
from typing import Any
from uuid import UUID

from desktop.base.clock import today
from desktop.base.text import _
from desktop.registers.venues.queries import life, periods, standing
from desktop.registers.venues.screen.account import AccountTable
from desktop.standard.load import Loaded
from desktop.ui.desk import Desk
from desktop.ui.files_tab import FilesTab, counting
from desktop.ui.form_ways import form_ways
from desktop.ui.life_page import HeldPage, HeldWords, LifePage, show_signed
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage

TABLES = frozenset({
    "venue", "venue_contract", "venue_contract_deed", "venue_obligation", "venue_entry",
})  # fmt: skip
SCANS, PHOTOS = _("扫描件"), _("照片")


WORDS = HeldWords("venue_contracts", _("打开合同"), _("打开草拟的合同"), _("空置"), stands=_("合同{state}"))


def venue_page(desk: Desk, venue_id: UUID | None, *, ways: ListWays) -> HeldPage:
    """One venue, with how its contract stands and the way to it; None enters a new one."""
    nothing = _("还没有合同。点“办理”，可以草拟合同。")
    return HeldPage(
        desk, "venues", venue_id, held=standing.of_venue, words=WORDS, read=life.of_venue, tables=TABLES,
        nothing=nothing, ways=ways,
    )  # fmt: skip


class ContractPage(LifePage):
    """One contract; what was signed is shown and not written any more."""

    def __init__(self, desk: Desk, contract_id: UUID, *, ways: ListWays) -> None:
        self.account, self.scans = (
            AccountTable(),
            FilesTab(desk, desk.register("venue_contracts"), contract_id),
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
        if loaded.values["terminated_on"] is not None:
            self.show_closed(_("合同已经终止，内容不能再改。没有结清的，仍可登记收款、登记服务、办理退场和退款。"))
        elif loaded.values["signed_on"] is not None:
            self.show_closed(_("合同已经签订，内容不能再改。需要改的请办理变更租金、续签或提前终止。"))

    def _show_state(self, held: Any) -> None:
        if held is not None:
            show_signed(self, held.state, held.wording)


class EntryPage(RecordPage):
    """One row of the ledger, with the photos of the service or of the receipt."""

    def __init__(self, desk: Desk, entry_id: UUID, *, ways: ListWays) -> None:
        register = desk.register("venue_entries")
        self.photos = FilesTab(desk, register, entry_id)
        tabs = ((PHOTOS, self.photos),)
        super().__init__(desk, register, entry_id, tabs=tabs, ways=ways, fields=form_ways(desk, register, entry_id))
        counting(self, PHOTOS, self.photos)

"""The pages of partners, projects and agreements: the standard page, with how they stand and what has happened."""

from functools import partial
from uuid import UUID

from desktop.base.clock import today
from desktop.base.text import _
from desktop.registers.partners.queries import life, standing
from desktop.registers.partners.queries.standing import Held
from desktop.standard.load import Loaded
from desktop.ui.desk import Desk
from desktop.ui.files_tab import FilesTab, counting
from desktop.ui.form_ways import form_ways
from desktop.ui.life_page import HeldPage, HeldWords, LifePage, show_signed
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage

TABLES = frozenset({
    "partner", "partner_agreement", "partner_project", "partner_claim", "partner_delivery", "partner_rating",
})  # fmt: skip
SCANS, PHOTOS = _("扫描件"), _("照片")


WORDS = HeldWords("agreements", _("打开协议"), _("打开草拟的协议"), _("未签协议"))


def partner_page(desk: Desk, partner_id: UUID | None, *, ways: ListWays) -> HeldPage:
    """One partner, with how its agreement stands and the way to it; None enrols a new one."""
    nothing = _("还没有协议和服务。点“办理”，可以草拟协议。")
    return HeldPage(
        desk, "partners", partner_id, held=standing.of_partner, words=WORDS, read=life.of_partner, tables=TABLES,
        nothing=nothing, ways=ways,
    )  # fmt: skip


class AgreementPage(RecordPage):
    """One agreement; what was signed is shown and not written any more."""

    def __init__(self, desk: Desk, agreement_id: UUID, *, ways: ListWays) -> None:
        register = desk.register("agreements")
        self.scans = FilesTab(desk, register, agreement_id)
        tabs = ((SCANS, self.scans),)
        fields = form_ways(desk, register, agreement_id)
        super().__init__(desk, register, agreement_id, tabs=tabs, ways=ways, fields=fields)
        counting(self, SCANS, self.scans)

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        if loaded.values["signed_on"] is not None:
            kept = _("协议已经签订，内容不能再改；打印得到的是签订时的原件。需要改的请办理续签或终止。")
            older = _("这份协议是从台账导入的，以纸质原件为准，内容不能再改。需要改的请办理续签或终止。")
            self.show_closed(kept if loaded.values["purpose"] else older)
        job = partial(standing.of_agreement, actor=self.desk.actor, agreement_id=loaded.id, on=today(self.desk.clock))
        self.desk.tasks.read(self, job, self._show_state, key="state")

    def _show_state(self, held: Held | None) -> None:
        if held is not None:
            show_signed(self, held.state, held.wording)


class DeliveryPage(RecordPage):
    """One service that was given, with its photos."""

    def __init__(self, desk: Desk, delivery_id: UUID, *, ways: ListWays) -> None:
        register = desk.register("deliveries")
        self.photos = FilesTab(desk, register, delivery_id)
        tabs = ((PHOTOS, self.photos),)
        super().__init__(
            desk, register, delivery_id, tabs=tabs, ways=ways, fields=form_ways(desk, register, delivery_id)
        )
        counting(self, PHOTOS, self.photos)


def project_page(desk: Desk, project_id: UUID | None, *, ways: ListWays) -> LifePage:
    """One project."""
    nothing = _("还没有人认领。点“办理”，可以登记认领。")
    return LifePage(desk, "projects", project_id, read=life.of_project, tables=TABLES, nothing=nothing, ways=ways)

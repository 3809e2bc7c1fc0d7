"""Settings: a list of sections at the left, the chosen one at the right; everything takes effect at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QStackedWidget, QWidget

from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.keeper import Keeper, Window
from desktop.ui.page import Page
from desktop.ui.settings_page_cadences import PERMISSION as SETTLE
from desktop.ui.settings_page_cadences import Cadences
from desktop.ui.settings_page_care import PERMISSION as CARE
from desktop.ui.settings_page_care import CareSettings
from desktop.ui.settings_page_lock import LockSettings
from desktop.ui.settings_page_look import LookSettings
from desktop.ui.settings_page_parts import card, row, section, wrapped
from desktop.ui.settings_page_receipt import ReceiptSettings
from desktop.ui.settings_page_users import UserSettingsSection
from desktop.ui.soft_rows import SoftRows
from desktop.ui.style import chars, em


class SettingsPage(Page):
    """Only passwords, users and the recovery sheet ask first; `paper` is the section of the printers."""

    help = "settings"

    def __init__(self, desk: Desk, keeper: Keeper, window: Window, *, paper: QWidget | None = None) -> None:
        super().__init__()
        self.title = _("设置")
        self.desk, self.paper = desk, paper
        self.look, self.lock = LookSettings(desk, window), LockSettings(desk, keeper.keys, window)
        self.users = UserSettingsSection(desk, keeper.keys) if desk.actor.may("users.manage") else None
        self.cadences = Cadences(desk, keeper)
        self.receipt = ReceiptSettings(desk) if desk.actor.may(SETTLE) else None
        self.care = CareSettings(desk, keeper.care) if desk.actor.may(CARE) else None
        self.sections = QListWidget()
        self.sections.setAccessibleName(_("设置的分类"))
        self.sections.setItemDelegate(SoftRows(self.sections))
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self._lay_out()
        self.sections.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.sections.setCurrentRow(0)
        self.reload(None)

    def reload(self, changes: Any = None) -> None:
        """Who may sign in, the cadences and the register of care are read again; the rest is at hand."""
        tables = changes.tables if changes is not None else {"unit_setting", "user_account", "key_change"}
        self.look.reload()
        if "unit_setting" in tables:
            self.cadences.reload()
            if self.receipt:
                self.receipt.reload()
        if self.users and tables & {"user_account", "key_change"}:
            self.users.reload()
        if self.care and tables & {"user_account", "unit_setting"}:
            self.care.reload()

    def change_password(self) -> None:
        """The section of the password, and its question."""
        self.show_section(_("锁屏与密码"))
        self.lock.change_password()

    def show_section(self, title: str) -> None:
        """Open a section by its title."""
        (item,) = self.sections.findItems(title, Qt.MatchFlag.MatchExactly)
        self.sections.setCurrentItem(item)

    def state(self) -> dict[str, Any]:
        """Which section is open."""
        return {"section": self.sections.currentRow()}

    def restore(self, state: dict[str, Any]) -> None:
        """Open it again."""
        at = state.get("section", 0)
        if isinstance(at, int) and 0 <= at < self.sections.count():
            self.sections.setCurrentRow(at)

    def focus_first(self) -> None:
        """The list of sections: up and down change it, Tab goes into the one that is open."""
        self.sections.setFocus()

    def _parts(self) -> Sequence[tuple[str, str, QWidget | None]]:
        plan = QPushButton(_("去定本月计划"))
        plan.clicked.connect(lambda _on: self.desk.go("today", None))
        about = wrapped(_("每月走访多少户，在“今日工作”的进度卡上定；不定就按到期的户数算。"))
        walks = section(card(_("走访周期"), self.cadences), card(_("本月计划"), about, row(plan)))
        return (
            (_("显示"), "type", section(self.look)),
            (_("锁屏与密码"), "lock", section(self.lock)),
            (_("用户与钥匙"), "key-round", section(self.users) if self.users else None),
            (_("走访"), "footprints", walks),
            (_("打印机"), "printer", section(card(_("打印机"), self.paper)) if self.paper else None),
            (_("收据"), "wallet", section(self.receipt) if self.receipt else None),
            (_("关怀登记"), "heart-handshake", section(self.care) if self.care else None),
        )

    def _lay_out(self) -> None:
        for title, mark, made in self._parts():
            if made is not None:
                self.sections.addItem(QListWidgetItem(icon(mark), title))
                self.stack.addWidget(made)
        self._measure()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        whole.addWidget(self.sections)
        whole.addWidget(self.stack, 1)

    def _measure(self) -> None:
        self.sections.setFixedWidth(chars(self, 8.5))
        self.sections.setIconSize(QSize(em(self, 1.25), em(self, 1.25)))
        for at in range(self.sections.count()):
            self.sections.item(at).setSizeHint(QSize(0, em(self, 2.4)))

    def changeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange and hasattr(self, "stack"):
            self._measure()

"""Settings: a list of sections at the left, the chosen one at the right; everything takes effect at once."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QStackedWidget, QWidget

from desktop.base.text import _
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.keeper import Keeper, Window
from desktop.ui.later import Later
from desktop.ui.page import Page
from desktop.ui.settings_page_cadences import PERMISSION as SETTLE
from desktop.ui.settings_page_cadences import Cadences
from desktop.ui.settings_page_care import PERMISSION as CARE
from desktop.ui.settings_page_care import CareSettings
from desktop.ui.settings_page_look import LookSettings
from desktop.ui.settings_page_parts import card, row, section, wrapped
from desktop.ui.soft_rows import SoftRows
from desktop.ui.style import chars, em

if TYPE_CHECKING:  # loaded when somebody looks at that section
    from desktop.ui.settings_page_lock import LockSettings
    from desktop.ui.settings_page_receipt import ReceiptSettings
    from desktop.ui.settings_page_users import UserSettingsSection

_READS = {  # what each section shows of the tables
    "users": {"user_account", "key_change"},
    "cadences": {"unit_setting"},
    "receipt": {"unit_setting"},
    "care": {"user_account", "unit_setting"},
}


class SettingsPage(Page):
    """Only passwords, users and the recovery sheet ask first; `paper` makes the section of the printers."""

    help = "settings"

    def __init__(
        self, desk: Desk, keeper: Keeper, window: Window, *, paper: Callable[[], QWidget] | None = None
    ) -> None:
        super().__init__()
        self.title = _("设置")
        self.desk, self._keeper, self._window, self._paper = desk, keeper, window, paper
        self.sections = QListWidget()
        self.sections.setAccessibleName(_("设置的分类"))
        self.sections.setItemDelegate(SoftRows(self.sections))
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self._lay_out()
        self.sections.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.sections.setCurrentRow(0)

    # -- the sections, each made when it is first looked at -----------------------------------------------------

    @cached_property
    def look(self) -> LookSettings:
        """显示."""
        return LookSettings(self.desk, self._window)

    @cached_property
    def lock(self) -> "LockSettings":
        """锁屏与密码."""
        from desktop.ui.settings_page_lock import LockSettings  # late, as the two below: once somebody looks

        return LockSettings(self.desk, self._keeper.keys, self._window)

    @cached_property
    def users(self) -> "UserSettingsSection":
        """用户与钥匙."""
        from desktop.ui.settings_page_users import UserSettingsSection  # late, as above

        return _read(UserSettingsSection(self.desk, self._keeper.keys))

    @cached_property
    def cadences(self) -> Cadences:
        """走访周期."""
        return _read(Cadences(self.desk, self._keeper))

    @cached_property
    def receipt(self) -> "ReceiptSettings":
        """收据."""
        from desktop.ui.settings_page_receipt import ReceiptSettings  # late, as above

        return _read(ReceiptSettings(self.desk))

    @cached_property
    def care(self) -> CareSettings:
        """关怀登记."""
        return _read(CareSettings(self.desk, self._keeper.care))

    def reload(self, changes: Any = None) -> None:
        """Who may sign in, the cadences and the register of care are read again; the rest is at hand."""
        made = vars(self)
        if "look" in made:
            self.look.reload()
        for name, tables in _READS.items():
            if name in made and (changes is None or tables & changes.tables):
                made[name].reload()

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

    def _walks(self) -> QWidget:
        plan = QPushButton(_("去定本月计划"))
        plan.clicked.connect(lambda _on: self.desk.go("today", None))
        about = wrapped(_("每月走访多少户，在“今日工作”的进度卡上定；不定就按到期的户数算。"))
        return section(card(_("走访周期"), self.cadences), card(_("本月计划"), about, row(plan)))

    def _parts(self) -> Sequence[tuple[str, str, Callable[[], QWidget] | None]]:
        may, paper = self.desk.actor.may, self._paper
        return (
            (_("显示"), "type", lambda: section(self.look)),
            (_("锁屏与密码"), "lock", lambda: section(self.lock)),
            (_("用户与钥匙"), "key-round", (lambda: section(self.users)) if may("users.manage") else None),
            (_("走访"), "footprints", self._walks),
            (_("打印机"), "printer", (lambda: section(card(_("打印机"), paper()))) if paper else None),
            (_("收据"), "wallet", (lambda: section(self.receipt)) if may(SETTLE) else None),
            (_("关怀登记"), "heart-handshake", (lambda: section(self.care)) if may(CARE) else None),
        )

    def _lay_out(self) -> None:
        for title, mark, make in self._parts():
            if make is not None:
                self.sections.addItem(QListWidgetItem(icon(mark), title))
                self.stack.addWidget(Later(make, title))
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


class _Reading(Protocol):
    def reload(self) -> None: ...


_Section = TypeVar("_Section", bound=_Reading)


def _read(section: _Section) -> _Section:
    section.reload()
    return section

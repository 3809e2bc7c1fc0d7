"""The register of care needs: kept or not, what for, and given to whom by name."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.ask import ask
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.keeper import Care
from desktop.ui.settings_page_parts import card, row, wrapped
from desktop.ui.style import em

PERMISSION = "care.manage"
ABOUT = _(
    "独居老人、困境儿童、残疾、低保这几类情况，确有需要时才登记。一般不开启。开启要写明目的，每个人要先征得同意；"
    "内容另外加封，只有下面勾选的人能看，列表、打印、导出里都没有。"
)


class CareSettings(QWidget):
    """Switching on needs a purpose; whoever switches it on is given it, others are ticked."""

    def __init__(self, desk: Desk, care: Care) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.desk, self._care = desk, care
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(_("为了做什么，如：安排定期上门看望"))
        self.purpose.setAccessibleName(_("开启的目的"))
        self.turn_on, self.turn_off = QPushButton(_("开启关怀登记")), QPushButton(_("停用关怀登记…"))
        self.said = wrapped()
        self.ticks: dict[Any, QCheckBox] = {}
        self._holder = QWidget()
        self._holder.setProperty("kind", "clear")
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.whom = card(_("给谁看"), wrapped(_("勾选或取消，对方下次登录时生效。")), self._holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        parts = (wrapped(ABOUT), self.said, self.purpose, row(self.turn_on, self.turn_off))
        whole.addWidget(card(_("关怀登记"), *parts))
        whole.addWidget(self.whom)
        self.turn_on.clicked.connect(self.switch_on)
        self.purpose.returnPressed.connect(self.switch_on)
        self.turn_off.clicked.connect(self.switch_off)
        self.whom.hide()

    def reload(self) -> None:
        """Read whether it is kept, and by whom."""
        self.desk.tasks.read(self, self._care.facts, self._show, key="care")

    def switch_on(self) -> None:
        """Keep the register."""
        said = _("已开启。重新登录后，“居民住户”里多一页“关怀登记”。")
        self._do(partial(self._care.switch_on, purpose=self.purpose.text()), said)

    def switch_off(self) -> None:
        """Keep it no more; asked, for nobody sees it from then on."""
        sentence = _("停用后谁都看不到，也不再多安排走访；已登记的内容仍加封保存，再开启时还在。")
        if ask(self, sentence, _("停用关怀登记"), safe=_("不停用")):
            self._do(self._care.switch_off, _("已停用关怀登记"))

    def _do(self, job: Any, said: str) -> None:
        def told(_nothing: None, changes: Any) -> None:
            self.desk.say(said, UndoToken(tx=changes.tx))
            self.reload()

        def failed(error: UserError) -> None:
            self.desk.warn(error.message)
            self.reload()

        self.desk.tasks.write(self, PERMISSION, job, told, failed=failed)

    def _give(self, user_id: Any, name: str, on: bool) -> None:
        words = _("已给 {name} 查看的权限") if on else _("已收回 {name} 查看的权限")
        self._do(partial(self._care.give, user_id=user_id, on=on), words.format(name=name))

    def _show(self, facts: Any) -> None:
        on = bool(facts.purpose)
        self.desk.let_find("care", found=on)
        words = _("已开启，目的：{purpose}").format(purpose=facts.purpose) if on else _("现在没有开启。")
        self.said.setText(words)
        self.purpose.setVisible(not on)
        self.turn_on.setVisible(not on)
        self.turn_off.setVisible(on)
        self.whom.setVisible(on)
        for one in facts.given:
            tick = self.ticks.get(one.id)
            if tick is None:
                tick = self.ticks[one.id] = QCheckBox(one.name)
                tick.clicked.connect(lambda on, one=one: self._give(one.id, one.name, on))
                self._list.addWidget(tick)
            tick.setChecked(one.given)
        for user_id in set(self.ticks) - {one.id for one in facts.given}:
            self.ticks.pop(user_id).deleteLater()

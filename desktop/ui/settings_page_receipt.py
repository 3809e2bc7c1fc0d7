"""Receipts of one's own for rent: on with the words of the county's permission, else off."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard import own_receipt
from desktop.standard.unit_settings import PERMISSION
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.settings_page_parts import card, row, wrapped

ABOUT = _(
    "收租金一般开财政票据，在“登记收款”里写票据号码。县里准许自制收据的，写明文号再开通；开通后“收付记录”里可以印三联收据。"
)


class ReceiptSettings(QWidget):
    """One line and two buttons, of which one can be pressed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.desk = desk
        self.by = QLineEdit()
        self.by.setPlaceholderText(_("县里准许的文号或说明"))
        self.by.setAccessibleName(_("准许的文号"))
        self.said = wrapped()
        self.turn_on, self.turn_off = QPushButton(_("开通自制收据")), QPushButton(_("停用自制收据"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card(_("租金收据"), wrapped(ABOUT), self.said, self.by, row(self.turn_on, self.turn_off)))
        self.turn_on.clicked.connect(lambda _on: self.switch_on())
        self.by.returnPressed.connect(self.switch_on)
        self.turn_off.clicked.connect(lambda _on: self.switch_off())

    def reload(self) -> None:
        """Read whether it is allowed."""
        unit_id = self.desk.actor.unit_id
        self.desk.tasks.read(self, lambda session: own_receipt.basis(session, unit_id), self._show, key="receipt")

    def switch_on(self) -> None:
        """Allow it."""
        job = partial(own_receipt.allow, actor=self.desk.actor, by=self.by.text())
        self._do(job, _("已开通自制收据。"))

    def switch_off(self) -> None:
        """Allow it no more."""
        self._do(partial(own_receipt.stop, actor=self.desk.actor), _("已停用自制收据。"))

    def _show(self, basis: str) -> None:
        self.said.setText(_("已开通，依据：{basis}").format(basis=basis) if basis else _("没有开通。"))
        for widget, shown in ((self.by, not basis), (self.turn_on, not basis), (self.turn_off, bool(basis))):
            widget.setVisible(shown)

    def _do(self, job: Callable[[Any], None], said: str) -> None:
        def told(_nothing: None, changes: Any) -> None:
            self.by.clear()
            self.desk.say(said, UndoToken(tx=changes.tx))
            self.reload()

        def failed(error: UserError) -> None:
            self.desk.warn(error.message)

        self.desk.tasks.write(self, PERMISSION, job, told, failed=failed)

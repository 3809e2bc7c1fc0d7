"""What stands in front when the data cannot be opened: why, and the backups that can be put in its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.backup_page import heads, lines
from desktop.ui.labels import Heading
from desktop.ui.plain_table import PlainTable
from desktop.ui.style import chars, em


class MendPage(QWidget):
    """Nothing is changed before a backup was proven; the damaged data is not thrown away without that."""

    restore_asked = Signal(object, str, str, str)  # file, name, password, recovery code
    sign_in_asked = Signal()

    def __init__(self, sentence: str, backups: Sequence[Any], name: str) -> None:
        super().__init__()
        self.why = QLabel(sentence)
        self.why.setProperty("kind", "wrong")
        self.why.setWordWrap(True)
        self.table = PlainTable(heads())
        self.table.setMinimumHeight(em(self, 10))
        self.name, self.password, self.code = QLineEdit(name), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.restore = QPushButton(_("恢复到选中的备份"))
        self.restore.setProperty("kind", "primary")
        self.restore.clicked.connect(self._ask)
        self.from_file = QPushButton(_("从别处的备份恢复…"))
        self.from_file.clicked.connect(self._ask_file)
        self.again = QPushButton(_("返回登录"))
        self.again.clicked.connect(self.sign_in_asked)
        self.said = QLabel()
        self.said.setProperty("kind", "wrong")
        self.said.setWordWrap(True)
        self._lay_out()
        self.table.show_lines(lines(backups))
        self.restore.setEnabled(bool(backups))

    def refuse(self, error: UserError) -> None:
        """The backup could not be put in place; what stands stayed as it was."""
        self.said.setText(error.message)
        self.setEnabled(True)

    def focus_first(self) -> None:
        """The list, then the password."""
        self.table.setFocus()

    def _ask(self) -> None:
        if self.table.current is not None:
            self._send(self.table.current.path)

    def _ask_file(self) -> None:
        path = QFileDialog.getOpenFileName(self, _("选择备份"), "", _("备份") + " (*.gridbackup)")[0]
        if path:
            self._send(Path(path))

    def _send(self, path: Path) -> None:
        if not self.name.text().strip() or not self.password.text():
            self.said.setText(_("请填写姓名和密码；用恢复编码时，密码就是新密码。"))
            return
        self.said.setText("")
        self.setEnabled(False)
        self.restore_asked.emit(path, self.name.text().strip(), self.password.text(), self.code.text().strip())

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        pad = em(self, 1.4)
        inside.setContentsMargins(pad, pad, pad, pad)
        inside.setSpacing(em(self, 0.7))
        inside.addWidget(Heading(_("数据打不开"), factor=1.43))
        inside.addWidget(self.why)
        inside.addWidget(QLabel(_("可以换成下面的一份备份。换之前会先核对它，核对不过什么也不会改。")))
        inside.addWidget(self.table, 1)
        form = QFormLayout()
        for words, line in ((_("姓名"), self.name), (_("密码"), self.password), (_("或恢复单上的编码"), self.code)):
            line.setAccessibleName(words)
            line.setMaximumWidth(chars(self, 24))
            form.addRow(words, line)
        inside.addLayout(form)
        inside.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.from_file)
        row.addWidget(self.restore)
        inside.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.addWidget(card)

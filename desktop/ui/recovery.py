"""The lines for the printed recovery sheet: its code, and a new password written twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.access.passwords import check_password
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.style import em


class RecoveryPanel(QWidget):
    """Asks; the sign-in page does it."""

    given = Signal(str, str)  # code, new password
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = QLineEdit()
        self.code.setPlaceholderText(_("恢复单上的 8 组编码，大小写、空格都可以"))
        self.code.setAccessibleName(_("恢复编码"))
        self.first, self.second = QLineEdit(), QLineEdit()
        for line, words in ((self.first, _("新密码，至少 10 个字符，或四个词语")), (self.second, _("再写一遍新密码"))):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
        self.said = QLabel()
        self.said.setProperty("kind", "wrong")
        self.said.setWordWrap(True)
        self.said.hide()
        self.accept = QPushButton(_("换成新密码"))
        self.accept.setProperty("kind", "primary")
        self.accept.clicked.connect(self.on_accept)
        give_up = QPushButton(_("返回登录"))
        give_up.clicked.connect(self.given_up)
        self.second.returnPressed.connect(self.on_accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(give_up)
        row.addWidget(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.5))
        for part in (self.code, self.first, self.second, self.said):
            whole.addWidget(part)
        whole.addLayout(row)

    def on_accept(self) -> None:
        """Refuse here what can be seen here; the code itself is checked with the keys."""
        problem = self._problem()
        self.said.setText(problem)
        self.said.setVisible(bool(problem))
        if not problem:
            self.given.emit(self.code.text(), self.first.text())

    def clear(self) -> None:
        """Leave nothing in the lines."""
        for line in (self.code, self.first, self.second):
            line.clear()

    def _problem(self) -> str:
        if not self.code.text().strip():
            return _("请填写恢复单上的编码。")
        try:
            check_password(self.first.text())
        except UserError as error:
            return error.message
        if self.first.text() != self.second.text():
            return _("两遍新密码不一样，请再写一遍。")
        return ""

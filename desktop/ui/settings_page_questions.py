"""The questions of the settings page that hold a password: typed unseen, twice, and checked before they close."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from desktop.access.passwords import check_password, check_pin
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.ask import Question
from desktop.ui.style import chars, em


class PasswordQuestion(Question):
    """A few lines, some of them unseen; the verb stays open with a sentence while something is missing."""

    def __init__(
        self, parent: QWidget, sentence: str, verb: str, *, safe: str, check: Callable[[str], None] = check_password
    ) -> None:
        super().__init__(parent, sentence, verb, safe=safe)
        self._check = check
        self._form = QFormLayout()
        self._form.setVerticalSpacing(em(self, 0.5))
        holder = QWidget()
        holder.setProperty("kind", "clear")
        holder.setLayout(self._form)
        self.add_widget(holder)
        self.problem = QLabel()
        self.problem.setProperty("kind", "wrong")
        self.problem.setWordWrap(True)
        self.add_widget(self.problem)
        self.lines: dict[str, QLineEdit] = {}
        self.safe.setDefault(False)
        self.verb.setDefault(True)

    def add(self, name: str, title: str, *, secret: bool = True) -> QLineEdit:
        """One more line."""
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        line.setAccessibleName(title)
        line.setMinimumWidth(chars(self, 12))
        line.textEdited.connect(self.problem.clear)
        self._form.addRow(title, line)
        self.lines[name] = line
        return line

    def add_row(self, title: str, part: QWidget) -> None:
        """One more choice."""
        part.setAccessibleName(title)
        self._form.addRow(title, part)

    def on_verb_clicked(self) -> None:
        """Stay open until every line is filled, long enough and the same twice."""
        sentence = self._problem()
        self.problem.setText(sentence)
        if not sentence:
            self.accept()

    def _problem(self) -> str:
        empty = next((name for name, line in self.lines.items() if not line.text()), "")
        if empty:
            self.lines[empty].setFocus()
            return _("还有一栏没有填。")
        new, again = self.lines["new"].text(), self.lines["again"].text()
        try:
            self._check(new)
        except UserError as error:
            self.lines["new"].setFocus()
            return error.message
        if new != again:
            self.lines["again"].setFocus()
            return _("两遍写的不一样，请再写一遍。")
        return ""


def ask_password(parent: QWidget) -> tuple[str, str] | None:
    """(old, new), or None when the password stays."""
    box = PasswordQuestion(parent, _("改密码只影响登录，数据不用重新加密。"), _("改密码"), safe=_("不改"))
    box.add("old", _("现在的密码"))
    box.add("new", _("新密码"))
    box.add("again", _("再写一遍"))
    box.lines["old"].setFocus()
    if box.exec() != QDialog.DialogCode.Accepted:
        return None
    return box.lines["old"].text(), box.lines["new"].text()


def ask_new_password(parent: QWidget, name: str) -> str | None:
    """A password for somebody who forgot theirs, or None."""
    sentence = _("给 {name} 设一个新密码。旧密码马上不能用，草稿和设置都还在。").format(name=name)
    box = PasswordQuestion(parent, sentence, _("重设密码"), safe=_("不重设"))
    box.add("new", _("新密码"))
    box.add("again", _("再写一遍"))
    box.lines["new"].setFocus()
    return box.lines["new"].text() if box.exec() == QDialog.DialogCode.Accepted else None


def ask_pin(parent: QWidget) -> str | None:
    """Six digits, or None when none is set."""
    box = PasswordQuestion(parent, _("写 6 个数字，锁屏后用它打开。"), _("设好 PIN"), safe=_("不设"), check=check_pin)
    for name, title in (("new", _("PIN")), ("again", _("再写一遍"))):
        line = box.add(name, title)
        line.setMaxLength(6)
        line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    box.lines["new"].setFocus()
    return box.lines["new"].text() if box.exec() == QDialog.DialogCode.Accepted else None


def ask_new_user(
    parent: QWidget, roles: Sequence[tuple[str, str]], *, sentence: str, verb: str, last: bool = False
) -> tuple[str, str, str] | None:
    """(name, role, password), or None when nobody is added; `last` proposes the last role, else the second."""
    box = PasswordQuestion(parent, sentence, verb, safe=_("不添加"))
    box.add("name", _("姓名"), secret=False)
    role = QComboBox()
    for code, word in roles:
        role.addItem(word, code)
    role.setCurrentIndex(role.count() - 1 if last else min(1, role.count() - 1))
    box.add_row(_("角色"), role)
    box.add("new", _("密码"))
    box.add("again", _("再写一遍"))
    box.lines["name"].setFocus()
    if box.exec() != QDialog.DialogCode.Accepted:
        return None
    return box.lines["name"].text().strip(), role.currentData(), box.lines["new"].text()

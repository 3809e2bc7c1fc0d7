"""The panel under the check step: what can be done about the row that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop import codes
from desktop.base.text import _
from desktop.standard.importing.plan import Item, Problem, Verdict
from desktop.ui.flow import Flow
from desktop.ui.import_wizard_views import Row
from desktop.ui.style import chars, em


class FixPanel(QFrame):
    """Says which decision was made; the wizard plans again."""

    corrected = Signal(object, str, str)  # At, target, text
    skipped = Signal(object)  # At
    taken_in = Signal(object)  # At: a row that was left out comes in again
    decided = Signal(object, str)  # Who, choice
    meant = Signal(str, str, str)  # table, word, code

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.row: Row | None = None
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.line = QLineEdit()
        self.line.setMinimumWidth(chars(self, 12))
        self.line.setAccessibleName(_("改成"))
        self.line.returnPressed.connect(self._correct)
        self.change = QPushButton(_("改这一格"))
        self.change.clicked.connect(self._correct)
        self.words = QComboBox()
        self.words.setAccessibleName(_("这个词的意思"))
        self.mean = QPushButton(_("记住这个意思"))
        self.mean.clicked.connect(self._mean)
        self.leave = QPushButton(_("不导入此行"))
        self.leave.clicked.connect(self._leave)
        self.take_in = QPushButton(_("仍然导入此行"))
        self.take_in.clicked.connect(self._take_in)
        self._fixes_holder = QWidget()
        self._fixes = Flow(self._fixes_holder, spacing=em(self, 0.5))
        self._options_holder = QWidget()
        self._options = QHBoxLayout(self._options_holder)
        self._options.setContentsMargins(0, 0, 0, 0)
        self._options.setSpacing(em(self, 1))
        self._one: QButtonGroup | None = None
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.6))
        for part in (self.line, self.change, self.words, self.mean):
            row.addWidget(part)
        row.addWidget(self._fixes_holder, 1)
        row.addWidget(self._options_holder)
        row.addStretch(1)
        row.addWidget(self.take_in)
        row.addWidget(self.leave)
        whole = QVBoxLayout(self)
        pad = em(self, 0.8)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.5))
        whole.addWidget(self.sentence)
        whole.addLayout(row)
        self.show_row(None)

    def show_row(self, row: Row | None) -> None:
        """What can be done about `row`; nothing for none."""
        self.row = row
        problem = row.problem if row else None
        item = row.item if row and problem is None else None
        self.sentence.setText(_sentence(row) if row else _("这里没有要处理的行。"))
        self._show_cell(problem)
        self._show_options(item)
        left_out = item is not None and item.verdict is Verdict.SKIPPED
        self.leave.setVisible(bool(row and row.at and not left_out and (problem or item)))
        self.take_in.setVisible(left_out)

    def fixes(self) -> list[QPushButton]:
        """The proposals as buttons, in order."""
        found = [self._fixes.itemAt(at) for at in range(self._fixes.count())]
        return [one.widget() for one in found if one and isinstance(one.widget(), QPushButton)]  # type: ignore[misc]  # just checked

    def options(self) -> list[QRadioButton]:
        """The ways to settle a conflict, in order."""
        return self._options_holder.findChildren(QRadioButton)

    def _show_cell(self, problem: Problem | None) -> None:
        a_word = bool(problem and problem.word)
        self.line.setVisible(problem is not None)
        self.change.setVisible(problem is not None)
        self.words.setVisible(a_word)
        self.mean.setVisible(a_word)
        self.line.setText("")
        if problem is not None:
            self.line.setPlaceholderText(_("{column}改成").format(column=problem.title))
        if problem is not None and problem.word:
            table = problem.word.split("/", 1)[0]
            self.words.clear()
            for code, label in codes.options(table):
                self.words.addItem(label, code)
        self._show_fixes(problem.fixes if problem else ())

    def _show_fixes(self, fixes: Sequence[str]) -> None:
        while (item := self._fixes.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for text in fixes:
            button = QPushButton(_("改成 {text}").format(text=text))
            button.clicked.connect(lambda _on=False, text=text: self._correct_with(text))
            self._fixes.addWidget(button)
        self._fixes_holder.setVisible(bool(fixes))

    def _show_options(self, item: Item | None) -> None:
        for button in self.options():
            button.setParent(None)
            button.deleteLater()
        self._one = QButtonGroup(self)
        for choice, words in item.options if item else ():
            button = QRadioButton(words)
            button.setChecked(bool(item and item.chosen == choice))
            button.clicked.connect(lambda _on=False, choice=choice: self._decide(choice))
            self._one.addButton(button)
            self._options.addWidget(button)
        self._options_holder.setVisible(bool(item and item.options))

    def _correct(self) -> None:
        if self.line.text().strip():
            self._correct_with(self.line.text().strip())

    def _correct_with(self, text: str) -> None:
        if self.row and self.row.problem:
            self.corrected.emit(self.row.problem.at, self.row.problem.target, text)

    def _mean(self) -> None:
        if self.row and self.row.problem and self.row.problem.word:
            table, word = self.row.problem.word.split("/", 1)
            self.meant.emit(table, word, self.words.currentData())

    def _leave(self) -> None:
        if self.row and self.row.at:
            self.skipped.emit(self.row.at)

    def _take_in(self) -> None:
        if self.row and self.row.at:
            self.taken_in.emit(self.row.at)

    def _decide(self, choice: str) -> None:
        if self.row and self.row.item:
            self.decided.emit(self.row.item.who, choice)


def _sentence(row: Row) -> str:
    """Which row, whose, and what is the matter."""
    where = _("第 {row} 行").format(row=row.place) if row.place else ""
    who = " ".join(part for part in (where, row.door, row.name) if part)
    what = _("{column}：{words}").format(column=row.column, words=row.words) if row.column else row.words
    return _("　").join(part for part in (who, what) if part)

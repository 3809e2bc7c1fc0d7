"""One answer for a whole column: the words that could not be read, with their numbers, and what they should be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QWidget

from desktop.base.text import _
from desktop.standard.importing.choices import Choices
from desktop.standard.importing.plan import Problem
from desktop.ui.ask import Question
from desktop.ui.import_hiding import hide
from desktop.ui.import_wizard_views import Planned
from desktop.ui.style import chars, em


@dataclass(frozen=True, slots=True)
class Replacement:
    """Every problem of one column with one word, and the text that is put instead."""

    problems: tuple[Problem, ...]
    text: str


class ReplaceQuestion(Question):
    """Column, word, text; nothing is replaced before the verb is pressed."""

    def __init__(self, parent: QWidget | None, problems: Sequence[Problem]) -> None:
        sentence = _("把一列里同样的写法一次改好。只改这次导入，文件本身不动。")
        super().__init__(parent, sentence, _("全部替换"), safe=_("不替换"))
        self._problems = tuple(problems)
        self.column, self.word, self.text = QComboBox(), QComboBox(), QLineEdit()
        titles = Counter((one.target, one.title) for one in problems)
        for (target, title), count in titles.most_common():
            self.column.addItem(_("{title}（{count} 处）").format(title=title, count=count), target)
        form = QFormLayout()
        form.setVerticalSpacing(em(self, 0.5))
        for words, part in ((_("列"), self.column), (_("表里写的"), self.word), (_("改成"), self.text)):
            part.setAccessibleName(words)
            part.setMinimumWidth(chars(self, 14))
            form.addRow(words, part)
        holder = QWidget()
        holder.setProperty("kind", "clear")
        holder.setLayout(form)
        self.add_widget(holder)
        self.column.currentIndexChanged.connect(lambda _at: self._show_words())
        self.text.textChanged.connect(lambda text: self.verb.setEnabled(bool(text.strip())))
        self.verb.setEnabled(False)
        self.safe.setDefault(False)
        self.verb.setDefault(True)
        self._show_words()
        self.column.setFocus()

    @property
    def replacement(self) -> Replacement:
        """What was chosen."""
        target, word = self.column.currentData(), self.word.currentData()
        chosen = tuple(one for one in self._problems if one.target == target and one.value == word)
        return Replacement(chosen, self.text.text().strip())

    def _show_words(self) -> None:
        target = self.column.currentData()
        words = Counter(one.value for one in self._problems if one.target == target)
        self.word.clear()
        for word, count in words.most_common():
            shown = _("{word}（{count} 处）").format(word=hide(word) or _("空"), count=count)
            self.word.addItem(shown, word)


def ask_replacement(parent: QWidget, problems: Sequence[Problem]) -> Replacement | None:
    """Ask; None when nothing is to be replaced."""
    box = ReplaceQuestion(parent, problems)
    return box.replacement if box.exec() == QDialog.DialogCode.Accepted else None


def replaced(parent: QWidget, planned: Planned | None, choices: Choices) -> Choices | None:
    """The decisions with one answer for many cells; None when nothing is to be replaced."""
    view = planned.view("fix") if planned else None
    chosen = ask_replacement(parent, [row.problem for row in view.rows if row.problem]) if view else None
    if chosen is None:
        return None
    for problem in chosen.problems:
        choices = choices.correct(problem.at, problem.target, chosen.text)
    return choices

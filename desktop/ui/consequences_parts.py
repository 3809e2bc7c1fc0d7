"""What stands in the dialog of a deed under its fields: whom it is done to, what is still asked, what will happen."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.consequences import Choice, Consequences, Step, Tick
from desktop.ui.check_list import CheckList
from desktop.ui.editors import ComboEditor, Editor, RadioEditor
from desktop.ui.style import chars, em, sized

MOST_RADIOS, MOST_LETTERS = 3, 26  # more or longer answers are listed in a box
MOST_ROWS = 6  # people seen at once


class Ticks(QWidget):
    """The people of a household to tick."""

    def __init__(self, told: Callable[[], None]) -> None:
        super().__init__()
        self.list = CheckList()
        self.list.setAccessibleName(_("哪些人"))
        self.list.ticked.connect(told)
        self.shown: tuple[UUID, ...] = ()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        title = QLabel(_("哪些人（空格勾选）"))
        title.setFont(sized(title, 1.0, bold=True))
        whole.addWidget(title)
        whole.addWidget(self.list)
        self.hide()

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show who may be ticked; ticks that were set stay while it is the same people."""
        ids = tuple(tick.id for tick in ticks)
        if ids == self.shown:
            return
        self.shown = ids
        self.list.clear()
        for tick in ticks:
            self.list.add(tick.words, value=tick.id, on=tick.on, note=tick.note)
        if ticks:
            self.list.setCurrentRow(0)
            self.list.fit(MOST_ROWS * 1.9)
        self.setVisible(bool(ticks))

    def ticked(self) -> frozenset[UUID] | None:
        """Who is ticked; None while nobody could be."""
        return frozenset(each for each in self.list.values() if isinstance(each, UUID)) if self.shown else None


class Choices(QWidget):
    """The questions of this case, each with its answers; what was answered stays while other questions come and go."""

    def __init__(self, told: Callable[[], None]) -> None:
        super().__init__()
        self._told = told
        self._asked: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()
        self.editors: dict[str, Editor] = {}
        self._kept: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(em(self, 0.75))
        self._grid.setVerticalSpacing(em(self, 0.4))
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the questions; an editor in use is left alone."""
        asked = tuple((choice.name, choice.title, choice.options) for choice in choices)
        if asked != self._asked:
            self._asked = asked
            held = next((name for name, editor in self.editors.items() if editor.isAncestorOf(self.focusWidget())), "")
            self._rebuild(choices)
            if held in self.editors:
                self.editors[held].setFocus()
        for choice in choices:
            if self.editors[choice.name].text() != choice.chosen:
                self.editors[choice.name].set_text(choice.chosen)
        self.setVisible(bool(choices))

    def picked(self) -> Mapping[str, str]:
        """Every answer given so far."""
        return self._kept

    def go_to(self, name: str) -> bool:
        """Put the focus on a question; False when it is not among them."""
        if name in self.editors:
            self.editors[name].setFocus(Qt.FocusReason.TabFocusReason)
        return name in self.editors

    def _rebuild(self, choices: Sequence[Choice]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.editors = {}
        for row, choice in enumerate(choices):
            label = QLabel(choice.title)
            label.setWordWrap(True)
            label.setMinimumWidth(chars(self, 8))
            label.setMaximumWidth(chars(self, 20))
            editor = _editor(choice)
            editor.edited.connect(lambda name=choice.name, editor=editor: self._answered(name, editor))
            label.setBuddy(editor)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(editor, row, 1)
            self.editors[choice.name] = editor

    def _answered(self, name: str, editor: Editor) -> None:
        self._kept[name] = editor.text()
        self._told()


class Outcome(QFrame):
    """将会发生: sentences, then each thing before → after."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._whole = QVBoxLayout(self)
        gap = em(self, 0.75)
        self._whole.setContentsMargins(gap, gap, gap, gap)
        self._whole.setSpacing(em(self, 0.35))
        self.said: tuple[str, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self.hide()

    def show_outcome(self, told: Consequences) -> None:
        """Show it anew."""
        if (told.sentences, told.steps) == (self.said, self.steps):
            return
        self.said, self.steps = told.sentences, told.steps
        while (item := self._whole.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        title = QLabel(_("将会发生"))
        title.setFont(sized(title, 1.0, bold=True))
        self._whole.addWidget(title)
        for sentence in self.said:
            line = QLabel(_("· {sentence}").format(sentence=sentence))
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            self._whole.addWidget(line)
        if self.steps:
            self._whole.addWidget(_table(self.steps))
        self.setVisible(bool(self.said or self.steps))


def _table(steps: Sequence[Step]) -> QWidget:
    body = QWidget()
    body.setProperty("kind", "clear")
    grid = QGridLayout(body)
    grid.setContentsMargins(0, em(body, 0.3), 0, 0)
    grid.setHorizontalSpacing(em(body, 0.75))
    grid.setVerticalSpacing(em(body, 0.25))
    for row, step in enumerate(steps):
        for column, words in enumerate((step.title, step.before, _("→"), step.after)):
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(column in (1, 3))
            if column in (0, 2):
                label.setProperty("kind", "quiet")
            elif column == 3:
                label.setFont(sized(label, 1.0, bold=True))
            grid.addWidget(label, row, column)
    grid.setColumnStretch(1, 2)
    grid.setColumnStretch(3, 3)
    return body


def _editor(choice: Choice) -> Editor:
    field = Field(choice.name, choice.title, "code", required=True)
    letters = sum(len(words) + 2 for _value, words in choice.options)
    short = len(choice.options) <= MOST_RADIOS and letters <= MOST_LETTERS
    return RadioEditor(field, choice.options) if short else ComboEditor(field, choice.options)

"""The only dialog helper: one sentence, verbs on the buttons, and the safe way has the focus."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.spec import Field
from desktop.ui.style import SIZES, chars, em

Take = Callable[[Mapping[str, str]], None]


def ask(
    parent: QWidget, sentence: str, verb: str, *, safe: str, danger: bool = False, detail: Sequence[str] = ()
) -> bool:
    """Ask once; True when `verb` (verb and object, 删除 3 户) was chosen. Esc and closing are `safe` (不删除).

    The safe button has the focus; a dangerous verb is red, left of it and well away. `detail` lists what is meant.
    """
    box = Question(parent, sentence, verb, safe=safe, danger=danger)
    for line in detail:
        box.add_line(line)
    return box.exec() == QDialog.DialogCode.Accepted


def ask_text(parent: QWidget, sentence: str, verb: str, *, safe: str, title: str, text: str = "") -> str | None:
    """Ask for one line; None when the safe way was taken."""
    return (
        ask_fields(parent, sentence, verb, safe=safe, fields=(Field("text", title),), texts={"text": text}) or {}
    ).get("text")


def ask_fields(
    parent: QWidget,
    sentence: str,
    verb: str,
    *,
    safe: str,
    fields: Sequence[Field],
    texts: Mapping[str, str] | None = None,
    take: Take | None = None,
) -> dict[str, str] | None:
    """Ask for a few fields as texts; None when the safe way was taken.

    `take(texts)` may refuse with a UserError: its sentence is shown at its field and the dialog stays open.
    """
    box = FieldsQuestion(parent, sentence, verb, safe=safe, fields=fields, texts=texts or {}, take=take)
    return box.texts() if box.exec() == QDialog.DialogCode.Accepted else None


class Question(QDialog):
    """The dialog itself, for tests and for the one place that adds widgets to it."""

    def __init__(self, parent: QWidget | None, sentence: str, verb: str, *, safe: str, danger: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(verb)
        self.setModal(True)
        self._body = QWidget()
        self._body.setProperty("kind", "clear")
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(em(self, 0.5))
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setMinimumWidth(chars(self, 22))
        self._lines.addWidget(self.sentence)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verb = QPushButton(verb)
        self.verb.setProperty("kind", "danger" if danger else "primary")
        self.verb.setAutoDefault(False)
        self.verb.clicked.connect(self.on_verb_clicked)
        self.safe = QPushButton(safe)
        self.safe.clicked.connect(self.reject)
        bar = QHBoxLayout()
        bar.addStretch(1)
        for button in (self.verb, self.safe) if danger else (self.safe, self.verb):
            bar.addWidget(button)
        bar.setSpacing(24 if danger else em(self, 0.6))
        whole = QVBoxLayout(self)
        gap = em(self, 1.25)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.setSpacing(gap)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(bar)
        self.safe.setFocus()
        self.safe.setDefault(True)

    def add_line(self, line: str) -> None:
        """One more line under the sentence."""
        label = QLabel(line)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("kind", "quiet")
        self._lines.addWidget(label)

    def add_widget(self, widget: QWidget) -> None:
        """A widget under the sentence."""
        self._lines.addWidget(widget)

    def exec(self) -> int:
        """Show it and wait; never larger than nine tenths of the screen, so that the buttons can always be reached."""
        self._fit()
        return super().exec()

    def on_verb_clicked(self) -> None:
        """The verb was chosen."""
        self.accept()

    def _fit(self) -> None:
        room = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry().size() * 0.9
        width = min(room.width(), max(self.minimumSizeHint().width(), chars(self, 26)))
        body = self._body.layout()
        needed = max(self._body.sizeHint().height(), body.totalHeightForWidth(width - 3 * em(self)) if body else 0)
        self._scroll.setMinimumHeight(min(needed + 4, room.height() - em(self, 7)))
        self.resize(width, min(room.height(), self.sizeHint().height()))


class FieldsQuestion(Question):
    """A question with a few lines to fill in; the first line has the focus and Enter is the verb."""

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        verb: str,
        *,
        safe: str,
        fields: Sequence[Field],
        texts: Mapping[str, str],
        take: Take | None = None,
    ) -> None:
        super().__init__(parent, sentence, verb, safe=safe)
        self._take = take
        self.lines: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setVerticalSpacing(em(self, 0.5))
        above = em(self) >= SIZES[2]  # labels stand above their lines in the larger sizes
        wrap = QFormLayout.RowWrapPolicy.WrapAllRows if above else QFormLayout.RowWrapPolicy.DontWrapRows
        form.setRowWrapPolicy(wrap)
        form.setContentsMargins(0, 0, 0, 0)
        for field in fields:
            line = QLineEdit(texts.get(field.name, ""))
            line.setPlaceholderText(field.hint)
            line.setMinimumWidth(chars(self, min(field.width, 12)))
            line.setAccessibleName(field.title)
            form.addRow(f"{field.title} *" if field.required else field.title, line)
            self.lines[field.name] = line
        holder = QWidget()
        holder.setLayout(form)
        self.add_widget(holder)
        self.problem = QLabel()
        self.problem.setProperty("kind", "wrong")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.add_widget(self.problem)
        self.safe.setDefault(False)
        self.verb.setDefault(True)
        next(iter(self.lines.values())).setFocus()

    def texts(self) -> dict[str, str]:
        """What was typed, by field name."""
        return {name: line.text().strip() for name, line in self.lines.items()}

    def on_verb_clicked(self) -> None:
        """Offer the texts to `take`; stay open with its sentence when it refuses."""
        try:
            if self._take:
                self._take(self.texts())
        except UserError as error:
            self._refuse(error)
        else:
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter moves to the next empty line first, then is the verb."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for line in self.lines.values():
                if not line.text() and line is not self.focusWidget():
                    line.setFocus()
                    return
        super().keyPressEvent(event)

    def _refuse(self, error: UserError) -> None:
        self.problem.setText(error.message)
        self.problem.show()
        self._fit()
        if error.field in self.lines:
            self.lines[error.field].setFocus()

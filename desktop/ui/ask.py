"""The only dialog helper: one sentence, verbs on the buttons, and the safe way has the focus."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.spec import Field
from desktop.ui.editors import Editor
from desktop.ui.form import Form, FormWays
from desktop.ui.style import chars, em


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


def ask_fields(
    parent: QWidget,
    sentence: str,
    verb: str,
    *,
    safe: str,
    fields: Sequence[Field],
    today: date,
    texts: Mapping[str, str] | None = None,
    secret: Collection[str] = (),
    ways: FormWays | None = None,
    watch: "Callable[[FieldsQuestion], None]" = lambda _box: None,
) -> dict[str, Any] | None:
    """Ask for a few fields as a form does; their values by name, or None when the safe way was taken.

    `texts` are what stands in them at first, `secret` names those that are typed unseen, `ways` is for records to pick.
    `watch` is handed the dialog before it is shown, to keep a draft of it.
    """
    box = FieldsQuestion(parent, sentence, verb, safe=safe, form=Form(fields, today=today, ways=ways))
    box.fill(texts or {}, secret)
    watch(box)
    return box.values if box.exec() == QDialog.DialogCode.Accepted else None


class Question(QDialog):
    """The dialog itself, for tests and for the few places that add widgets to it."""

    wide = 26  # characters, unless its words need more

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

    def put_first(self, widget: QWidget) -> None:
        """A widget above the sentence."""
        self._lines.insertWidget(0, widget)

    def exec(self) -> int:
        """Show it and wait; never larger than nine tenths of the screen, so that the buttons can always be reached."""
        self._fit()
        return super().exec()

    def on_verb_clicked(self) -> None:
        """The verb was chosen."""
        self.accept()

    def _room(self) -> QSize:
        return (self.screen() or QGuiApplication.primaryScreen()).availableGeometry().size() * 0.9

    def _needs(self) -> int:
        """The width that what is inside has to have, a bar to scroll it included."""
        return self._body.minimumSizeHint().width() + 3 * em(self) + self._scroll.verticalScrollBar().sizeHint().width()

    def _fit(self) -> None:
        room = self._room()
        width = min(room.width(), max(self.minimumSizeHint().width(), self._needs(), chars(self, self.wide)))
        body = self._body.layout()
        needed = max(self._body.sizeHint().height(), body.totalHeightForWidth(width - 3 * em(self)) if body else 0)
        self._scroll.setMinimumHeight(min(needed + 4, room.height() - em(self, 7)))
        self.resize(width, min(room.height(), self.sizeHint().height()))


class FieldsQuestion(Question):
    """A question with a small form; its first field has the focus, Enter goes on and is the verb in the end."""

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        verb: str,
        *,
        safe: str,
        form: Form,
        danger: bool = False,
    ) -> None:
        super().__init__(parent, sentence, verb, safe=safe, danger=danger)
        self.form = form
        self.values: dict[str, Any] = {}
        self.add_widget(form)
        if any(field.kind == "record" for field in form.fields):
            self.setMinimumHeight(em(self, 24))  # the results of a picker lie within the dialog
        self.safe.setDefault(False)
        self.verb.setDefault(True)

    def fill(self, texts: Mapping[str, str], secret: Collection[str] = ()) -> None:
        """Put texts in, hide what is secret, and start in the first field with its text selected, to be typed over."""
        self.form.set_texts(texts)
        for name in secret:
            self._editor(name).hide_typing()
        self.focus_first()

    def on_verb_clicked(self) -> None:
        """Check the fields; stay open with the sentence beside what does not fit."""
        if not self.form.check():
            self.form.problems.say("")  # so few fields need no summary
            self._fit()
            return
        self.values = self.form.values()
        self.accept()

    def focus_first(self) -> None:
        """Go on in the first field."""
        self._editor(self.form.fields[0].name).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on to the next empty field, and is the verb after the last."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = self.focusWidget()
            names = [field.name for field in self.form.fields]
            at = next((at for at, name in enumerate(names) if held and self._editor(name).isAncestorOf(held)), -1)
            for name in names[at + 1 :] if at >= 0 else ():
                if not self._editor(name).text().strip():
                    self._editor(name).setFocus(Qt.FocusReason.TabFocusReason)
                    return
        super().keyPressEvent(event)

    def _editor(self, name: str) -> Editor:
        return self.form.cells[name].editor

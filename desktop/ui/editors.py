"""The editors of a form's fields by their kind: each holds a text, says when it changed and when it was left."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from desktop import codes
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard.fields import text as text_of
from desktop.ui.style import em

RADIOS = 4  # up to so many codes are seen at once, more are a combo box


class Editor(QWidget):
    """What a form knows of an editor. `text()` is what drafts keep and what `standard.fields.parse` reads."""

    edited = Signal()  # the committed text is another one; never during an input method's composition
    left = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(em(self, 0.4))

    def hold(self, inner: QWidget) -> None:
        """Take the widget that gets the focus."""
        inner.setAccessibleName(self.field.title)
        inner.installEventFilter(self)
        self.setFocusProxy(inner)
        self.row.addWidget(inner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leaving to another widget is leaving; a menu or another window is not."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            away = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
            if event.reason() not in away:
                self.left.emit()
        return False

    def text(self) -> str:
        """What is in the editor."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put a text in, without `edited`."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a stored value."""
        self.set_text(text_of(self.field, value))

    def set_wrong(self, wrong: bool) -> None:
        """Frame it red, or not."""

    def hide_typing(self) -> None:
        """Show dots for what is typed, where it is typed in a line."""

    def set_read_only(self) -> None:
        """Show only: changed by a deed, never here."""
        self.setEnabled(False)


def frame_wrong(widget: QWidget, wrong: bool) -> None:
    """Give a line the red frame of the style sheet, or take it off."""
    state = "wrong" if wrong else ""
    if (widget.property("state") or "") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class LineEditor(Editor):
    """One line: names, numbers, doors, areas, money, and everything without an editor of its own."""

    def __init__(self, field: Field, parent: QWidget | None = None, *, line: QLineEdit | None = None) -> None:
        super().__init__(field, parent)
        self.line = line or QLineEdit()
        self.line.setPlaceholderText(field.hint or (_("必填") if field.required else ""))
        self.line.setMinimumWidth(em(self, 5))
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        if field.kind in {"phone", "citizen_id", "number", "area", "money", "door"}:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.hold(self.line)

    def text(self) -> str:
        """The line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put a text in."""
        with QSignalBlocker(self.line):
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def set_wrong(self, wrong: bool) -> None:
        """Frame the line."""
        frame_wrong(self.line, wrong)

    def hide_typing(self) -> None:
        """A password: dots, and no input method that would remember it."""
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def set_read_only(self) -> None:
        """It can be selected and copied; nothing asks for what cannot be typed here."""
        self.line.setReadOnly(True)
        self.line.setPlaceholderText("")
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class LongEditor(Editor):
    """Several lines; Tab leaves it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(field.hint)
        self.box.setFixedHeight(em(self, 5.4))
        self.box.textChanged.connect(self.edited)
        self.hold(self.box)

    def text(self) -> str:
        """All lines."""
        return self.box.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text in."""
        with QSignalBlocker(self.box):
            self.box.setPlainText(text)

    def set_read_only(self) -> None:
        """It can be selected and copied, as a line."""
        self.box.setReadOnly(True)
        self.box.setPlaceholderText("")


class RadioEditor(Editor):
    """A code of a short table: all of it is seen; arrows move, a second click on a field not required empties it."""

    def __init__(self, field: Field, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.codes = [code for code, _label in entries]
        self.group = QButtonGroup(self)
        for at, (_code, label) in enumerate(entries):
            radio = QRadioButton(label)
            self.group.addButton(radio, at)
            self.hold(radio)
        self.row.addStretch(1)
        self._let_tab_come()
        self.group.idClicked.connect(lambda _at: self.edited.emit())

    def text(self) -> str:
        """The code chosen, or nothing."""
        at = self.group.checkedId()
        return self.codes[at] if at >= 0 else ""

    def set_text(self, text: str) -> None:
        """Choose a code; nothing or an unknown one chooses none."""
        self.group.setExclusive(False)
        for at, code in enumerate(self.codes):
            self.group.button(at).setChecked(code == text)
        self.group.setExclusive(True)
        self._let_tab_come()

    def _let_tab_come(self) -> None:
        """Tab comes to the code that is chosen, or to the first; the arrows come to the others."""
        chosen = self.group.button(max(0, self.group.checkedId()))
        for button in self.group.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(chosen)


class ComboEditor(Editor):
    """A code of a longer table; the wheel does not change it, so that scrolling past is harmless."""

    def __init__(self, field: Field, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QComboBox()
        self.box.setMaxVisibleItems(14)
        self.box.setMinimumWidth(em(self, 6))
        self.box.addItem(_("（{hint}）").format(hint=field.hint) if field.hint else _("（未填）"), "")
        for code, label in entries:
            self.box.addItem(label, code)
        self.box.currentIndexChanged.connect(lambda _at: self.edited.emit())
        self.hold(self.box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the wheel scroll the page."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def text(self) -> str:
        """The code chosen, or nothing."""
        return str(self.box.currentData() or "")

    def set_text(self, text: str) -> None:
        """Choose a code; an unknown one is kept as an entry of its own, never dropped silently."""
        with QSignalBlocker(self.box):
            at = self.box.findData(text)
            if at < 0:
                self.box.addItem(text, text)
                at = self.box.count() - 1
            self.box.setCurrentIndex(at)


class FlagEditor(Editor):
    """A box to tick."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QCheckBox(field.hint or _("有"))
        self.box.clicked.connect(lambda _on: self.edited.emit())
        self.hold(self.box)

    def text(self) -> str:
        """1 or nothing."""
        return "1" if self.box.isChecked() else ""

    def set_text(self, text: str) -> None:
        """Tick or not."""
        self.box.setChecked(bool(text))


def entries_of(field: Field) -> list[tuple[str, str]]:
    """The codes of a field with their labels; without the finer codes when the table has levels."""
    found = codes.entries(field.codes)
    wide = [entry for entry in found if not entry.parent]
    return [(entry.code, entry.label) for entry in (wide if len(found) > 60 else found)]


Make = Callable[[Field], Editor]


def code_editor(field: Field) -> Editor:
    """Radio buttons for short tables, a combo box for longer ones."""
    entries = entries_of(field)
    return RadioEditor(field, entries) if len(entries) <= RADIOS else ComboEditor(field, entries)

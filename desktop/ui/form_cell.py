"""One field of a form: its label, its editor, its unit, and below it what is wrong with what was typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.editors import Editor
from desktop.ui.style import em, sized


class FormCell(QWidget):
    """The part right of (or below) the label; `label` is placed by the form."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        field = editor.field
        self.editor = editor
        title = _("{title} *").format(title=field.title) if field.required else field.title
        title = title.replace(" *", "\N{NO-BREAK SPACE}*")  # the star never stands on a line of its own
        self.label = QLabel(title, self)  # without a parent, showing it would open a window
        self.label.setProperty("kind", "quiet")
        self.label.setBuddy(editor)
        self.label.setToolTip(_("必填") if field.required else "")
        self.problem = WrapLabel()
        self.problem.setProperty("kind", "wrong")
        self.problem.hide()
        self.doubt = WrapLabel()
        self.doubt.setProperty("state", "soon")
        self.doubt.hide()
        line = QHBoxLayout()
        line.setSpacing(em(self, 0.5))
        line.addWidget(editor, 1)
        if field.unit:
            unit = QLabel(field.unit)
            unit.setProperty("kind", "quiet")
            line.addWidget(unit)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.25))
        whole.addLayout(line)
        whole.addWidget(self.problem)
        whole.addWidget(self.doubt)

    def put_label(self, *, above: bool, first: bool) -> None:
        """Take the label in above the editor, or align it level with the editor for its place in the form."""
        self.label.setWordWrap(not above)  # beside the field a long title takes a second line, not the field's room
        if above:
            self._whole.insertWidget(0, self.label)
        else:
            self._whole.removeWidget(self.label)
            self.label.setParent(self.parentWidget())
            self.label.setMinimumWidth(self._label_width(first=first))
        right, top = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignTop
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft if above else right | top)
        self.label.setContentsMargins(0, 0 if above else em(self, 0.55), 0, 0)

    def _label_width(self, *, first: bool) -> int:
        """The least, in pixels: a required title in the `first` column keeps to one line, others may take two."""
        least, most = em(self, 5.6), em(self, 7.3)  # 工作单位或学校 on one line
        if not first:
            return most
        words = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 1
        return max(least, min(most, words)) if self.editor.field.required else least

    def complain(self, sentence: str) -> None:
        """Say what is wrong and frame the editor; nothing takes both away."""
        self.problem.setText(sentence)
        self.problem.fit()
        self.problem.setVisible(bool(sentence))
        self.editor.set_wrong(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        if sentence:
            self.remind("")

    def remind(self, sentence: str) -> None:
        """Say, in amber, what may be saved but looks wrong."""
        self.doubt.setText(_("提醒：{sentence}").format(sentence=sentence) if sentence else "")
        self.doubt.fit()
        self.doubt.setVisible(bool(sentence))


class WrapLabel(QLabel):
    """A sentence that takes as many lines as it needs: nested layouts ask for the height of one line only."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the height to the width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the words need at this width."""
        need = self.heightForWidth(self.width())
        if need > 0 and need != self.minimumHeight():
            self.setMinimumHeight(need)


def heading_font(widget: QWidget) -> QFont:
    """The font of a section's heading."""
    return sized(widget, 1.0, bold=True)

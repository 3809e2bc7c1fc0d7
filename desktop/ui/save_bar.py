"""The bar at the foot of a form: when it was last saved, and the ways out of a change."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.style import em, hairline


class SaveBar(QWidget):
    """取消修改, 保存并下一户, 保存: the buttons are there from the first change on; the note is there always."""

    saved = Signal()
    saved_on = Signal()  # save, then the next record
    cancelled = Signal()

    def __init__(self, *, then: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = QLabel()
        self.note.setProperty("kind", "quiet")
        self.cancel = QPushButton(_("取消修改"))
        self.cancel.clicked.connect(self.cancelled)
        self.then = QPushButton(then)
        self.then.clicked.connect(self.saved_on)
        self.save = QPushButton(_("保存"))
        self.save.setProperty("kind", "primary")
        self.save.setToolTip(_("保存（Ctrl+S）"))
        self.save.clicked.connect(self.saved)
        self._has_then = bool(then)
        row = QHBoxLayout()
        row.setContentsMargins(0, em(self, 0.6), 0, em(self, 0.2))
        row.setSpacing(em(self, 0.6))
        row.addWidget(self.note)
        row.addStretch(1)
        for button in (self.cancel, self.then, self.save):
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        self.setMinimumHeight(em(self, 3.2))
        self.show_changed(on=False)

    def show_changed(self, *, on: bool, then: bool = True) -> None:
        """Show or hide the buttons; `then` False where no record comes next."""
        for button in (self.cancel, self.save):
            button.setVisible(on)
        self.then.setVisible(on and then and self._has_then)

    def show_busy(self, *, on: bool) -> None:
        """While a save is under way nothing can be pressed twice."""
        for button in (self.cancel, self.then, self.save):
            button.setEnabled(not on)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The hairline above."""
        painter = QPainter(self)
        painter.setPen(hairline(self.palette()))
        painter.drawLine(0, 0, self.width(), 0)

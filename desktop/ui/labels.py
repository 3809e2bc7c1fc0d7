"""Labels for words that may be longer than their place."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from desktop.ui.style import em, sized

SEPARATED = " · "


class Elided(QLabel):
    """One line that ends in … when there is no room; the whole of it is the tooltip then."""

    least = 2.0  # times the text size: narrower it never gets

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two characters, or what `least` says: it gives way before anything else does."""
        return QSize(em(self, self.least) if self.text() else 0, super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """What stands on the screen at the present width."""
        return QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what fits."""
        words = self.shown_text()
        self.setToolTip(self.text() if words != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, words)


class Counted(Elided):
    """Counts with · between them: one that has no room is left out whole, for a number that is cut is another one."""

    def shown_text(self) -> str:
        """As many of the counts as there is room for."""
        parts = self.text().split(SEPARATED)
        metrics = QFontMetrics(self.font())
        fit = (SEPARATED.join(parts[:many]) for many in range(len(parts), 0, -1))
        return next((words for words in fit if metrics.horizontalAdvance(words) <= self.width()), "")


class Heading(Elided):
    """A title, `factor` times the text size; it follows a change of the text size."""

    def __init__(self, text: str = "", *, factor: float = 1.43, bold: bool = True) -> None:
        super().__init__(text)
        self._factor, self._bold = factor, bold
        self.refresh()

    def refresh(self) -> None:
        """Take the program's text size anew."""
        font = sized(QApplication.font(), self._factor, bold=self._bold)
        if font != self.font():
            self.setFont(font)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.refresh()

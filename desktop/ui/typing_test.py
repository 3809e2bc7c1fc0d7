"""A line to try the input method in: it says what came in, while it is composed and when it is committed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.style import em


class HearingLine(QLineEdit):
    """`heard(preedit, committed, typed)`: what the input method shows, what it gave, what the keyboard gave itself."""

    heard = Signal(str, str, str)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Tell what came from the input method."""
        preedit, committed = event.preeditString(), event.commitString()
        super().inputMethodEvent(event)
        self.heard.emit(preedit, committed, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tell what came as a plain key."""
        super().keyPressEvent(event)
        if event.text().isprintable() and event.text():
            self.heard.emit("", "", event.text())


class TypingTest(QWidget):
    """The line and a sentence under it; `result` is what a technician is told, without what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.line = HearingLine()
        self.line.setPlaceholderText(_("在这里试打几个汉字"))
        self.line.setAccessibleName(_("输入法试打"))
        self.said = QLabel(_("还没有试打。"))
        self.said.setProperty("kind", "quiet")
        self.said.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.4))
        whole.addWidget(self.line)
        whole.addWidget(self.said)
        self._composed = self._committed = self._typed = 0
        self.line.heard.connect(self._hear)

    @property
    def result(self) -> str:
        """Counts only."""
        if not (self._composed or self._committed or self._typed):
            return _("没有试打")
        words = _("拼写 {composed} 次，上屏 {committed} 个字，直接按键 {typed} 个")
        return words.format(composed=self._composed, committed=self._committed, typed=self._typed)

    def _hear(self, preedit: str, committed: str, typed: str) -> None:
        self._composed += bool(preedit)
        self._committed += len(committed)
        self._typed += len(typed)
        if preedit:
            self.said.setText(_("正在拼写：{text}。输入法接上了，选好字再上屏。").format(text=preedit))
        elif committed:
            self.said.setText(_("已上屏：{text}。输入法正常。").format(text=committed))
        elif typed:
            self.said.setText(_("收到按键：{text}。要打汉字，先切换到中文输入法。").format(text=typed))

"""The small window that stays while the daily backup is made at the end, so that nobody switches off too early."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.labels import Heading
from desktop.ui.style import chars, em


class Closing(QWidget):
    """`ended` is sent when the person has read that the backup did not succeed."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        self.setWindowTitle(_("正在备份"))
        self.title = Heading(_("正在备份…"), factor=1.14)
        self.sentence = QLabel(_("今天的修改都已保存。备份并核对完就自动关闭，请先不要关机。"))
        self.sentence.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.close_now = QPushButton(_("知道了，关闭程序"))
        self.close_now.setProperty("kind", "primary")
        self.close_now.clicked.connect(self.ended)
        self.close_now.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_now)
        whole = QVBoxLayout(self)
        pad = em(self, 1.5)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.8))
        for part in (self.title, self.sentence, self.bar):
            whole.addWidget(part)
        whole.addLayout(row)
        self.setFixedWidth(chars(self, 26))

    def refuse(self, sentence: str) -> None:
        """The backup did not succeed: say so, and end only when it was read."""
        self.setWindowTitle(_("没有备份成"))
        self.title.setText(_("没有备份成"))
        self.sentence.setText(sentence)
        self.bar.hide()
        self.close_now.show()
        self.close_now.setFocus()
        self.adjustSize()

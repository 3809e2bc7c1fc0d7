"""The grey line above a list while it is read: nothing at first, words after 300 ms, a way out after 2 s."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from desktop.base.text import _
from desktop.ui.style import em

WORDS_AFTER_MS = 300
WAY_OUT_AFTER_MS = 2000


class LoadingLine(QWidget):
    """Call `start` and `stop`; short readings never show anything, so nothing flickers."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(_("正在读取…"))
        self.words.setProperty("kind", "quiet")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(em(self, 0.5))
        self.stop_reading = QPushButton(_("取消读取"))
        self.stop_reading.setProperty("kind", "link")
        self.stop_reading.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addWidget(self.stop_reading)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        self.soon, self.late = QTimer(self), QTimer(self)
        for timer, after, act in (
            (self.soon, WORDS_AFTER_MS, self.show_words),
            (self.late, WAY_OUT_AFTER_MS, self.show_way_out),
        ):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(act)

    def start(self) -> None:
        """A reading has begun."""
        if not self.soon.isActive() and not self.isVisible():
            self.soon.start()
            self.late.start()

    def stop(self) -> None:
        """It has ended, well or not."""
        self.soon.stop()
        self.late.stop()
        self.hide()

    def show_words(self) -> None:
        """Say that it takes a moment."""
        self.bar.hide()
        self.stop_reading.hide()
        self.show()

    def show_way_out(self) -> None:
        """Offer to stop."""
        self.bar.show()
        self.stop_reading.show()
        self.show()

    def _cancel(self) -> None:
        self.stop()
        self.cancelled.emit()

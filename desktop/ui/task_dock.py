"""The list of long work at the lower left: how far it is, how long it takes, and a way to stop it."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.icons import icon
from desktop.ui.labels import Elided
from desktop.ui.progress import LongWork
from desktop.ui.style import em
from desktop.ui.tasks import Tasks


class WorkRow(QWidget):
    """One long work."""

    def __init__(self, work: LongWork) -> None:
        super().__init__()
        self.work = work
        self.title = Elided(work.title)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = Elided()
        self.words.setProperty("kind", "quiet")
        self.stop = QPushButton()
        self.stop.setIcon(icon("x", "quiet"))
        self.stop.setProperty("kind", "quiet")
        self.stop.setToolTip(_("取消"))
        self.stop.setAccessibleName(_("取消 {title}").format(title=work.title))
        self.stop.clicked.connect(work.cancel)
        first = QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addWidget(self.stop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.2))
        whole.addLayout(first)
        whole.addWidget(self.bar)
        whole.addWidget(self.words)
        work.moved.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how far it is."""
        work = self.work
        self.bar.setRange(0, work.total)
        self.bar.setValue(work.done)
        self.stop.setEnabled(not work.stopping)
        self.words.setText(self._sentence())

    def _sentence(self) -> str:
        work = self.work
        if work.stopping:
            return _("正在停下…")
        if not work.total:
            return work.note or _("正在准备…")
        left = work.seconds_left(time.monotonic())
        if left is None:
            return _("{done} / {total}").format(done=work.done, total=work.total)
        return _("{done} / {total}，约剩 {left}").format(done=work.done, total=work.total, left=duration(left))


def duration(seconds: int) -> str:
    """Seconds in words, rounded to what matters."""
    if seconds < 60:
        return _("{seconds} 秒").format(seconds=max(1, seconds))
    return _("{minutes} 分钟").format(minutes=round(seconds / 60))


class TaskDock(QFrame):
    """Shows itself only while there is long work."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.setAccessibleName(_("任务"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(em(self, 0.75), em(self, 0.5), em(self, 0.4), em(self, 0.5))
        self.rows: dict[LongWork, WorkRow] = {}
        tasks.work_started.connect(self.on_work_started)
        tasks.work_ended.connect(self.on_work_ended)
        for work in tasks.long_work:
            self.on_work_started(work)
        self.setVisible(bool(self.rows))

    def on_work_started(self, work: LongWork) -> None:
        """One more line."""
        row = WorkRow(work)
        self.rows[work] = row
        self._column.addWidget(row, 0, Qt.AlignmentFlag.AlignBottom)
        self.show()

    def on_work_ended(self, work: LongWork) -> None:
        """Its line goes; the one who asked says how it ended."""
        self.rows.pop(work).deleteLater()
        self.setVisible(bool(self.rows))

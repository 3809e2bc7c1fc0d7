"""The first step of filling a table: an empty table from outside, or one that was filled before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.ui.icons import icon
from desktop.ui.import_pages import FileStep
from desktop.ui.labels import Heading
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

if TYPE_CHECKING:  # see fill_jobs
    from desktop.standard.filling.memory import Kept

_SHAPES = "*.xlsx *.csv *.et"


class TableStep(QWidget):
    """The place to drop a table on, and below it 我的表, hidden while there is none."""

    filled_again = Signal(object)  # Kept
    renamed = Signal(object)
    forgotten = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.file = FileStep(
            _("选一张要填的空表"),
            _("把别的部门的空表拖到这里。表头和下拉选项不变，填好的另存一份。"),
            shapes=_SHAPES,
        )  # fmt: skip
        gap = em(self, 0.6)
        if (inside_file := self.file.layout()) is not None:
            inside_file.setContentsMargins(gap, gap, gap, gap)  # 我的表 needs the room
        self.table = PlainTable((Head(_("表名"), 16), Head(_("发表单位"), 9), Head(_("上次填"), 7), Head(_("文件"))))
        self.again = QPushButton(icon("refresh-cw"), _("再填一次"))
        self.rename = QPushButton(icon("pencil"), _("改名…"))
        self.forget = QPushButton(_("从列表去掉"))
        for button, signal in (
            (self.again, self.filled_again), (self.rename, self.renamed), (self.forget, self.forgotten),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, signal=signal: self._send(signal))
        self.table.opened.connect(self.filled_again)
        self.mine = QFrame()
        self.mine.setProperty("kind", "card")
        top = QHBoxLayout()
        top.addWidget(Heading(_("我的表"), factor=1.0))
        top.addStretch(1)
        for button in (self.forget, self.rename, self.again):
            top.addWidget(button)
        inside = QVBoxLayout(self.mine)
        pad = em(self, 0.6)
        inside.setContentsMargins(pad, pad, pad, pad)
        inside.addLayout(top)
        inside.addWidget(self.table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.file, 3)
        whole.addWidget(self.mine, 3)
        self.show_mine(())

    def show_mine(self, tables: "Sequence[Kept]") -> None:
        """The tables that were filled before."""
        lines = [
            Line((one.name, one.agency or "—", f"{local_time(one.used_at):%Y-%m-%d}", one.file), one) for one in tables
        ]
        self.table.show_lines(lines)
        self.mine.setVisible(bool(lines))

    def focus_first(self) -> None:
        """The tables, when there are any; else the button."""
        (self.table if self.table.lines else self.file.choose).setFocus()

    def _send(self, signal: Signal) -> None:
        if self.table.current is not None:
            signal.emit(self.table.current)  # type: ignore[attr-defined]  # bound to this widget

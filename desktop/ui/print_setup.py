"""The printers of this PC on the settings page: which one is usual, and how far each is off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.printing.page import Offset
from desktop.standard import print_choices
from desktop.standard.print_choices import Known
from desktop.ui.icons import icon
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.print_offset import ask_offset, offset_words
from desktop.ui.print_runner import PrintRunner
from desktop.ui.style import em

_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Printer:
    name: str
    offset: Offset
    usual: bool


class PrinterSetup(QWidget):
    """A short table with three deeds under it; what is set holds for everybody on this PC."""

    def __init__(self, runner: PrintRunner) -> None:
        super().__init__()
        self._runner, self._desk = runner, runner.desk
        self._names: tuple[str, ...] = ()
        self._known = Known("", {})
        self.table = PlainTable((Head(_("打印机"), 7), Head(_("套打微调"), 9), Head(_("常用"))))
        self.none = QLabel(_("这台电脑没有装打印机。在系统里装好后，重新打开这一页。"))
        self.none.setProperty("kind", "quiet")
        self.none.setWordWrap(True)
        self.usual = QPushButton(_("设为常用"))
        self.nudge = QPushButton(_("套打微调…"))
        self.test = QPushButton(icon("printer"), _("打印测试页"))
        for button, act in ((self.usual, self.make_usual), (self.nudge, self.ask_offset), (self.test, self.print_test)):
            button.clicked.connect(lambda _on=False, act=act: act())
        self.table.picked.connect(self._enable)
        row = QHBoxLayout()
        for button in (self.usual, self.nudge, self.test):
            row.addWidget(button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.5))
        for part in (self.table, self.none):
            whole.addWidget(part)
        whole.addLayout(row)
        self._show()
        runner.moved.connect(self.reload)
        self._desk.tasks.compute(self, runner.spool.printers, self._found, failed=lambda _error: None)
        self.reload()

    def reload(self) -> None:
        """Read what was set."""
        self._desk.tasks.read(self, print_choices.known, self._take, failed=lambda _error: None, key="printers")

    def make_usual(self) -> None:
        """Offer this one first."""
        if self.table.current is not None:
            self._runner.make_usual(self.table.current.name)

    def ask_offset(self) -> None:
        """How far it is off."""
        row = self.table.current
        if row is None:
            return

        def test(offset: Offset) -> None:
            self._runner.nudge(row.name, offset)
            self._runner.print_test_page(row.name)

        offset = ask_offset(self, row.name, row.offset, test=test)
        self.nudge.setFocus()
        if offset is not None:
            self._runner.nudge(row.name, offset)

    def print_test(self) -> None:
        """A page with a ruler."""
        if self.table.current is not None:
            self._runner.print_test_page(self.table.current.name)
            self._desk.say(_("测试页已放入打印队列。"))

    def _found(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._show()

    def _take(self, known: Known) -> None:
        self._known = known
        self._show()

    def _show(self) -> None:
        usual = self._known.usual if self._known.usual in self._names else (self._names[0] if self._names else "")
        rows = [_Printer(name, self._known.offset(name), name == usual) for name in self._names]
        self.table.show_lines([_line(row) for row in rows])
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.table.setFixedHeight(em(self, 2.4) * (min(len(rows), _MOST_SHOWN) + 1) + 4)
        self._enable(self.table.current)

    def _enable(self, row: Any) -> None:
        self.usual.setEnabled(row is not None and not row.usual)
        self.nudge.setEnabled(row is not None)
        self.test.setEnabled(row is not None)


def _line(row: _Printer) -> Line:
    return Line((row.name, offset_words(row.offset), _("常用") if row.usual else ""), row)

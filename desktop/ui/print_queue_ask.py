"""The questions of the print queue: from which page, on which printer, which prints go into one packet."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QDialog, QSpinBox, QWidget

from desktop.base.text import _
from desktop.standard.print_queue import JobRow
from desktop.ui.ask import Question
from desktop.ui.check_list import CheckList
from desktop.ui.style import chars, em

_MOST_SHOWN = 8


class PageQuestion(Question):
    """From which page on; offered is the one after the last that went out."""

    def __init__(self, parent: QWidget, row: JobRow) -> None:
        sentence = _("“{title}”共 {total} 页，从第几页接着打？已经打过的页会再打一遍，并记入打印记录。").format(
            title=row.title, total=row.total
        )
        super().__init__(parent, sentence, _("从这一页打"), safe=_("不打"))
        self.page = QSpinBox()
        self.page.setRange(1, row.total)
        self.page.setValue(min(row.done + 1, row.total) if row.begun else 1)
        self.page.setAccessibleName(_("从第几页打"))
        self.page.setPrefix(_("第 "))
        self.page.setSuffix(_(" 页"))
        self.add_widget(self.page)
        if row.choice.copies > 1:
            self.add_line(
                _("打 {copies} 份，每份 {pages} 页，页数从第一份数起。").format(
                    copies=row.choice.copies, pages=row.pages
                )
            )
        if row.choice.both_sides:
            self.add_line(_("双面打印从整张纸的正面开始。"))
        self.page.setFocus()
        self.page.selectAll()


class PrinterQuestion(Question):
    """Which of the printers of this machine."""

    def __init__(self, parent: QWidget, names: Sequence[str], chosen: str, *, verb: str) -> None:
        super().__init__(parent, _("用哪一台打印机？"), verb, safe=_("不改"))
        self.printer = QComboBox()
        self.printer.addItems(list(names))
        self.printer.setCurrentIndex(max(0, self.printer.findText(chosen)))
        self.printer.setAccessibleName(_("打印机"))
        self.add_widget(self.printer)
        self.printer.setFocus()


class PacketQuestion(Question):
    """Which prints go together into one packet."""

    def __init__(self, parent: QWidget, rows: Sequence[JobRow], chosen: UUID | None) -> None:
        super().__init__(
            parent, _("把哪几份装成一个待印包，拿到有打印机的电脑上打？"), _("装成待印包…"), safe=_("不装")
        )
        self.list = CheckList()
        self.list.setAccessibleName(_("要装的打印"))
        for row in rows:
            note = _("{total} 页").format(total=row.total)
            self.list.add(row.title, value=row.id, on=row.id == chosen, note=note)
        self.list.setMinimumSize(chars(self, 16), em(self, 2) * min(len(rows), _MOST_SHOWN) + em(self, 0.5))
        self.add_widget(self.list)
        self.list.ticked.connect(self._enable)
        self._enable()
        self.list.setFocus()

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The ids of what is ticked, in the order of the list."""
        return tuple(value for value in self.list.values() if isinstance(value, UUID))

    def _enable(self) -> None:
        self.verb.setEnabled(bool(self.chosen))


def ask_page(parent: QWidget, row: JobRow) -> int | None:
    """A page from 1, through all copies; None when nothing is to be printed."""
    box = PageQuestion(parent, row)
    return box.page.value() if box.exec() == QDialog.DialogCode.Accepted else None


def ask_printer(parent: QWidget, names: Sequence[str], chosen: str, *, verb: str) -> str:
    """The name of a printer; "" when none was chosen."""
    box = PrinterQuestion(parent, names, chosen, verb=verb)
    return box.printer.currentText() if box.exec() == QDialog.DialogCode.Accepted else ""


def ask_prints(parent: QWidget, rows: Sequence[JobRow], chosen: UUID | None) -> tuple[UUID, ...]:
    """The prints to pack; none when the safe way was taken."""
    box = PacketQuestion(parent, rows, chosen)
    return box.chosen if box.exec() == QDialog.DialogCode.Accepted else ()

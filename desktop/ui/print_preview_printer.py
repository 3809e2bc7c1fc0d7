"""Which printer the pages go to: what the machine has, what this form went to last, drawers and millimetres."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.printing.page import Offset
from desktop.printing.spool import Tray
from desktop.standard.print_choices import Choice, Known
from desktop.ui.print_dialog import ask_system
from desktop.ui.print_offset import ask_offset
from desktop.ui.print_preview_panel import PrintPanel
from desktop.ui.print_preview_wish import Drawn
from desktop.ui.print_runner import PrintRunner


class PrinterChoice(QObject):
    """Fills the printer part of the panel and does what its links say."""

    moved = Signal()  # the pages would come out elsewhere on the paper

    def __init__(self, runner: PrintRunner, panel: PrintPanel, page: QWidget) -> None:
        super().__init__(page)
        self._runner, self._panel, self._page = runner, panel, page
        self._names: tuple[str, ...] | None = None  # not asked yet
        self._drawn: Drawn | None = None
        self._known = Known("", {})
        self.offset = Offset()
        panel.printer_chosen.connect(self.choose)
        panel.offset_asked.connect(self.ask_offset)
        panel.dialog_asked.connect(self.ask_system)
        panel.show_printers((), "")

    def ask(self) -> None:
        """Ask the machine for its printers: one may have been plugged in."""
        self._drawn = None
        spool = self._runner.spool
        self._runner.desk.tasks.compute(self, spool.printers, self._found, failed=lambda _error: None)

    def offer(self, drawn: Drawn) -> None:
        """What this PC remembers of the form came."""
        self._drawn, self._known, self.offset = drawn, drawn.known, drawn.offset
        self._offer()

    def choose(self, name: str) -> None:
        """Another printer, with its own drawers and its own nudge."""
        self._ask_trays(name, "")
        self._take(self._known.offset(name))

    def ask_offset(self) -> None:
        """How far the printer is off."""
        name, runner = self._panel.printer.currentText(), self._runner

        def test(offset: Offset) -> None:
            self._keep(name, offset)
            runner.print_test_page(name)

        offset = ask_offset(self._page, name, self.offset, test=test)
        self._panel.offset.setFocus()
        if offset is not None:
            self._keep(name, offset)

    def ask_system(self) -> None:
        """The system's own window; the paper stays that of the form, whatever it says."""
        if self._drawn is None:
            return
        chosen = ask_system(self._page, self._panel.choice, self._drawn.paper)
        self._panel.dialog.setFocus()
        if chosen is None:
            return
        self._panel.printer.setCurrentIndex(max(0, self._panel.printer.findText(chosen.printer)))
        self._panel.show_choice(chosen)
        self.choose(self._panel.printer.currentText())
        self.moved.emit()

    def _keep(self, name: str, offset: Offset) -> None:
        self._known = Known(self._known.usual, {**self._known.offsets, name: offset})
        self._runner.nudge(name, offset)
        self._take(offset)

    def _take(self, offset: Offset) -> None:
        self._panel.show_offset(offset)
        if offset != self.offset:
            self.offset = offset
            self.moved.emit()

    def _found(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._offer()

    def _offer(self) -> None:
        """Once both are known: the printers of the machine, and which one this form goes to."""
        if self._names is None or self._drawn is None:
            return
        choice = self._drawn.choice or Choice()
        wanted = choice.printer if choice.printer in self._names else self._known.usual
        self._panel.show_printers(self._names, wanted)
        name = self._panel.printer.currentText()
        self._ask_trays(name, choice.tray if name == choice.printer else "")
        self._take(self._known.offset(name))

    def _ask_trays(self, name: str, chosen: str) -> None:
        def show(trays: tuple[Tray, ...]) -> None:
            if name == self._panel.printer.currentText():
                self._panel.show_trays(trays, chosen)

        if name:
            spool = self._runner.spool
            self._runner.desk.tasks.compute(self, lambda: spool.trays(name), show, failed=lambda _error: None)

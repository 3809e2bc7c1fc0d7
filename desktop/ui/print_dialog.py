"""The print window of the system, for what only a driver knows; the paper is never taken from it."""

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QDialog, QWidget

from desktop.printing.page import Paper
from desktop.standard.print_choices import Choice


def ask_system(parent: QWidget, choice: Choice, paper: Paper) -> Choice | None:
    """Show it with what is chosen; what was chosen there, or None when it was closed."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: asks the system for every printer

    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setPrinterName(choice.printer)
    device.setCopyCount(choice.copies)
    duplex = QPrinter.DuplexMode.DuplexAuto if choice.both_sides else QPrinter.DuplexMode.DuplexNone
    device.setDuplex(duplex)
    short, long = sorted((paper.width_mm, paper.height_mm))
    turned = QPageLayout.Orientation.Landscape if paper.landscape else QPageLayout.Orientation.Portrait
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter)
    device.setPageLayout(QPageLayout(size, turned, QMarginsF(), QPageLayout.Unit.Millimeter))
    dialog = QPrintDialog(device, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    both = device.duplex() != QPrinter.DuplexMode.DuplexNone
    return Choice(device.printerName() or choice.printer, choice.tray, max(1, device.copyCount()), both)

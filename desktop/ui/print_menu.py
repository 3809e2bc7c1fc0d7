"""Printers as this machine has them: CUPS, or the print system of Windows painted at 300 dots per inch."""

from typing import Any

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import alerts
from desktop.printing import page as papers
from desktop.printing.page import Paper
from desktop.printing.spool import TO_THE_END, Spooled, Tray
from desktop.printing.windows_spool import WindowsJobs
from desktop.spec import Form

DOTS = 300  # per inch: below it small characters of official forms lose their strokes


class PaintingSpooler:
    """Prints pictures of the pages in true size; for a system that takes no PDF."""

    def __init__(self, jobs: WindowsJobs) -> None:
        self._jobs = jobs
        self._serial = 0

    def printers(self) -> tuple[str, ...]:
        """The names of the printers, the standard one first."""
        from PySide6.QtPrintSupport import QPrinterInfo  # late: asks the system for every printer

        first = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != first, name)))

    def trays(self, printer: str) -> tuple[Tray, ...]:
        """The drawers that the driver names."""
        device = self._device(printer)
        sources: Any = getattr(device, "supportedPaperSources", tuple)()  # this question exists on Windows only
        return tuple(Tray(source.name, alerts.tray(source.name)) for source in sources) if len(sources) > 1 else ()

    def send(
        self,
        pdf: bytes,
        printer: str,
        *,
        title: str,
        paper: Paper,
        copies: int = 1,
        both_sides: bool = False,
        tray: str = "",
        first: int = 1,
        last: int = TO_THE_END,
    ) -> str:
        """Paint pages on `printer` and return the name of the job. Raises UserError when it takes nothing."""
        self._serial += 1
        name = f"{title} {self._serial}"  # two parts of one print are told apart by it
        device = self._device(printer)
        if tray:
            device.setPaperSource(type(device).PaperSource[tray])
        self.paint(
            device, pdf, title=name, paper=paper, copies=copies, both_sides=both_sides, first=first, last=last
        )  # fmt: skip
        return name

    def state(self, job: str, printer: str) -> Spooled:
        """How far a job is: what Windows no longer lists is done."""
        return self._jobs.state(job, printer)

    def cancel(self, job: str) -> None:
        """Take a job back, on whatever printer it waits."""
        self._jobs.cancel(job)

    def paint(
        self,
        device: Any,
        pdf: bytes,
        *,
        title: str,
        paper: Paper,
        copies: int,
        both_sides: bool,
        first: int = 1,
        last: int = TO_THE_END,
    ) -> None:
        """Paint pages of a PDF on a QPrinter; the paper is said again last, because drivers and dialogs forget it."""
        from PySide6.QtPrintSupport import QPrinter  # late, as above

        device.setDocName(title)
        device.setCopyCount(copies)
        device.setResolution(DOTS)
        device.setFullPage(True)
        duplex = QPrinter.DuplexMode.DuplexAuto if both_sides else QPrinter.DuplexMode.DuplexNone
        device.setDuplex(duplex)
        short, long = sorted((paper.width_mm, paper.height_mm))
        turned = QPageLayout.Orientation.Landscape if paper.landscape else QPageLayout.Orientation.Portrait
        size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter)
        device.setPageLayout(QPageLayout(size, turned, QMarginsF(), QPageLayout.Unit.Millimeter))
        painter = QPainter()
        if not painter.begin(device):
            raise UserError(
                _("打印机“{name}”没有收下这份表格，数据没有受影响。请看它是否开机、联机、有纸，再打一次。").format(
                    name=device.printerName()
                )
            )
        from desktop.printing import preview  # late: the PDF reader is loaded with the first preview

        end = preview.page_count(pdf) if last == TO_THE_END else last
        try:
            for index in range(first - 1, end):
                if index >= first:
                    device.newPage()
                picture = page_picture(pdf, index, DOTS / 72)
                painter.drawImage(QRectF(0, 0, device.width(), device.height()), picture)
        finally:
            painter.end()

    def _device(self, printer: str) -> Any:
        from PySide6.QtPrintSupport import QPrinter  # late, as above

        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setPrinterName(printer)
        return device


def page_picture(pdf: bytes, index: int, scale: float) -> QImage:
    """Page `index` (from 0) of a PDF as a picture; `scale` 1 is 72 dots per inch."""
    from desktop.printing import preview  # late: the PDF reader is loaded with the first preview

    width, height, pixels = preview.page_image(pdf, index, scale)
    # The copy owns its bytes: those of the page are gone when this function returns.
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


def paper_of(form: Form) -> Paper:
    """The paper of a form, lying or standing."""
    if form.paper == "A3":
        return papers.A3_LANDSCAPE if form.landscape else papers.A3
    return papers.A4_LANDSCAPE if form.landscape else papers.A4

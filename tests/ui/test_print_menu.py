"""Painting pages for a system that takes no PDF, tried with the same painter into a file; and its print window."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6 import QtPrintSupport
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop.base.errors import UserError
from desktop.printing import preview
from desktop.printing.page import A3_LANDSCAPE, A4, POINTS_PER_MM, Paper
from desktop.printing.spool import CupsSpooler, Spooled, Tray
from desktop.standard.print_choices import Choice
from desktop.ui import printers
from desktop.ui.print_dialog import ask_system
from desktop.ui.print_menu import PaintingSpooler


class FakeJobs:
    """The print queues of Windows, where nothing waits."""

    def __init__(self) -> None:
        self.cancelled: list[str] = []

    def state(self, document: str, printer: str) -> Spooled:
        return Spooled("working", "打印机缺纸")

    def cancel(self, document: str) -> None:
        self.cancelled.append(document)


@pytest.fixture
def painter() -> PaintingSpooler:
    return PaintingSpooler(FakeJobs())  # type: ignore[arg-type]  # stands for winspool


@pytest.fixture
def to_file(painter: PaintingSpooler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every printer writes into a file."""
    path, device = tmp_path / "纸 上.pdf", painter._device

    def make(printer: str) -> Any:
        made = device(printer)
        made.setOutputFileName(str(path))
        return made

    monkeypatch.setattr(painter, "_device", make)
    return path


def sheets(count: int, paper: Paper = A4) -> bytes:
    out = io.BytesIO()
    size = (paper.width_mm * POINTS_PER_MM, paper.height_mm * POINTS_PER_MM)
    canvas = Canvas(out, pagesize=size)
    for number in range(1, count + 1):
        canvas.rect(20 * number, 20, 10, 10, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def leftmost(pdf: bytes, index: int) -> int:
    width, _height, pixels = preview.page_image(pdf, index, 1)
    return min((at // 4) % width for at in range(0, len(pixels), 4) if pixels[at] < 128)


def test_every_page_is_painted_in_true_size(painter: PaintingSpooler, to_file: Path) -> None:
    name = painter.send(sheets(3), "办公室", title="走访通知", paper=A4, copies=1)
    made = to_file.read_bytes()
    assert preview.page_count(made) == 3
    assert [round(leftmost(made, at) / 20) for at in range(3)] == [1, 2, 3]
    assert preview.page_image(made, 0, 1)[:2] == (595, 842)
    assert name == "走访通知 1"


def test_only_the_pages_that_are_asked_for(painter: PaintingSpooler, to_file: Path) -> None:
    painter.send(sheets(5), "办公室", title="走访通知", paper=A4, first=3, last=4, both_sides=True)
    made = to_file.read_bytes()
    assert [round(leftmost(made, at) / 20) for at in range(preview.page_count(made))] == [3, 4]


def test_the_paper_is_that_of_the_form(painter: PaintingSpooler, to_file: Path) -> None:
    painter.send(sheets(1, A3_LANDSCAPE), "办公室", title="架构图", paper=A3_LANDSCAPE, tray="Lower")
    width, height = preview.page_image(to_file.read_bytes(), 0, 1)[:2]
    assert (width, height) == (1191, 842)


def test_two_parts_of_one_print_have_names_of_their_own(painter: PaintingSpooler, to_file: Path) -> None:
    names = {painter.send(sheets(1), "x", title="走访通知", paper=A4) for _turn in range(2)}
    assert len(names) == 2
    assert painter.state("走访通知 1", "x") == Spooled("working", "打印机缺纸")
    painter.cancel("走访通知 1")
    assert painter._jobs.cancelled == ["走访通知 1"]  # type: ignore[attr-defined]  # the fake's


def test_a_printer_that_does_not_begin_is_told(painter: PaintingSpooler, tmp_path: Path) -> None:
    device = QPrinter()
    device.setOutputFileName(str(tmp_path / "nowhere" / "x.pdf"))
    with pytest.raises(UserError, match="没有收下"):
        painter.paint(device, sheets(1), title="t", paper=A4, copies=1, both_sides=False)


def test_printers_and_drawers_are_listed(painter: PaintingSpooler, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = SimpleNamespace(defaultPrinterName=lambda: "乙", availablePrinterNames=lambda: ["甲", "乙"])
    monkeypatch.setattr(QtPrintSupport, "QPrinterInfo", listed)
    assert painter.printers() == ("乙", "甲")
    assert painter.trays("乙") == ()
    sources = [QPrinter.PaperSource.Auto, QPrinter.PaperSource.Lower]
    device = SimpleNamespace(supportedPaperSources=lambda: sources)
    monkeypatch.setattr(painter, "_device", lambda _name: device)
    assert painter.trays("乙") == (Tray("Auto", "自动选择"), Tray("Lower", "下纸盒"))


def test_each_system_has_its_way_to_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert isinstance(printers.spooler(), CupsSpooler)
    monkeypatch.setattr(sys, "platform", "win32")
    assert isinstance(printers.spooler(), PaintingSpooler)


@pytest.mark.parametrize("answer", [0, 1])
def test_the_window_of_the_system_changes_copies_and_sides_only(
    answer: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Device:
        """A driver that takes what it is told."""

        PrinterMode, DuplexMode = QPrinter.PrinterMode, QPrinter.DuplexMode

        def __init__(self, _mode: Any) -> None:
            self.told: dict[str, Any] = {}

        def __getattr__(self, name: str) -> Any:
            if name.startswith("set"):
                return lambda value: self.told.update({name[3:]: value})
            return lambda: self.told[name[0].upper() + name[1:]]

    class Dialog:
        """Somebody chooses three copies on both sides, and the driver goes back to its own paper."""

        def __init__(self, device: Device, _parent: QWidget) -> None:
            self.device = device
            assert device.told["PageLayout"].fullRect().width() == 420
            assert device.copyCount() == 2

        def exec(self) -> int:
            self.device.told |= {"CopyCount": 3, "Duplex": QPrinter.DuplexMode.DuplexLongSide, "PageLayout": None}
            return answer

    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QtPrintSupport, "QPrinter", Device)
    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Dialog)
    found = ask_system(parent, Choice("办公室", "Tray2", 2), A3_LANDSCAPE)
    assert found == (Choice("办公室", "Tray2", 3, both_sides=True) if answer else None)

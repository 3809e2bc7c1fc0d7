"""Paper in the window: looked at first, numbered in the log, handed to a printer or a file."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.printing import preview
from desktop.printing.page import Offset
from desktop.printing.pen import Missing
from desktop.standard import looks
from desktop.ui.print_preview import PrintPage, Wish
from tests.screens.conftest import Office, Open


class FakePrinters:
    """Two printers that keep what they are given, or refuse it."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, str, Any]] = []
        self.names: tuple[str, ...] = ("办公室", "活动室")
        self.jammed = False

    def printers(self) -> tuple[str, ...]:
        return self.names

    def send(self, pdf: bytes, printer: str, **more: Any) -> str:
        if self.jammed:
            raise UserError("打印机“办公室”没有收下这份表格。")
        self.sent.append((pdf, printer, more["copies"]))
        return "1"


@pytest.fixture
def office(open_office: Open) -> Office:
    return open_office()


@pytest.fixture
def printers() -> FakePrinters:
    return FakePrinters()


@pytest.fixture
def page(office: Office, printers: FakePrinters, qtbot: QtBot) -> PrintPage:
    made = PrintPage(office.desk, printers=printers)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    register = office.desk.register("households")
    made.show_wish(Wish(register, register.forms[0], tuple(office.village.homes.values())[:2]))
    office.settle()
    return made


def logged(office: Office) -> list[tuple[str, str, int]]:
    with office.desk.store.read() as session:
        return [(look.kind, look.number, look.count) for look in looks.looks(session)]


def test_pages_are_drawn_when_they_come_into_sight_and_nothing_is_logged_yet(
    page: PrintPage, office: Office, qtbot: QtBot
) -> None:
    assert len(page.view.sheets) == 2
    qtbot.waitUntil(lambda: page.view.sheets[0].picture is not None)
    assert logged(office) == []


def test_printing_is_numbered_and_handed_over(page: PrintPage, office: Office, printers: FakePrinters) -> None:
    page.panel.copies.setValue(2)
    page.panel.print.click()
    office.settle()
    ((pdf, printer, copies),) = printers.sent
    assert (printer, copies, preview.page_count(pdf)) == ("办公室", 2, 2)
    assert logged(office) == [("print", "20260310-001", 2)]
    assert "20260310-001" in preview.page_text(pdf, 0)


def test_a_file_is_written_whole_or_the_refusal_told(page: PrintPage, office: Office, tmp_path: Path) -> None:
    page.save(str(tmp_path / "一户一档"))
    office.settle()
    assert preview.page_count((tmp_path / "一户一档.pdf").read_bytes()) == 2
    page.save(str(tmp_path / "nowhere" / "x.pdf"))
    office.settle()
    assert not (tmp_path / "nowhere").exists()


def test_each_printer_keeps_its_own_millimetres(page: PrintPage, office: Office) -> None:
    page.panel.right.setValue(1.5)
    office.settle()
    page.choose_printer("活动室")
    page.panel.printer.setCurrentIndex(1)
    office.settle()
    assert page.panel.offset == Offset(0, 0)
    page.choose_printer("办公室")
    assert page.panel.offset == Offset(1.5, 0)


def test_another_form_of_the_same_households(page: PrintPage, office: Office) -> None:
    page.choose_form(page.wish.register.forms[1].name)  # type: ignore[union-attr]  # it was wished
    office.settle()
    assert page.wish.form.name == page.wish.register.forms[1].name  # type: ignore[union-attr]
    assert page.drawn is not None


def test_without_a_printer_the_file_is_left(page: PrintPage) -> None:
    page.panel.show_printers((), "")
    assert page.panel.none.isVisible()
    assert not page.panel.print.isEnabled()
    assert page.panel.to_file.isEnabled()


def test_names_that_no_font_draws_are_agreed_to_once(page: PrintPage) -> None:
    page.panel.show_missing((Missing("张\U000323af", "\U000323af"),))
    assert not page.panel.print.isEnabled()
    assert "1 个字没有字库" in page.panel.missing.text()
    page.panel.agree.setChecked(True)
    assert page.panel.print.isEnabled()


def test_the_size_follows_the_buttons(page: PrintPage) -> None:
    fitting = page.view.sheets[0].width()
    page.view.step_zoom(1)
    assert page.view.sheets[0].width() > fitting
    page.view.set_zoom(0)
    assert page.view.sheets[0].width() == fitting


def test_nothing_to_print_says_so(office: Office, printers: FakePrinters, qtbot: QtBot) -> None:
    bare = PrintPage(office.desk, printers=printers)
    qtbot.addWidget(bare)
    assert "还没有选择要打印的内容" in bare.empty.sentence.text()
    register = office.desk.register("households")
    bare.show_wish(Wish(register, register.forms[0], ()))
    office.settle()
    assert "没有可以打印的内容" in bare.empty.sentence.text()


def test_a_printer_that_takes_nothing_is_told(page: PrintPage, office: Office, printers: FakePrinters) -> None:
    told: list[str] = []
    office.desk.warn = told.append
    printers.jammed = True
    page.panel.print.click()
    office.settle()
    assert told == ["打印机“办公室”没有收下这份表格。"]

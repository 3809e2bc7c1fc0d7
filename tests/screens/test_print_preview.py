"""Paper in the window: looked at first, numbered in the log, then queued, printed, saved or packed."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.printing import preview
from desktop.printing.page import Offset
from desktop.printing.pen import Missing
from desktop.standard import looks, print_choices, print_queue
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import JobRow
from desktop.ui import print_preview_printer
from desktop.ui.print_packet import CodeShown
from desktop.ui.print_preview import PrintPage
from desktop.ui.print_preview_wish import Wish
from desktop.ui.print_runner import PrintRunner
from tests.screens.conftest import Office, Open
from tests.screens.printers import FakePrinters


@pytest.fixture
def office(open_office: Open) -> Office:
    return open_office()


@pytest.fixture
def printers() -> FakePrinters:
    return FakePrinters()


@pytest.fixture
def runner(office: Office, printers: FakePrinters) -> PrintRunner:
    return PrintRunner(office.desk, printers)


@pytest.fixture
def page(office: Office, runner: PrintRunner, qtbot: QtBot) -> PrintPage:
    made = PrintPage(office.desk, runner)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    show(made, office)
    return made


def show(page: PrintPage, office: Office, form: int = 0) -> None:
    register = office.desk.register("households")
    page.show_wish(Wish(register, register.forms[form], tuple(office.village.homes.values())[:2]))
    office.settle()


def logged(office: Office) -> list[tuple[str, str, int]]:
    with office.desk.store.read() as session:
        return [(look.kind, look.number, look.count) for look in looks.looks(session)]


def queued(office: Office, runner: PrintRunner) -> tuple[JobRow, ...]:
    with office.desk.store.read() as session:
        return print_queue.jobs(session, office.desk.actor, process=runner.process)


def test_pages_are_drawn_when_they_come_into_sight_and_nothing_is_logged_yet(
    page: PrintPage, office: Office, qtbot: QtBot
) -> None:
    assert len(page.view.sheets) == 2
    qtbot.waitUntil(lambda: page.view.sheets[0].picture is not None)
    assert logged(office) == []


def test_printing_is_numbered_and_goes_through_the_queue(
    page: PrintPage, office: Office, printers: FakePrinters, runner: PrintRunner
) -> None:
    page.panel.copies.setValue(2)
    page.panel.print.click()
    office.settle()
    ((pdf, printer, more),) = printers.sent
    assert (printer, more["copies"], preview.page_count(pdf)) == ("办公室", 2, 2)
    assert logged(office) == [("print", "20260310-001", 2)]
    assert "20260310-001" in preview.page_text(pdf, 0)
    (row,) = queued(office, runner)
    assert (row.state, row.number, row.done) == ("done", "20260310-001", 4)
    assert page.focusWidget() is page.view
    assert page.panel.print.isEnabled()


def test_what_is_put_into_the_queue_waits_for_a_person(
    page: PrintPage, office: Office, printers: FakePrinters, runner: PrintRunner
) -> None:
    page.panel.queue.click()
    office.settle()
    assert printers.sent == []
    assert [row.state for row in queued(office, runner)] == ["stopped"]
    assert "已放入打印队列" in office.said[-1]


def test_a_file_is_written_whole_or_the_refusal_told(page: PrintPage, office: Office, tmp_path: Path) -> None:
    page.save(str(tmp_path / "一户 一档"))
    office.settle()
    assert preview.page_count((tmp_path / "一户 一档.pdf").read_bytes()) == 2
    assert page.focusWidget() is page.view
    page.save(str(tmp_path / "nowhere" / "x.pdf"))
    office.settle()
    assert not (tmp_path / "nowhere").exists()
    assert page.panel.to_file.isEnabled()


def test_no_place_chosen_leaves_everything_as_it_was(
    page: PrintPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    page.panel.to_file.click()
    office.settle()
    assert logged(office) == []
    assert page.focusWidget() is page.panel.to_file


def test_each_printer_keeps_its_own_millimetres_for_everybody(
    page: PrintPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_preview_printer, "ask_offset", lambda *_given, **_more: Offset(1.5, 0))
    page.panel.offset.click()
    office.settle()
    assert page.panel.offset.text() == "套打微调：右 1.5 下 0 毫米"
    page.panel.printer.setCurrentIndex(1)
    page.printer.choose("活动室")
    office.settle()
    assert page.printer.offset == Offset()
    page.printer.choose("办公室")
    assert page.printer.offset == Offset(1.5, 0)
    with office.desk.store.read() as session:
        assert print_choices.known(session).offset("办公室") == Offset(1.5, 0)


def test_a_test_page_is_printed_with_the_numbers_that_stand_there(
    page: PrintPage, office: Office, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(_parent: Any, _printer: str, _offset: Offset, *, test: Any) -> None:
        test(Offset(0, -2))

    monkeypatch.setattr(print_preview_printer, "ask_offset", ask)
    page.panel.offset.click()
    office.settle()
    ((pdf, _printer, _more),) = printers.sent
    assert "105 毫米" in preview.page_text(pdf, 0)
    assert logged(office) == []  # it says nothing of anybody


def test_a_form_is_offered_as_it_was_printed_last(page: PrintPage, office: Office, printers: FakePrinters) -> None:
    page.panel.printer.setCurrentIndex(1)
    page.printer.choose("活动室")
    office.settle()
    page.panel.tray.setCurrentIndex(1)
    page.panel.copies.setValue(3)
    page.panel.both_sides.setChecked(True)
    office.settle()
    page.panel.print.click()
    office.settle()
    assert {key: printers.sent[0][2][key] for key in ("tray", "both_sides")} == {"tray": "Tray2", "both_sides": True}
    show(page, office, form=1)
    assert page.panel.choice == Choice("办公室")
    show(page, office)
    assert page.panel.choice == Choice("活动室", "Tray2", 3, both_sides=True)


def test_what_the_system_window_says_is_taken_but_never_its_paper(
    page: PrintPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def ask(_parent: Any, choice: Choice, paper: Any) -> Choice:
        asked.append(paper)
        return Choice("活动室", choice.tray, 4, both_sides=True)

    monkeypatch.setattr(print_preview_printer, "ask_system", ask)
    page.panel.dialog.click()
    office.settle()
    assert page.panel.choice == Choice("活动室", "Auto", 4, both_sides=True)
    assert page.drawn is not None
    assert asked == [page.drawn.paper]
    monkeypatch.setattr(print_preview_printer, "ask_system", lambda *_given: None)
    page.panel.dialog.click()
    assert page.panel.choice.copies == 4


def test_another_form_of_the_same_households(page: PrintPage, office: Office) -> None:
    page.choose_form(page.wish.register.forms[1].name)  # type: ignore[union-attr]  # it was wished
    office.settle()
    assert page.wish.form.name == page.wish.register.forms[1].name  # type: ignore[union-attr]
    assert page.drawn is not None


def test_without_a_printer_file_and_packet_are_left(page: PrintPage) -> None:
    page.panel.show_printers((), "")
    assert page.panel.none.isVisible()
    assert not page.panel.print.isEnabled()
    assert page.panel.to_file.isEnabled()
    assert page.panel.packet.isEnabled()


def test_a_packet_is_sealed_with_a_code_that_is_shown_once(
    page: PrintPage, office: Office, runner: PrintRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(CodeShown, "exec", lambda box: shown.append(box.code.text()) or 1)
    path = tmp_path / "到社区 打印"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    page.panel.packet.click()
    office.settle()
    assert path.with_suffix(".gridprint").read_bytes().startswith(b"GRIDPRINT1")
    assert len(shown[0]) == 14
    assert [row.state for row in queued(office, runner)] == ["packed"]
    assert sorted(kind for kind, _number, _count in logged(office)) == ["export", "print"]


def test_a_sheet_with_a_code_is_kept_nowhere(
    page: PrintPage, office: Office, printers: FakePrinters, runner: PrintRunner
) -> None:
    units = office.desk.register("units")
    form = next(form for form in units.forms if form.name == "recovery-sheet")
    page.show_wish(Wish(units, form, (office.desk.actor.unit_id,), given={"code": "AAAA-BBBB"}))
    office.settle()
    assert not page.panel.queue.isVisible()
    assert not page.panel.packet.isVisible()
    page.panel.print.click()
    office.settle()
    assert len(printers.sent) == 1
    assert queued(office, runner) == ()
    printers.jammed = True
    page.panel.print.click()
    office.settle()
    assert "没有收下" in office.said[-1]


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


def test_nothing_to_print_says_so(office: Office, runner: PrintRunner, qtbot: QtBot) -> None:
    bare = PrintPage(office.desk, runner)
    qtbot.addWidget(bare)
    assert "还没有选择要打印的内容" in bare.empty.sentence.text()
    register = office.desk.register("households")
    bare.show_wish(Wish(register, register.forms[0], ()))
    office.settle()
    assert "没有可以打印的内容" in bare.empty.sentence.text()


def test_a_printer_that_takes_nothing_is_told_and_the_print_waits_in_the_queue(
    page: PrintPage, office: Office, printers: FakePrinters, runner: PrintRunner
) -> None:
    told: list[str] = []
    office.desk.warn = told.append
    printers.jammed = True
    page.panel.print.click()
    office.settle()
    assert told == ["打印机“办公室”没有收下这份表格。"]
    assert [(row.state, row.problem) for row in queued(office, runner)] == [("failed", told[0])]

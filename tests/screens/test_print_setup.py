"""The printers of this PC on the settings page."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.printing import preview
from desktop.printing.page import Offset
from desktop.standard import print_choices
from desktop.ui import print_setup
from desktop.ui.print_runner import PrintRunner
from desktop.ui.print_setup import PrinterSetup
from tests.screens.conftest import Office
from tests.screens.printers import FakePrinters


@pytest.fixture
def printers() -> FakePrinters:
    return FakePrinters()


@pytest.fixture
def runner(office: Office, printers: FakePrinters) -> PrintRunner:
    return PrintRunner(office.desk, printers)


def test_the_printers_of_this_pc_are_set_for_everybody(
    office: Office, runner: PrintRunner, printers: FakePrinters, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = PrinterSetup(runner)
    qtbot.addWidget(made)
    made.show()
    office.settle()
    assert [line.words for line in made.table.lines] == [
        ("办公室", "右 0 下 0 毫米", "常用"),
        ("活动室", "右 0 下 0 毫米", ""),
    ]
    made.table.go_to(1)
    made.usual.click()
    monkeypatch.setattr(print_setup, "ask_offset", lambda *_given, **_more: Offset(0, 2.5))
    made.nudge.click()
    office.settle()
    with office.desk.store.read() as session:
        known = print_choices.known(session)
    assert (known.usual, known.offset("活动室")) == ("活动室", Offset(0, 2.5))
    assert made.table.lines[1].words == ("活动室", "右 0 下 2.5 毫米", "常用")
    made.test.click()
    office.settle()
    ((pdf, name, _more),) = printers.sent
    assert (name, "105 毫米" in preview.page_text(pdf, 0)) == ("活动室", True)


def test_without_printers_the_settings_say_what_to_do(
    office: Office, runner: PrintRunner, printers: FakePrinters, qtbot: QtBot
) -> None:
    printers.names = ()
    made = PrinterSetup(runner)
    qtbot.addWidget(made)
    made.show()
    office.settle()
    assert made.none.isVisible()
    assert not made.test.isEnabled()

"""Cycles with widgets in them are taken apart on the thread of the windows, and nowhere else."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.calm import no_collections
from desktop.ui.garbage import Garbage


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    gc.enable()
    made = Garbage(qapp)
    yield made
    made.end()
    made.deleteLater()


class Page(QWidget):
    """In a cycle with itself, it notes which thread takes it apart."""

    ended_on: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        self.ended_on.append(threading.current_thread().name)


def make_many() -> None:
    """More cycles than Python itself would let come together."""
    for _at in range(20 * gc.get_threshold()[0]):
        cycle: list[object] = []
        cycle.append(cycle)


def in_a_thread() -> None:
    worker = threading.Thread(target=make_many, name="reader")
    worker.start()
    worker.join()


def test_a_reader_takes_no_page_apart_and_the_timer_does(garbage: Garbage, qtbot: QtBot) -> None:
    gone = list[str]()
    Page.ended_on = gone
    Page()
    in_a_thread()
    assert gone == []
    qtbot.waitUntil(lambda: gone == ["MainThread"])


def test_nothing_is_collected_in_the_midst_of_bulk_work(garbage: Garbage) -> None:
    gone = list[str]()
    Page.ended_on = gone
    Page()
    make_many()
    with no_collections():
        garbage.look()
        garbage.collect()
        assert gone == []
    garbage.forget()
    assert gone == ["MainThread"]


def test_a_collection_is_a_step_of_its_own(garbage: Garbage, qtbot: QtBot) -> None:
    gone = list[str]()
    Page.ended_on = gone
    Page()
    make_many()
    garbage.look()
    assert gone == []
    qtbot.waitUntil(lambda: gone == ["MainThread"])
    garbage.collect()  # nothing is full any more
    assert gone == ["MainThread"]


def test_what_was_loaded_before_anybody_signed_in_is_not_walked_through_again(garbage: Garbage) -> None:
    before = gc.get_freeze_count()
    made = [[number] for number in range(5_000)]
    garbage.settle()
    assert gc.get_freeze_count() >= before + len(made)
    garbage.end()
    assert gc.isenabled()


def test_when_a_person_leaves_what_their_bulk_work_left_goes_too(garbage: Garbage) -> None:
    gone = list[str]()
    Page.ended_on = gone
    garbage.settle()
    with no_collections():
        page = Page()
    del page
    garbage.forget()
    assert gone == ["MainThread"]

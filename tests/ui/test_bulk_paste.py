"""A block from a spreadsheet is shown before it is written, and falls on rows that are seen only."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.catalog import REGISTERS
from desktop.standard.list import Filter
from desktop.standard.pasting import Pasted
from desktop.ui import bulk_paste
from desktop.ui.bulk_paste_dialog import PasteDialog
from desktop.ui.list_page import ListPage
from tests.ui.over_store import DOOR, Work

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[PasteDialog]:
    """Every dialog that was shown; each is answered with its verb."""
    shown: list[PasteDialog] = []

    def choose(box: PasteDialog) -> int:
        shown.append(box)
        return 1

    monkeypatch.setattr(PasteDialog, "exec", choose)
    return shown


def paste(work: Work, page: ListPage, text: str, *, door: str = DOOR, name: str = "head_name") -> None:
    QGuiApplication.clipboard().setText(text)
    section = 1 + [one.name for one in page.model.columns].index(name)
    page.view.setCurrentIndex(page.model.index(page.model.place(work.village.homes[door]), section))
    page.view.setFocus()
    work.bot.keyClick(page.view, Qt.Key.Key_V, CONTROL)
    work.settle()


def test_only_visible_rows_are_written_in_one_deed(work: Work, seen: list[PasteDialog]) -> None:
    page = work.list()
    page.set_filter("next_due", Filter("next_due", values=("overdue",)))
    work.settle()
    doors = [next(d for d, home in work.village.homes.items() if home == one) for one in page.model.ids()]
    assert doors[1:3] == [DOOR, "1-1-302"]
    paste(work, page, "周岚\r\n于滔\r\n")
    assert seen[0].sentence.text() == "将改 2 户，共 2 格。只改列表里看得见的行，可以撤销。"
    assert seen[0].verb.text() == "修改 2 格"
    assert [line.words for line in seen[0].changes.lines] == [
        ("1-1-301 周兰", "户主", "周兰", "周岚"), ("1-1-302 于涛", "户主", "于涛", "于滔"),
    ]  # fmt: skip
    assert work.said[-1][0] == "已粘贴 2 户，2 格"
    assert (work.stored()["head_name"], work.stored("1-1-302")["head_name"]) == ("周岚", "于滔")
    work.take_back()
    assert (work.stored()["head_name"], work.stored("1-1-302")["head_name"]) == ("周兰", "于涛")


def test_records_that_change_with_those_pasted_on_are_counted(qtbot: QtBot) -> None:
    box = PasteDialog(None, Pasted((), (), (), 0, 0, 2), counter="户")
    qtbot.addWidget(box)
    assert "另有 2 条与它们共用这些栏，会一起改。" in [label.text() for label in box.findChildren(QLabel)]


def test_what_cannot_be_taken_is_listed_and_the_rest_done(work: Work, seen: list[PasteDialog]) -> None:
    page = work.list()
    paste(work, page, "周岚\t5\n于涛\t", name="head_name")
    assert seen[0].verb.text() == "只改没有问题的 1 格"
    assert [line.words[0] for line in seen[0].wrong.lines] == ["“人口”整栏"]
    assert work.stored()["head_name"] == "周岚"


def test_one_cell_goes_into_every_ticked_row(work: Work, seen: list[PasteDialog]) -> None:
    page = work.list()
    page.view.tick_page()
    paste(work, page, "出租", name="tenure")
    assert len(seen[0].changes.lines) == 10
    assert {work.stored(door)["tenure"] for door in work.village.homes} == {"let"}


def test_leaving_the_preview_writes_nothing(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PasteDialog, "exec", lambda _box: 0)
    paste(work, work.list(), "周岚")
    assert (work.stored()["head_name"], work.said) == ("周兰", [])


def test_where_nothing_can_be_pasted_it_is_said(work: Work, seen: list[PasteDialog], qtbot: QtBot) -> None:
    warned: list[str] = []
    work.desk.warn = warned.append
    page = work.list()
    paste(work, page, "")
    paste(work, page, "某某\n" * (bulk_paste.MOST_ROWS + 1))
    closed: Any = next(register for register in REGISTERS if register.name == "contacts")
    QGuiApplication.clipboard().setText("某某")
    work.list(closed).paste.paste()
    assert [sentence[:12] for sentence in warned] == [
        "剪贴板里没有文字，没有粘",
        "一次最多粘贴 5,000",
        "这个列表不能直接在表里改",
    ]
    paste(work, page, "周兰")
    assert (seen[0].verb.isEnabled(), seen[0].sentence.text()) == (False, "没有可以改的格子，什么也不会改。")

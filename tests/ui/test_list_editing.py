"""表格编辑: a cell is taken on Enter or Tab, its row is saved when the cursor leaves it, and nothing typed is lost."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.standard.list import Filter
from desktop.ui import list_editing
from desktop.ui.cell_editor import CellLine
from tests.ui.over_store import DOOR, HOUSEHOLDS, Work, column

Key = Qt.Key
CONTACTS = next(register for register in REGISTERS if register.name == "contacts")


class Table:
    """The list of households in 表格编辑, driven by keys."""

    def __init__(self, work: Work, register: Any = HOUSEHOLDS) -> None:
        self.work, self.page = work, work.list(register)
        self.view, self.bot = self.page.view, work.bot
        self.view.setFocus()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(QApplication.focusWidget() or self.view, key, modifier)

    def at(self, door: str, name: str) -> None:
        """Put the cursor on a cell."""
        row = self.page.model.place(self.work.village.homes[door])
        section = 1 + [one.name for one in self.page.model.columns].index(name)
        self.view.setCurrentIndex(self.page.model.index(row, section))

    def line(self) -> CellLine:
        (found,) = self.view.viewport().findChildren(CellLine)
        return found

    def type(self, text: str) -> None:
        self.line().setText(text)

    def here(self) -> tuple[str, str]:
        index = self.view.currentIndex()
        row = self.page.model.row(index.row())
        door = next(door for door, home in self.work.village.homes.items() if home == row.id)
        return door, self.page.model.columns[index.column() - 1].name

    def notice(self) -> str:
        return self.page.parts.doing.sentence.text()


@pytest.fixture
def table(work: Work) -> Table:
    return Table(work)


def test_f2_begins_in_the_cell_and_esc_leaves_twice(table: Table) -> None:
    table.at("1-1-101", "head_name")
    table.page.editing.begin()
    assert (table.line().text(), table.line().selectedText()) == ("孙秀", "孙秀")
    assert "离开这一行就保存" in table.notice()
    table.key(Key.Key_Escape)
    table.work.bot.waitUntil(lambda: not table.view.viewport().findChildren(CellLine))
    assert table.page.editing.on
    table.view.setFocus()
    table.key(Key.Key_Escape)
    assert not table.page.editing.on
    assert table.page.parts.doing.isHidden()
    assert table.work.said == []


def test_enter_takes_the_cell_and_leaving_the_row_saves_it_in_one_deed(table: Table) -> None:
    table.at("1-1-101", "head_name")
    table.page.editing.begin()
    table.type("孙秀英")
    table.key(Key.Key_Return)
    table.work.settle()
    assert table.here() == ("1-1-201", "head_name")
    assert table.work.stored("1-1-101")["head_name"] == "孙秀英"
    assert table.work.said[-1][0] == "已保存这一户的修改"
    assert column(table.page, "head_name")[0] == "孙秀英"
    table.work.take_back()
    assert table.work.stored("1-1-101")["head_name"] == "孙秀"


def test_tab_goes_on_in_the_row_and_saves_nothing_yet(table: Table) -> None:
    table.at("1-1-101", "head_name")
    table.page.editing.begin()
    table.type("孙秀英")
    table.key(Key.Key_Tab)
    table.work.settle()
    assert table.here() == ("1-1-101", "tenure")
    assert (column(table.page, "head_name")[0], table.work.stored("1-1-101")["head_name"]) == ("孙秀英", "孙秀")
    table.view.setFocus()
    table.key(Key.Key_Backtab)
    assert table.here() == ("1-1-101", "head_name")
    table.page.leaving()
    table.work.settle()
    assert table.work.stored("1-1-101")["head_name"] == "孙秀英"


def test_letters_being_composed_take_no_cell(table: Table) -> None:
    table.at("1-1-101", "head_name")
    table.page.editing.begin()
    line = table.line()
    QApplication.sendEvent(line, QInputMethodEvent("sun", []))
    for key in (Key.Key_Return, Key.Key_Tab, Key.Key_Escape):
        table.bot.keyClick(line, key)
        assert table.line() is line
    done = QInputMethodEvent("", [])
    done.setCommitString("孙英")
    QApplication.sendEvent(line, done)
    table.key(Key.Key_Return)
    table.work.settle()
    assert table.work.stored("1-1-101")["head_name"] == "孙英"


def test_what_does_not_fit_stays_in_its_cell_with_the_reason(work: Work) -> None:
    table = Table(work, next(register for register in REGISTERS if register.name == "dwellings"))
    model = table.page.model
    section = 1 + [one.name for one in model.columns].index("area")
    table.view.setCurrentIndex(model.index(0, section))
    table.page.editing.begin()
    table.type("12O.5")
    table.key(Key.Key_Return)
    assert table.line().text() == "12O.5"
    assert table.notice().startswith("“房屋面积”没有改：")
    table.type("120.5")
    table.key(Key.Key_Return)
    work.settle()
    assert (column(table.page, "area")[0], "离开这一行就保存" in table.notice()) == ("120.5", True)


def no(_household: Any) -> None:
    raise UserError("登记不全，先补齐。")


def test_a_row_that_is_refused_stays_typed_and_can_be_given_up(work: Work) -> None:
    table = Table(work, replace(HOUSEHOLDS, check=no))
    table.at("1-1-101", "head_name")
    table.page.editing.begin()
    table.type("孙秀英")
    table.key(Key.Key_Return)
    table.work.settle()
    assert table.here()[0] == "1-1-101"
    assert table.notice() == "这一行还没有保存：登记不全，先补齐。改好后离开这一行，或点“放弃这一行”"
    assert column(table.page, "head_name")[0] == "孙秀英"
    table.page.parts.doing.links()[0].click()
    assert column(table.page, "head_name")[0] == "孙秀"


def test_a_cell_that_somebody_changed_meanwhile_is_not_overwritten(table: Table) -> None:
    table.at(DOOR, "head_name")
    table.page.editing.begin()
    table.work.somebody_saves(head_name="周岚")
    table.type("周蓝")
    table.key(Key.Key_Return)
    table.work.settle()
    assert "刚被别人改过" in table.notice()
    assert table.work.stored()["head_name"] == "周岚"


def test_a_reading_waits_for_the_open_cell(table: Table) -> None:
    table.at("1-1-101", "head_name")
    table.page.editing.begin()
    line = table.line()
    table.page.reload()
    table.work.settle()
    assert table.line() is line
    table.key(Key.Key_Escape)
    table.work.bot.waitUntil(lambda: table.page.model.fresh and not table.view.viewport().findChildren(CellLine))
    table.work.settle()
    assert table.here() == ("1-1-101", "head_name")


def test_a_code_is_chosen_in_a_box(table: Table) -> None:
    table.at("1-1-101", "tenure")
    table.page.editing.begin()
    (box,) = table.view.viewport().findChildren(QComboBox)
    box.setCurrentIndex(box.findText("出租"))
    box.activated.emit(box.currentIndex())
    table.page.editing.stop()
    table.work.settle()
    assert table.work.stored("1-1-101")["tenure"] == "let"


def test_fill_down_takes_the_cell_above_or_the_topmost_ticked(table: Table) -> None:
    table.page.set_filter("building", Filter("building", values=("1号楼",)))
    table.work.settle()
    table.at("1-1-101", "tenure")
    table.page.editing.begin()
    table.view.delegate.take(table.view.currentIndex(), "let")
    table.key(Key.Key_Escape)
    table.at("1-1-201", "tenure")
    table.work.settle()
    table.page.editing.fill_down()
    table.work.settle()
    assert table.work.stored("1-1-201")["tenure"] == "let"
    homes = table.work.village.homes
    table.page.model.tick([homes["1-1-201"], homes[DOOR], homes["2-1-101"]], on=True)
    table.page.editing.fill_down()
    table.work.settle()
    assert table.work.said[-1][0] == "“房屋性质”已填充：1 户"  # the ticked one of building 2 is not on screen
    assert [table.work.stored(door)["tenure"] for door in (DOOR, "2-1-101", "1-1-302")] == ["let", None, None]


def test_fill_keys_work_while_the_list_of_a_box_is_open(table: Table) -> None:
    def opened(door: str) -> QComboBox:
        table.at(door, "tenure")
        table.page.editing.begin()
        (box,) = table.view.viewport().findChildren(QComboBox)
        table.work.bot.waitUntil(box.view().isVisible)
        return box

    box = opened("1-1-101")
    homes = table.work.village.homes
    table.page.model.tick([homes["1-1-101"], homes["2-1-101"]], on=True)
    box.view().setCurrentIndex(box.model().index(box.findText("出租"), 0))
    table.work.bot.keyClick(box.view(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    table.work.settle()
    assert [table.work.stored(door)["tenure"] for door in ("1-1-101", "2-1-101")] == ["let", "let"]
    table.page.model.untick_all()
    box = opened("1-1-201")
    table.work.bot.keyClick(box.view(), Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    table.work.settle()
    assert table.work.stored("1-1-201")["tenure"] == "let"
    assert not table.view.delegate.is_open


@pytest.mark.parametrize("goes_on", [True, False])
def test_many_are_asked_about_before_they_are_filled(
    table: Table, monkeypatch: pytest.MonkeyPatch, *, goes_on: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(list_editing, "MANY", 5)
    monkeypatch.setattr(list_editing, "ask", lambda _o, sentence, *_m, **_n: asked.append(sentence) or goes_on)
    table.at("1-1-101", "head_name")
    table.page.editing.begin()
    table.view.tick_page()
    table.type("某户")
    table.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    table.work.settle()
    assert asked == ["要把“户主姓名”的同一个内容填到 10 户。"]
    assert table.work.stored()["head_name"] == ("某户" if goes_on else "周兰")


def test_a_list_without_such_cells_says_so(work: Work, qtbot: QtBot) -> None:
    warned: list[str] = []
    work.desk.warn = warned.append
    page = work.list(CONTACTS)
    page.editing.begin()
    assert warned == ["这个列表不能直接在表里改。请打开那一条再改。"]
    assert not page.editing.on


def test_one_cell_is_copied_while_cells_are_edited(table: Table) -> None:
    table.at("1-1-101", "phone")
    table.page.editing.begin()
    table.key(Key.Key_Escape)
    table.at("1-1-101", "phone")
    table.view.copy()
    assert QGuiApplication.clipboard().text() == column(table.page, "phone")[0]
    assert "****" in QGuiApplication.clipboard().text()

"""Child rows: typed at the bottom, pasted from Excel, taken away and brought back, saved with the record."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.spec import Child, Field
from desktop.standard.load import Line
from desktop.ui.lines_model import GONE_ROLE, HINT_ROLE, WRONG_ROLE
from desktop.ui.lines_table import LinesTable
from tests.ui.open import put_up

MEMBERS = Child(
    "members",
    "成员",
    object,  # type: ignore[arg-type]
    "household_id",
    (
        Field("name", "姓名", "name", required=True),
        Field("sex", "性别", "code", codes="sex"),
        Field("phone", "电话", "phone"),
    ),
)
STORED = (Line(UUID(int=1), {"name": "周兰", "sex": "2", "phone": "13812345678"}),)
Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def moved() -> list[UUID]:
    return []


@pytest.fixture
def table(qtbot: QtBot, moved: list[UUID]) -> LinesTable:
    made = LinesTable(MEMBERS, today=date(2026, 11, 22), deeds=(("搬走…", moved.append),))
    qtbot.addWidget(made)
    made.lines.show_lines(STORED)
    made.resize(900, 300)
    put_up(qtbot, made)
    return made


@pytest.fixture
def beside(table: LinesTable, qtbot: QtBot) -> Iterator[tuple[QLineEdit, QLineEdit]]:
    """The table between two other controls, as on the page of a record."""
    page = QWidget()
    qtbot.addWidget(page)
    before, after = QLineEdit(), QLineEdit()
    column = QVBoxLayout(page)
    for part in (before, table, after):
        column.addWidget(part)
    put_up(qtbot, page)
    yield before, after
    table.setParent(None)  # it goes as it came, on its own


def press(table: LinesTable, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> QWidget:
    """Press a key where the focus is; returns where it is then."""
    qtbot.keyClick(table.window().focusWidget() or table, key, modifier)
    focus = table.window().focusWidget()
    assert focus is not None
    return focus


def cell(table: LinesTable, row: int, column: int, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
    return table.lines.index(row, column).data(role)


def put(table: LinesTable, row: int, column: int, text: str) -> None:
    table.lines.setData(table.lines.index(row, column), text)


def test_rows_are_shown_in_words_and_masked(table: LinesTable) -> None:
    assert [cell(table, 0, at) for at in range(4)] == ["周兰", "女", "138****5678", "搬走…"]
    assert cell(table, 1, 0, HINT_ROLE)
    assert not table.lines.is_changed()


def test_typing_into_the_last_row_makes_a_new_one(table: LinesTable) -> None:
    put(table, 1, 0, "周小兰")
    assert table.lines.count() == 2
    assert cell(table, 2, 0, HINT_ROLE)
    assert table.lines.lines() == (Line(None, {"name": "周小兰", "sex": None, "phone": ""}),)


def test_only_changed_cells_of_a_stored_row_are_saved(table: LinesTable) -> None:
    put(table, 0, 2, "15012347396")
    assert table.lines.lines() == (Line(UUID(int=1), {"phone": "15012347396"}),)
    put(table, 0, 2, "13812345678")
    assert table.lines.lines() == ()


def test_enter_goes_to_the_next_cell(table: LinesTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.lines.index(0, 0))
    qtbot.keyClick(table, Key.Key_Return)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("周澜")
    qtbot.keyClick(editor, Key.Key_Return)
    assert cell(table, 0, 0) == "周澜"
    assert table.currentIndex().column() == 1


def test_a_new_row_is_typed_from_cell_to_cell(table: LinesTable, qtbot: QtBot) -> None:
    table.setFocus()
    table.setCurrentIndex(table.lines.index(1, 0))
    table.edit(table.currentIndex())
    qtbot.keyClicks(table.window().focusWidget(), "zhou")
    press(table, qtbot, Key.Key_Return)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1), "still the same row"
    press(table, qtbot, Key.Key_Tab)
    qtbot.keyClicks(table.window().focusWidget(), "15012347396")
    press(table, qtbot, Key.Key_Return)
    assert [cell(table, 1, at) for at in (0, 2)] == ["zhou", "15012347396"]
    assert table.lines.count() == 2


def test_rows_of_excel_are_pasted_with_or_without_titles(table: LinesTable, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("电话\t姓名\t职业\n15012347396\t于涛\t教师\n\t于小涛\t\n")
    table.setCurrentIndex(table.lines.index(1, 0))
    qtbot.keyClick(table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [cell(table, row, 0) for row in (1, 2)] == ["于涛", "于小涛"]
    assert cell(table, 1, 2) == "15012347396"
    assert table.lines.paste("于三\t男", 3, 0) == 1
    assert cell(table, 3, 1) == "男"
    assert table.lines.lines()[2].values["sex"] == "1"


def test_a_wrong_cell_stays_as_typed_and_says_where_it_is(table: LinesTable) -> None:
    put(table, 0, 1, "不男不女")
    assert cell(table, 0, 1) == "不男不女"
    assert cell(table, 0, 1, WRONG_ROLE)
    with pytest.raises(UserError, match="成员第 1 行“性别”") as refused:
        table.lines.lines()
    assert refused.value.field == "members"


def test_delete_takes_away_and_brings_back(table: LinesTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.lines.index(0, 0))
    qtbot.keyClick(table, Key.Key_Delete)
    assert cell(table, 0, 0, GONE_ROLE)
    assert table.lines.lines() == (Line(UUID(int=1), {}, gone=True),)
    qtbot.keyClick(table, Key.Key_Delete)
    assert table.lines.lines() == ()
    put(table, 1, 0, "错行")
    table.lines.take_away(1)
    assert table.lines.count() == 1


def test_a_link_of_a_row_does_its_deed(table: LinesTable, qtbot: QtBot, moved: list[UUID]) -> None:
    place = table.visualRect(table.lines.index(0, 3))
    spot = QPoint(place.left() + 12, place.center().y())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert moved == [UUID(int=1)]


def test_a_draft_of_rows_goes_out_and_in(table: LinesTable, qtbot: QtBot) -> None:
    put(table, 0, 0, "周澜")
    put(table, 1, 0, "新人")
    kept = table.lines.texts()
    other = LinesTable(MEMBERS, today=date(2026, 11, 22))
    qtbot.addWidget(other)
    other.lines.show_lines(STORED)
    other.lines.set_texts({**kept, "cars.+0.plate": "x"})
    assert other.lines.texts() == kept


def test_the_table_is_as_high_as_its_rows(table: LinesTable) -> None:
    before = table.sizeHint().height()
    put(table, 1, 0, "新人")
    assert table.sizeHint().height() > before


def test_tab_walks_the_cells_and_leaves_after_the_last(
    table: LinesTable, beside: tuple[QLineEdit, QLineEdit], qtbot: QtBot
) -> None:
    before, after = beside
    before.setFocus()
    assert press(table, qtbot, Key.Key_Tab) is table
    table.setCurrentIndex(table.lines.index(0, 0))
    walked = []
    for _step in range(5):
        press(table, qtbot, Key.Key_Tab)
        walked.append((table.currentIndex().row(), table.currentIndex().column()))
    assert walked == [(0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert press(table, qtbot, Key.Key_Tab) is after
    table.setFocus()
    table.setCurrentIndex(table.lines.index(0, 0))
    assert press(table, qtbot, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier) is before


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return])
def test_an_editor_in_the_last_cell_leads_out_too(
    table: LinesTable, beside: tuple[QLineEdit, QLineEdit], qtbot: QtBot, key: Qt.Key
) -> None:
    table.setFocus()
    table.setCurrentIndex(table.lines.index(1, 2))
    table.edit(table.currentIndex())
    assert press(table, qtbot, key) is beside[1]


def test_what_was_typed_into_the_last_cell_opens_another_row(
    table: LinesTable, beside: tuple[QLineEdit, QLineEdit], qtbot: QtBot
) -> None:
    table.setFocus()
    table.setCurrentIndex(table.lines.index(1, 2))
    table.edit(table.currentIndex())
    qtbot.keyClicks(table.window().focusWidget(), "15012347396")
    press(table, qtbot, Key.Key_Tab)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 0)
    assert cell(table, 1, 2) == "15012347396"


def test_control_tab_leads_out_from_anywhere(
    table: LinesTable, beside: tuple[QLineEdit, QLineEdit], qtbot: QtBot
) -> None:
    before, after = beside
    table.setFocus()
    table.setCurrentIndex(table.lines.index(0, 0))
    assert press(table, qtbot, Key.Key_Tab, CONTROL) is after
    table.setFocus()
    assert press(table, qtbot, Key.Key_Backtab, CONTROL | Qt.KeyboardModifier.ShiftModifier) is before
    table.setFocus()
    table.edit(table.lines.index(0, 0))
    editor = table.window().focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("周澜")
    assert press(table, qtbot, Key.Key_Tab, CONTROL) is after
    assert cell(table, 0, 0) == "周澜"


def test_a_choice_shows_its_words_over_a_narrow_column(table: LinesTable) -> None:
    table.setColumnWidth(1, 30)
    table.edit(table.model().index(0, 1))
    (box,) = table.findChildren(QComboBox)
    assert box.width() >= box.sizeHint().width() > 30

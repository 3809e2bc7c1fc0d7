"""The parts around an elevation: the line above it, the board, the bar of ticked doors, and the timeline."""

from uuid import uuid4

from PySide6.QtWidgets import QBoxLayout, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.matrix_board import MatrixBoard
from desktop.ui.matrix_grid import Cell
from desktop.ui.matrix_head import MatrixHead
from desktop.ui.matrix_legend import VISITS
from desktop.ui.side_card import SideCard
from desktop.ui.tick_bar import TickBar
from desktop.ui.timeline import Entry, Timeline

MODES = {"visits": "该走访了", "contacts": "联户党员", "members": "党员户", "empty": "空置"}
HOUSES = tuple((uuid4(), f"{number}号楼") for number in (1, 2, 3))


def head(qtbot: QtBot) -> MatrixHead:
    made = MatrixHead(MODES)
    qtbot.addWidget(made)
    made.show_houses(HOUSES, None)
    return made


def test_the_line_above_becomes_two_where_there_is_no_room(qtbot: QtBot) -> None:
    made = head(qtbot)
    made.resize(1100, 40)
    made.show()
    assert made._line.direction() == QBoxLayout.Direction.LeftToRight
    one = made.minimumSizeHint().height()
    made.resize(500, 40)
    assert made._line.direction() == QBoxLayout.Direction.TopToBottom
    assert made.minimumSizeHint().height() > one


def test_buttons_and_keys_turn_to_the_next_building(qtbot: QtBot) -> None:
    made = head(qtbot)
    with qtbot.waitSignal(made.picked):
        made.after.click()
    assert made.current() == HOUSES[1][0]
    made.step(5)
    assert made.current() == HOUSES[1][0]
    made.show_houses(HOUSES, HOUSES[2][0])
    assert made.current() == HOUSES[2][0]
    assert not made.after.isEnabled()


def test_a_mode_is_told_by_its_name(qtbot: QtBot) -> None:
    made = head(qtbot)
    with qtbot.waitSignal(made.mode_chosen) as told:
        made.modes.buttons()[2].click()
    assert told.args == ["members"]


def test_the_board_shows_doors_a_table_or_a_sentence(qtbot: QtBot) -> None:
    board = MatrixBoard(VISITS, SideCard())
    qtbot.addWidget(board)
    board.show_table(True)
    board.show_cells((), nothing="这栋楼还没有门牌。")
    assert board._views.currentWidget() is board.empty
    assert board.side.isHidden()
    board.show_cells((Cell(uuid4(), 1, "1单元", "101", "overdue"),), nothing="")
    assert board._views.currentWidget() is board.table
    board.show_table(False)
    assert board._views.currentWidget() is board.matrix


def test_a_low_window_scrolls_the_card(qtbot: QtBot) -> None:
    card = SideCard()
    board = MatrixBoard(VISITS, card)
    qtbot.addWidget(board)
    board.show_cells((Cell(uuid4(), 1, "1单元", "101", "overdue"),), nothing="")
    card.tell("1-1-101", lines=("3 人",) * 6, deeds=(("登记走访", "footprints", lambda: None),) * 3)
    board.resize(900, 200)
    board.show()
    assert card.height() >= card.minimumSizeHint().height()


def test_ticked_doors_have_their_deeds(qtbot: QtBot) -> None:
    done: list[str] = []
    bar = TickBar([("登记走访", "footprints", lambda: done.append("visit"))])
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.say("已选 2 门 2 户")
    bar.buttons[0].click()
    assert (done, bar.isHidden()) == (["visit"], False)
    bar.say("")
    assert bar.isHidden()


def test_a_timeline_tells_its_entries_or_that_there_are_none(qtbot: QtBot) -> None:
    line = Timeline("还没有走访记录。")
    qtbot.addWidget(line)
    assert [label.text() for label in line.widget().findChildren(QLabel)] == ["还没有走访记录。"]
    line.show_entries([Entry("2026-11-02　胡强", ("家里都好。",)), Entry("2026-08-02　胡强")])
    assert [label.text() for label in line.widget().findChildren(QLabel)] == [
        "2026-11-02　胡强", "家里都好。", "2026-08-02　胡强",
    ]  # fmt: skip

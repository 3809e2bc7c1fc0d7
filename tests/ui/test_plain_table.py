"""Tables of ready words and the row of steps: the small parts of wizards and logs."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.soft_rows import EDGE
from desktop.ui.step_bar import StepBar

HEADS = (Head("时间", 8), Head("文件"), Head("数", 3))
LINES = [Line((f"{n} 时", "名单.xlsx", str(n)), n) for n in range(5)]


def test_the_first_row_is_chosen_and_enter_opens_it(qtbot: QtBot) -> None:
    table = PlainTable(HEADS)
    qtbot.addWidget(table)
    table.show_lines(LINES)
    assert table.current == 0
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [0]


def test_a_chosen_row_has_one_ground_and_an_edge_that_tells_where_the_keys_are(qtbot: QtBot) -> None:
    table = PlainTable(HEADS)
    qtbot.addWidget(table)
    table.show_lines(LINES)
    table.resize(400, 200)

    def inks(*, focused: bool) -> tuple[set[str], str]:
        """The grounds of the first row right of its edge, where no words are, and the colour of the edge."""
        with qtbot.waitExposed(table):
            table.show()
        table.setFocus() if focused else table.clearFocus()
        shot, row = table.viewport().grab().toImage(), table.visualRect(table.model().index(0, 0))
        grounds = {shot.pixelColor(x, row.top() + 2).name() for x in range(EDGE + 1, 380)}
        return grounds, shot.pixelColor(1, row.center().y()).name()

    (one, held), (same, elsewhere) = inks(focused=True), inks(focused=False)
    assert len(one) == 1
    assert one == same
    assert held != elsewhere


def test_the_row_stays_at_its_place_when_rows_change(qtbot: QtBot) -> None:
    table = PlainTable(HEADS)
    qtbot.addWidget(table)
    table.show_lines(LINES)
    table.go_to(3)
    table.show_lines(LINES[1:])
    assert table.current == 4
    table.show_lines(LINES[:2])
    assert table.current == 1


def test_no_rows_stand_for_nothing(qtbot: QtBot) -> None:
    table = PlainTable(HEADS)
    qtbot.addWidget(table)
    picked: list[object] = []
    table.picked.connect(picked.append)
    table.show_lines([])
    assert (table.current, picked) == (None, [None])


def test_a_cell_says_all_of_itself_in_its_tooltip(qtbot: QtBot) -> None:
    table = PlainTable(HEADS)
    qtbot.addWidget(table)
    table.show_lines([Line(("很长" * 20,), 1)])
    index = table.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "很长" * 20
    assert table.model().index(0, 2).data() == ""


def test_steps_that_were_done_can_be_gone_back_to(qtbot: QtBot) -> None:
    bar = StepBar(("选文件", "对列", "检查"))
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    bar.show_step(1)
    bar.grab()
    with qtbot.waitSignal(bar.asked) as asked:
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar._places[0].center())
    assert asked.args == [0]
    with qtbot.assertNotEmitted(bar.asked):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar._places[2].center())
    assert "第 2 步，共 3 步" in bar.accessibleName()


def test_a_narrow_bar_keeps_its_numbers(qtbot: QtBot) -> None:
    bar = StepBar(("选一个很长的文件名", "对列的名称", "检查全部内容"))
    qtbot.addWidget(bar)
    bar.resize(bar.minimumSizeHint())
    bar.grab()
    assert len(bar._places) == 3


def test_the_words_begin_under_their_title_and_not_at_the_edge(qtbot: QtBot) -> None:
    table = PlainTable(HEADS)
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show_lines([Line(("█████", "", ""), 1)])
    table.show()
    picture = table.viewport().grab(table.visualRect(table.model().index(0, 0))).toImage()
    ground, row = picture.pixelColor(EDGE, picture.height() // 2), picture.height() // 2
    clear = next(x for x in range(EDGE, picture.width()) if picture.pixelColor(x, row) != ground)
    assert 6 <= clear <= 14

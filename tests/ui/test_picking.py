"""Short tables and trees to pick from: by name, by initials, by keys, and with what fits."""

from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import style
from desktop.ui.check_tree import Branch, CheckTree, Leaf, Ticked
from desktop.ui.pick_table import MOST, PickRow, PickTable
from desktop.ui.style import Look

HU, LIU = uuid4(), uuid4()
ROWS = (PickRow(HU, ("胡强", "在职报到", "3-2-501", "2")), PickRow(LIU, ("刘丽", "在职报到", "1-1-101", "5")))
HOUSE = uuid4()
FIRST, SECOND = (HOUSE, "1"), (HOUSE, "2")


@pytest.fixture
def table(qtbot: QtBot) -> PickTable:
    made = PickTable(("党员", "类别", "门牌", "户数"), widths=(5, 8, 4, 3), numbers=frozenset({3}), spare=(1, 2))
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.show_rows(ROWS)
    return made


@pytest.fixture
def tree(qtbot: QtBot) -> CheckTree:
    made = CheckTree(("户", "户数", "未落实"), widths=(8, 4, 4))
    qtbot.addWidget(made)
    branches = (Branch(FIRST, "3号楼", "1单元", ("5", "")), Branch(SECOND, "3号楼", "2单元", ("3", "○ 1")))
    made.show_parts(branches, {"3号楼": ("8", "○ 1")})
    return made


def names(table: PickTable) -> list[str]:
    return [table.table.item(at, 0).text() for at in range(table.table.rowCount())]


def test_initials_narrow_the_rows(table: PickTable) -> None:
    table.find_line.setText("ll")
    assert names(table) == ["刘丽"]
    table.find_line.clear()
    assert names(table) == ["胡强", "刘丽"]


def test_what_was_picked_stays_picked_over_new_rows(table: PickTable) -> None:
    table.pick(LIU)
    table.show_rows(tuple(reversed(ROWS)))
    assert table.current() == LIU


def test_a_picked_row_that_is_narrowed_away_is_no_longer_picked(table: PickTable) -> None:
    told: list[UUID | None] = []
    table.pick(LIU)
    table.picked.connect(told.append)
    table.find_line.setText("hq")
    assert (table.current(), told) == (None, [None])


def test_an_unknown_row_picks_nothing(table: PickTable) -> None:
    table.pick(uuid4())
    assert table.current() is None


def test_new_rows_keep_what_is_typed(table: PickTable) -> None:
    table.find_line.setText("hq")
    table.show_rows(ROWS)
    assert names(table) == ["胡强"]


def test_spare_columns_go_where_there_is_no_room(table: PickTable) -> None:
    hidden = [table.table.isColumnHidden(at) for at in range(4)]
    table.resize(190, 300)
    narrow = [table.table.isColumnHidden(at) for at in range(4)]
    assert (hidden, narrow) == ([False] * 4, [False, True, True, False])


def test_another_text_size_takes_the_widths_anew(table: PickTable, tree: CheckTree, qapp: QApplication) -> None:
    narrow, low, slim = table.table.columnWidth(3), table.table.rowHeight(0), tree.columnWidth(2)
    style.apply(qapp, Look(20))
    assert table.table.columnWidth(3) > narrow
    assert table.table.rowHeight(0) > low
    assert tree.columnWidth(2) > slim
    style.apply(qapp, Look())


def test_more_rows_than_anybody_scrolls_through_are_counted(table: PickTable) -> None:
    many = tuple(PickRow(uuid4(), (f"赵{at}", "", "", "0")) for at in range(MOST + 3))
    table.show_rows((*many, *ROWS))
    assert (len(names(table)), table.rest.text()) == (MOST, "还有 5 行未显示，可输入姓名查找")
    table.find_line.setText("hq")
    assert names(table) == ["胡强"]
    assert table.rest.isHidden()


def test_enter_leads_from_the_line_to_the_first_row(table: PickTable) -> None:
    QTest.keyClick(table.find_line, Qt.Key.Key_Return)
    assert table.current() == HU


def test_a_group_ticks_all_its_parts(tree: CheckTree) -> None:
    tree.tick("3号楼")
    assert tree.ticked() == Ticked((FIRST, SECOND), ())


def test_a_part_half_ticked_gives_its_households_alone(tree: CheckTree) -> None:
    one, other = uuid4(), uuid4()
    tree.tick("3号楼 2单元")
    tree.show_leaves(SECOND, (Leaf(one, "3-2-101", ("", "○ 1"), bare=True), Leaf(other, "3-2-102", ("胡强", ""))))
    assert tree.ticked() == Ticked((SECOND,), ())
    tree._parts[SECOND].child(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert tree.ticked() == Ticked((), (one,))
    assert (tree.is_bare(one), tree.is_bare(other)) == (True, False)


def test_leaves_that_come_twice_or_for_nobody_change_nothing(tree: CheckTree) -> None:
    tree.show_leaves((uuid4(), "9"), (Leaf(uuid4(), "x", ()),))
    tree.show_leaves(FIRST, (Leaf(uuid4(), "3-1-101", ("", "")),))
    tree.show_leaves(FIRST, (Leaf(uuid4(), "3-1-102", ("", "")),))
    assert tree._parts[FIRST].childCount() == 1


def test_households_chosen_elsewhere_stand_on_top_and_count_once(tree: CheckTree) -> None:
    home = uuid4()
    tree.show_loose("选来的 1 户", (Leaf(home, "3-1-101", ("", "○ 1"), bare=True),))
    tree.show_leaves(FIRST, (Leaf(home, "3-1-101", ("", "○ 1"), bare=True), Leaf(uuid4(), "3-1-102", ("", ""))))
    tree._parts[FIRST].child(0).setCheckState(0, Qt.CheckState.Checked)
    assert tree.ticked().leaves == (home,)
    assert tree.topLevelItem(0).text(0) == "选来的 1 户"


def test_other_keys_walk_the_tree(tree: CheckTree) -> None:
    QTest.keyClick(tree, Qt.Key.Key_Right)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentItem() is tree._parts[FIRST]
    asked: list[object] = []
    tree.opened.connect(asked.append)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert asked == [FIRST]


def test_an_opened_building_stays_open_over_new_counts(tree: CheckTree) -> None:
    tree.topLevelItem(0).setExpanded(True)
    tree.show_parts((Branch(FIRST, "3号楼", "1单元", ("5", "")),), {})
    assert tree.topLevelItem(0).isExpanded()

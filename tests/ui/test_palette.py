"""Ctrl+K: finds records and functions, keeps the focus in its line, opens with Enter, goes with Esc."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.search.index import Hit
from desktop.ui.desk import Command
from desktop.ui.palette import RECENT, Palette
from desktop.ui.palette_rows import pieces
from desktop.ui.tasks import Tasks
from tests.ui.open import put_up

Settle = Callable[[], None]


def hit(label: str, kind: str = "people", spans: tuple[tuple[int, int], ...] = ()) -> Hit:
    return Hit(kind, uuid4(), uuid4(), label, "3-2-1302", spans, 0)  # type: ignore[arg-type]


class Found:
    """An index that knows some labels by their first letters."""

    def __init__(self) -> None:
        self.hits = {"zl": [hit("周兰", spans=((0, 2),)), hit("张立", spans=((0, 2),))], "hq": [hit("胡强")]}
        self.asked: list[str] = []

    def __call__(self, session: Any, text: str) -> list[Hit]:
        self.asked.append(text)
        if text == "坏":
            raise UserError("没能读取索引。请再试一次。")
        return self.hits.get(text, [])


@pytest.fixture
def found() -> Found:
    return Found()


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, tasks: Tasks, found: Found, ran: list[str]) -> Palette:
    room = QWidget()
    room.resize(1024, 560)
    qtbot.addWidget(room)
    room.search = QLineEdit(room)  # type: ignore[attr-defined]
    room.search.setGeometry(300, 10, 400, 38)  # type: ignore[attr-defined]
    put_up(qtbot, room)
    functions = (
        Command("print.sign", "打印签到表", lambda: ran.append("print"), key="F9"),
        Command("go.today", "今日工作", lambda: ran.append("today")),
    )
    made = Palette(
        room,
        tasks,
        found,
        commands=lambda: functions,
        kinds=lambda kind: ("居民", "user"),
        actions=lambda one: (Command("visit", f"登记走访 {one.label}", lambda: ran.append("visit")),),
    )
    made.open_over(room.search)  # type: ignore[attr-defined]
    return made


def titles(palette: Palette) -> list[str]:
    return [row.title for row in palette.rows.all]


def type_in(palette: Palette, qtbot: QtBot, text: str, settle: Settle) -> None:
    palette.line.setText(text)
    palette.line.entered.disconnect()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    palette.line.entered.connect(palette.on_entered)
    settle()


def test_it_lies_over_the_search_box_and_its_line_has_the_focus(palette: Palette) -> None:
    room = palette.parentWidget()
    assert room.rect().contains(palette.geometry())
    assert palette.geometry().contains(room.search.geometry())  # type: ignore[attr-defined]
    assert room.focusWidget() is palette.line
    assert palette.list.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_people_are_found_and_the_first_is_chosen(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "zl", settle)
    assert titles(palette) == ["周兰", "张立"]
    assert palette.list.currentIndex().row() == 0
    assert palette.rows.all[0].spans == ((0, 2),)
    assert palette.line.hasFocus() or palette.parentWidget().focusWidget() is palette.line


def test_arrows_move_and_enter_opens(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "zl", settle)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == 1
    with qtbot.waitSignals([palette.opened, palette.closed]):
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()


def test_a_click_opens_too(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "zl", settle)
    where = palette.list.visualRect(palette.rows.index(1)).center()
    with qtbot.waitSignal(palette.opened) as opened:
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args[0].label == "张立"


def test_functions_are_found_by_pinyin(palette: Palette, ran: list[str], qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "dy qdb", settle)
    assert titles(palette) == ["打印签到表"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert ran == ["print"]


def test_functions_stand_among_the_rows_seen_first(
    palette: Palette, found: Found, qtbot: QtBot, settle: Settle
) -> None:
    found.hits["jr"] = [hit(f"居民{number}") for number in range(20)]
    type_in(palette, qtbot, "jr", settle)
    assert titles(palette)[:8] == [*(f"居民{number}" for number in range(6)), "今日工作", "居民6"]


def test_tab_offers_the_deeds_of_the_chosen_one(palette: Palette, ran: list[str], qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "zl", settle)
    qtbot.keyClick(palette.line, Qt.Key.Key_Tab)
    assert titles(palette) == ["登记走访 周兰"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Tab)  # a deed has no deeds of its own
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert ran == ["visit"]


def test_nothing_found_says_what_else_to_try(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "zzz", settle)
    assert titles(palette) == []
    assert palette.said.text() == "没有找到“zzz”。也可以试试姓名、房号或电话后四位。"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_failed_search_says_so(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "坏", settle)
    assert palette.said.text() == "没能读取索引。请再试一次。"


def test_what_was_opened_lately_comes_first(palette: Palette, found: Found, qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "zl", settle)
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    palette.open_over(palette.parentWidget().search)  # type: ignore[attr-defined]
    assert titles(palette) == ["张立"]
    type_in(palette, qtbot, "zl", settle)
    assert titles(palette) == ["张立", "周兰"]
    palette.line.clear()
    qtbot.waitUntil(lambda: titles(palette) == ["张立"])


def test_only_the_latest_are_remembered(palette: Palette, found: Found, qtbot: QtBot, settle: Settle) -> None:
    for number in range(RECENT + 2):
        found.hits[f"x{number}"] = [hit(f"住户{number}")]
        type_in(palette, qtbot, f"x{number}", settle)
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
        palette.open_over(palette.parentWidget().search)  # type: ignore[attr-defined]
    assert len(titles(palette)) == RECENT
    assert titles(palette)[0] == f"住户{RECENT + 1}"


def test_escape_and_a_click_elsewhere_close_it(palette: Palette, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.closed):
        qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    palette.open_over(palette.parentWidget().search)  # type: ignore[attr-defined]
    palette.line.left.emit()
    assert not palette.isVisible()


def test_a_result_for_text_that_is_gone_is_not_shown(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    palette.line.setText("zl")
    palette.line.clear()
    settle()
    assert titles(palette) == []


def test_rows_are_painted_and_read_aloud(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    type_in(palette, qtbot, "zl", settle)
    chosen = palette.list.grab().toImage()
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.grab().toImage() != chosen
    index = palette.rows.index(0)
    assert palette.rows.data(index) == "周兰"
    assert palette.rows.data(index, Qt.ItemDataRole.AccessibleTextRole) == "居民 周兰 3-2-1302"
    assert palette.rows.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert palette.rows.rowCount(index) == 0


@pytest.mark.parametrize(
    ("spans", "cut"),
    [
        ((), [(0, 4, False)]),
        (((0, 2),), [(0, 2, True), (2, 4, False)]),
        (((1, 2), (3, 4)), [(0, 1, False), (1, 2, True), (2, 3, False), (3, 4, True)]),
    ],
)
def test_a_title_is_cut_at_what_matched(spans: tuple[tuple[int, int], ...], cut: list[tuple[int, int, bool]]) -> None:
    assert pieces("张立信息", spans) == cut

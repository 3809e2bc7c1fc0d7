"""The ways from a list to other pages, as the register has them and the person may take them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pytestqt.qtbot import QtBot

from desktop.standard.list import Filter
from desktop.ui.desk import Desk
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from tests.ui.lists import HOUSEHOLDS, MemorySource

Settle = Callable[[], None]


def test_an_empty_register_says_how_to_begin(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    came: list[str] = []
    ways = ListWays(new=lambda: came.append("new"), bring_in=lambda: came.append("import"))
    made = ListPage(desk, HOUSEHOLDS, source=MemorySource(0), ways=ways)
    qtbot.addWidget(made)
    settle()
    assert made.parts.empty.sentence.text() == "还没有住户。"
    for button in made.parts.empty.buttons():
        button.click()
    assert came == ["import", "new"]


def test_without_the_right_no_row_is_read(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    desk.actor.may = lambda permission: not permission.endswith(".see")
    source = MemorySource(5)
    made = ListPage(desk, HOUSEHOLDS, source=source)
    qtbot.addWidget(made)
    made.reload()
    settle()
    assert source.asked == []
    assert "请支部书记开通" in made.parts.empty.sentence.text()


def test_only_the_buttons_a_person_may_use_are_there(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    ways = ListWays(new=lambda: None, bring_in=lambda: None, export=lambda *_a: None, print_form=lambda *_a: None)
    desk.actor.may = lambda permission: permission.split(".")[1] in {"see", "print"}
    made = ListPage(desk, HOUSEHOLDS, source=MemorySource(5), ways=ways)
    qtbot.addWidget(made)
    tools = made.tools()
    settle()
    assert tools.print_form is not None  # type: ignore[attr-defined]
    assert tools.new is tools.export is tools.bring_in is None  # type: ignore[attr-defined]
    assert made.actions_shown == []


def test_exporting_asks_selection_filter_or_all(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    made = ListPage(desk, HOUSEHOLDS, source=MemorySource(490), ways=ListWays(export=lambda *_a: None))
    qtbot.addWidget(made)
    tools: Any = made.tools()
    made.set_filter("building", Filter("building", values=("3号楼",)))
    settle()
    made.model.tick([UUID(int=3)], on=True)
    choices = tools.choices()
    assert [words for words, _query, _ids in choices] == ["已选的 1 户", "当前筛选的 98 户", "全部 490 户"]
    assert choices[0][2] == (UUID(int=3),)
    assert choices[2][1].filters == ()


def test_printing_a_filter_hands_its_rows_and_its_words_to_the_preview(
    qtbot: QtBot, desk: Desk, settle: Settle
) -> None:
    printed: list[Any] = []
    desk.print_form = lambda *args, **more: printed.append((*args, more))
    made = ListPage(desk, HOUSEHOLDS, source=MemorySource(20))
    qtbot.addWidget(made)
    tools: Any = made.tools()
    made.set_filter("building", Filter("building", values=("3号楼",)))
    settle()
    made.model.tick([UUID(int=3)], on=True)
    form = HOUSEHOLDS.forms[0]
    for _words, query, ids in tools.choices()[:2]:
        made.ways.print_form(form, query, ids)  # type: ignore[misc]
    settle()
    assert [len(ids) for _register, _form, ids, _more in printed] == [1, 4]
    assert printed[1][3] == {"filter_text": "楼栋：3号楼"}


def test_a_row_opens_through_the_desk(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    gone: list[Any] = []
    desk.go = lambda *args: gone.append(args)
    made = ListPage(desk, HOUSEHOLDS, source=MemorySource(3))
    qtbot.addWidget(made)
    settle()
    made.open(UUID(int=2))
    assert gone == [("households", UUID(int=2))]

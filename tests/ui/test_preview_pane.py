"""F3 shows the current record beside the list where there is room, and remembers the wish."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.standard.glance import Glance
from desktop.ui import style
from desktop.ui.list_page import ListPage
from desktop.ui.style import Look
from tests.ui.over_store import DOOR, Work


@pytest.fixture
def page(work: Work) -> ListPage:
    made = work.list()
    made.resize(1000, 640)
    return made


def show(work: Work, page: ListPage) -> None:
    page.preview.read()
    work.settle()


def test_the_current_record_is_shown_masked_and_follows_the_row(work: Work, page: ListPage) -> None:
    pane = page.parts.pane
    assert pane.isHidden()
    page.preview.toggle()
    page.view.go_to(work.village.homes[DOOR])
    show(work, page)
    assert pane.title.text() == f"{DOOR} 周兰"
    assert "170****0000" in "".join(pane.lines())
    page.view.go_to(work.village.homes["1-1-101"])
    assert page.preview.soon.isActive()
    show(work, page)
    assert pane.title.text() == "1-1-101 孙秀"
    assert work.desk.settings.get("list.households.preview") is True
    page.preview.toggle()
    assert pane.isHidden()


def test_a_screen_may_say_something_else_of_its_records(work: Work, page: ListPage) -> None:
    page.preview.use(
        lambda _session, _id: Glance("另一种", "overdue", "逾期", (("事", "话"),), (("行", ("一", "二")),))
    )
    page.preview.toggle()
    show(work, page)
    assert (page.parts.pane.title.text(), page.parts.pane.badge.isHidden()) == ("另一种", False)
    assert page.parts.pane.lines() == ["事", "话", "行", "一", "二"]


def test_where_there_is_no_room_it_is_said_and_comes_with_the_room(work: Work, page: ListPage) -> None:
    warned: list[str] = []
    work.desk.warn = warned.append
    page.resize(700, 640)
    page.preview.toggle()
    assert warned == ["地方不够，放不下预览。把窗口放大、字号调小，或按回车打开这一条。"]
    assert page.parts.pane.isHidden()
    page.resize(1000, 640)
    assert not page.parts.pane.isHidden()


def test_in_the_largest_type_it_hides(work: Work, page: ListPage, qtbot: QtBot, qapp: QApplication) -> None:
    page.preview.toggle()
    work.settle()
    assert not page.parts.pane.isHidden()
    style.apply(qapp, Look(20))
    page.preview.fit()
    assert page.parts.pane.isHidden()
    work.settle()


def test_its_button_opens_the_record(work: Work, page: ListPage) -> None:
    opened: list[object] = []
    page.preview.opened.connect(opened.append)
    page.preview.toggle()
    page.view.go_to(work.village.homes[DOOR])
    show(work, page)
    page.parts.pane.open.click()
    assert opened == [work.village.homes[DOOR]]


def test_no_row_and_a_lost_record_are_said(work: Work, page: ListPage) -> None:
    page.preview.toggle()
    page.find_text("没有的人")
    work.settle()
    show(work, page)
    assert (page.parts.pane.title.text(), page.parts.pane.open.isEnabled()) == ("没有选中的行", False)
    page.clear_query()
    work.settle()
    work.desk.actor = type(work.desk.actor)(work.desk.actor.id, "甲", "reader", work.desk.actor.unit_id, frozenset())
    show(work, page)
    assert page.parts.pane.title.text().startswith("没有找到这条记录")

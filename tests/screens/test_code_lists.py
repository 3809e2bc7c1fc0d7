"""代码表 in the window: what is typed for a list may be chosen at once, and the shipped list comes back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop import codes
from desktop.screens import county
from desktop.screens.ways import Ways
from desktop.ui.code_lists_page import CodeListsPage
from tests.screens.conftest import Office


@pytest.fixture
def page(office: Office) -> Iterator[CodeListsPage]:
    office.desk.actor = replace(office.desk.actor, level="county")
    place = next(place for _may, place in county.places(Ways(office.desk)) if place.name == "code_lists")
    made: Any = place.make(office.desk)
    office.bot.addWidget(made)
    office.desk.tasks.changed.connect(lambda changes: county.follow_code_lists(office.desk, changes))
    office.desk.tasks.changed.connect(made.reload)
    office.settle()
    yield made
    codes.grow({})


def test_a_value_is_added_chosen_and_taken_back(office: Office, page: CodeListsPage) -> None:
    assert "还没有补充过" in page.fact.text()
    assert not page.save.isEnabled()
    page.settle()
    page.form.set_texts({"venue_trade": "菜鸟驿站\n"})
    page.form.changed.emit()
    assert page.save.isEnabled()
    page.save.click()
    office.settle()
    office.settle()
    assert ("菜鸟驿站", "菜鸟驿站") in codes.options("venue_trade")
    assert office.said[-1] == "已保存代码表，下次交换下发。"
    assert "版，王书记定的。" in page.fact.text()
    page.form.set_texts({"venue_trade": "医养服务"})
    page.settle()
    office.settle()
    assert "已经有" in office.said[-1]
    page.back.click()
    office.settle()
    office.settle()
    assert ("菜鸟驿站", "菜鸟驿站") not in codes.options("venue_trade")
    page.go_back()
    office.settle()
    assert "没有新的版本" in office.said[-1]
    page.focus_first()

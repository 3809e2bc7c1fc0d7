"""A filter is saved from what the list shows, found in the menu and in Ctrl+K, renamed, shared and taken away."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.access.roles import READER
from desktop.standard.list import Filter, Query, Sort
from desktop.ui import saved_filters, saved_filters_dialog
from desktop.ui.list_page import ListPage
from desktop.ui.saved_filters_dialog import ViewsDialog
from desktop.ui.saved_filters_shelf import Shelf
from tests.ui.over_store import Work

FIRST = Query(filters=(Filter("building", values=("1号楼",)),), sort=(Sort("head_name"),))


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What is typed into the next small form, and what it said."""

    def give(values: dict[str, Any] | None, said: list[str] | None = None) -> None:
        def ask_fields(_parent: QWidget, sentence: str, *_more: Any, **_named: Any) -> dict[str, Any] | None:
            if said is not None:
                said.append(sentence)
            return values

        monkeypatch.setattr(saved_filters, "ask_fields", ask_fields)
        monkeypatch.setattr(saved_filters_dialog, "ask_fields", ask_fields)

    return give


def entries(page: ListPage) -> list[tuple[str, bool]]:
    menu = page.saved.menu(page)
    return [(entry.text(), entry.isEnabled()) for entry in menu.actions() if not entry.isSeparator()]


def press(menu: QMenu, words: str) -> None:
    next(entry for entry in menu.actions() if entry.text() == words).trigger()


def keep(work: Work, page: ListPage, answer: Callable[..., None], name: str = "一号楼", **more: Any) -> None:
    page.show_query(FIRST)
    work.settle()
    answer({"name": name, **more})
    press(page.saved.menu(page), "保存当前条件…")
    work.settle()


def test_what_the_list_shows_is_saved_in_words_and_taken_again(work: Work, answer: Callable[..., None]) -> None:
    page, said = work.list(), []
    assert entries(page) == [("保存当前条件…", False)]
    page.show_query(FIRST)
    work.settle()
    answer({"name": "一号楼"}, said)
    press(page.saved.menu(page), "保存当前条件…")
    work.settle()
    assert said == ["把现在的条件存下来，以后一点就用：楼栋：1号楼"]
    assert work.said[-1][0] == "已保存筛选“一号楼”"
    page.clear_query()
    page.find_text("zl")
    work.settle()
    press(page.saved.menu(page), "一号楼")
    work.settle()
    assert (page.query, page.model.rowCount(), page.parts.find_line.text()) == (FIRST, 8, "")
    assert [entry.text() for entry in page.saved.menu(page).actions() if entry.isChecked()] == ["一号楼"]
    work.take_back()
    assert entries(page) == [("保存当前条件…", True)]


def test_an_order_alone_can_be_saved_and_nothing_when_the_form_is_left(work: Work, answer: Callable[..., None]) -> None:
    page, said = work.list(), []
    page.sort_by("people", False)
    page.sort_by("people", False)
    answer(None, said)
    page.saved.keep()
    work.settle()
    assert said == ["把现在的条件存下来，以后一点就用：按人口（倒序）排"]
    assert page.saved.views == ()


def test_a_reader_takes_shared_filters_and_is_offered_no_more(work: Work, answer: Callable[..., None]) -> None:
    page = work.list()
    reader = replace(work.village.actor, role=READER)
    work.desk.actor = reader
    page.saved.read()
    assert entries(page) == [("还没有支部共用的筛选", False)]
    work.desk.actor = work.village.actor
    keep(work, page, answer, shared=True)
    work.desk.actor = reader
    assert entries(page) == [("支部共用", False), ("一号楼", True)]


def test_filters_are_renamed_shared_and_deleted(work: Work, answer: Callable[..., None], qtbot: QtBot) -> None:
    page = work.list()
    for name in ("甲", "乙"):
        keep(work, page, answer, name)
    dialog = ViewsDialog(work.desk, page.saved.views, parent=page)
    qtbot.addWidget(dialog)
    said = lambda: [dialog.list.item(row).text() for row in range(dialog.list.count())]  # noqa: E731 - one expression
    assert said() == ["乙", "甲"]
    answer({"name": "甲"})
    dialog.rename.click()
    work.settle()
    assert dialog.problem.sentence.text() == "已经有叫“甲”的筛选，没有改名。请换一个名称。"
    answer({"name": "丙"})
    dialog.rename.click()
    work.settle()
    dialog.share.click()
    work.settle()
    assert (said(), dialog.share.text()) == (["丙（支部共用）", "甲"], "收回自己用")
    assert [view.name for view in page.saved.views if view.shared] == ["丙"]
    dialog.remove.click()
    work.settle()
    assert said() == ["甲"]
    work.take_back()
    assert {view.name for view in page.saved.views} == {"甲", "丙"}


def test_ctrl_k_knows_the_saved_filters_of_every_list(work: Work, answer: Callable[..., None]) -> None:
    shown: list[str] = []
    shelf = Shelf(work.desk, lambda view: shown.append(view.name))
    page = work.list()
    keep(work, page, answer)
    work.settle()
    (command,) = shelf.commands()
    assert (command.title, command.icon) == ("住户：一号楼", "filter")
    command.run()
    assert shown == ["一号楼"]

"""楼栋党小组, 党员 and 任职 in a real window: their rows, where they lead, and the day they are of."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from desktop.registers.party_orgs.register import POSTS
from desktop.standard.list import Query
from desktop.ui import dated_list, list_deeds
from desktop.ui.as_of import ONLY_TODAY
from tests.factories.profile import TODAY
from tests.screens.conftest import Office
from tests.screens.test_party_orgs import FOUNDED, answers, grow
from tests.screens.test_today_page import rows

__all__ = ["answers"]


@pytest.fixture
def grown(office: Office) -> Office:
    grow(office)
    return office


def words(listed: Any) -> list[tuple[str, ...]]:
    return [listed.model.row(at).words for at in range(listed.model.rowCount())]


def test_a_group_opens_in_the_tree(grown: Office) -> None:
    listed = grown.go("groups")
    assert [(row[0], row[1]) for row in words(listed)] == [("1号楼党小组", "胡强"), ("2号楼党小组", "空缺")]
    listed.open(listed.model.ids()[1])
    grown.settle()
    assert grown.here == ("party_orgs", grown.page.panel.facts.node.id)
    assert grown.page.panel.facts.node.name == "2号楼党小组"


def test_a_member_opens_as_a_resident(grown: Office) -> None:
    listed = grown.go("members")
    assert [(row[0], row[2], row[3]) for row in words(listed)] == [
        ("胡强", "1号楼党小组", "楼栋党小组长"), ("刘丽", "", ""), ("周兰", "", ""),
    ]  # fmt: skip
    listed.open(listed.model.ids()[2])
    grown.settle()
    assert grown.here == ("people", grown.village.members["周兰"])


def test_a_post_outside_the_tree_is_added_from_the_list(grown: Office, answers: list[dict[str, str]]) -> None:
    listed = grown.go("posts")
    answers.append({
        "place_name": "两新工委办公室", "kind": "other", "title": "副主任", "holder_name": "李主任",
    })  # fmt: skip
    listed.tools().new.click()
    grown.settle()
    assert ("两新工委办公室", "副主任", "李主任") in [row[:3] for row in words(listed)]


def test_a_post_is_ended_on_its_own_page(grown: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = grown.go("posts")
    page = grown.go("posts", listed.model.ids()[0])
    assert page.parts.heading.text() == "楼栋党小组长 胡强"
    monkeypatch.setattr(list_deeds, "ask_fields", lambda *_words, **_more: {"on": TODAY, "reason": "resigned"})
    page.run(next(action for action in POSTS.actions if action.verb == "end_post"))
    grown.settle()
    assert page.parts.badge.words == "已卸任"
    again = grown.go("posts", page.record_id)
    assert again.parts.badge.words == "已卸任"


def test_deeds_rest_while_another_day_is_looked_at(grown: Office) -> None:
    listed = grown.go("posts")
    tools = listed.tools()
    post = listed.model.ids()[0]
    listed.model.tick([post], on=True)
    grown.settle()
    assert all(button.isEnabled() for button in listed.parts.bar.buttons())
    listed.as_of.look_at(TODAY - timedelta(days=1))
    grown.settle()
    assert words(listed)[0][1] == "楼栋党小组长"
    assert not tools.new.isEnabled()
    assert {button.toolTip() for button in listed.parts.bar.buttons()} == {ONLY_TODAY}
    assert not any(button.isEnabled() for button in listed.parts.bar.buttons())
    listed.run(POSTS.actions[0])
    listed.put_away()
    assert grown.said[-2:] == [ONLY_TODAY, ONLY_TODAY]
    listed.as_of.look_at(TODAY)
    grown.settle()
    assert tools.new.isEnabled()
    assert all(button.isEnabled() for button in listed.parts.bar.buttons())


def test_typing_into_cells_ends_when_another_day_is_looked_at(grown: Office) -> None:
    listed = grown.go("posts")
    listed.editing.on = True  # whatever cells this list lets be typed into
    listed.as_of.look_at(TODAY - timedelta(days=1))
    grown.settle()
    assert not listed.editing.on
    listed.editing.begin()
    assert not listed.editing.on
    assert "不能直接在表里改" in grown.said[-1]


def test_what_is_printed_and_exported_is_of_the_day(grown: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[tuple[str, tuple[UUID, ...], Any]] = []
    exported: list[date | None] = []
    monkeypatch.setattr(
        grown.desk, "print_form",
        lambda _register, form, ids, filter_text="", given=None: printed.append((form.name, tuple(ids), given)),
    )  # fmt: skip
    monkeypatch.setattr(dated_list, "export_list", lambda *_words, on, **_more: exported.append(on))
    listed = grown.go("posts")
    form = next(form for form in POSTS.forms if form.name == "post-list")
    listed.ways.print_form(form, Query(), None)
    grown.settle()
    listed.as_of.look_at(FOUNDED)
    grown.settle()
    listed.ways.print_form(form, Query(), tuple(listed.model.ids()))
    listed.ways.export(Query(), None)
    assert [(name, len(ids), given) for name, ids, given in printed] == [
        ("post-list", 1, {"on": TODAY}), ("post-list", 1, {"on": FOUNDED}),
    ]  # fmt: skip
    assert exported == ([FOUNDED] if QApplication.activeWindow() else [])


def test_a_paper_that_knows_no_day_is_handed_none(grown: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Any] = []
    monkeypatch.setattr(grown.desk, "print_form", lambda *_words, given=None, **_more: handed.append(given))
    listed = grown.go("members")
    undated = next(form for form in listed.register.forms if not any(ask.name == "on" for ask in form.asks))
    listed.ways.print_form(undated, Query(), tuple(listed.model.ids()))
    assert handed == [None]


def test_today_leads_to_a_vacancy(grown: Office) -> None:
    grown.go("today").reload()
    grown.settle()
    titles = [title for title, _detail in rows(grown)]
    assert "2号楼党小组还没有楼栋党小组长" in titles
    assert "胡强 1号楼党小组楼栋党小组长" in titles

"""A record's page: explicit save, private draft, comparison with what others saved, history, neighbours."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.standard.drafts import Draft
from desktop.standard.save import Stale
from desktop.ui.desk import Desk
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage
from tests.ui.conftest import FakeChanges, FakeStore
from tests.ui.open import put_up
from tests.ui.records import ID, REGISTER, VERSION, MemoryRecords

Settle = Callable[[], None]


@pytest.fixture
def source() -> MemoryRecords:
    return MemoryRecords()


@pytest.fixture
def make(qtbot: QtBot, desk: Desk, source: MemoryRecords, settle: Settle) -> Callable[..., RecordPage]:
    def build(record_id: UUID | None = ID, **more: Any) -> RecordPage:
        page = RecordPage(desk, REGISTER, record_id, source=source, **more)
        qtbot.addWidget(page)
        page.resize(1100, 600)
        put_up(qtbot, page)
        settle()
        return page

    return build


def type_area(page: RecordPage, text: str) -> None:
    page.form.cells["area"].editor.line.setText(text)  # type: ignore[attr-defined]


def test_the_record_is_shown_with_who_saved_it_last(make: Callable[..., RecordPage]) -> None:
    page = make()
    assert page.title == page.parts.heading.text() == "3-2-1302 周兰"
    assert page.parts.bar.note.text().endswith("王书记")
    assert page.parts.bar.save.isHidden()
    assert page.tables["members"].lines.count() == 1


def test_the_save_bar_comes_with_the_first_change_and_goes_with_the_last(make: Callable[..., RecordPage]) -> None:
    page = make()
    type_area(page, "98")
    assert not page.parts.bar.save.isHidden()
    type_area(page, "120.5")
    assert page.parts.bar.save.isHidden()


def test_control_s_saves_and_offers_to_take_it_back(
    make: Callable[..., RecordPage], qtbot: QtBot, source: MemoryRecords, settle: Settle, store: FakeStore, desk: Desk
) -> None:
    said: list[Any] = []
    desk.say = lambda *args: said.append(args)
    page = make()
    type_area(page, "98")
    page.tables["members"].lines.set_texts({f"members.{UUID(int=9)}.name": "于小涛"})
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert source.saves[0]["values"] == {"area": 9800}
    assert source.saves[0]["version"] == VERSION
    assert said[0][0] == "已保存：3-2-1302 周兰，改了 2 处"  # fields, as a person counts them
    assert said[0][1].tx is not None
    assert "households.save" in store.actions


def test_a_wrong_field_stops_the_save_and_keeps_the_text(
    make: Callable[..., RecordPage], source: MemoryRecords
) -> None:
    page = make()
    type_area(page, "12O.5")
    page.save()
    assert source.saves == []
    assert page.form.problems.sentence.text() == "有 1 处需要改："
    assert page.texts() == {"area": "12O.5"}


def test_a_refusal_of_the_rules_keeps_the_form_as_it_is(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle
) -> None:
    source.error = UserError("面积比整栋楼还大，请核对", field="area")
    page = make()
    type_area(page, "9800")
    page.save()
    settle()
    assert page.form.cells["area"].problem.text() == "面积比整栋楼还大，请核对"
    assert page.is_changed()
    assert page.parts.bar.save.isEnabled()


def test_a_draft_is_kept_within_the_second_and_before_leaving(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle, qtbot: QtBot
) -> None:
    page = make()
    type_area(page, "12O.5")
    assert 0 < page.draft.soon.interval() < 1000
    page.leaving()
    settle()
    assert source.kept[0]["said"] == {"area": "12O.5"}
    assert source.kept[0]["version"] == VERSION
    assert page.parts.draft_note.text() == "草稿已保留 12:00"
    page.leaving()
    settle()
    assert len(source.kept) == 1


def test_a_change_taken_back_leaves_no_draft(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle
) -> None:
    page = make()
    type_area(page, "98")
    page.cancel()
    settle()
    assert source.dropped == 1
    assert not page.is_changed()
    assert not page.draft.soon.isActive()


def test_a_found_draft_is_offered_and_goes_on_with_its_rows(
    make: Callable[..., RecordPage], source: MemoryRecords
) -> None:
    said = {"area": "12O.5", "members.+1.name": "周小兰", f"members.{UUID(int=9)}.name": "于小涛"}
    source.found = Draft("households", ID, "3-2-1302 周兰", said, UUID(int=40), 1_793_600_000_000)
    page = make()
    assert "的草稿，还没有保存" in page.parts.draft_bar.sentence.text()
    page.parts.draft_bar.links()[0].click()
    assert page.form.texts() == {"area": "12O.5"}
    assert page.tables["members"].lines.count() == 2
    assert page.texts() == said
    assert page.parts.draft_bar.isHidden()
    assert page.form.isAncestorOf(page.focusWidget()), "work goes on in the form"


def test_looking_at_what_is_saved_keeps_the_draft(make: Callable[..., RecordPage], source: MemoryRecords) -> None:
    source.found = Draft("households", ID, "", {"area": "98"}, VERSION, 1_793_600_000_000)
    page = make()
    page.parts.draft_bar.links()[1].click()
    assert page.form.isAncestorOf(page.focusWidget())
    assert not page.is_changed()
    assert source.dropped == 0


def test_what_somebody_saved_in_between_is_compared_field_by_field(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle
) -> None:
    page = make()
    type_area(page, "98")
    source.error = Stale({"area": 13000})
    page.save()
    settle()
    panel = page.parts.compare
    assert not panel.isHidden()
    words = [button.text() for button in panel.groups["area"].buttons()]
    assert words == ["98", "130"]
    panel.groups["area"].button(2).setChecked(True)
    panel.save.click()
    settle()
    assert source.saves[-1]["version"] is None
    assert source.saves[-1]["values"]["area"] == 13000


def test_not_deciding_keeps_what_was_typed(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle
) -> None:
    page = make()
    type_area(page, "98")
    source.error = Stale({"area": 13000})
    page.save()
    settle()
    page.parts.compare.back.click()
    assert page.texts() == {"area": "98"}


def test_history_is_read_when_it_is_looked_at_and_a_value_goes_back(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle, store: FakeStore
) -> None:
    page = make(tabs=(("走访 6", QLabel("走访")),))
    assert [button.text() for button in page.parts.tab_buttons()] == ["住户", "走访 6", "历史"]
    page.parts.tab("历史").click()
    settle()
    labels = [label.text() for label in page.parts.history.findChildren(QLabel)]
    assert "98.5 → 120.5" in labels
    back = next(b for b in page.parts.history.findChildren(QPushButton) if b.text() == "恢复此值")
    back.click()
    settle()
    assert source.restored == ["area"]
    assert "households.restore_value" in store.actions


def test_saving_can_go_on_to_the_next_record(make: Callable[..., RecordPage], settle: Settle) -> None:
    opened: list[UUID] = []
    page = make(ways=ListWays(open=opened.append), neighbour=lambda record_id, by: UUID(int=record_id.int + by))
    type_area(page, "98")
    page.parts.bar.then.click()
    settle()
    page.parts.before.click()
    page.step(1)
    assert opened == [UUID(int=2), UUID(int=0), UUID(int=2)]


def test_whoever_may_not_save_can_only_look(make: Callable[..., RecordPage], desk: Desk) -> None:
    desk.actor.may = lambda permission: permission.endswith(".see")
    page = make()
    assert page.parts.fact_bar.sentence.text().startswith("只能查看")
    assert page.form.cells["area"].editor.line.isReadOnly()  # type: ignore[attr-defined]
    type_area(page, "98")
    assert page.parts.bar.save.isHidden()


def test_a_new_record_is_named_and_saved(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle, desk: Desk
) -> None:
    said: list[Any] = []
    desk.say = lambda *args: said.append(args)
    page = make(None)
    assert page.title == "新增住户"
    assert page.parts.history_tab().isHidden()
    page.form.cells["name"].editor.line.setText("周兰")  # type: ignore[attr-defined]
    page.save()
    settle()
    assert page.record_id == ID
    assert page.title == "3-2-1302 周兰"
    assert said[0][0] == "已新增：3-2-1302 周兰"


def test_a_deed_elsewhere_is_shown_unless_something_is_typed(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle
) -> None:
    page = make()
    source.values["area"] = 9900
    page.reload(FakeChanges())
    settle()
    assert page.form.values()["area"] == 9900
    type_area(page, "98")
    source.values["area"] = 5000
    page.reload(FakeChanges())
    settle()
    assert page.texts() == {"area": "98"}


def test_a_record_that_was_taken_back_says_so_until_it_stands_again(
    make: Callable[..., RecordPage], source: MemoryRecords, settle: Settle
) -> None:
    page = make()
    for source.gone in (True, False):
        page.reload(FakeChanges())
        settle()
        assert page.parts.fact_bar.isVisible() == source.gone

"""Households in the window: the list leads on, the page saves, people leave by a dated deed, new doors come in."""

from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.access.roles import READER
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household
from tests.factories.compound import HOMES
from tests.screens.conftest import Office, Open

Control = Qt.KeyboardModifier.ControlModifier


def test_the_list_shows_every_household_with_its_deeds(office: Office) -> None:
    page = office.go("households")
    assert page.model.rowCount() == len(HOMES)
    assert [action.title for action in page.actions_shown] == ["登记走访", "落实联户党员", "办理…"]
    assert page.status == "共 10 户"


def test_enter_opens_and_back_returns_to_the_same_row(office: Office) -> None:
    page = office.go("households")
    page.view.go_to(office.home("1-1-302"))
    office.press(Qt.Key.Key_Return)
    assert office.here == ("households", office.home("1-1-302"))
    office.press(Qt.Key.Key_Escape)
    assert office.here == ("households", None)
    assert office.page.view.current_id() == office.home("1-1-302")


def test_the_page_says_how_things_stand(office: Office) -> None:
    page = office.go("households", office.home("1-1-301"))
    assert (page.parts.heading.text(), page.parts.badge.words) == ("1-1-301 周兰", "该走访了 · 逾期 21 天")
    assert page.parts.note.text() == "联户党员 胡强"
    assert [button.text() for button in page.parts.tab_buttons()] == ["成员 1", "走访 1", "历史"]


def test_a_change_is_saved_and_the_list_is_read_again(office: Office) -> None:
    listed = office.go("households")
    page = office.go("households", office.home("1-1-301"))
    page.form.set_texts({"tenure": "let"})
    office.press(Qt.Key.Key_S, modifier=Control)
    assert office.said[-1].startswith("已保存：1-1-301 周兰")
    office.shell.back()
    office.settle()
    row = listed.model.place(office.home("1-1-301"))
    assert listed.model.row(row).words[9] == "出租"


def test_previous_and_next_follow_the_list(office: Office) -> None:
    office.go("households")
    page = office.go("households", office.home("1-1-101"))
    assert not page.parts.before.isEnabled()
    office.press(Qt.Key.Key_PageDown, modifier=Control)
    assert office.here == ("households", office.home("1-1-201"))
    office.shell.back()
    office.settle()
    assert office.here == ("households", None)


def test_f8_logs_a_visit_here(office: Office) -> None:
    office.go("households", office.home("1-1-302"))
    office.press(Qt.Key.Key_F8)
    assert office.here == ("visit", office.home("1-1-302"))


def test_the_badge_follows_a_visit_that_was_logged_from_the_page(office: Office) -> None:
    page = office.go("households", office.home("1-1-301"))
    office.press(Qt.Key.Key_F8)
    office.press(Qt.Key.Key_Space)
    office.press(Qt.Key.Key_S, modifier=Control)
    assert office.here == ("households", office.home("1-1-301"))
    assert page.parts.badge.words == ""
    assert page.parts.tab("走访").text() == "走访 2"


def test_a_new_household_needs_a_door_and_a_head(office: Office) -> None:
    office.go("households")
    office.press(Qt.Key.Key_N, modifier=Control)
    page = office.page
    assert page.title == "新增住户"
    page.form.set_texts({"door": "2-1-401", "head_name": "某户"})
    page.save()
    office.settle()
    with office.village.profile.store.read() as session:
        row = session.scalars(select(HouseholdRow).where(HouseholdRow.door == "2-1-401")).one()
    assert row.head_name == "某户"
    assert office.here == ("households", row.id)
    office.shell.back()
    assert office.here == ("households", None)


def test_every_press_of_new_gives_an_empty_page(office: Office) -> None:
    office.go("households")
    office.page.ways.new()
    office.settle()
    office.page.form.set_texts({"door": "2-1-401", "head_name": "某户"})
    office.page.save()
    office.settle()
    office.shell.back()
    office.settle()
    office.page.ways.new()
    office.settle()
    assert office.page.record_id is None
    assert office.page.form.texts() == {}


def test_households_are_carried_over_to_linking(office: Office) -> None:
    office.go("households", office.home("1-2-101")).assign()
    office.settle()
    assert office.here == ("assign", None)
    assert office.page.tree.ticked().leaves == (office.home("1-2-101"),)


def test_a_reader_sees_and_prints_but_changes_nothing(open_office: Open) -> None:
    office = open_office(READER)
    page = office.go("households")
    assert page.actions_shown == []
    page = office.go("households", office.home("1-1-301"))
    assert "只能查看" in page.parts.fact_bar.sentence.text()
    page.form.set_texts({"tenure": "let"})
    page.save()
    office.settle()
    with office.village.profile.store.read() as session:
        assert session.get_one(Household, office.home("1-1-301")).presence is None


def test_a_household_that_is_gone_is_told_in_a_sentence(office: Office) -> None:
    page = office.go("households", office.village.profile.unit_id)
    assert "没有找到这条记录" in page.parts.fact_bar.sentence.text()
    assert not page.form.isEnabled()

"""楼栋图 in the window: every door, what is to do, and the way on by keyboard."""

from dataclasses import replace

from PySide6.QtCore import Qt

from desktop.access.roles import READER
from desktop.registers.buildings.model import Dwelling
from desktop.registers.buildings.screen import ElevationPage
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office, Open


def states(office: Office) -> dict[str, str]:
    page = office.page
    shown = {cell.id: cell.state for cell in page.board._cells}
    return {door.door: shown[door.id] for door in page._doors.values()}


def test_doors_are_coloured_by_what_the_branch_owes(office: Office) -> None:
    office.go("elevation")
    assert states(office) == {
        "1-1-101": "soon", "1-1-201": "soon", "1-1-202": "overdue", "1-1-301": "overdue", "1-1-302": "overdue",
        "1-2-101": "none", "1-2-201": "fine", "1-2-301": "fine", "1-2-302": "empty",
    }  # fmt: skip
    assert office.page.head.count.text() == "9 门 · 8 户"


def test_the_legend_counts_the_doors(office: Office) -> None:
    page = office.go("elevation")
    assert [item.text() for item in page.board.legend.items] == [
        "不用急 2", "7 天内该走访 2", "该走访了（支部的事） 3", "未落实联户党员 1", "没有住户 1",
    ]  # fmt: skip


def test_f7_goes_to_the_next_that_is_due_and_the_card_says_who(office: Office) -> None:
    page = office.go("elevation")
    page.matrix.go_to(next(d.id for d in page._doors.values() if d.door == "1-2-301"))
    office.press(Qt.Key.Key_F7)
    assert page.card.title.text() == "1-1-202 罗艳"
    assert page.card.badge.words == "该走访了 · 逾期 1 天"
    assert [button.text() for button in page.card.buttons()] == ["登记走访", "打开这一户", "改联户党员"]


def test_enter_opens_the_household_and_f8_logs_a_visit(office: Office) -> None:
    page = office.go("elevation")
    page.matrix.go_to(next(d.id for d in page._doors.values() if d.door == "1-1-301"))
    office.press(Qt.Key.Key_Return)
    assert office.here == ("households", office.home("1-1-301"))
    office.shell.back()
    office.settle()
    office.press(Qt.Key.Key_F8)
    assert office.here == ("visit", office.home("1-1-301"))


def test_ticked_doors_become_a_round(office: Office) -> None:
    page = office.go("elevation")
    for wanted in ("1-1-101", "1-1-302"):
        page.matrix.go_to(next(d.id for d in page._doors.values() if d.door == wanted))
        office.press(Qt.Key.Key_Space)
    assert page.ticked.words.text() == "已选 2 门 2 户"
    page.ticked.buttons[0].click()
    office.settle()
    assert office.here == ("visit", office.home("1-1-302"))
    assert page.ticked.isHidden()


def test_an_empty_door_offers_to_register_a_household(office: Office) -> None:
    page = office.go("elevation")
    page.matrix.go_to(next(d.id for d in page._doors.values() if d.door == "1-2-302"))
    assert page.card.lines.text() == "这个门没有登记住户。"
    page.card.buttons()[0].click()
    office.settle()
    assert office.here[0] == "households.new"


def test_colours_can_tell_other_things(office: Office) -> None:
    page = office.go("elevation")
    page.on_mode_chosen("contacts")
    assert states(office)["1-2-101"] == "none"
    assert states(office)["1-1-301"] == "fine"
    page.on_mode_chosen("members")
    assert set(states(office).values()) == {"fine", "empty"}
    page.on_mode_chosen("empty")
    assert [item.text() for item in page.board.legend.items] == ["有住户 8", "没有住户 1"]


def test_the_table_says_the_same_as_the_picture(office: Office) -> None:
    page = office.go("elevation")
    page.head.as_table.setChecked(True)
    assert page.board._views.currentWidget() is page.board.table
    assert page.board.table.rowCount() == 9
    page.board.table.opened.emit(next(d.id for d in page._doors.values() if d.door == "1-1-301"))
    assert office.here == ("households", office.home("1-1-301"))


def test_buildings_are_turned_by_keys(office: Office) -> None:
    page = office.go("elevation")
    assert not page.head.before.isEnabled()
    office.press(Qt.Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.head.count.text() == "3 门 · 2 户"
    assert not page.head.after.isEnabled()


def test_the_building_is_the_same_after_coming_back(office: Office) -> None:
    page = office.go("elevation")
    page.step(1)
    office.settle()
    kept = page.state()
    page.step(-1)
    office.settle()
    page.restore(kept)
    office.settle()
    assert page.head.current() == office.village.buildings["2"]


def test_a_printed_list_has_no_empty_doors(office: Office) -> None:
    page = office.go("elevation")
    page.print_building()
    form, ids = office.printed[0]
    assert form == "visit-list"
    assert len(ids) == 8


def test_two_households_behind_one_door_are_both_reachable(office: Office) -> None:
    from desktop.registers.people.model import Household

    with office.village.profile.store.write(USER_ID, "households.save") as session:
        home = session.get_one(Household, office.home("1-1-301"))
        session.add(Household(unit_id=home.unit_id, dwelling_id=home.dwelling_id, head_name="租户"))
    page = office.go("elevation")
    page.matrix.go_to(next(d.id for d in page._doors.values() if d.door == "1-1-301"))
    office.settle()
    assert [button.text() for button in page.card.buttons()][-1] == "打开 租户 户"
    assert page.card.lines.text().endswith("这个门有 2 户")


def test_without_buildings_one_sentence_stands_there_with_the_way_on(office: Office) -> None:
    asked: list[str] = []
    office.desk.bring_in = lambda register: asked.append(register.name)
    page = office.go("elevation")
    page._show_houses(())
    assert page.board.empty.sentence.text().startswith("还没有楼栋")
    (button,) = page.board.empty.buttons()
    button.click()
    assert (button.text(), asked) == ("从 Excel 导入", ["households"])


def test_a_reader_walks_the_elevation_without_deeds(open_office: Open) -> None:
    office = open_office(READER)
    page = office.go("elevation")
    assert [button.text() for button in page.card.buttons()] == ["打开这一户"]
    office.press(Qt.Key.Key_F8)
    assert office.here == ("elevation", None)
    with office.village.profile.store.read() as session:
        assert session.get(Dwelling, next(iter(page._doors))) is not None


def test_an_empty_door_opens_nothing_and_takes_no_visit(office: Office) -> None:
    page = office.go("elevation")
    page.matrix.go_to(next(d.id for d in page._doors.values() if d.door == "1-2-302"))
    office.press(Qt.Key.Key_Return, Qt.Key.Key_F8)
    assert office.here == ("elevation", None)


def test_without_the_way_to_print_there_is_no_button(office: Office) -> None:
    page = ElevationPage(office.desk, replace(office.go("elevation").ways, print_list=None))
    office.bot.addWidget(page)
    office.settle()
    assert page.tools() is None
    page.print_building()
    assert office.printed == []

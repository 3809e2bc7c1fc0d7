"""落实联户党员: a member, a building, one button, one undo."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.ui.linking_page import Facts, LinkingPage, Taker
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office, Open


def linked(office: Office, name: str) -> set[UUID]:
    with office.village.profile.store.read() as session:
        standing = (ContactLink.member_id == office.village.members[name], ContactLink.ends_on.is_(None))
        return set(session.scalars(select(ContactLink.household_id).where(*standing, ContactLink.alive)))


def test_members_stand_with_their_load_the_least_burdened_first(office: Office) -> None:
    page = office.go("assign")
    table = page.takers.table
    told = [(table.item(at, 0).text(), table.item(at, 3).text()) for at in range(table.rowCount())]
    assert told == [("胡强", "4"), ("刘丽", "4")]


def test_a_building_is_linked_in_one_deed_and_taken_back_in_one(office: Office) -> None:
    page = office.go("assign")
    before = linked(office, "胡强")
    page.takers.pick(office.village.members["胡强"])
    page.tree.tick("1号楼")
    assert page.button.text() == "落实 1 户"
    page.every.setChecked(True)
    assert page.button.text() == "落实 8 户"
    assert "其中 7 户原来由别人联系" in page.summary.text()
    page.button.setFocus()
    page.button.click()
    assert page.takers.find_line.hasFocus()  # a greyed button hands the keys to whatever comes next
    office.settle()
    in_building = {office.home(door) for door in office.village.homes if door.startswith("1-")}
    assert linked(office, "胡强") == in_building
    assert office.said[-1] == "已落实：胡强 新联系 4 户"
    office.shell.undo.undo()
    office.settle()
    assert linked(office, "胡强") == before


def test_only_households_that_nobody_has_are_linked_unless_asked_for(office: Office) -> None:
    page = office.go("assign")
    others = linked(office, "刘丽")
    page.takers.pick(office.village.members["胡强"])
    page.tree.tick("1号楼")
    page.tree.tick("2号楼 1单元")
    page.link()
    office.settle()
    assert linked(office, "刘丽") == others
    assert {office.home("1-2-101"), office.home("2-1-201")} <= linked(office, "胡强")


def test_a_single_household_can_be_ticked_in_an_opened_stairwell(office: Office) -> None:
    page = office.go("assign")
    page.takers.pick(office.village.members["刘丽"])
    part = page.tree._parts[(office.village.buildings["1"], "2")]
    part.setExpanded(True)
    office.settle()
    names = [part.child(at).text(0) for at in range(part.childCount())]
    assert names == ["1-2-301 何磊", "1-2-201 郭磊", "1-2-101 邓鋐"]
    part.child(2).setCheckState(0, Qt.CheckState.Checked)
    assert page.counted() == (1, 1)
    page.link()
    office.settle()
    assert office.home("1-2-101") in linked(office, "刘丽")


def test_what_was_chosen_in_a_list_is_there_and_goes_when_linked(office: Office) -> None:
    listed = office.go("households")
    listed.model.tick([office.home("1-2-101"), office.home("2-1-201")], on=True)
    listed.parts.bar.buttons()[1].click()
    office.settle()
    page = office.page
    assert page.tree.topLevelItem(0).text(0) == "选来的 2 户"
    page.takers.pick(office.village.members["胡强"])
    page.link()
    office.settle()
    assert {office.home("1-2-101"), office.home("2-1-201")} <= linked(office, "胡强")
    assert page.tree.topLevelItem(0).text(0) == "1号楼"


def test_a_second_choice_replaces_the_first(office: Office) -> None:
    office.go("assign")
    office.go("households", office.home("1-2-101")).assign()
    office.settle()
    office.go("households", office.home("2-1-201")).assign()
    office.settle()
    assert office.page.tree.ticked().leaves == (office.home("2-1-201"),)


def test_when_all_ticked_have_a_member_the_other_choice_is_named(office: Office) -> None:
    page = office.go("assign")
    page.takers.pick(office.village.members["胡强"])
    page.tree.tick("1号楼 1单元")
    assert not page.button.isEnabled()
    assert page.summary.text() == "勾选的 5 户都已有联户党员。要改由 胡强 联系，选第二项。"


def test_members_are_found_by_initials_and_taken_with_enter(office: Office) -> None:
    page = office.go("assign")
    assert office.focus() is page.takers.find_line
    office.type("hq")
    office.press(Qt.Key.Key_Return)
    assert page.takers.current() == office.village.members["胡强"]


def test_space_ticks_in_the_tree(office: Office) -> None:
    page = office.go("assign")
    page.tree.setFocus()
    office.press(Qt.Key.Key_Space)
    assert page.counted() == (8, 1)
    office.press(Qt.Key.Key_Space)
    assert page.counted() == (0, 0)


def test_a_member_who_died_meanwhile_is_refused_in_a_sentence(office: Office) -> None:
    from desktop.registers.people.model import Membership
    from tests.factories.profile import TODAY, USER_ID

    page = office.go("assign")
    page.takers.pick(office.village.members["胡强"])
    page.tree.tick("2号楼")
    with office.village.profile.store.write(USER_ID, "people.end_membership") as session:
        query = select(Membership).where(Membership.person_id == office.village.members["胡强"])
        session.scalars(query).one().ends_on = TODAY
    page.link()
    office.settle()
    assert "联户党员要从在册党员中选" in office.said[-1]


def test_a_reader_is_told_who_can_do_it(open_office: Open) -> None:
    page = open_office(READER).go("assign")
    assert page.notice.sentence.text() == "这个帐号不能落实联户党员。需要时请支部书记办理。"
    assert not page.button.isEnabled()


def page_with(office: Office, **changed: object) -> LinkingPage:
    """The page over other facts than those of the compound."""
    usual = office.go("assign").ways
    page = LinkingPage(office.desk, replace(usual, **changed))  # type: ignore[arg-type]  # fields by name
    office.bot.addWidget(page)
    office.settle()
    return page


def test_without_members_the_way_to_register_them_is_offered(office: Office) -> None:
    page = page_with(office, read=lambda _session: Facts((), ()))
    assert page.notice.sentence.text().startswith("还没有登记党员")
    page.notice.links()[0].click()
    office.settle()
    assert office.here == ("people", None)


def test_without_households_one_sentence_says_what_comes_first(office: Office) -> None:
    taker = Taker(uuid4(), "胡强", "在职报到", "", 0)
    page = page_with(office, read=lambda _session: Facts((taker,), ()))
    assert page.notice.sentence.text() == "还没有住户。先导入或登记住户，再来落实。"


def test_a_failed_reading_can_be_tried_again(office: Office) -> None:
    tries: list[int] = []

    def read(_session: object) -> Facts:
        tries.append(1)
        if len(tries) == 1:
            raise UserError("磁盘读不出来。请再试。")
        return Facts((Taker(uuid4(), "胡强", "在职报到", "", 0),), ())

    page = page_with(office, read=read)
    assert page.notice.sentence.text() == "磁盘读不出来。请再试。"
    page.notice.links()[0].click()
    office.settle()
    assert page.takers.table.rowCount() == 1


@pytest.mark.parametrize(("place", "words", "leads"), [
    ("contacts", "落实联户党员", "assign"), ("visits", "选一户登记走访", "households"),
])  # fmt: skip
def test_before_the_first_link_or_visit_a_list_leads_to_where_it_is_made(
    office: Office, place: str, words: str, leads: str
) -> None:
    with office.village.profile.store.write(USER_ID, "journal.undo") as session:
        for record in (*session.scalars(select(ContactLink)), *session.scalars(select(Visit))):
            record.alive = False
    (button,) = office.go(place).parts.empty.buttons()
    assert button.text() == words
    button.click()
    office.settle()
    assert office.here == (leads, None)


def test_a_reader_is_led_to_no_page_that_writes(open_office: Open) -> None:
    office = open_office(READER)
    assert [office.go(place).ways.first for place in ("contacts", "visits")] == [None, None]

"""历史 and 回收站 in the window: a deed is taken back from the list, and what was put away comes back."""

from pathlib import Path

from desktop.access.roles import READER
from desktop.registers.people.model import Household
from desktop.sheets.read import open_book
from desktop.standard.retire import retire
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office, Open


def put_away(office: Office, *doors: str) -> None:
    with office.village.profile.store.write(USER_ID, "households.retire") as session:
        register = office.desk.register("households")
        retire(session, office.village.actor, register, ids=[office.home(door) for door in doors])


def stands(office: Office, door: str) -> bool:
    with office.village.profile.store.read() as session:
        return session.get_one(Household, office.home(door)).alive


def test_the_deed_in_front_is_told_and_taken_back(office: Office) -> None:
    put_away(office, "1-1-301")
    page = office.go("history")
    assert page.table.lines[0].words[1:] == ("王书记", "住户 · 移入回收站", "1", "1-1-301 周兰")
    page.take_back.click()
    office.settle()
    assert stands(office, "1-1-301")
    assert office.said[-1] == "已撤销，内容回到修改之前。"
    assert page.table.lines[0].words[2] == "撤销一步操作"


def test_taking_back_twice_says_that_nothing_was_done(office: Office) -> None:
    put_away(office, "1-1-301")
    page = office.go("history")
    page.take_back.click()
    office.settle()
    page.table.go_to(1)
    page.take_back.click()
    office.settle()
    assert office.said[-1].startswith("这一步之后又改过，或者已经撤销过")
    assert stands(office, "1-1-301")


def test_the_record_of_a_deed_opens(office: Office) -> None:
    put_away(office, "1-1-301")
    page = office.go("history")
    page.open_one.click()
    office.settle()
    assert office.here == ("households", office.home("1-1-301"))


def test_the_filters_narrow_the_list_and_an_empty_one_says_so(office: Office) -> None:
    put_away(office, "1-1-301")
    page = office.go("history")
    assert page.status == "共 3 步操作"
    page.register.setCurrentIndex(page.register.findData("jottings"))
    page.ask_again()
    office.settle()
    assert page.table.lines == ()
    assert page.empty.isVisibleTo(page)
    page.register.setCurrentIndex(0)
    page.day.set_text("2026-03-10")
    page.ask_again()
    office.settle()
    assert len(page.table.lines) == 3
    assert [page.person.itemText(at) for at in range(page.person.count())] == ["所有人", "王书记"]


def test_a_reader_sees_the_history_and_takes_nothing_back(open_office: Open) -> None:
    office = open_office(READER)
    page = office.go("history")
    assert len(page.table.lines) == 2
    assert not page.take_back.isEnabled()


def test_what_was_put_away_comes_back_from_the_bin(office: Office) -> None:
    put_away(office, "1-1-301", "2-1-101")
    page = office.go("recycle")
    assert [line.words[0] for line in page.table.lines] == ["1-1-301 周兰", "2-1-101 吴丽"]
    page.restore_one.click()
    office.settle()
    assert stands(office, "1-1-301")
    assert not stands(office, "2-1-101")
    assert office.said[-1] == "已恢复：住户 1-1-301 周兰"
    assert [line.words[0] for line in page.table.lines] == ["2-1-101 吴丽"]


def test_an_empty_bin_says_how_things_get_there(office: Office) -> None:
    page = office.go("recycle")
    assert page.empty.isVisibleTo(page)
    assert not page.restore_one.isEnabled()
    page._out.print_table()
    assert office.said[-1] == "这里还没有内容可以打印。"


def test_both_lists_are_printed_and_exported(office: Office, tmp_path: Path) -> None:
    put_away(office, "1-1-301")
    page = office.go("history")
    page._out.print_table()
    assert office.printed[-1][0] == "history"
    target = tmp_path / "历史.xlsx"
    page._out.write(target)
    office.settle()
    assert office.said[-1] == "已导出 3 条到 历史.xlsx。"
    assert target.stat().st_size > 0
    assert open_book(target).sheets

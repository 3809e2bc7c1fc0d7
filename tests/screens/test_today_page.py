"""今日工作 in the window: rows lead to the deed, counts hide nothing, and the page keeps up with what is done."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.registers.people.model import Household
from desktop.screens import every as screens
from desktop.standard.tables import ImportMark
from desktop.ui import ask
from desktop.ui.today_page import TodayPage, calm_words
from desktop.ui.today_parts import SectionCard
from desktop.ui.today_rows import Card, Row, Section, View
from tests.factories.compound import HOMES
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office, Open


def rows(office: Office) -> list[tuple[str, str]]:
    return [(line.title.text(), line.detail.text()) for card in office.page.sections for line in card.lines]


def press_row(office: Office, start: str, words: str) -> None:
    line = next(line for card in office.page.sections for line in card.lines if line.title.text().startswith(start))
    next(button for button in line.buttons if button.text() == words).click()
    office.settle()


def test_the_page_lists_what_is_due(office: Office) -> None:
    assert rows(office) == [
        ("1号楼1单元 3 户", "该走访了 · 最久逾期 21 天 · 联户党员 刘丽 等 2 位"),
        ("约定走访 2-1-101 吴丽", "原定 3月8日 · 联户党员 刘丽"),
        ("1号楼1单元 1 户", "今天该走访 · 联户党员 胡强"),
        ("1号楼1单元 1 户", "快到走访日 · 最早 3月15日 · 联户党员 刘丽"),
        ("打印恢复单两份", "两份分开放；都丢失则无法打开数据"),
        ("做一次备份", "以后每周再拷到 U 盘一次"),
        ("2 户还没有联户党员", "落实后才会排出走访日期"),
    ]
    assert office.page.subtitle == "2026年3月10日 星期二"


def test_the_navigation_shows_how_much_is_due(office: Office) -> None:
    assert office.shell.badges.counts["today"] == 3


def test_a_row_begins_a_round_in_walking_order(office: Office) -> None:
    press_row(office, "1号楼1单元 3 户", "逐户登记")
    assert office.here == ("visit", office.home("1-1-301"))
    assert office.page.parts.note.text().startswith("第 1 户，共 3 户")


def test_a_row_prints_its_households(office: Office) -> None:
    press_row(office, "1号楼1单元 3 户", "打印名单")
    assert office.printed == [("visit-list", tuple(office.home(door) for door in ("1-1-301", "1-1-302", "1-1-202")))]


def test_the_day_s_list_is_printed_from_the_title_row(office: Office) -> None:
    tools = office.page.tools()
    assert tools is not None
    tools.click()
    office.settle()
    assert len(office.printed[0][1]) == 5


def test_an_appointment_opens_its_form(office: Office) -> None:
    press_row(office, "约定走访 2-1-101", "登记")
    assert office.here == ("visit", office.home("2-1-101"))


def test_households_without_a_member_lead_to_linking(office: Office) -> None:
    press_row(office, "2 户还没有联户党员", "去落实")
    assert office.here == ("assign", None)


def test_cells_that_wait_lead_to_the_households_that_hold_them(office: Office) -> None:
    home = office.home("1-2-201")
    with office.village.profile.store.write(USER_ID, "households.import") as session:
        session.add(
            ImportMark(
                batch=uuid4(), table_name="household", row_id=home, field="phone", place="", raw="12", problem="short"
            )
        )
        session.get_one(Household, home).remark = "touched by the import"
    office.page.reload()
    office.settle()
    press_row(office, "导入的名单还有 1 处待核对", "去核对")
    assert office.here == ("households", None)
    assert office.page.model.ids() == [home]


def test_up_and_down_walk_the_rows(office: Office) -> None:
    first = office.page.sections[0].lines[0].buttons[0]
    assert office.focus() is first
    office.press(Qt.Key.Key_Down)
    assert office.focus() is office.page.sections[0].lines[1].buttons[0]
    office.press(Qt.Key.Key_Up)
    assert office.focus() is first


def test_the_cards_tell_the_month_and_the_links(office: Office) -> None:
    plan, linked, safety = (card.card for card in office.page.cards)
    assert (plan.figure, plan.of) == ("1", "/ 7 户")
    assert (linked.figure, linked.of) == ("8", f"/ {len(HOMES)} 户")
    assert safety.lines[0] == ("soon", "还没有备份。数据只在这台电脑。")


def test_the_first_steps_lead_on_and_stay_away_once_dismissed(office: Office) -> None:
    (begin,) = (card for card in office.page.sections if card.section.aside is not None)
    assert [button.text() for line in begin.lines for button in line.buttons] == ["打开设置"]
    begin.aside.click()
    office.settle()
    assert "打印恢复单两份" not in dict(rows(office))
    assert "2 户还没有联户党员" in dict(rows(office))
    office.go("households")
    office.go("today")
    assert "打印恢复单两份" not in dict(rows(office))


def test_a_reader_may_print_but_not_log(open_office: Open) -> None:
    office = open_office(READER)
    words = {button.text() for card in office.page.sections for line in card.lines for button in line.buttons}
    assert words == {"打印名单"}
    assert "visit" not in office.shell.places


def test_more_rows_than_fit_are_counted_and_shown_on_demand(office: Office) -> None:
    card = SectionCard(Section("overdue", "已逾期", tuple(Row(f"{at}号楼") for at in range(7))))
    assert (len(card.lines), card.more.text()) == (4, "还有 3 条未显示，展开")
    card.more.click()
    assert len(card.lines) == 7
    assert card.more.isHidden()
    office.bot.addWidget(card)


def shown(office: Office, view: View) -> TodayPage:
    page = TodayPage(office.desk, read=lambda _session: (), tell=lambda _facts: view)
    office.bot.addWidget(page)
    office.settle()
    return page


def test_before_any_household_the_page_offers_two_ways(office: Office) -> None:
    pressed: list[str] = []
    ways = (("从 Excel 导入", lambda: pressed.append("import")), ("逐户新增", lambda: pressed.append("new")))
    page = shown(office, View((), (), first_use=("还没有住户。", ways)))
    page.empty.buttons()[0].click()
    assert (page.empty.sentence.text(), pressed) == ("还没有住户。", ["import"])


def test_a_day_is_not_called_done_above_what_waits(office: Office) -> None:
    waiting, later = Section("none", "其他待办", (Row("草稿"),)), Section("fine", "7 天内", (Row("快到走访日"),))
    cards, done = (Card("走访"),), "今天的事都办完了。下一次走访在 11月25日。"
    assert calm_words(View((later, waiting), cards, calm=done)) == "今天没有到期的走访。"
    assert calm_words(View((later,), cards, calm=done)) == done
    assert calm_words(View((waiting,), (), calm="还没有住户。")) == "还没有住户。"
    page = shown(office, View((waiting,), cards, calm=done))
    assert "今天没有到期的走访。" in [label.text() for label in page.findChildren(QLabel)]


def test_when_all_is_done_the_page_says_so(office: Office) -> None:
    page = shown(office, View((), (), calm="今天的事都办完了。"))
    assert "今天的事都办完了。" in [label.text() for label in page.findChildren(QLabel)]
    page.focus_first()
    assert page.tools() is None


def test_a_failed_reading_offers_another(office: Office) -> None:
    tries: list[int] = []

    def read(_session: object) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise UserError("磁盘读不出来。请再试。")

    page = TodayPage(office.desk, read=read, tell=lambda _facts: View((), ()))
    office.bot.addWidget(page)
    office.settle()
    assert page.empty.sentence.text() == "磁盘读不出来。请再试。"
    page.empty.buttons()[0].click()
    office.settle()
    assert page._stack.currentWidget() is page.area


def test_f9_prints_the_day_s_list(office: Office) -> None:
    office.page.setFocus()
    office.press(Qt.Key.Key_F9)
    assert len(office.printed[0][1]) == 5
    office.page.setFocus()
    office.press(Qt.Key.Key_Down, Qt.Key.Key_A)
    assert office.focus() is office.page.sections[0].lines[0].buttons[0]


def test_a_backup_is_made_beside_the_work_and_told(open_office: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    usual = screens.places
    monkeypatch.setattr(screens, "places", lambda desk: usual(desk, back_up=lambda: made.append("backup")))
    office = open_office()
    office.page.cards[2].buttons[0].click()
    office.settle()
    assert (made, office.said[-1]) == (["backup"], "已备份并校验。")


def test_the_plan_of_the_month_is_set_on_its_card_and_taken_back_with_one_undo(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ask_fields", lambda *_args, **_more: {"households": 214})
    page = office.go("today")
    next(button for button in page.findChildren(QPushButton) if button.text() == "改计划").click()
    office.settle()

    def shown() -> list[str]:
        return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]

    office.bot.waitUntil(lambda: "/ 214 户" in shown())  # Qt shows what was put in a layout one turn later
    office.shell.undo.undo()
    office.settle()
    office.bot.waitUntil(lambda: bool(shown()))
    assert "/ 214 户" not in shown()


def test_a_plan_that_is_not_set_after_all_stays_as_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "ask_fields", lambda *_args, **_more: None)
    said = list(office.said)
    page = office.go("today")
    next(button for button in page.findChildren(QPushButton) if button.text() == "改计划").click()
    office.settle()
    assert office.said == said

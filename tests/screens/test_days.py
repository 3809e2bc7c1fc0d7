"""日历, 草稿 and 随手记 in the window: by keys, from line to record, and nothing typed is lost."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.registers.jottings import service
from desktop.registers.jottings.model import Jotting
from desktop.screens import days
from desktop.standard import drafts
from tests.factories.profile import TODAY, USER_ID
from tests.screens.conftest import Office

Key = Qt.Key


def jot(office: Office, text: str, *, day: date | None = None, door: str = "") -> Jotting:
    with office.village.profile.store.write(USER_ID, "jottings.save") as session:
        made = service.jot(session, office.village.actor, text)
        if day is not None:
            service.remind(session, office.village.actor, made, day=day)
        if door:
            service.attach(session, office.village.actor, made, household_id=office.home(door), person_id=None)
        return session.get_one(Jotting, made)


def kept(office: Office) -> list[str]:
    with office.village.profile.store.read() as session:
        return [one.text for one in session.query(Jotting).order_by(Jotting.id)]


def draft_of_strip(office: Office) -> str:
    with office.village.profile.store.read() as session:
        return days.jot_ways(office.desk).draft(session)


def test_the_arrows_walk_the_days_and_enter_goes_into_one(office: Office) -> None:
    page = office.go("calendar")
    page.focus_first()
    assert page.grid.day == TODAY
    office.press(Key.Key_Right, Key.Key_Down)
    assert page.grid.day == TODAY + timedelta(days=8)
    office.press(Key.Key_PageDown)
    assert (page.grid.day, page.heading.text()) == (date(2026, 4, 18), "2026年4月")
    office.press(Key.Key_Home)
    assert page.grid.day == TODAY
    office.press(Key.Key_Return)
    assert office.focus() is page.of_day


def test_a_day_beyond_the_month_is_read(office: Office) -> None:
    page = office.go("calendar")
    page.grid.choose(date(2026, 5, 29))
    office.settle()
    assert page.heading.text() == "2026年5月"
    assert page.of_day.lines[0].words[1] == "1 户 1号楼2单元"


def test_a_stairwell_begins_its_round_and_an_appointment_opens_its_household(office: Office) -> None:
    page = office.go("calendar")
    page.grid.choose(date(2026, 3, 9))
    page._open_item(page.of_day.current)
    office.settle()
    assert office.here == ("visit", office.home("1-1-302"))
    page = office.go("calendar")
    page.grid.choose(date(2026, 3, 8))
    page.open_one.click()
    office.settle()
    assert office.here == ("households", office.home("2-1-101"))


def test_the_day_that_has_the_frame_is_read_aloud(office: Office) -> None:
    page = office.go("calendar")
    page.grid.choose(date(2026, 3, 8))
    assert page.grid.accessibleDescription() == "3月8日 星期日 约定走访 2-1-101 吴丽"
    page.grid.choose(date(2026, 3, 7))
    assert page.grid.accessibleDescription() == "3月7日 星期六 没有安排"


def test_a_day_is_typed_or_refused(office: Office) -> None:
    page = office.go("calendar")
    page.jump.set_text("2026-06-03")
    page.take_day()
    office.settle()
    assert page.grid.day == date(2026, 6, 3)
    page.jump.set_text("四月")
    page.take_day()
    assert page.grid.day == date(2026, 6, 3)
    assert page.jump.line.property("state") == "wrong"


def test_the_same_month_as_a_list_and_one_week_of_it(office: Office) -> None:
    page = office.go("calendar")
    page.looks.buttons()[2].click()
    office.settle()
    assert [line.words[2] for line in page.all.lines][:2] == ["2-1-101 吴丽", "2 户 1号楼1单元"]
    page.looks.buttons()[1].click()
    office.settle()
    assert page.heading.text() == "3月9日至3月15日"
    page.turn(1)
    office.settle()
    assert page.heading.text() == "3月16日至3月22日"


def test_a_click_chooses_the_day_under_it(office: Office) -> None:
    page = office.go("calendar")
    middle = page.grid.place(date(2026, 3, 25)).center().toPoint()
    QTest.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=middle)
    assert page.grid.day == date(2026, 3, 25)


def test_the_month_is_printed(office: Office) -> None:
    page = office.go("calendar")
    tools = page.tools()
    assert tools is not None
    tools.click()
    assert office.printed[-1][0] == "calendar"


def test_a_dated_jotting_is_on_today_and_opens_from_there(office: Office) -> None:
    made = jot(office, "带社保办的表", day=TODAY)
    jot(office, "没整理的")
    office.page.reload()
    office.settle()
    titles = [line.title.text() for card in office.page.sections for line in card.lines]
    assert "带社保办的表" in titles
    assert office.shell.badges.counts["today"] == 4
    press = next(
        button for card in office.page.sections for line in card.lines for button in line.buttons
        if button.text() == "打开随手记"
    )  # fmt: skip
    press.click()
    office.settle()
    assert office.here == ("jottings", made.id)


def test_f4_takes_a_sentence_over_any_page(office: Office) -> None:
    office.go("households")
    office.shell.jot.open_up()
    office.settle()
    assert office.focus() is office.shell.jot.line
    office.shell.jot.line.insert("楼道灯不亮")
    office.press(Key.Key_Return)
    assert kept(office) == ["楼道灯不亮"]
    assert not office.shell.jot.isVisible()
    assert office.said[-1] == "已记下：楼道灯不亮"
    assert office.here == ("households", None)


def test_esc_keeps_the_sentence_for_the_next_time(office: Office) -> None:
    strip = office.shell.jot
    strip.open_up()
    office.settle()
    strip.line.insert("楼道灯")
    office.press(Key.Key_Escape)
    assert not strip.isVisible()
    assert draft_of_strip(office) == "楼道灯"
    strip.line.start_over()
    strip.open_up()
    office.settle()
    assert strip.line.text() == "楼道灯"
    office.press(Key.Key_Return)
    assert draft_of_strip(office) == ""


def test_nothing_is_not_written_down_and_too_much_says_why(office: Office) -> None:
    strip = office.shell.jot
    strip.open_up()
    office.settle()
    office.press(Key.Key_Return)
    assert strip.said.text() == "写一句话，再按 Enter"
    strip.line.insert("长" * 201)
    office.press(Key.Key_Return)
    assert strip.said.text().startswith("随手记最多 200 个字")
    assert strip.isVisible()


@pytest.mark.parametrize("typed", ["随手记 问物业换灯", "ssj：问物业换灯"])
def test_ctrl_k_writes_the_rest_down(office: Office, typed: str) -> None:
    (command,) = office.shell.jot.commands(typed)
    assert command.title == "记下：问物业换灯"
    command.run()
    office.settle()
    assert kept(office) == ["问物业换灯"]
    assert office.shell.jot.commands("随手记") == ()


def test_a_jotting_about_a_door_becomes_a_visit_with_its_words(office: Office) -> None:
    made = jot(office, "问医保的事", door="1-1-301")
    page = office.go("jottings", made.id)
    page.visit()
    office.settle()
    assert office.here == ("visit", office.home("1-1-301"))
    assert office.page.form.cells["said"].editor.text() == "问医保的事"
    office.go("today")
    office.go("visit", office.home("1-1-301"))
    assert office.page.form.cells["said"].editor.text() == ""


def test_a_jotting_about_nobody_leads_to_no_visit(office: Office) -> None:
    jot(office, "没说是谁")
    page = office.go("jottings")
    page.view.setFocus()
    office.press(Key.Key_F8)
    assert office.said[-1].startswith("这一条还没有归到哪一户")
    assert office.here == ("jottings", None)


def test_the_list_shows_at_first_what_is_open(office: Office) -> None:
    done, left = jot(office, "办完的"), jot(office, "没办的")
    with office.village.profile.store.write(USER_ID, "jottings.finish") as session:
        service.finish(session, office.village.actor, done.id)
    page = office.go("jottings")
    assert page.model.ids() == [left.id]
    page.clear_query()
    office.settle()
    assert set(page.model.ids()) == {done.id, left.id}


def keep_draft(office: Office) -> None:
    with office.village.profile.store.write(USER_ID, "drafts.keep") as session:
        drafts.keep(
            session, office.village.actor, register="visit", record_id=office.home("1-1-301"), label="1-1-301 周兰",
            said={"said": "家里都好", "needs": "换灯"}, at=office.desk.clock.now_ms() - 3 * 86_400_000,
        )  # fmt: skip


def test_drafts_tell_their_age_and_what_was_filled_in(office: Office) -> None:
    keep_draft(office)
    page = office.go("drafts")
    assert page.table.lines[0].words == ("1-1-301 周兰", "走访记录", "2026-03-07 12:00", "3 天", "谈话要点、诉求")
    page.go_on.click()
    office.settle()
    assert office.here == ("visit", office.home("1-1-301"))


def test_a_draft_that_was_dropped_can_be_put_back(office: Office) -> None:
    keep_draft(office)
    page = office.go("drafts")
    page.drop()
    office.settle()
    assert page.table.lines == ()
    (link,) = page.dropped.links()
    assert isinstance(link, QPushButton)
    link.click()
    office.settle()
    assert [line.words[0] for line in page.table.lines] == ["1-1-301 周兰"]

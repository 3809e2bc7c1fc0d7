"""What Today says: plain sentences with counts, and a deed wherever the person may do it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest

from desktop.base.clock import SHANGHAI
from desktop.reports import today_words
from desktop.reports.today import Appointment, MonthPlan, Today, Walk
from desktop.reports.today_words import Deeds
from desktop.standard.drafts import Draft
from desktop.standard.todo import Todo
from desktop.ui.today_rows import View

DAY = date(2026, 11, 22)
WALK = Walk("overdue", uuid4(), "3号楼", "2", 4, DAY - timedelta(days=21), "胡强", 0)
AGREED = Appointment("overdue", uuid4(), "5-1-302", "周兰", DAY - timedelta(days=2), "刘丽")
QUIET = Today((), (), MonthPlan(214, 156, 8), 491, 491, 0, 0, DAY + timedelta(days=10))


def nothing(*_given: object) -> None:
    """A way that leads nowhere."""


ALL = Deeds(nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing)
READER = Deeds(None, nothing, None, None, nothing, nothing, None, None, None)


def told(
    facts: Today,
    *,
    drafts: tuple[Draft, ...] = (),
    backup: int | None = None,
    deeds: Deeds = ALL,
    more: tuple[Todo, ...] = (),
) -> View:
    return today_words.view(facts, drafts, last_backup=backup, today=DAY, deeds=deeds, more=more)


def at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=SHANGHAI).timestamp() * 1000)


def test_a_walk_says_where_how_many_how_late_and_who() -> None:
    row = told(replace(QUIET, walks=(WALK,))).sections[0].rows[0]
    assert (row.title, row.detail) == ("3号楼2单元 4 户", "该走访了 · 最久逾期 21 天 · 联户党员 胡强")
    assert [words for words, _act in row.deeds] == ["逐户登记", "打印名单"]


def test_several_members_are_counted_and_a_building_without_stairwells_has_none() -> None:
    row = told(replace(QUIET, walks=(replace(WALK, stairwell="", more_contacts=2),))).sections[0].rows[0]
    assert row.title == "3号楼 4 户"
    assert row.detail.endswith("联户党员 胡强 等 3 位")


@pytest.mark.parametrize(
    ("when", "day", "title", "detail"),
    [
        ("today", DAY, "3号楼2单元 4 户", "今天该走访 · 联户党员 胡强"),
        ("soon", DAY + timedelta(days=3), "3号楼2单元 4 户", "快到走访日 · 最早 11月25日 · 联户党员 胡强"),
    ],
)
def test_each_span_has_its_words(when: str, day: date, title: str, detail: str) -> None:
    row = told(replace(QUIET, walks=(replace(WALK, when=when, oldest=day),))).sections[0].rows[0]  # type: ignore[arg-type]  # a parameter of the test
    assert (row.title, row.detail) == (title, detail)


@pytest.mark.parametrize(
    ("when", "day", "detail"),
    [
        ("overdue", DAY - timedelta(days=2), "原定 11月20日 · 联户党员 刘丽"),
        ("today", DAY, "联户党员 刘丽"),
        ("soon", DAY + timedelta(days=1), "约在 11月23日 · 联户党员 刘丽"),
    ],
)
def test_an_appointment_never_says_why(when: str, day: date, detail: str) -> None:
    row = told(replace(QUIET, appointments=(replace(AGREED, when=when, day=day),))).sections[0].rows[0]  # type: ignore[arg-type]  # as above
    assert (row.title, row.detail) == ("约定走访 5-1-302 周兰", detail)


def test_the_latest_stands_first_whatever_it_is() -> None:
    late = replace(AGREED, day=DAY - timedelta(days=40))
    rows = told(replace(QUIET, walks=(WALK,), appointments=(AGREED, late))).sections[0].rows
    assert [row.title[:4] for row in rows] == ["约定走访", "3号楼2", "约定走访"]


def test_the_badge_counts_overdue_and_today_only() -> None:
    walks = (WALK, replace(WALK, when="today"), replace(WALK, when="soon"))
    view = told(replace(QUIET, walks=walks, linked=480))
    assert view.due == 2
    assert [section.title for section in view.sections] == ["已逾期", "今天", "7 天内", "其他待办"]


def test_what_stands_open_is_told_beside_the_visits() -> None:
    draft = Draft("visit", uuid4(), "3-2-1302 周兰", {}, None, at(2026, 11, 22, 10, 42))
    facts = replace(QUIET, linked=485, waiting_cells=5, waiting_households=3)
    rows = told(facts, drafts=(draft, replace(draft, label=""))).sections[0].rows
    assert [row.title for row in rows] == [
        "6 户还没有联户党员", "导入的名单还有 5 处待核对", "草稿 3-2-1302 周兰", "草稿 未命名",
    ]  # fmt: skip
    assert rows[2].detail == "11-22 10:42 保留，还没有保存"


def test_when_all_is_done_the_next_day_is_named() -> None:
    assert told(QUIET).calm == "今天的事都办完了。下一次走访在 12月2日。"
    assert told(replace(QUIET, next_due=None)).calm == "今天的事都办完了。"
    soon = replace(WALK, when="soon", oldest=DAY + timedelta(days=1))
    assert told(replace(QUIET, walks=(soon,))).calm.endswith("下一次走访在 11月23日。")
    assert told(replace(QUIET, walks=(WALK,))).calm == ""


def test_before_any_household_there_are_two_ways_on() -> None:
    view = told(replace(QUIET, households=0, linked=0))
    assert view.first_use is not None
    assert [words for words, _act in view.first_use[1]] == ["从 Excel 导入", "逐户新增"]


def test_before_any_household_what_has_a_day_is_shown_and_counted() -> None:
    todo = Todo("today", "去社区开会", "", "打开随手记", "jottings", day=DAY)
    view = told(replace(QUIET, households=0, linked=0), more=(todo,))
    assert (view.first_use, view.due) == (None, 1)
    assert [row.title for section in view.sections for row in section.rows] == ["去社区开会"]
    assert view.calm.startswith("还没有住户")


def test_before_any_household_what_waits_without_a_day_is_shown_too() -> None:
    todo = Todo("none", "康养服务中心的抵租服务没有做完", "", "登记服务", "venue_contracts")
    view = told(replace(QUIET, households=0, linked=0), more=(todo,))
    assert [(section.title, section.rows[0].title) for section in view.sections] == [("其他待办", todo.title)]
    assert view.due == 0


def test_a_reader_is_offered_nothing_that_writes() -> None:
    facts = replace(QUIET, walks=(WALK,), appointments=(AGREED,), linked=485)
    view = told(facts, deeds=READER)
    offered = [words for section in view.sections for row in section.rows for words, _act in row.deeds]
    offered += [words for card in view.cards for words, _act in card.deeds]
    assert offered == ["打印名单"]
    empty = told(replace(QUIET, households=0, linked=0), deeds=READER)
    assert empty.first_use is not None
    assert empty.first_use[1] == ()


def test_a_button_hands_over_what_its_row_is_about() -> None:
    given: list[object] = []
    deeds = replace(ALL, visit_walk=given.append, visit=given.append)
    view = told(replace(QUIET, walks=(WALK,), appointments=(AGREED,)), deeds=deeds)
    for row in view.sections[0].rows:
        row.deeds[0][1]()
    assert given == [WALK, AGREED.household_id]


def test_the_plan_is_told_in_plain_numbers() -> None:
    card = today_words.plan_card(MonthPlan(214, 156, 9))
    assert (card.figure, card.of, card.lines[0][1]) == ("156", "/ 214 户", "还有 58 户，本月还剩 9 天")
    assert today_words.plan_card(MonthPlan(3, 3, 9)).lines[0][1] == "本月的走访都完成了"
    assert today_words.plan_card(MonthPlan(0, 0, 9)).share is None
    assert today_words.plan_card(MonthPlan(2, 3, 9, chosen=True)).share == 1


def test_who_may_set_the_plan_has_a_button_for_it() -> None:
    assert today_words.plan_card(MonthPlan(0, 0, 9)).deeds == ()
    assert today_words.plan_card(MonthPlan(0, 0, 9), list).deeds == (("改计划", list),)
    assert today_words.plan_card(MonthPlan(3, 0, 9), list).deeds == (("改计划", list),)


def test_linked_households_are_told_of_all() -> None:
    card = told(replace(QUIET, linked=485)).cards[1]
    assert (card.figure, card.of, card.lines) == ("485", "/ 491 户", (("none", "6 户未落实"),))
    assert told(QUIET).cards[1].lines == (("fine", "每一户都有联户党员"),)


@pytest.mark.parametrize(
    ("backup", "line"),
    [
        (None, ("soon", "还没有备份。数据只在这台电脑。")),
        (at(2026, 11, 22, 8, 1), ("fine", "今天 08:01 已备份并校验")),
        (at(2026, 11, 21, 18, 2), ("fine", "昨天 18:02 已备份并校验")),
        (at(2026, 11, 18, 18, 2), ("fine", "11月18日 18:02 已备份并校验")),
        (at(2026, 11, 8, 18, 2), ("soon", "已 14 天没有备份")),
    ],
)
def test_the_last_backup_is_told_with_its_day(backup: int | None, line: tuple[str, str]) -> None:
    assert told(QUIET, backup=backup).cards[2].lines[0] == line


def test_a_pc_of_the_county_is_not_called_alone() -> None:
    assert told(QUIET, backup=None).cards[2].lines[1][1].startswith("单机使用")
    lines = told(replace(QUIET, enrolled=True), backup=None).cards[2].lines
    assert [words for _mark, words in lines] == ["还没有备份。", "和县里交换，情况写在右上角"]


def test_only_the_rows_that_are_shown_are_put_into_words() -> None:
    walks = tuple(replace(WALK, stairwell=str(at)) for at in range(2_000))
    with patch.object(today_words, "_walk_row", wraps=today_words._walk_row) as worded:
        (due,) = told(replace(QUIET, walks=walks)).sections
        assert (len(due.rows), worded.call_count) == (2_000, 0)
        assert [row.title for row in due.rows[1_998:]] == ["3号楼1998单元 4 户", "3号楼1999单元 4 户"]
        assert worded.call_count == 2

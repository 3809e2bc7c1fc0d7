"""The work log promises: what was visited and done stands on its day in words, without numbers, and without care."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from desktop import catalog
from desktop.registers.contacts.model import Visit
from desktop.registers.people.model import Household
from desktop.reports.papers import work_log_of
from desktop.reports.work_log import WorkLog, collect, draw
from desktop.values.partial_day import PartialDay
from tests.factories.compound import Village
from tests.factories.profile import TODAY, UNIT_ID, USER_ID


def log(village: Village, **more: object) -> WorkLog:
    with village.profile.store.read() as session:
        (made,) = collect(
            session, village.actor, [UNIT_ID], today=TODAY, **{"catalog": catalog.REGISTERS, **more}  # type: ignore[arg-type]  # as the form is asked
        )  # fmt: skip
    return made


def lines(made: WorkLog, day: date = TODAY) -> Sequence[str]:
    return next((each.lines for each in made.days if each.day.startswith(f"{day.month}月{day.day}日\n")), ())


def visit(village: Village, door: str, *, day: date = TODAY, **values: object) -> None:
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        session.add(
            Visit(
                unit_id=UNIT_ID, household_id=village.homes[door], visited_on=day,
                **{"visitor_name": "李干事", "way": "door", "outcome": "home", **values},
            )
        )  # fmt: skip


def test_visits_of_a_day_are_told_by_visitor_and_then_door_by_door(village: Village) -> None:
    visit(village, "1-1-301", said="灯坏了，电话 13812345678", needs="换灯")
    visit(village, "1-1-302", way="phone", outcome="away")
    visit(village, "1-2-101", needs="想办证")
    said = lines(log(village))
    assert said[0] == "李干事 走访 3 户：1-1-301 周兰、1-1-302 于涛（电话，不在）、1-2-101 邓鋐"
    assert "1-1-301　灯坏了，电话 ＊＊＊；诉求：换灯" in said
    assert "1-2-101　诉求：想办证" in said
    assert not [line for line in said if "contacts" in line]


def test_long_talk_is_cut_and_a_visit_without_a_name_is_the_branchs(village: Village) -> None:
    visit(village, "1-1-301", said="很长" * 60, visitor_name="")
    said = lines(log(village))
    assert said[0].startswith("支部 走访 1 户")
    assert said[1].endswith("…")
    assert len(said[1]) < 80


def test_deeds_stand_in_words_with_how_many_records_they_touched(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        for door in ("1-1-301", "1-1-302"):
            session.get_one(Household, village.homes[door]).remark = "改过"
    said = lines(log(village))
    assert "住户 · 修改　2 户" in said


def test_a_deed_that_has_no_words_or_is_nobodys_business_is_not_told(village: Village) -> None:
    with village.profile.store.write(USER_ID, "care.save") as session:
        session.get_one(Household, village.homes["1-1-301"]).remark = "改过"
    with village.profile.store.write(USER_ID, "households.whisper") as session:
        session.get_one(Household, village.homes["1-1-302"]).remark = "改过"
    care = replace(catalog.REGISTERS[0], name="care", title="关爱")
    said = lines(log(village, catalog=(*catalog.REGISTERS, care)))
    assert not [line for line in said if "关爱" in line or "whisper" in line or line.startswith("住户　")]


def test_a_deed_elsewhere_is_counted_by_times(village: Village) -> None:
    for _time in range(2):
        with village.profile.store.write(USER_ID, "people.save") as session:
            home = session.get_one(Household, village.homes["1-1-301"])
            home.remark += "再"
    assert "居民 · 修改　2 次" in lines(log(village))


def test_other_registers_add_their_lines_without_numbers(village: Village) -> None:
    added = lambda _session, _actor, _first, _last: [(TODAY, "打 13812345678 问过")]  # noqa: E731 - one expression
    assert "打 ＊＊＊ 问过" in lines(log(village, more=(added,)))


def test_only_the_month_asked_for_is_told_and_days_come_in_order(village: Village) -> None:
    visit(village, "1-1-301", day=TODAY - timedelta(days=3))
    visit(village, "1-1-302", day=TODAY)
    made = log(village)
    assert made.days[0].day.startswith("3月5日")  # the factory's own visit
    assert made.homes <= made.visits
    assert log(village, month=PartialDay(2025, 1)).days == ()
    assert log(village, month=PartialDay(2025, 1)).month == "2025年1月"


def test_there_is_room_to_write_under_what_was_gathered(village: Village) -> None:
    made = log(village)
    table = draw(made)[1]
    assert table.min_rows == len(table.rows) + 2  # type: ignore[union-attr]  # the table of days


def test_the_form_asks_for_the_month_and_knows_the_words_of_the_catalogue() -> None:
    assert [field.name for field in work_log_of(catalog.REGISTERS).asks] == ["month"]

"""The summary promises: every figure is that of the screens, one page, nobody named, no number of a person."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop import catalog
from desktop.base.errors import UserError
from desktop.printing.preview import page_count
from desktop.registers.contacts.model import Visit
from desktop.registers.people.model import Household, Membership, Person, Residence
from desktop.reports import today as today_report
from desktop.reports.month_summary import MonthSummary, collect, draw, tell
from desktop.reports.papers import MONTH_SUMMARY
from desktop.standard import list as listing
from desktop.standard import paper
from desktop.standard.list import Filter, Query
from desktop.values.partial_day import PartialDay
from tests.factories.compound import Village
from tests.factories.profile import TODAY, UNIT_ID, USER_ID


def summary(village: Village, month: PartialDay | None = None) -> dict[str, str]:
    return dict(sheet(village, month).said)


def sheet(village: Village, month: PartialDay | None = None) -> MonthSummary:
    with village.profile.store.read() as session:
        (made,) = collect(session, village.actor, [UNIT_ID], today=TODAY, month=month)
    return made


def heard(village: Village, *needs: str, settled: bool = False) -> None:
    with village.profile.store.write(USER_ID, "contacts.visit") as session:
        for each in needs:
            session.add(
                Visit(
                    unit_id=UNIT_ID, household_id=village.homes["1-1-201"], visitor_name="李干事", visited_on=TODAY,
                    way="door", outcome="home", needs=each, settled=settled,
                )
            )  # fmt: skip


def listed(village: Village, register: str, *filters: Filter) -> int:
    found = catalog.register_named(register)
    assert found is not None
    with village.profile.store.read() as session:
        return listing.count(session, village.actor, found, query=Query(filters=filters), today=TODAY).filtered


def test_households_and_the_plan_are_those_of_today(village: Village) -> None:
    with village.profile.store.read() as session:
        facts = today_report.read(session, village.actor, today=TODAY)
    said = summary(village)
    assert (
        f"一共 {facts.households} 户，已落实联户党员 {facts.linked} 户，还有 {facts.unlinked} 户没有落实"
        in said["住户"]
    )
    assert f"本月计划 {facts.plan.total} 户，已走 {facts.plan.done} 户" in said["走访"]
    assert f"还有 {facts.plan.total - facts.plan.done} 户" in said["走访"]
    assert facts.households == listed(village, "households")


def test_visits_members_and_dues_are_those_of_the_lists(village: Village) -> None:
    heard(village, "")
    month = (TODAY.replace(day=1), TODAY.replace(day=31))
    coming = (TODAY.replace(month=4, day=1), TODAY.replace(month=4, day=30))
    said = summary(village)
    times = listed(village, "visits", Filter("visited_on", span=month))
    assert f"登记走访 {times} 次，其中上门 {times} 次" in said["走访"]
    members = sum(listed(village, "people", Filter("membership", values=(kind,))) for kind in ("branch", "reporting"))
    assert f"登记的党员 {members} 人" in said["党员"]
    with village.profile.store.read() as session:
        homes = catalog.register_named("households")
        assert homes is not None
        rows = listing.page(session, village.actor, homes, query=Query(), today=TODAY).rows
    due = [row.values[0] for row in rows if row.values[0] is not None and coming[0] <= row.values[0] <= coming[1]]
    expected = f"2026年4月要走访的有 {len(due)} 户" if due else "2026年4月没有到期要走访的住户"
    assert expected in said["下个月"]


def test_days_agreed_upon_next_month_are_told(village: Village) -> None:
    with village.profile.store.write(USER_ID, "households.save") as session:
        session.get_one(Household, village.homes["2-1-201"]).appointed_on = TODAY.replace(month=4, day=2)
    assert "2026年4月要走访的有 1 户，其中约好日子的 1 户" in summary(village)["下个月"]


def test_what_was_asked_for_is_listed_once_with_its_count_and_without_names_or_numbers(village: Village) -> None:
    heard(village, "楼道灯不亮", "楼道灯不亮。", "请打 13812345678 联系", "很长的诉求" * 20)
    heard(village, "已经办好的事", settled=True)
    made = sheet(village)
    assert dict(made.said)["大家反映的事"] == "记下 5 件，当场解决 1 件，还要接着办的有 4 件。"
    assert "楼道灯不亮（2 件）" in made.needs
    assert all(len(each) <= 45 for each in made.needs)
    whole = tell(made)
    assert "已经办好的事" not in whole
    assert [word for word in ("13812345678", "韩丽", "胡强", "李干事") if word in whole] == []


def test_when_all_was_settled_nothing_waits(village: Village) -> None:
    heard(village, "换一盏灯", settled=True)
    assert summary(village)["大家反映的事"] == "记下 1 件，当场解决 1 件。"
    assert summary(village, PartialDay(2025, 1))["大家反映的事"] == "走访中没有记下新的诉求。"


def test_a_month_of_many_needs_stays_one_page_and_says_how_many_are_left(village: Village) -> None:
    heard(village, *(f"{n}号楼" + "的事要请物业和社区一起来看一看再商量怎么办" * 3 for n in range(30)))
    assert "还有 24 件没有列出" in sheet(village).needs[-1]
    units = catalog.register_named("units")
    assert units is not None
    out = io.BytesIO()
    profile = village.profile
    paper.print_form(profile.store, village.actor, units, MONTH_SUMMARY, ids=[UNIT_ID], out=out, clock=profile.clock)
    assert page_count(out.getvalue()) == 1


def test_who_moved_is_counted_and_who_died_did_not_move(village: Village) -> None:
    assert summary(village)["搬来搬走"] == "没有登记搬来或搬走的人。"
    with village.profile.store.write(USER_ID, "people.save") as session:
        for name, values in (
            ("来", {"starts_on": TODAY}),
            ("走", {"ends_on": TODAY, "end_reason": "moved"}),
            ("逝", {"ends_on": TODAY, "end_reason": "died"}),
        ):
            person = Person(unit_id=UNIT_ID, name=name)
            session.add(person)
            session.flush()
            home = village.homes["1-1-301"]
            session.add(Residence(unit_id=UNIT_ID, person_id=person.id, household_id=home, **values))
    assert summary(village)["搬来搬走"] == "搬来 1 人，搬走 1 人。"


def test_a_past_month_speaks_of_what_was_done_and_not_of_a_plan(village: Village) -> None:
    said = summary(village, PartialDay(2026, 2))
    with village.profile.store.read() as session:
        done = today_report.month_plan(session, village.actor, today=TODAY.replace(day=1) - timedelta(days=1)).done
    assert said["走访"].startswith(f"见到面的有 {done} 户")
    assert "下个月" not in said


def test_a_branch_without_anything_is_told_plainly(village: Village) -> None:
    with village.profile.store.write(USER_ID, "people.save") as session:
        for each in session.query(Membership):
            each.ends_on = TODAY
    assert summary(village)["党员"] == "还没有登记党员。"


def test_when_every_household_has_its_member_and_the_plan_is_done_nothing_is_left(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    with village.profile.store.read() as session:
        facts = today_report.read(session, village.actor, today=TODAY)
    done = replace(facts, linked=facts.households)
    monkeypatch.setattr(today_report, "read", lambda *_args, **_named: done)
    plan = replace(facts.plan, done=facts.plan.total)
    monkeypatch.setattr(today_report, "month_plan", lambda *_args, **_named: plan)
    said = summary(village)
    assert said["住户"].endswith("户户有人联系。")
    assert "还有" not in said["走访"]


def test_it_reads_on_as_one_text(village: Village) -> None:
    made = sheet(village)
    assert len(draw(made)) >= 2 * len(made.said)
    assert tell(made).startswith(f"【{made.branch} 2026年3月小结】\n住户：")


def test_a_month_to_come_is_refused(village: Village) -> None:
    with pytest.raises(UserError, match="还没有到"):
        sheet(village, PartialDay(2026, 4))

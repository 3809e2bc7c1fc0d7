"""A roster of bonds comes in as a dry run first: leaders, units, both on one line, what has ended, what is unclear."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.registers.bonds.model import Bond
from desktop.sheets.read import open_book
from desktop.standard import undo
from desktop.standard.importing.bring_in import bring_in
from desktop.standard.importing.choices import NONE, Choices
from desktop.standard.importing.plan import Plan, Verdict
from desktop.standard.importing.stage import stage
from desktop.standard.importing.staged import Staged
from tests.factories.profile import TODAY
from tests.registers.bonds.conftest import REGISTER, SINCE, Office

HEAD = "包联领导,职务,包联社区,包保单位,包保小区,包联职责,联系频次,联络员,联络员电话,起止日期\n"


def staged_of(tmp_path: Path, *lines: str, head: str = HEAD) -> Staged:
    path = tmp_path / "包联台账.csv"
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return stage(open_book(path), REGISTER["bonds"])


def dry(office: Office, staged: Staged, choices: Choices = NONE) -> Plan:
    found: Plan = office.ask(REGISTER["bonds"].imports.plan, staged, today=TODAY, choices=choices)
    return found


def write(office: Office, staged: Staged) -> Any:
    profile = office.village.profile
    return bring_in(profile.store, office.village.actor, REGISTER["bonds"], staged=staged, today=TODAY)


def test_a_roster_of_leaders_and_units_comes_in_once_and_goes_out_as_one(office: Office, tmp_path: Path) -> None:
    place = office.rows("bonds")[0]["place"]
    staged = staged_of(
        tmp_path,
        "陈志远,县委常委,,,,每月到社区一次,每月一次,,,2025.7.1-2028.6.30",  # stands: gains a post, duties, a cadence
        "高明,副县长,和平社区,县水务局,水岸小区,办实事,每季度1次,李新,13000004413,2025.7.1-2028.6.30",
        ",,,县自然资源局,,,,,,",  # stands as it is, its place is meant
        ",,,县教育局,书香小区,送课上门,60天,,,2024.1.1-2024.12.31",  # ended
    )
    first = dry(office, staged)
    assert [item.verdict for item in first.items] == [Verdict.CHANGED, Verdict.NEW, Verdict.SAME, Verdict.NEW]
    assert [(one.title, one.old, one.new) for one in first.items[0].differences] == [
        ("职务", "组织部部长", "县委常委"), ("包联职责", "", "每月到社区一次"), ("联系周期（天）", "90", "30"),
    ]  # fmt: skip
    assert {one.sentence for one in first.reminders} == {"还没有到期，先按包联中登记，到期以后再登记结束"}
    done = write(office, staged)
    rows = {(row["name"], row["place"]): row for row in office.rows("bonds")}
    assert (rows["高明", "和平社区"]["kind"], rows["高明", "和平社区"]["contact_name"]) == ("leader", "")
    unit = rows["县水务局", "水岸小区"]
    assert (unit["kind"], unit["contact_name"], unit["cadence_days"]) == ("unit", "李新", 90)
    ended = rows["县教育局", "书香小区"]
    assert (ended["state"], ended["ends_on"], ended["end_reason"]) == ("ended", date(2025, 1, 1), "term")
    assert len(rows) == 5
    assert place in {key[1] for key in rows}
    again = dry(office, staged)
    assert (again.counts["same"], again.writes) == (4, False)
    office.do("undo.undo", lambda session, actor: undo.undo(session, actor, batch=done.batch))
    assert {row["name"] for row in office.rows("bonds")} == {"陈志远", "县自然资源局"}


def test_a_row_ends_a_bond_that_stands_unless_somebody_came_later(office: Office, tmp_path: Path) -> None:
    over = SINCE + timedelta(days=50)
    line = f"陈志远,,,,,,,,,{SINCE.isoformat()}至{over.isoformat()}"
    ends = (over + timedelta(days=1)).isoformat()  # the last day of the term is a day of the bond
    assert dry(office, staged_of(tmp_path, line)).items[0].differences[-1].new == ends
    office.log(office.leader, over + timedelta(days=5))
    held = dry(office, staged_of(tmp_path, line))
    assert [item.verdict for item in held.items] == [Verdict.NEEDS_FIX]
    assert "还有联系记录" in held.problems[0].sentence
    later = f"陈志远,,,,,,,,,{SINCE.isoformat()}至{(over + timedelta(days=9)).isoformat()}"
    write(office, staged_of(tmp_path, later))
    with office.village.profile.store.read() as session:
        bond = session.get_one(Bond, office.leader)
        assert (bond.ends_on, bond.end_reason) == (over + timedelta(days=10), "term")


def test_one_column_of_names_is_told_apart_by_the_column_of_kinds(office: Office, tmp_path: Path) -> None:
    head = "包联类别,领导/单位,社区/小区,起始日期\n"
    staged = staged_of(tmp_path, "县级领导包社区,高明,和平社区,2026-1-5", "共建,水务局,水岸小区,", head=head)
    plan = dry(office, staged)
    assert [(one.said.kind, one.said.name) for work in plan.work for one in work.bonds] == [("leader", "高明")]
    (asked,) = plan.problems
    assert (asked.waits, asked.word) == (True, "bond_kind/共建")  # asked for once, in the check step
    told = NONE.mean("bond_kind", "共建", "unit")
    assert dry(office, staged, told).counts["new"] == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",,和平社区,,,,,,,", "没有写包联领导或包保单位，这一行先不导入"),
        ("高明,,和平社区,,,,常来常往,,,", "联系频次看不懂，请写成 90 天，或者 每季度一次"),
        ("高明,,和平社区,,,,400,,,", "联系频次看不懂，请写成 90 天，或者 每季度一次"),
        ("高明,,和平社区,,,,,,,从去年起", "“从去年起”看不出起止日期，请写成 2025.7.1-2028.6.30"),
    ],
)
def test_what_cannot_be_told_waits(office: Office, tmp_path: Path, line: str, said: str) -> None:
    staged = staged_of(
        tmp_path, line, "县领导甲,,东社区,,,,每月2次,,,", "县领导甲,,东社区,,,,30,,,", "乙,,西社区,,,,,,,"
    )
    plan = dry(office, staged, NONE.skip(staged.rows[3].at))
    verdicts = [Verdict.NEEDS_FIX, Verdict.NEW, Verdict.NEEDS_FIX, Verdict.SKIPPED]
    assert [item.verdict for item in plan.items] == verdicts
    assert [one.sentence for one in plan.problems] == [said, "上面已经有同样的一条，这一行不用再导入"]
    assert plan.work[0].bonds[0].said.cadence_days == 15


@pytest.mark.parametrize(
    ("days", "said"),
    [("2026-1,", "日期要写到日，例如 2025-11-9"), ("2026-3-5,2026-1-1", "结束日期要不早于起始日期，这一行先不导入")],
)
def test_days_in_two_columns_are_whole_and_in_order(office: Office, tmp_path: Path, days: str, said: str) -> None:
    staged = staged_of(tmp_path, f"高明,和平社区,{days}", head="县级领导,包联社区,起始日期,结束日期\n")
    plan = dry(office, staged)
    assert [one.sentence for one in plan.problems] == [said]

"""A ledger of venues comes in as a dry run first: the sample whole, and what holds a row back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.registers.venues.imports.reading import Line
from desktop.sheets.read import open_book
from desktop.standard import undo
from desktop.standard.importing.bring_in import bring_in
from desktop.standard.importing.choices import NONE, Choices
from desktop.standard.importing.plan import Plan, Verdict
from desktop.standard.importing.stage import stage, stage_file
from desktop.standard.importing.staged import Staged
from desktop.standard.importing.summary import summary
from tests.factories.counter import named
from tests.factories.profile import TODAY
from tests.registers.venues.conftest import UNTIL, Office

SAMPLE = Path(__file__).parents[2] / "samples" / "场所换服务台账.xlsx"
HEAD = "场所名称,使用方,业态,起止时间,年租金,抵租服务内容,每月服务次数,面积\n"
TERM = "2025.7.1-2028.6.30"


def staged_of(tmp_path: Path, *lines: str, head: str = HEAD) -> Staged:
    path = tmp_path / "台账.csv"
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return stage(open_book(path), named("venues"))


def dry(office: Office, staged: Staged, choices: Choices = NONE) -> Plan:
    found: Plan = office.ask(named("venues").imports.plan, staged, today=TODAY, choices=choices)
    return found


def write(office: Office, staged: Staged, **more: Any) -> Any:
    profile = office.village.profile
    return bring_in(profile.store, office.village.actor, named("venues"), staged=staged, today=TODAY, **more)


def test_the_sample_comes_in_whole_once_and_goes_out_as_one(office: Office) -> None:
    staged = stage_file(SAMPLE, named("venues"))
    first = dry(office, staged)
    assert (first.counts["new"], first.counts["changed"], first.problems) == (4, 1, ())  # 一楼东厅 is there
    assert summary(first)["sentences"][0] == "表里共 5 行：将新增 4 行，更新 1 行，不变 0 行。现在还没有写入任何数据。"
    assert len(first.reminders) == 5
    seen: list[tuple[int, int]] = []
    done = write(office, staged, on_progress=lambda at, every: seen.append((at, every)))
    assert seen[-1] == (5, 5)
    rows = {row["tenant"]: row for row in office.rows("venue_contracts")}
    assert [rows[name]["rent"] for name in ("康养服务中心", "小星星托管", "幸福里餐饮店", "邻里超市", "蓝天公益")] == [
        3_600_000, 2_400_000, 3_000_000, 4_800_000, 0,
    ]  # fmt: skip
    assert {row["until"] for row in rows.values()} == {UNTIL}
    assert rows["蓝天公益"]["trade"] == "incubation"
    ledger = {row["tenant"]: row for row in office.rows("venue_ledger")}
    assert (ledger["小星星托管"]["due"], ledger["小星星托管"]["due_service"]) == (2_400_000, "32 次")
    assert len(office.rows("venues")) == 5
    again = dry(office, staged)
    assert (again.counts["same"], again.writes) == (5, False)
    office.do("undo.undo", lambda session, actor: undo.undo(session, actor, batch=done.batch))
    assert office.rows("venue_contracts") == []
    assert office.rows("venue_obligations") == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f",小星星托管,托管,{TERM},1,,,", "没有写场所名称"),
        (f"甲室,小星星托管,托管,{TERM},三千多,,,", "要填数字"),
        (f"甲室,小星星托管,托管,{TERM},-5,,,", "不能小于 0"),
        (f"甲室,小星星托管,托管,{TERM},1,理发,常来,", "看不出每期做多少"),
        (f"甲室,小星星托管,托管,{TERM},1,理发,每月4次/季,", "看不出每期做多少"),
        (f"甲室,小星星托管,托管,{TERM},1,每周理发,,", "没有写每期做多少"),
        (f"甲室,小星星托管,托管,{TERM},0,,,", "也没有抵租服务"),
        ("甲室,小星星托管,托管,明年起,1,,,", "看不出起止日期"),
        ("甲室,小星星托管,托管,,1,,,", "要写到日"),
        ("甲室,小星星托管,托管,2025.7.1-2055.6.30,1,,,", "最长 20 年"),
    ],
)
def test_a_row_that_cannot_stand_waits(office: Office, tmp_path: Path, line: str, words: str) -> None:
    found = dry(office, staged_of(tmp_path, line))
    assert found.items[0].verdict is Verdict.NEEDS_FIX
    assert words in found.problems[0].sentence
    assert found.problems[0].waits
    assert not found.writes


@pytest.mark.parametrize(
    ("rent", "service", "often", "told"),
    [
        ("每季度6000元", "理发", "4次/月", (600_000, "quarter", "理发", 4, "times", "month")),
        ("叁万元整", "理发", "每季度 3次", (3_000_000, "year", "理发", 3, "times", "quarter")),
        ("1.2万/年", "陪护", "每月20小时", (1_200_000, "year", "陪护", 20, "hours", "month")),
        ("2000元/月", "免费理发（每月4次）", "", (200_000, "month", "免费理发", 4, "times", "month")),
        ("按半年24000", "服务抵租 4次/月", "", (2_400_000, "half", "服务抵租", 4, "times", "month")),
        ("人民币叁仟元整", "陪护，6小时/半年", "", (300_000, "year", "陪护", 6, "hours", "half")),
        ("24000", "", "", (2_400_000, "year", "", 0, "times", "month")),
    ],
)
def test_a_period_is_read_where_a_cell_names_it(
    office: Office, tmp_path: Path, rent: str, service: str, often: str, told: tuple[Any, ...]
) -> None:
    staged = staged_of(tmp_path, f"甲室,小星星托管,托管,2025.7.1 2028.6.30,{rent},{service},{often},")
    (work,) = dry(office, staged).work
    line = work.line
    said = (line.rent, line.period, line.service, line.often.amount, line.often.measure, line.often.period)
    assert said == told


def test_a_venue_is_not_let_twice_for_the_same_days(office: Office, tmp_path: Path) -> None:
    office.signed()
    staged = staged_of(
        tmp_path,
        f"一楼东厅,小星星托管,托管,{TERM},1,,,",
        f"甲室,小星星托管,托管,{TERM},1,,,",
        f"甲室,邻里超市,超市,{TERM},1,,,",
        "甲室,邻里超市,超市,2028.7.1-2029.6.30,1,,,",
    )
    found = dry(office, staged)
    assert [item.verdict for item in found.items] == [
        Verdict.NEEDS_FIX, Verdict.NEW, Verdict.NEEDS_FIX, Verdict.NEW,
    ]  # fmt: skip
    assert "第一网格-场-2026-A-0001" in found.problems[0].sentence
    assert "上面一行" in found.problems[1].sentence
    write(office, staged)
    assert [row["venue"] for row in office.rows("venue_contracts")].count("甲室") == 2
    assert [row["name"] for row in office.rows("venues")].count("甲室") == 1


def test_two_days_in_two_cells_a_monthly_rent_and_a_bare_venue_are_read(office: Office, tmp_path: Path) -> None:
    head = "场所,使用方,业态,开始日期,到期日期,月租金,押金,面积\n"
    staged = staged_of(
        tmp_path, "甲室,邻里超市,杂货,2026.1.1,2026-12-31,1200元,3000,60㎡", "乙室,,,,,,,很大",
        "丙室,邻里超市,,2026年,2026.12.31,1,,", head=head,
    )  # fmt: skip
    found = dry(office, staged)
    assert [item.verdict for item in found.items] == [Verdict.NEW, Verdict.NEW, Verdict.NEEDS_FIX]
    lines = [work.line for work in found.work]
    assert isinstance(lines[0], Line)
    assert (lines[0].rent, lines[0].period, lines[0].deposit, lines[0].starts_on) == (
        120_000, "month", 300_000, date(2026, 1, 1),
    )  # fmt: skip
    done = write(office, staged)
    rows = {row["name"]: row for row in office.rows("venues")}
    assert (rows["甲室"]["use"], rows["甲室"]["area"], rows["乙室"]["use"]) == ("let", 6_000, "free")
    assert done.batch
    left = dry(office, staged, NONE.skip(staged.rows[2].at))
    assert left.counts["skipped"] == 1

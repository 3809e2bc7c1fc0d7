"""A roster of partners comes in as a dry run first: the sample whole, and the shapes in which such lists arrive."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.registers.partners.model import Agreement, Partner
from desktop.sheets.read import open_book
from desktop.standard import undo
from desktop.standard.importing.bring_in import bring_in
from desktop.standard.importing.choices import NONE, Choices
from desktop.standard.importing.plan import Plan, Verdict
from desktop.standard.importing.stage import stage, stage_file
from desktop.standard.importing.staged import At, Staged
from desktop.standard.importing.summary import summary
from tests.factories.counter import named
from tests.factories.profile import TODAY
from tests.registers.partners.conftest import CODE, Office

SAMPLE = Path(__file__).parents[2] / "samples" / "红色合伙人台账.xlsx"
HEAD = "合伙人名称,类型,统一社会信用代码,负责人,联系电话,认领服务项目,服务类别,每月服务次数,协议期限\n"


def staged_of(tmp_path: Path, *lines: str, head: str = HEAD) -> Staged:
    path = tmp_path / "台账.csv"
    path.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return stage(open_book(path), named("partners"))


def dry(office: Office, staged: Staged, choices: Choices = NONE) -> Plan:
    found: Plan = office.ask(named("partners").imports.plan, staged, today=TODAY, choices=choices)
    return found


def write(office: Office, staged: Staged, **more: Any) -> Any:
    profile = office.village.profile
    return bring_in(profile.store, office.village.actor, named("partners"), staged=staged, today=TODAY, **more)


def test_the_sample_comes_in_whole_once_and_goes_out_as_one(office: Office) -> None:
    staged = stage_file(SAMPLE, named("partners"))
    first = dry(office, staged)
    assert (first.counts["new"], first.counts["changed"]) == (7, 1)  # the supermarket is a partner already
    assert summary(first)["sentences"][0] == "表里共 8 行：将新增 7 行，更新 1 行，不变 0 行。现在还没有写入任何数据。"
    seen: list[tuple[int, int]] = []
    done = write(office, staged, on_progress=lambda at, every: seen.append((at, every)))
    assert seen[-1] == (8, 8)
    rows = {row["name"]: row for row in office.rows("partners")}
    assert rows["李师傅"]["kind"] == "resident"
    assert (rows["幸福里餐饮店"]["state"], rows["幸福里餐饮店"]["until"]) == ("running", date(2026, 11, 9))
    assert rows["万家物业公司"]["state"] == "expired"
    assert {row["name"] for row in office.rows("projects")} >= {"幸福市集", "幸福食堂老年助餐"}
    again = dry(office, staged)
    assert (again.counts["same"], again.writes) == (8, False)
    office.do("undo.undo", lambda session, actor: undo.undo(session, actor, batch=done.batch))
    assert {row["name"] for row in office.rows("partners")} == {"邻里超市", "胡强"}


def test_two_days_in_one_cell_and_a_bare_number_of_times_are_read(office: Office, tmp_path: Path) -> None:
    staged = staged_of(tmp_path, f"邻里超市,商户,{CODE},刘帆芳,18000001903,幸福市集,惠民经营,4次,2025.7.1-2028.6.30")
    write(office, staged)
    (row,) = office.rows("agreements")
    assert (row["starts_on"], row["ends_on"], row["services"]) == (date(2025, 7, 1), date(2028, 6, 30), "幸福市集")
    assert office.rows("projects")[0]["times"] == "每月 4 次"
    more = staged_of(tmp_path, f"邻里超市,商户,{CODE},刘帆芳,18000001903,送货上门,便民服务,随叫随到,2025.7.1-2028.6.30")
    assert [item.verdict for item in dry(office, more).items] == [Verdict.CHANGED]
    write(office, more)
    assert office.rows("agreements")[0]["services"] == "幸福市集、送货上门"


def test_a_partner_with_two_projects_is_made_once(office: Office, tmp_path: Path) -> None:
    staged = staged_of(
        tmp_path,
        "春风书店,商户,,王春,13000000001,读书会,文化活动,2,2026年1月1日至2026年12月31日",
        "春风书店,商户,,王春,13000000001,旧书换新,便民服务,1,2026年1月1日至2026年12月31日",
        "王奶奶(居民),,,,,读书会,文化活动,,",
    )
    write(office, staged)
    assert [row["name"] for row in office.rows("partners")].count("春风书店") == 1
    (book,) = [row for row in office.rows("projects") if row["name"] == "读书会"]
    assert (book["lead"], book["joint"]) == ("春风书店", "王奶奶")
    (held,) = office.rows("agreements")
    assert held["services"] == "读书会、旧书换新"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",商户,,王春,,,,,", "没有写合伙人名称"),
        ("春风书店,,,王春,,,,,", "没有写合伙人类型"),
        ("春风书店,书店,,王春,,,,,", "书店"),
    ],
)
def test_a_row_without_name_or_type_waits(office: Office, tmp_path: Path, line: str, words: str) -> None:
    found = dry(office, staged_of(tmp_path, line, "胡书店,商户,,,,,,,"))
    assert found.counts["waiting"] == 1
    assert found.items[0].verdict is Verdict.NEEDS_FIX
    assert words in found.problems[0].sentence
    assert found.problems[0].waits
    assert "有 1 行缺少必填的内容，改好后才能导入。" in summary(found)["sentences"]


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("春风书店,商户,91990101D3B8FRHW52,王春,,,,,", "uscc"),
        ("春风书店,商户,,王春,,,,,明年起三年", "term"),
        ("春风书店,商户,,王春,,,,,2028.6.30-2025.7.1", "term"),
    ],
)
def test_a_cell_that_cannot_be_read_stays_empty_and_is_marked(
    office: Office, tmp_path: Path, line: str, target: str
) -> None:
    staged = staged_of(tmp_path, line)
    assert [one.target for one in dry(office, staged).problems] == [target]
    write(office, staged)
    made = next(row for row in office.rows("partners") if row["name"] == "春风书店")
    assert made["state"] is None


def test_single_days_are_read_checked_and_doubted(office: Office, tmp_path: Path) -> None:
    head = "合伙人名称,类型,签约日期,到期日期\n"
    lines = (
        "甲店,商户,2025.11.9,2026-11-9",
        "乙店,商户,2025.11.9,",
        "丙店,商户,2025.11.9,2025.11.9",
        "丁店,商户,2025年11月,2026.11.9",
        "戊店,商户,去年,2026.11.9",
        "己店,商户,2025.1.1-2025.12.31,",
    )
    staged = staged_of(tmp_path, *lines, head=head)
    found = dry(office, staged)
    assert [one.at.row for one in found.problems] == [4, 5, 6]
    assert [one.at.row for one in found.reminders] == [3]
    write(office, staged)
    terms = {row["partner"]: row["ends_on"] for row in office.rows("agreements")}
    assert terms == {"甲店": date(2026, 11, 9), "乙店": date(2026, 11, 9), "己店": date(2025, 12, 31)}


def test_what_differs_is_told_before_and_after(office: Office, tmp_path: Path) -> None:
    staged = staged_of(tmp_path, f"邻里超市,商户,{CODE},张三丰,13000000001,,,,")
    (item,) = dry(office, staged).items
    assert [(one.title, one.old, one.new) for one in item.differences] == [
        ("负责人", "刘帆芳", "张三丰"), ("电话", "180****1903", "130****0001"),
    ]  # fmt: skip
    write(office, staged)
    assert office.get(Partner, office.shop).phone == "13000000001"


def test_a_row_may_be_left_out_or_put_right(office: Office, tmp_path: Path) -> None:
    staged = staged_of(tmp_path, "春风书店,书店,,,,,,,", "胡书店,商户,,,,,,,")
    at = staged.rows[0].at
    assert isinstance(at, At)
    left = dry(office, staged, NONE.skip(at))
    assert (left.counts["skipped"], left.counts["new"]) == (1, 1)
    put = dry(office, staged, NONE.correct(at, "kind", "商户"))
    assert put.counts["new"] == 2


def test_an_imported_agreement_counts_as_signed_on_paper(office: Office, tmp_path: Path) -> None:
    write(office, staged_of(tmp_path, f"邻里超市,商户,{CODE},,,幸福市集,惠民经营,,2025.7.1-2028.6.30"))
    (row,) = office.rows("agreements")
    assert (row["state"], row["signed_on"]) == ("running", date(2025, 7, 1))
    with office.village.profile.store.read() as session:
        made = session.query(Agreement).one()
    assert made.purpose == ""

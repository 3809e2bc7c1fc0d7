"""The dry run is told in figures for programs and in sentences for people, without anybody's number."""

import json
from pathlib import Path

from desktop.standard.importing.choices import Who
from desktop.standard.importing.plan import VERDICT_WORDS, Plan, Verdict
from desktop.standard.importing.staged import At, Staged
from desktop.standard.importing.summary import sentences, summary
from tests.factories.rosters import Desk, number, workbook

MAN = number("19700305", 1)


def test_a_summary_is_one_json_document_without_whole_numbers(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "身份证号", "民族", "幸运数字", "备注"],
        ["3-2-501", "张三", MAN, "汉族", 7, "低保"],
        ["3-2-501", "李四", MAN, None, None, None],
        ["3-2-501", "赵六", MAN[:17], None, None, None],
        ["3-2-502", "张三", MAN, None, None, None],
        [None, "王五", None, None, None, None],
    ]
    titles = [row[1:] + row[:1] for row in rows]  # the door last, so that a blank one is not filled from above
    said = summary(desk.plan(workbook(tmp_path / "a.xlsx", titles)))
    assert MAN not in json.dumps(said, ensure_ascii=False)
    assert [said[name] for name in ("households", "people", "new", "conflict", "waiting")] == [3, 5, 3, 1, 1]
    assert said["dropped_columns"] == ["民族", "幸运数字"]
    assert [one["row"] for one in said["needs_fix"]] == [3, 4, 6]
    assert said["conflicts"][0]["row"] == 5
    assert {"本系统不保存的列：民族。", "没有对应栏目的列：幸运数字。", "备注中的 1 处关爱信息没有保存。"} <= set(
        said["sentences"]
    )


def test_a_problem_names_its_sheet_when_there_are_several(desk: Desk, tmp_path: Path) -> None:
    rows = [["房号", "姓名", "电话"], ["1-101", "张三", "1380000001"]]
    said = summary(desk.plan(workbook(tmp_path / "a.xlsx", [], **{"3号楼": rows, "4号楼": rows})))
    assert [one["sheet"] for one in said["needs_fix"]] == ["3号楼", "4号楼"]


def test_a_word_with_choices_offers_them(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "房屋性质"], ["3-2-501", "张三", "说不清"]]
    (problem,) = summary(desk.plan(workbook(tmp_path / "a.xlsx", rows)))["needs_fix"]
    assert problem["fixes"][:2] == ["自住", "出租"]


def test_an_empty_plan_says_so() -> None:
    staged = Staged("a.xlsx", "", "households", ("Sheet1",), "", {}, ())
    said = sentences(Plan(staged, (), (), (), (), {}))
    assert said == ("表里共 0 户 0 人：将新增 0 人，更新 0 人，不变 0 人。现在还没有写入任何数据。",)


def test_every_verdict_has_a_word_and_a_place_in_the_file_is_plain() -> None:
    assert set(VERDICT_WORDS) == set(Verdict)
    assert Who(At("Sheet1", 2)).part == 0
    assert not Staged("a", "", "r", (), "", {"door": "门牌"}, ()).left_of("door", "name")

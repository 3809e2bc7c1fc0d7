"""A cell that cannot be read is told and stays empty; its row comes in all the same."""

from pathlib import Path

import pytest

from desktop.registers.buildings.model import Dwelling
from desktop.registers.households.imports import care
from desktop.registers.people.model import Household, HukouRecord, Membership
from desktop.standard.importing.choices import Choices
from desktop.standard.importing.staged import At
from desktop.standard.tables import ImportMark
from tests.factories.rosters import Desk, Rows, number, verdicts, workbook

MAN, WIFE = number("19700305", 1), number("19720811", 2)


def _file(folder: Path, rows: Rows) -> Path:
    return workbook(folder / "a.xlsx", rows)


@pytest.mark.parametrize(
    ("title", "cell", "said"),
    [
        ("身份证号", MAN[:17] + ("1" if MAN[17] != "1" else "2"), "最后一位"),
        ("身份证号", "9901011970030", "18 位"),
        ("身份证号", "990101197003070000.0", "被 Excel 变成了 0"),  # a number in Excel, then text
        ("电话", "1380000001", "11 位"),
        ("出生日期", "四十多岁", "不是日期"),
        ("与户主关系", "二儿的朋友", "可以填"),
        ("面积", "12O.5", "字母 O"),
        ("房屋性质", "未知用途", "可以填"),
        ("住宅电话", "问她", "电话"),
        ("人户状态", "说不清", "可以填"),
        ("户口类别", "说不清", "可以填"),
    ],
)
def test_a_bad_cell_never_drops_its_row(desk: Desk, tmp_path: Path, title: str, cell: str, said: str) -> None:
    path = _file(tmp_path, [["门牌", "姓名", "户号", title], ["3-2-501", "张三", "H1", cell]])
    plan = desk.plan(path)
    assert verdicts(plan) == {"张三": "new"}
    problem = plan.problems[0]
    assert (problem.at, problem.title, problem.kept) == (At("Sheet1", 2), title, False)
    assert said in problem.sentence
    desk.bring(path)
    with desk.profile.store.read() as session:
        (mark,) = session.query(ImportMark).all()
    assert mark.place == f"a.xlsx · Sheet1 · 第 2 行 · {title}"


def test_a_mark_is_settled_by_the_file_that_brings_the_value(desk: Desk, tmp_path: Path) -> None:
    titles = ["门牌", "姓名", "身份证号", "电话"]
    desk.bring(_file(tmp_path, [titles, ["3-2-501", "张三", MAN[:9], "1380000001"]]))
    desk.bring(_file(tmp_path, [titles, ["3-2-501", "张三", MAN[:9], "13800000001"]]))
    desk.bring(_file(tmp_path, [titles, ["3-2-501", "张三", MAN, "13800000001"]]))
    with desk.profile.store.read() as session:
        marks = session.query(ImportMark).order_by(ImportMark.field).all()
    assert [(mark.field, mark.settled_at is not None) for mark in marks] == [("id_no", True), ("phone", True)]


def test_a_corrected_cell_counts_as_written(desk: Desk, tmp_path: Path) -> None:
    path = _file(tmp_path, [["门牌", "姓名", "身份证号"], ["3-2", "张三", MAN[:9]]])
    choices = Choices().correct(At("Sheet1", 2), "door", "3-2-501").correct(At("Sheet1", 2), "id", MAN)
    plan = desk.plan(path, choices)
    assert (verdicts(plan), plan.problems) == ({"张三": "new"}, ())
    desk.bring(path, choices)
    assert desk.person("张三").id_no == MAN


def test_a_row_left_out_stays_out_and_may_come_back(desk: Desk, tmp_path: Path) -> None:
    path = _file(tmp_path, [["门牌", "姓名"], ["3-2-501", "张三"], ["3-2-502", "李四"]])
    choices = Choices().skip(At("Sheet1", 2))
    assert verdicts(desk.plan(path, choices)) == {"张三": "skipped", "李四": "new"}
    assert verdicts(desk.plan(path, choices.unskip(At("Sheet1", 2)))) == {"张三": "new", "李四": "new"}
    desk.bring(path, choices)
    assert desk.living() == {"3-2-502": ["李四"]}


def test_a_word_is_given_its_meaning_once(desk: Desk, tmp_path: Path) -> None:
    path = _file(tmp_path, [["门牌", "姓名", "与户主关系"], ["3-2-501", "张三", "老幺"], ["3-2-501", "李四", "老幺"]])
    plan = desk.plan(path)
    assert {problem.word for problem in plan.problems} == {"relation/老幺"}
    choices = Choices().mean("relation", "老幺", "20")
    assert desk.plan(path, choices).problems == ()


def test_birth_and_sex_come_from_a_good_number_only(desk: Desk, tmp_path: Path) -> None:
    desk.bring(
        _file(tmp_path, [["门牌", "姓名", "身份证号"], ["3-2-501", "张三", MAN], ["3-2-502", "李四", WIFE[:16]]])
    )
    assert (str(desk.person("张三").born), desk.person("张三").sex) == ("1970-03-05", "1")
    assert (desk.person("李四").born, desk.person("李四").sex) == (None, None)


def test_what_disagrees_with_the_number_is_told_and_kept(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "性别", "出生日期", "身份证号"], ["3-2-501", "张三", "女", "1971-01-01", MAN]]
    path = _file(tmp_path, rows)
    plan = desk.plan(path)
    assert [(problem.title, problem.kept) for problem in plan.problems] == [("出生日期", True), ("性别", True)]
    desk.bring(path)
    assert (str(desk.person("张三").born), desk.person("张三").sex) == ("1971-01-01", "2")


def test_a_vague_birth_date_is_made_whole_by_the_number(desk: Desk, tmp_path: Path) -> None:
    desk.bring(_file(tmp_path, [["门牌", "姓名", "出生年月", "身份证号"], ["3-2-501", "张三", "1970.3", MAN]]))
    assert str(desk.person("张三").born) == "1970-03-05"


def test_an_old_number_comes_in_with_a_reminder(desk: Desk, tmp_path: Path) -> None:
    path = _file(tmp_path, [["门牌", "姓名", "身份证号", "电话"], ["3-2-501", "张三", "990101700305001", "661234"]])
    plan = desk.plan(path)
    assert (plan.problems, [one.title for one in plan.reminders]) == ((), ["身份证号", "电话"])


def test_a_letter_for_a_digit_is_offered_as_a_fix(desk: Desk, tmp_path: Path) -> None:
    plan = desk.plan(_file(tmp_path, [["门牌", "姓名", "身份证号"], ["3-2-501", "张三", MAN.replace("1970", "197O")]]))
    assert plan.problems[0].fixes == (MAN,)


def test_good_telephones_beside_a_bad_one_are_kept(desk: Desk, tmp_path: Path) -> None:
    path = _file(tmp_path, [["门牌", "姓名", "电话"], ["3-2-501", "张三", "13800000001、儿子的"]])
    assert len(desk.plan(path).problems) == 1
    desk.bring(path)
    assert desk.phones("张三") == ["13800000001"]


def test_what_lists_write_for_nothing_is_nothing(desk: Desk, tmp_path: Path) -> None:
    plan = desk.plan(_file(tmp_path, [["门牌", "姓名", "身份证号", "电话"], ["3-2-501", "张三", "无", "/"]]))
    assert plan.problems == ()


def test_words_of_care_are_cut_out_and_counted(desk: Desk, tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        [["门牌", "姓名", "备注"], ["3-2-501", "张三", "会修水管；低保户，每周探望"], ["3-2-502", "李四(残疾)", None]],
    )
    plan = desk.plan(path)
    assert plan.counts["care_words"] == 2
    desk.bring(path)
    assert (desk.person("张三").remark, desk.person("李四").remark) == ("会修水管，每周探望", "")


@pytest.mark.parametrize(
    ("said", "kept", "lost"),
    [
        ("", "", 0),
        ("独居老人", "", 1),
        ("在县残联工作", "在县残联工作", 0),
        ("退休教师、信基督教、爱唱歌", "退休教师、爱唱歌", 1),
        ("低保 残疾二级", "", 2),
    ],
)
def test_a_remark_keeps_what_is_no_care(said: str, kept: str, lost: int) -> None:
    assert care.cut(said) == (kept, lost)


def test_party_membership_is_unverified_until_something_says_it(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "政治面貌", "所在党支部", "入党时间"],
        ["3-2-501", "张三", "中共党员", "第一网格党支部", "1999.7"],
        ["3-2-502", "李四", "预备党员", None, None],
        ["3-2-503", "王五", "群众", None, None],
        ["3-2-504", "赵六", "积极分子", None, "去年"],
    ]
    desk.bring(_file(tmp_path, rows))
    found = [(one.kind, one.branch_name, str(one.joined_on or "")) for one in desk.rows(Membership)]
    assert sorted(found) == [("branch", "第一网格党支部", "1999-07"), ("unverified", "", "")]


def test_a_flag_or_a_kind_tells_membership_too(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "是否党员", "党员类别"],
        ["3-2-501", "张三", "是", "流动党员"],
        ["3-2-502", "李四", "否", None],
    ]
    desk.bring(_file(tmp_path, rows))
    assert [one.kind for one in desk.rows(Membership)] == ["floating"]


def test_facts_of_door_and_household_go_where_they_belong(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "面积㎡", "是否出租", "房东", "住宅电话", "人户状态", "户口性质", "户籍地址", "备注"],
        ["3-2-501", "张三", 120.5, "是", "王五", "0536-1234567", "人户同在", "居民户", "某某乡某某村", "狗很凶"],
    ]
    desk.bring(_file(tmp_path, rows))
    (dwelling,), (household,), (hukou,) = desk.rows(Dwelling), desk.rows(Household), desk.rows(HukouRecord)
    assert (dwelling.area, dwelling.tenure, dwelling.owner_name) == (12050, "let", "王五")
    assert (household.phone, household.presence) == ("0536-1234567", "both")
    assert (hukou.kind, hukou.address) == ("resident", "某某乡某某村")
    assert desk.person("张三").remark == "狗很凶"


def test_a_household_whose_head_is_unknown_has_only_a_name(desk: Desk, tmp_path: Path) -> None:
    path = _file(tmp_path, [["门牌", "户主", "电话"], ["3-2-501", "某户", "13800000001"]])
    plan = desk.plan(path)
    assert (plan.counts["households"], plan.counts["people"]) == (1, 0)
    desk.bring(path)
    (household,) = desk.rows(Household)
    assert (household.head_name, household.head_id, household.phone) == ("某户", None, "13800000001")
    assert desk.bring(path).batch is None


def test_a_row_without_a_name_or_a_door_waits_and_nothing_else_does(desk: Desk, tmp_path: Path) -> None:
    rows = [["门牌", "姓名", "身份证号"], ["3-2-501", None, MAN], [None, "李四", None], ["3-2-502", "王五", None]]
    path = workbook(tmp_path / "a.xlsx", [[row[1], row[0], row[2]] for row in rows])  # the door right of the name
    plan = desk.plan(path)
    assert [(problem.at.row, problem.waits) for problem in plan.problems] == [(2, True), (3, True)]
    assert (plan.counts["waiting"], verdicts(plan)) == (2, {"李四": "needs_fix", "王五": "new"})
    imported = desk.bring(path)
    with desk.profile.store.read() as session:
        assert session.query(ImportMark).filter(ImportMark.row_id == imported.batch).count() == 2

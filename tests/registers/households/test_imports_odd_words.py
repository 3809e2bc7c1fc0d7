"""Words that stand in a cell instead of a value are understood, or told, and never become somebody."""

from pathlib import Path

from tests.factories.rosters import Desk, number, verdicts, workbook

MAN, SON = number("19700305", 1), number("19950811", 3)


def test_whether_somebody_is_the_head_is_no_name(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["楼栋号", "单元号", "房间号", "是否户主", "是否业主", "居民姓名"],
        ["3", "2", "501", "否", "否", "张小三"],
        ["3", "2", "501", "是", "是", "张三"],
        ["3", "2", "502", "是", "是", "李四"],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张小三": "new", "张三": "new", "李四": "new"}
    assert [(work.home.where, work.head.claim.name) for work in plan.work] == [("3-2-501", "张三"), ("3-2-502", "李四")]
    assert plan.staged.unknown == ("是否业主",)


def test_words_instead_of_a_name(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "姓名", "与户主关系", "身份证号", "电话", "备注"],
        ["3-2-501", "张三", "户主", MAN, "13800000001", None],
        [None, "同上", "子", SON, "同上", None],
        ["3-2-502", "（空）", None, None, None, None],
        ["3-2-503", "待入住", None, None, None, None],
        ["3-2-504", "李四(已故)", None, None, "#N/A", None],
        ["3-2-505", "王五", None, None, None, "2023年搬走"],
        ["3-2-506", "李阿姨", None, None, None, "丈夫已故"],
        ["3-2-507", "新生儿", None, None, None, None],
        ["3-2-508", "李春生", None, None, None, None],
        ["3-2-509", "12345", None, None, None, None],
    ]
    plan = desk.plan(workbook(tmp_path / "a.csv", rows))
    names = ["张三", "李四", "王五", "李阿姨", "新生儿", "李春生"]
    assert verdicts(plan) == dict.fromkeys(names, "new")
    assert [(one.at.row, one.value, one.waits) for one in plan.problems] == [
        (3, "同上", True),  # nobody is entered twice
        (6, "", False),  # a formula that failed is told as any other cell that cannot be read
        (11, "12345", True),
    ]
    assert [one.at.row for one in plan.reminders] == [6, 7, 8, 9]
    assert "办理“去世”" in plan.reminders[0].sentence
    assert "办理“搬出”" in plan.reminders[1].sentence
    assert [work.home.where for work in plan.work if work.vacant] == ["3-2-502", "3-2-503"]


def test_an_empty_home_below_a_family_is_an_empty_home(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["门牌", "户主", "姓名", "关系"],
        ["3-2-501", "张三", "张三", "本人"],
        [None, None, "同上", "子"],
        ["3-2-502", "空房", None, None],
    ]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new"}
    assert [work.home.where for work in plan.work if work.vacant] == ["3-2-502"]
    assert [(one.at.row, one.waits) for one in plan.problems] == [(3, True)]


def test_who_lives_there_in_a_list_of_owners_and_tenants(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["房号", "产权人", "产权人电话", "承租人", "承租人电话", "房屋性质"],
        ["3-2-501", "张三", "13800000001", None, None, "自住"],
        ["3-2-502", "李四", "13800000002", "王五", "13800000003", "出租"],
        ["3-2-503", "赵六", None, None, None, "空置"],
        ["3-2-504", "孙七", None, None, None, "出租"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    plan = desk.plan(path)
    assert [(one.at.row, one.waits) for one in plan.problems] == [(5, True)]
    assert plan.staged.unkept == ("产权人电话",)
    desk.bring(path)
    assert desk.living() == {"3-2-501": ["张三"], "3-2-502": ["王五"]}
    assert desk.phones("王五") == ["13800000003"]
    shared = [["门牌", "产权人", "共有人"], ["3-2-501", "张三", "李四"], ["3-2-502", "王五", "赵六"]]
    staged = desk.stage(workbook(tmp_path / "b.xlsx", shared))
    assert ("name" in staged.mapping, staged.unknown) == (False, ("共有人",))  # the owner is the head all the same


def test_relations_as_people_say_them(desk: Desk, tmp_path: Path) -> None:
    words = {"老伴": "10", "户主之父": "51", "户主的母亲": "52", "小女儿": "30", "长孙": "41", "室友": "99"}
    rows = [["门牌", "姓名", "与户主关系"], ["3-2-501", "张一", "本人"]]
    rows += [["3-2-501", f"张{place}", word] for place, word in zip("二三四五六七", words, strict=True)]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert [claim.relation for claim in plan.work[0].home.claims[1:]] == list(words.values())


def test_a_second_table_half_of_whose_titles_are_known_is_told(desk: Desk, tmp_path: Path) -> None:
    other = [["房号", "房东", "中介", "押金"], ["3-2-503", "王东"]]
    rows = [["房号", "户主", "电话"], ["3-2-501", "张三", None], [], *other]
    plan = desk.plan(workbook(tmp_path / "a.xlsx", rows))
    assert verdicts(plan) == {"张三": "new"}
    assert "第 4 行起是另一张表" in plan.staged.notes[0]


def test_the_insured_are_not_taken_for_the_head_beside_whom_they_stand(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["户主姓名", "参保人姓名", "与户主关系", "证件号码", "住址"],
        ["张三", "李四", "配偶", number("19640101", 2), "3-2-501"],
        ["张三", "张三", "本人", number("19620315", 1), "3-2-501"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.living() == {"3-2-501": ["李四", "张三"]}
    assert (desk.person("张三").id_no, desk.person("李四").sex) == (number("19620315", 1), "2")


def test_the_mobile_of_a_tenant_is_the_tenants(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ["房屋地址", "承租人", "承租人手机", "房东", "房东电话"],
        ["3-2-501", "赵租", "13800138002", "王东", "13900139001"],
    ]
    desk.bring(workbook(tmp_path / "a.xlsx", rows))
    assert desk.phones("赵租") == ["13800138002"]

"""Records are entered, changed and given files by typed words, as their forms would have it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop import run_command, run_desktop
from tests.promises.desk import Desk

TERM = ("--ask", "起始日期=2026-03-15", "--ask", "到期日期=2028-03-14")


def test_a_contract_comes_from_nothing_to_its_signing(desk: Desk) -> None:
    desk("do", "venues", "new", "--ask", "场所名称=一楼东厅", "--ask", "面积=60")
    tenant = ("--ask", "单位名称=龑䶮康养有限公司", "--ask", "单位类别=商户企业")
    assert desk("do", "organisations", "新增", *tenant).out == "已新增：龑䶮康养有限公司。\n"
    asked = ("--ask", "使用方=龑䶮康养有限公司", "--ask", "业态=医养服务", *TERM)
    (made,) = desk.json("do", "venues", "draft", "一楼东厅", *asked)["made"]
    number = desk.json("list", "venue_contracts")[0]["number"]
    terms = ("--ask", "每期租金=6000", "--ask", "计租周期=每季度", "--ask", "见证方=阳光社区党委")
    service = "以服务抵租：服务类别=便民服务类；服务内容=免费理发;周期=每月;每期数量=4;计量=次;折算单价=20"
    step = "租金调整:从哪天起=2027-03-15;每期租金=6600"
    saved = desk.json("do", "venue_contracts", "save", number, *terms, "--row", service, "--row", step)
    assert saved == {"register": "venue_contracts", "verb": "save", "ids": [made]}
    desk("do", "venue_contracts", "save", number, "--ask", "押金=5000")  # the rest stays as it was
    desk("do", "venue_contracts", "sign", number, "--ask", "签订日期=2026-03-10")
    (signed,) = desk.json("list", "venue_contracts")
    assert (signed["rent"], signed["deposit"], signed["services"]) == ("6,000.00", "5,000.00", "免费理发")
    assert len(desk.json("list", "venue_obligations", "--filter", "种类=租金")) == 8
    assert "请填写收款日期，什么也没有做" in desk("do", "venue_contracts", "pay", number, code=2).err
    assert "不能再改" in desk("do", "venue_contracts", "save", number, "--ask", "每期租金=1", code=2).err


REFUSED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("venues", "new", "--ask", "名=1"), "没有“名”这一项"),
    (("venues", "new", "一楼东厅"), "新增（new）不写编号"),
    (("venues", "save", "--ask", "位置=一楼"), "修改（save）要写一条"),
    (("venues", "save", "一楼东厅", "二楼", "--ask", "位置=一楼"), "一次只能修改一条"),
    (("venues", "save", "一楼东厅", "--ask", "位置=一楼"), "“场所”里没有“一楼东厅”"),
    (("venues", "save", " ", "--ask", "位置=一楼"), "“场所”里没有“”"),
    (("deliveries", "rate", "某一次", "--ask", "位置=一楼"), "“服务记录”里没有“某一次”"),
    (("venues", "new", "--ask", "场所名称= "), "请填写场所名称，什么也没有做"),
    (("venues", "new", "--ask", "场所名称=厅", "--ask", "面积=大"), "面积：面积要填数字"),
    (("venues", "new", "--ask", "场所名称=厅", "--row", "设施：名称=灯"), "“场所”没有可以加行的表"),
    (("organisations", "new", "--row", "设施：名称=灯"), "请填写单位名称"),
    (("venue_ledger", "new"), "“租金收支”不能这样新增"),
    (("units", "new", "--ask", "名称=别的"), "“单位”不能这样新增"),
    (("venues", "draft"), "没有写是哪一条"),
    (("venues", "attach", "一楼东厅"), "没有“attach”这个事项"),
    (("venue_contracts", "attach", "某合同"), "这里不能添加文件"),
)


def test_what_does_not_fit_is_told_and_nothing_is_written(desk: Desk) -> None:
    for words, told in REFUSED:
        assert told in desk("do", *words, code=2).err, words
    assert desk.json("list", "venues") == []


def test_rows_name_their_table_and_records_their_one_name(desk: Desk) -> None:
    for _again in range(2):
        desk("do", "organisations", "new", "--ask", "单位名称=邻里超市", "--ask", "单位类别=商户企业")
    desk("do", "venues", "new", "--ask", "场所名称=一楼东厅")
    said = desk("do", "venues", "draft", "一楼东厅", "--ask", "使用方=邻里超市", *TERM, code=2).err
    assert "有 2 条叫“邻里超市”" in said
    key = desk.json("list", "organisations")[0]["id"]
    (made,) = desk.json("do", "venues", "draft", "一楼东厅", "--ask", f"使用方={key}", "--ask", "业态=居民超市", *TERM)[
        "made"
    ]
    assert "没有“租金”这张表" in desk("do", "venue_contracts", "save", made, "--row", "租金：每期租金=1", code=2).err
    assert "没有等号" in desk("do", "venue_contracts", "save", made, "--row", "租金调整：2027", code=2).err


def test_files_are_put_with_a_record_once(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk("do", "organisations", "new", "--ask", "单位名称=邻里超市", "--ask", "单位类别=商户企业")
    desk("do", "partners", "new", "--ask", "单位=邻里超市")
    (made,) = desk.json("do", "partners", "draft", "邻里超市", *TERM)["made"]
    scan = tmp_path / "协议.png"
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    picture.save(str(scan))

    def attach(*words: str, code: int = 0) -> str:
        argv = ["--data", str(desk.folder), "do", "agreements", "attach", made, *words]
        assert run_command.main(argv, clock=desk.clock, window=lambda: run_desktop) == code
        told = capsys.readouterr()
        return told.out + told.err

    assert "已添加 1 个文件" in attach("--file", str(scan))
    assert "没有重复添加" in attach("--file", str(scan))
    assert "读不出来" in attach("--file", str(tmp_path / "没有.pdf"), code=2)
    assert "至少一个 --file" in attach(code=2)

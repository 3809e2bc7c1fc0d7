"""Every paper comes out of the program without a window, with what it asks told on the command line."""

from pathlib import Path

import pytest

from desktop.catalog import REGISTERS
from desktop.registers.units.forms.declared import RECOVERY_SHEET
from tests.promises.desk import Desk
from tests.promises.test_first_job import link_building, text_of

# Two small buildings are enough to see every paper; the large rosters are promised in test_first_job.
ROSTER = "门牌,姓名,身份证号,与户主关系,电话\n" + "".join(
    f"{building}-1-{floor}01,{head},,户主,1381234{building}{floor}67\n{building}-1-{floor}01,{head}家小,,子,\n"
    for building in (1, 2)
    for floor, head in enumerate(("周兰", "胡强", "刘丽"), 1)
)
pytestmark = pytest.mark.usefixtures("light_password")
OF_HOMES = (
    "household-sheet", "visit-list", "confirm-letter", "building-roster", "resident-roster", "elevation",
    "elevation-a3", "stair-notice", "door-cards", "member-sheet", "month-summary", "work-log",
)  # fmt: skip


@pytest.fixture
def filled(desk: Desk, tmp_path: Path) -> Desk:
    desk.init()
    roster = tmp_path / "名单.csv"
    roster.write_text(ROSTER, "utf-8-sig")
    desk("import", roster)
    link_building(desk, "1号楼")
    return desk


def test_the_papers_of_a_branch_are_printed_one_after_the_other(filled: Desk, tmp_path: Path) -> None:
    for form in OF_HOMES:
        out = tmp_path / f"{form}.pdf"
        made = filled.json("print", form, "--out", out)
        assert made["pages"] >= 1, form
        assert made["number"], form
        assert "{{" not in text_of(out), form
    declared = {form.name for register in REGISTERS for form in register.forms}
    assert set(OF_HOMES) <= declared - {RECOVERY_SHEET.name}


def test_what_a_form_asks_is_told_by_name_or_title_and_stands_on_the_paper(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "notice.pdf"
    asked = ("--ask", "事由=停水", "--ask", "time=11月25日8时至12时", "--ask", "spread=building")
    made = filled.json("print", "stair-notice", "--building", "1号楼", *asked, "--out", out)
    assert (made["pages"], made["records"]) == (1, 1)
    said = text_of(out)
    assert "停水通知" in said
    assert "11月25日8时至12时" in said


def test_what_does_not_fit_is_told_and_nothing_is_printed(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "nothing.pdf"
    for form, asked, sentence in (
        ("stair-notice", "颜色=红", "没有“颜色”这一项"),
        ("stair-notice", "停水", "没有等号"),
        ("stair-notice", "每处张数=两", "每处张数：这里要填整数"),
        ("work-log", "月份=2026", "请写到月"),
        ("household-sheet", "月份=2026-1", "没有要填写的内容"),
    ):
        assert sentence in filled("print", form, "--ask", asked, "--out", out, code=2).err
    assert "不分楼栋" in filled("print", "work-log", "--building", "1号楼", "--out", out, code=2).err
    assert not out.exists()

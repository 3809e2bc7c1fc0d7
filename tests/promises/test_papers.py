"""Every paper comes out of the program without a window, with what it asks told on the command line."""

from pathlib import Path

import pytest

from desktop.catalog import REGISTERS
from desktop.registers.units.forms import RECOVERY_SHEET
from tests.promises.desk import SAMPLES, Desk
from tests.promises.test_first_job import link_building, text_of

ROSTER = "户籍人口登记表.xls"
OF_HOMES = (
    "household-sheet", "visit-list", "confirm-letter", "building-roster", "resident-roster", "elevation",
    "elevation-a3", "stair-notice", "door-cards", "member-sheet", "month-summary", "work-log",
)  # fmt: skip


@pytest.fixture
def filled(desk: Desk) -> Desk:
    desk.init()
    desk("import", SAMPLES / ROSTER)
    building = next(row["name"] for row in desk.json("list", "buildings"))
    link_building(desk, building)
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
    building = next(row["name"] for row in filled.json("list", "buildings"))
    made = filled.json("print", "stair-notice", "--building", building, *asked, "--out", out)
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
    building = next(row["name"] for row in filled.json("list", "buildings"))
    assert "不分楼栋" in filled("print", "work-log", "--building", building, "--out", out, code=2).err
    assert not out.exists()

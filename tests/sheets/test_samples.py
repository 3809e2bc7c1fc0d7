"""The sample rosters arrive whole through open, choose, match and rows."""

import pytest

from desktop.sheets.choose import best_sheet
from desktop.sheets.dropping import Why
from desktop.sheets.match import match
from desktop.sheets.read import open_book
from desktop.sheets.rows import Roster
from tests.sheets.rosters import HOUSEHOLD, PARTNERS, SAMPLES, TITLES, VENUES, read


@pytest.fixture(scope="module")
def households() -> Roster:
    return read(SAMPLES / "住户台账.xlsx")


def test_the_secretarys_list_gives_every_household_and_row(households: Roster) -> None:
    assert len(households.rows) == 886
    assert households.rows[-1].group + 1 == 491
    assert (households.file, households.sheet) == ("住户台账.xlsx", "3月底台账(最新)")


def test_subtotals_and_signatures_are_left_out_and_told(households: Roster) -> None:
    told = [(dropped.row, dropped.why) for dropped in households.dropped]
    assert told[0] == (116, Why.TOTAL)
    assert [why for _row, why in told] == [Why.TOTAL] * 8 + [Why.SIGNATURE]
    assert households.dropped[-1].row == 899


def test_a_member_gets_the_door_and_head_that_were_written_once(households: Roster) -> None:
    member = next(row for row in households.rows if row.text("name") == "唐艳宇")
    assert member.number == 6
    assert (member.text("door"), member.text("head_name")) == ("1#1单元101", "徐斌婷")
    assert member.cells["door"].row == 5
    assert member.cells["name"].row == 6


def test_ditto_marks_and_unmerged_blanks_mean_the_row_above(households: Roster) -> None:
    by_name = {row.text("name"): row for row in households.rows}
    assert (by_name["林凯健"].number, by_name["林凯健"].text("door")) == (9, "1幢1-102")
    assert by_name["沈玉秀"].text("head_name") == "次仁·卓玛"
    assert not any(cell.text in ("同上", "〃") for row in households.rows for cell in row.cells.values())


def test_every_row_has_a_door_and_a_head(households: Roster) -> None:
    assert [row.number for row in households.rows if not (row.text("door") and row.text("head_name"))] == []


def test_numbers_that_excel_damaged_arrive_as_numbers(households: Roster) -> None:
    damaged = [row.cells["head_id"] for row in households.rows if row.cells["head_id"].numeric]
    assert damaged[0].raw == 9.90101194405168e17
    assert damaged[0].text == "990101194405168000"
    assert len({cell.row for cell in damaged}) == 13


def test_phones_typed_as_numbers_read_like_phones(households: Roster) -> None:
    phone = next(row.cells["head_phone"] for row in households.rows if row.text("head_name") == "次仁·卓玛")
    assert (phone.text, phone.numeric) == ("13000000111", True)


def test_the_register_of_an_office_skips_its_machinery() -> None:
    book = open_book(SAMPLES / "户籍人口登记表.xls")
    assert [(sheet.name, sheet.rows, sheet.hidden) for sheet in book.sheets] == [
        ("户籍人口信息登记表", 1351, False),
        ("bean", 1, True),
    ]
    found = best_sheet(book, TITLES)
    assert found is not None
    assert (found.header.top_row, found.header.bottom_row) == (5, 6)
    assert found.header.titles[8:11] == ("户籍地/省", "户籍地/市", "户籍地/区县")
    assert "宗教信仰" in match(found.header, TITLES).unmatched.values()


def test_the_register_of_an_office_gives_every_person() -> None:
    roster = read(SAMPLES / "户籍人口登记表.xls")
    assert len(roster.rows) == 1345
    assert (roster.rows[0].number, roster.rows[0].text("name"), roster.rows[0].text("phone")) == (
        7,
        "徐斌婷",
        "17000004684",
    )


def test_members_reporting_in() -> None:
    roster = read(SAMPLES / "双报到党员信息登记表.xls")
    assert len(roster.rows) == 34
    assert roster.rows[0].text("door") == "2号楼三单元801"


def test_one_column_update_in_gb18030() -> None:
    roster = read(SAMPLES / "更新手机号_gbk.csv")
    assert len(roster.rows) == 40
    assert set(roster.rows[0].cells) == {"door", "head_name", "phone"}
    assert not any(cell.broken for row in roster.rows for cell in row.cells.values())


def test_partners_and_venues() -> None:
    partners = read(SAMPLES / "红色合伙人台账.xlsx", synonyms=PARTNERS, carry=())
    venues = read(SAMPLES / "场所换服务台账.xlsx", synonyms=VENUES, carry=())
    assert [row.text("name") for row in partners.rows][4] == "李师傅(居民)"
    assert [row.text("rent") for row in venues.rows] == ["36000", "24,000.00", "叁万元", "48000", "0"]


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_value_knows_its_file_sheet_and_row(path) -> None:
    for synonyms in (TITLES, PARTNERS, VENUES):
        found = best_sheet(open_book(path), synonyms)
        if found:
            roster = read(path, synonyms=synonyms, carry=HOUSEHOLD)
            assert roster.file == path.name
            assert all(cell.row <= row.number for row in roster.rows for cell in row.cells.values())
            return
    pytest.fail("no sheet of this sample was recognised")

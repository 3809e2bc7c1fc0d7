"""XML spreadsheets of 2003 read like sheets, and hostile XML is refused."""

from datetime import datetime

import pytest

from desktop.base.errors import UserError
from desktop.sheets import xml2003
from desktop.sheets.grid import Merge
from desktop.sheets.xml2003 import read_sheets

NAMES = "urn:schemas-microsoft-com:office:spreadsheet"
HEAD = f'<?xml version="1.0"?><Workbook xmlns="{NAMES}" xmlns:ss="{NAMES}">'


def book(rows: str) -> bytes:
    return f'{HEAD}<Worksheet ss:Name="3号楼"><Table>{rows}</Table></Worksheet></Workbook>'.encode()


def data(kind: str, text: str) -> str:
    return f'<Data ss:Type="{kind}">{text}</Data>'


def test_kinds_places_and_merged_ranges() -> None:
    name, rows, merges = read_sheets(
        book(
            f'<Row><Cell ss:MergeAcross="1" ss:MergeDown="1">{data("String", "门牌")}</Cell></Row>'
            f'<Row ss:Index="3"><Cell ss:Index="2">{data("Number", "2.5")}</Cell><Cell/>'
            f"<Cell>{data('DateTime', '2026-03-02T00:00:00.000')}</Cell><Cell>{data('Boolean', '1')}</Cell></Row>"
        )
    )[0]
    assert name == "3号楼"
    assert rows == [["门牌", None], [], [None, 2.5, None, datetime.fromisoformat("2026-03-02"), True]]
    assert merges == [Merge(1, 0, 2, 1)]


def test_a_number_that_is_none_stays_text() -> None:
    assert read_sheets(book(f"<Row><Cell>{data('Number', '约 3')}</Cell></Row>"))[0][1] == [["约 3"]]


@pytest.mark.parametrize(
    "bad",
    [
        b"<Workbook",
        b'<!DOCTYPE x [<!ENTITY a "b">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&a;</Workbook>',
    ],
)
def test_torn_or_hostile_xml_is_refused(bad: bytes) -> None:
    with pytest.raises(UserError, match="已损坏"):
        read_sheets(bad)


def test_far_away_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml2003, "MAX_CELLS", 100)
    with pytest.raises(UserError, match="太大"):
        read_sheets(book('<Row><Cell ss:Index="900"/></Row>'))

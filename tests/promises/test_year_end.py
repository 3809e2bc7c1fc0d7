"""Year-end lists for three agencies: their own tables, filled from the register, remembered for next year."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.promises.desk import Desk
from tests.promises.test_first_job import link_building
from tests.standard.filling import agencies

pytestmark = pytest.mark.usefixtures("light_password")
ROSTER = (
    "门牌,姓名,身份证号,与户主关系,电话,党员类别\n"
    "1-1-101,周兰,990101196503070011,户主,13812345678,\n"
    "1-1-101,周小明,990101199003070037,子,,\n"
    "1-1-201,胡强,990101195803070035,户主,13912345678,\n"
    "2-1-101,刘丽,990101197703070026,户主,13612345678,\n"
)
Agency = Callable[[Path], Path]
# The agency, whether it wants a row a person or a household, the column of names, and how many rows come of it.
AGENCIES: tuple[tuple[Agency, str, int], ...] = (
    (agencies.civil_affairs, "people", 4), (agencies.police, "people", 4), (agencies.housing, "households", 3),
)  # fmt: skip


@pytest.fixture
def branch(desk: Desk, tmp_path: Path) -> Desk:
    desk.init()
    roster = tmp_path / "名单.csv"
    roster.write_text(ROSTER, "utf-8-sig")
    desk("import", roster)
    link_building(desk, "1号楼")
    return desk


def cells(path: Path) -> list[str]:
    """Every cell of the first sheet that holds something, as text."""
    book = openpyxl.load_workbook(path)
    found = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    book.close()
    return found


@pytest.mark.parametrize(("agency", "rows_of", "rows"), AGENCIES, ids=lambda one: getattr(one, "__name__", str(one)))
def test_an_agency_gets_its_own_table_back_filled(
    branch: Desk, tmp_path: Path, agency: Agency, rows_of: str, rows: int
) -> None:
    empty = agency(tmp_path)
    kept, titles = empty.read_bytes(), cells(empty)

    trial = branch.json("export", "--template", empty, "--out", tmp_path, "--dry-run")
    assert (trial["rows_of"], trial["rows"], trial["files"]) == (rows_of, rows, [])
    assert all(why for why in trial["not_filled"].values())

    masked = branch.json("export", "--template", empty, "--out", tmp_path)
    (path,) = map(Path, masked["files"])
    said = cells(path)
    assert set(titles) <= set(said)
    assert said.count("周兰") >= 1
    assert not [word for word in said if "13812345678" in word or "990101196503070011" in word]

    whole = branch.json("export", "--template", empty, "--out", tmp_path, "--purpose", "年终统计，报街道")
    (path,) = map(Path, whole["files"])
    assert [word for word in cells(path) if word == "13812345678"]
    assert empty.read_bytes() == kept


def test_next_year_the_same_table_is_known(branch: Desk, tmp_path: Path) -> None:
    empty = agencies.police(tmp_path)
    first = branch.json("export", "--template", empty, "--out", tmp_path, "--purpose", "年终统计")
    branch.clock.pass_time(days=365)
    later = branch.json("export", "--template", empty, "--out", tmp_path, "--purpose", "年终统计")
    assert later["mapping"] == first["mapping"]
    assert (first["number"][:4], later["number"][:4]) == ("2026", "2027")

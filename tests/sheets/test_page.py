"""Web tables named .xls read like sheets, spans and all."""

import pytest

from desktop.base.errors import Cancelled, UserError
from desktop.sheets import page
from desktop.sheets.grid import Merge
from desktop.sheets.page import read_tables


def test_spans_become_merged_ranges_and_cells_keep_their_columns() -> None:
    rows, merges = read_tables(
        "<html><style>td{color:red}</style><table>"
        "<tr><th rowspan=2>门牌<th colspan=2>户主</tr><tr><td>姓名<td>电话</tr>"
        "<tr><td>3-2-501</td><td>张<br>三</td><td> 130&nbsp;0000 </td></tr></table>"
    )[0]
    assert rows == [["门牌", "户主", None], [None, "姓名", "电话"], ["3-2-501", "张\n三", "130\xa00000"]]
    assert merges == [Merge(1, 0, 2, 0), Merge(1, 1, 1, 2)]


def test_nested_tables_and_scripts_do_not_disturb() -> None:
    rows, _merges = read_tables(
        "<table><tr><td>甲<table><tr><td>乙</td></tr></table></td><td><script>x=1</script>丙</td></tr></table>"
    )[0]
    assert rows == [["甲乙", "丙"]]


def test_several_tables_stay_apart_and_empty_ones_are_left_out() -> None:
    tables = read_tables("<table><tr><td>甲</table><table><tr><td> </table><table><td>丙")
    assert [rows for rows, _merges in tables] == [[["甲"]], [["丙"]]]


def test_lines_within_a_cell_are_one_text() -> None:
    assert read_tables("<table><tr><td>阳光\n   花园</td></tr></table>")[0][0] == [["阳光 花园"]]


def test_a_page_without_a_table_is_told() -> None:
    with pytest.raises(UserError, match="没有表格"):
        read_tables("<html><p>登录超时</p></html>")


@pytest.mark.parametrize("span", ["0", "-1", "x", ""])
def test_meaningless_spans_count_as_one(span: str) -> None:
    rows, merges = read_tables(f"<table><tr><td colspan='{span}'>甲</td><td>乙</td></tr></table>")[0]
    assert (rows, merges) == ([["甲", "乙"]], [])


def test_spans_that_swell_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_CELLS", 1000)
    with pytest.raises(UserError, match="太大"):
        read_tables("<table><tr><td colspan=900>甲<td colspan=900>乙</table>")


def test_reading_a_long_page_can_be_watched_and_cancelled() -> None:
    seen: list[tuple[int, int]] = []
    text = "<table>" + "<tr><td>甲</td></tr>" * 20_000 + "</table>"
    assert len(read_tables(text, on_progress=lambda done, total: seen.append((done, total)))[0][0]) == 20_000
    assert seen[0] == (0, len(text))
    assert len(seen) == 2

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_tables(text, on_progress=stop)

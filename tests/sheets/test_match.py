"""Columns find their targets by title, each at most once, and a choice is remembered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.sheets.header import header_at
from desktop.sheets.match import How, Match, match, match_as
from desktop.sheets.titles import Synonyms
from tests.sheets.rosters import TITLES, grid


def matched(*titles: str | None, synonyms: Synonyms = TITLES) -> Match:
    return match(header_at(grid(titles), 1), synonyms)


def test_the_most_usual_title_wins_over_the_leftmost() -> None:
    found = matched("联系电话", "姓名", "联系手机")
    assert found.columns["phone"].title == "联系手机"
    assert found.unmatched == {0: "联系电话"}


def test_a_known_title_inside_a_longer_one_is_a_guess() -> None:
    found = matched("业主姓名", "楼栋门牌号")
    assert (found.columns["name"].how, found.columns["door"].how) == (How.CONTAINS, How.CONTAINS)


def test_a_short_title_does_not_claim_a_long_one() -> None:
    assert matched("姓名", "是否户主或其代理人签名").unmatched == {1: "是否户主或其代理人签名"}


def test_an_exact_title_keeps_weaker_ones_away() -> None:
    found = matched("与户主关系备注", "与户主关系", "备注", "姓名")
    assert found.columns["relation"].column == 1
    assert found.columns["remark"].column == 2
    assert found.unmatched == {0: "与户主关系备注"}


def test_groups_tell_equal_titles_apart() -> None:
    sheet = grid(
        ("户主", None, "家庭成员", None, "常住地"),
        ("姓名", "联系方式", "姓名", "电话", "房号"),
        merges=((1, 0, 1, 1), (1, 2, 1, 3)),
    )
    found = match(header_at(sheet, 1, bottom=2), TITLES)
    assert {target: (seen.column, seen.how) for target, seen in found.columns.items()} == {
        "head_name": (0, How.PATH),
        "head_phone": (1, How.PATH),
        "name": (2, How.PATH),
        "phone": (3, How.PATH),
        "door": (4, How.LAST),
    }


def test_an_outer_group_is_passed_over() -> None:
    sheet = grid(
        ("基本情况", None),
        ("户主", None),
        ("姓名", "身份证号"),
        merges=((1, 0, 1, 1), (2, 0, 2, 1)),
    )
    found = match(header_at(sheet, 1, bottom=3), TITLES)
    assert [found.columns[target].column for target in ("head_name", "head_id")] == [0, 1]


def test_a_choice_is_remembered_by_titles_wherever_the_columns_went() -> None:
    chosen = matched("门牌", "姓名", "电话").chosen
    again = match_as(header_at(grid(("序号", "电话", "门牌")), 1), {**chosen, "name": "姓名", "remark": ""})
    assert {target: seen.column for target, seen in again.columns.items()} == {"door": 2, "phone": 1}
    assert again.columns["door"].how is How.CHOSEN
    assert again.unmatched == {0: "序号"}


def test_one_column_cannot_be_chosen_twice() -> None:
    with pytest.raises(UserError, match="姓名"):
        match_as(header_at(grid(("姓名",)), 1), {"name": "姓名", "head_name": "姓名"})


@given(
    st.lists(st.sampled_from(["姓名", "户主", "电话", "联系手机", "门牌", "备注", "甲", "业主姓名", None]), min_size=1)
)
def test_columns_and_targets_pair_at_most_once(titles: list[str | None]) -> None:
    if not any(titles):
        return
    found = matched(*titles)
    columns = [seen.column for seen in found.columns.values()]
    assert len(columns) == len(set(columns))
    assert set(columns) | set(found.unmatched) == {place for place, title in enumerate(titles) if title}

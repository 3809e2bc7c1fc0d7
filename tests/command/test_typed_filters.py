"""Conditions as people type them, by column title or name, in words or codes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.base.errors import UserError
from desktop.catalog import DERIVED
from desktop.command import typed_filters
from desktop.standard.filling.choice import born_between
from desktop.standard.list import Filter, Query
from tests.factories.profile import TODAY, Profile, make_profile
from tests.standard.conftest import BY_NAME, Desk


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    made = make_profile(tmp_path_factory.mktemp("filters"), derived=DERIVED)
    desk = Desk(made)
    for door in ("3-1-101", "13-1-101", "30-1-101"):
        desk.household(door, "林𬭎")
    yield made
    made.close()


def read(profile: Profile, register: str, *typed: str, text: str = "") -> Query:
    with profile.store.read() as session:
        return typed_filters.query(
            session, profile.actor, BY_NAME[register], conditions=typed, text=text, today=TODAY
        )  # fmt: skip


@pytest.mark.parametrize(
    ("register", "typed", "wanted"),
    [
        ("households", "楼栋=3号楼", Filter("building", ("3号楼",))),
        ("households", "building=3", Filter("building", ("3号楼",))),
        ("households", "楼栋 = 77", Filter("building", ("77",))),
        ("households", "房屋=自住", Filter("tenure", ("own",))),
        ("households", "tenure=own", Filter("tenure", ("own",))),
        ("households", "走访=已逾期", Filter("next_due", ("overdue",))),
        ("households", "状态=逾期", Filter("next_due", ("overdue",))),
        ("households", "状态=soon", Filter("next_due", ("soon",))),
        ("households", "人口=3", Filter("people", (3,))),
        ("households", "只打电话=有", Filter("by_phone", (True,))),
        ("households", "只打电话=无", Filter("by_phone", (False,))),
        ("households", "联户党员=", Filter("contact_names", blank=True)),
        ("households", "上次走访=空", Filter("last_visit", blank=True)),
        ("households", "上次走访=2026-3-1", Filter("last_visit", span=(date(2026, 3, 1), date(2026, 3, 1)))),
        ("households", "上次走访=2026-1..2026-2", Filter("last_visit", span=(date(2026, 1, 1), date(2026, 2, 28)))),
        ("households", "上次走访=..2026-2", Filter("last_visit", span=(None, date(2026, 2, 28)))),
        ("households", "上次走访=2026-1..", Filter("last_visit", span=(date(2026, 1, 1), None))),
        ("households", "电话=170 1234 5678", Filter("phone", ("17012345678",))),
        ("dwellings", "面积=89.5", Filter("area", (8_950,))),
        ("people", "年龄=60", Filter("born", span=(date(1965, 3, 11), date(1966, 3, 10)))),
        ("people", "年龄=60..", Filter("born", span=(None, date(1966, 3, 10)))),
        ("people", "年龄=..6", Filter("born", span=(date(2019, 3, 11), date(2026, 3, 10)))),
    ],
)  # fmt: skip
def test_a_condition_is_understood(profile: Profile, register: str, typed: str, wanted: Filter) -> None:
    assert read(profile, register, typed).filters == (wanted,)


def test_values_of_one_column_widen_and_columns_narrow(profile: Profile) -> None:
    query = read(profile, "households", "楼栋=3", "房屋=自住", "楼栋=30", text="林")
    assert query == Query("林", (Filter("building", ("3号楼", "30号楼")), Filter("tenure", ("own",))))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("楼栋", "没有等号"), ("姓氏=林", "没有“姓氏”这一栏"), ("房屋=宫殿", "宫殿"), ("走访=快了", "可以写"),
        ("人口=三", "整数"), ("只打电话=也许", "“有”或“无”"), ("上次走访=昨天吧", "昨天吧"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_what_would_be(profile: Profile, typed: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read(profile, "households", typed)


def test_two_days_at_once_or_an_age_in_words_are_refused(profile: Profile) -> None:
    with pytest.raises(UserError, match="一次只能写"):
        read(profile, "households", "上次走访=2026-1-1", "上次走访=2026-1-2")
    for typed in ("年龄=六十", "年龄=..", "年龄=6o..70"):
        with pytest.raises(UserError, match="年龄要写整数"):
            read(profile, "people", typed)


def test_money_and_leap_days_are_read(profile: Profile) -> None:
    assert typed_filters._READ["money"](BY_NAME["people"].columns[0], "3000") == 300_000
    assert born_between(1, None, date(2024, 2, 29)) == (None, date(2023, 2, 28))


def test_the_state_of_a_register_without_due_days_is_no_column(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有“状态”这一栏"):
        read(profile, "people", "状态=逾期")


def test_a_person_named_among_several_is_found(profile: Profile) -> None:
    there: list[Any] = ["林弘、单志刚", None, "仇桂兰"]
    assert typed_filters._like("单志刚", there) == ["林弘、单志刚"]
    assert typed_filters._like("单志", there) == ["单志"]

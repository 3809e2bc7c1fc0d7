"""Everybody's relation follows a new head as GB/T 4761 has it, and where it leaves doubt nobody guesses."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import codes
from desktop.registers.people.relations import compatible, inverse, recompute, through

MAN, WOMAN = "1", "2"
MEN = {"11", "22", "28", "41", "43", "51", "53", "55", "57", "61", "63", "66", "71", "73", "76", "81", "93", "95"}
WOMEN = {"12", "30", "38", "42", "44", "52", "54", "56", "58", "62", "64", "67", "72", "75", "77", "84", "94", "96"}
ALL = [entry.code for entry in codes.entries("relation") if entry.code not in ("01", "02")]


def sex_for(code: str) -> st.SearchStrategy[str | None]:
    if code in MEN or (code[0] == "2" and code != "28"):
        return st.just(MAN)
    if code in WOMEN or (code[0] == "3" and code != "38"):
        return st.just(WOMAN)
    return st.sampled_from([MAN, WOMAN])


@st.composite
def families(draw: st.DrawFn) -> tuple[dict[int, str | None], dict[int, str | None]]:
    head_sex = draw(st.sampled_from([MAN, WOMAN]))
    known = draw(st.lists(st.sampled_from(ALL), min_size=1, max_size=6))
    fitting = [c for c in known if _fits(c, head_sex)] or ["20"]
    relations: dict[int, str | None] = {0: "02"} | dict(enumerate(fitting, 1))
    sexes: dict[int, str | None] = {0: head_sex}
    sexes |= {at: draw(sex_for(code)) for at, code in enumerate(fitting, 1)}
    return relations, sexes


def _fits(code: str, head_sex: str) -> bool:
    """A man has no 公公 and no husband, a woman no 岳父 and no wife."""
    return code not in ({"11", "53", "54"} if head_sex == MAN else {"12", "55", "56"})


@given(families())
def test_an_unchanged_head_changes_nothing(family: tuple[dict[int, str | None], dict[int, str | None]]) -> None:
    relations, sexes = family
    assert recompute(relations, 0, 0, sexes) == relations


@given(families(), st.data())
def test_a_head_who_gives_way_and_comes_back_finds_the_same_relations(
    family: tuple[dict[int, str | None], dict[int, str | None]], data: st.DataObject
) -> None:
    relations, sexes = family
    other = data.draw(st.sampled_from([at for at in relations if at]))
    between = recompute(relations, 0, other, sexes)
    again = recompute(between, other, 0, sexes)
    assert between[other] == "02"
    assert again[0] == "02"
    for person, code in again.items():
        assert compatible(code, relations[person]), (relations, between, again)


@given(families(), st.data())
def test_every_answer_is_a_code_of_the_standard(
    family: tuple[dict[int, str | None], dict[int, str | None]], data: st.DataObject
) -> None:
    relations, sexes = family
    other = data.draw(st.sampled_from(sorted(relations)))
    for code in recompute(relations, 0, other, sexes).values():
        assert code is None or codes.is_valid("relation", code)


def test_no_pair_of_relations_is_without_an_answer_or_a_question() -> None:
    for code, link, sex in product([*ALL, "01", "02", None], [*ALL, "01", "02", None], (MAN, WOMAN, None)):
        found = through(code, link, sex=sex, head_sex=sex, link_sex=sex)
        assert found is None or codes.is_valid("relation", found)


def test_a_wife_who_becomes_the_head_keeps_her_children_and_her_parents_in_law() -> None:
    relations = {"夫": "02", "妻": "12", "子": "22", "母": "52", "弟": "73"}
    sexes = {"夫": MAN, "妻": WOMAN, "子": MAN, "母": WOMAN, "弟": MAN}
    found = recompute(relations, "夫", "妻", sexes)
    assert found == {"妻": "02", "夫": "11", "子": "22", "母": "54", "弟": None}


def test_a_son_who_becomes_the_head_has_parents_brothers_and_grandparents() -> None:
    relations = {"父": "02", "母": "12", "子": "22", "女": "30", "祖母": "52", "外祖父": "55", "叔": "73", "儿媳": "38"}
    sexes = {name: MAN if name in ("父", "子", "外祖父", "叔") else WOMAN for name in relations}
    found = recompute(relations, "父", "子", sexes)
    assert found == {
        "子": "02", "父": "51", "母": "52", "女": "70", "祖母": "62", "外祖父": "63", "叔": "83", "儿媳": None,
    }  # fmt: skip


def test_a_father_who_becomes_the_head_has_daughters_in_law_and_grandchildren() -> None:
    relations = {"子": "02", "儿媳": "12", "孙女": "31", "父": "51", "母": "52", "孙女婿": "28", "曾孙": "41"}
    sexes = {name: MAN if name in ("子", "父", "孙女婿", "曾孙") else WOMAN for name in relations}
    found = recompute(relations, "子", "父", sexes)
    assert found == {
        "父": "02", "子": "20", "母": "12", "儿媳": "38", "孙女": "42", "孙女婿": "46", "曾孙": "47",
    }  # fmt: skip


def test_a_grandchild_of_the_old_head_may_be_the_new_heads_own_child_so_it_is_asked() -> None:
    relations = {"祖父": "02", "子": "20", "孙": "41"}
    assert recompute(relations, "祖父", "子", dict.fromkeys(relations, MAN))["孙"] is None


def test_who_is_no_relative_stays_none() -> None:
    relations = {"房东": "02", "房东妻": "12", "租客": "99", "租客二": "99"}
    sexes = {"房东": MAN, "房东妻": WOMAN, "租客": MAN, "租客二": WOMAN}
    found = recompute(relations, "房东", "租客", sexes)
    assert found == {"租客": "02", "房东": "99", "房东妻": "99", "租客二": None}


def test_without_the_sex_only_what_needs_none_is_said() -> None:
    assert inverse("20", None) == "50"
    assert inverse("51", None) is None
    assert inverse("41", None) == "60"
    assert inverse("01", None) == "02"
    assert recompute({1: "02", 2: "10"}, 1, 2, {}) == {2: "02", 1: "10"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("22", "20", True), ("22", "30", True), ("28", "20", False), ("51", None, True), ("51", "61", False)],
)
def test_codes_of_one_class_say_the_same_less_exactly(one: str, other: str | None, *, same: bool) -> None:
    assert compatible(one, other) is same


def test_a_mother_in_law_who_becomes_the_head_has_her_son_again() -> None:
    relations = {"妻": "02", "夫": "11", "婆婆": "54", "子": "22"}
    found = recompute(relations, "妻", "婆婆", {"妻": WOMAN, "夫": MAN, "婆婆": WOMAN, "子": MAN})
    assert found == {"婆婆": "02", "妻": "38", "夫": "20", "子": "41"}

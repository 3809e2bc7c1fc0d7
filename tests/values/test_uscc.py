"""The unified social credit code: known codes pass, a wrong character is found, what was typed is read kindly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import uscc

KNOWN = "91350100M000100Y43"  # the worked example of GB 32100


def test_the_example_of_the_standard_passes() -> None:
    assert uscc.parse(KNOWN) == KNOWN


@pytest.mark.parametrize(
    "typed",
    ["91350100m000100y43", " 91350100 M000100Y 43", "９１３５０１００Ｍ０００１００Ｙ４３", "913501OOM000100Y43"],
)
def test_it_is_read_as_people_write_it(typed: str) -> None:
    assert uscc.parse(typed) == KNOWN


@given(st.text(uscc.ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(uscc.ALPHABET))
def test_any_one_wrong_character_is_found(first: str, place: int, other: str) -> None:
    code = first + uscc.check_character(first)
    assert uscc.parse(code) == code
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(UserError, match="最后一位应为"):
            uscc.parse(wrong)


@pytest.mark.parametrize("typed", ["", "9135", "91350100M000100Y4", "91350100M000100Y4V", "红旗超市"])
def test_what_is_no_code_says_what_one_looks_like(typed: str) -> None:
    with pytest.raises(UserError, match="18 位"):
        uscc.parse(typed)


@pytest.mark.parametrize(
    ("typed", "old"), [("350100100001234", True), ("12345678-9", True), ("M0001000X", True), (KNOWN, False)]
)
def test_numbers_of_before_are_known_as_such(typed: str, *, old: bool) -> None:
    assert uscc.is_legacy(typed) is old

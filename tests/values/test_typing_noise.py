"""What keyboards and spreadsheets leave around a value goes; what somebody wrote stays."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.values import typing_noise


def test_a_compact_text_is_half_width_without_spaces_or_invisible_marks() -> None:
    assert typing_noise.compact("'３－２\u3000－\u200b５０１\ufeff\t\n") == "3-2-501"
    assert typing_noise.compact("3\u20112\u2013501") == "3-2-501"


def test_a_visible_text_keeps_its_width_and_single_spaces() -> None:
    assert typing_noise.visible("\u3000张\u00a0\u00a0三\u200b１\n") == "张 三１"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = typing_noise.visible(text)
    assert typing_noise.visible(once) == once


@given(st.from_regex(r"[0-9A-Za-z]+", fullmatch=True))
def test_a_plain_value_stays_as_it_is(text: str) -> None:
    assert typing_noise.compact(text) == text
    assert typing_noise.visible(text) == text


def test_a_sentence_quotes_a_long_text_by_its_beginning() -> None:
    assert typing_noise.quoted(" 3-2\n501 ") == "3-2 501"
    assert typing_noise.quoted("长" * 31) == "长" * 29 + "…"


def test_a_text_too_long_to_be_the_value_is_not_read_in_part() -> None:
    assert typing_noise.bounded("12", 2) == "12"
    assert typing_noise.bounded("123", 2) == "?"

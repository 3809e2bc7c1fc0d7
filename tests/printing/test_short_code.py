"""What a short code promises: it is short, survives bad typing, and never opens the wrong record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.printing.short_code import ALPHABET, KINDS, LARGEST, ShortCode, decode, encode

kinds = st.sampled_from(KINDS)
numbers = st.integers(min_value=0, max_value=LARGEST)


@given(kinds, numbers)
def test_a_code_reads_back_and_is_at_most_12_characters(kind: str, number: int) -> None:
    code = encode(kind, number)
    assert len(code) <= 12
    assert decode(code) == ShortCode(kind, number)


@given(kinds, numbers)
def test_case_spaces_full_width_and_look_alikes_do_not_matter(kind: str, number: int) -> None:
    code = encode(kind, number)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    alike = code.translate(str.maketrans("01V2", "OLUZ"))
    for typed in (
        code.lower(),
        code.replace("-", ""),
        f" {code.replace('-', ' ')} ",
        wide,
        alike,
        code.replace("1", "i"),
    ):
        assert decode(typed) == ShortCode(kind, number)


@given(kinds, numbers, st.data())
def test_one_wrong_character_is_always_seen(kind: str, number: int, data: st.DataObject) -> None:
    plain = encode(kind, number).replace("-", "")
    at = data.draw(st.integers(min_value=0, max_value=len(plain) - 1))
    other = data.draw(st.sampled_from(ALPHABET).filter(lambda char: char != plain[at]))
    with pytest.raises(UserError):
        decode(plain[:at] + other + plain[at + 1 :])


@given(kinds, numbers, st.data())
def test_two_swapped_neighbours_are_always_seen(kind: str, number: int, data: st.DataObject) -> None:
    plain = encode(kind, number).replace("-", "")
    unequal = [at for at in range(len(plain) - 1) if plain[at] != plain[at + 1]]
    at = data.draw(st.sampled_from(unequal))
    with pytest.raises(UserError):
        decode(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :])


@pytest.mark.parametrize(
    "typed", ["", "H", "一户一档", "H-7K3M", "9-7K3M9-X", "H-7K3M9-XXXXXXXXX", "https://example.org/H"]
)
def test_what_is_no_code_is_told_in_words(typed: str) -> None:
    with pytest.raises(UserError, match="短码"):
        decode(typed)


def test_codes_on_paper_keep_their_meaning_for_ever() -> None:
    assert encode("H", 100_003) == "H-03B1W-A"
    assert decode("H-03B1W-A") == ShortCode("H", 100_003)


@pytest.mark.parametrize(("kind", "number"), [("I", 1), ("HH", 1), ("", 1), ("H", -1), ("H", LARGEST + 1)])
def test_what_has_no_code_is_a_fault(kind: str, number: int) -> None:
    with pytest.raises(ValueError, match="no short code"):
        encode(kind, number)

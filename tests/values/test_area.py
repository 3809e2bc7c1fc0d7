"""Areas are numbers of square metres, whatever unit is written behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import area


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("120.5", 12050),
        ("120.5㎡", 12050),
        ("120.5 m2", 12050),
        ("120.5M²", 12050),
        ("１２０．５平方米", 12050),
        ("89平", 8900),
        ("1,200.55", 120055),
        ("133.80000000000001", 13380),
        ("120.567", 12057),
        (".5", 50),
    ],
)
def test_areas_are_read_with_or_without_unit(typed: str, hundredths: int) -> None:
    assert area.parse(typed) == hundredths


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12O.5", "面积要填数字，例如 120.5（这里有字母 O）"),
        ("", "面积要填数字，例如 120.5"),
        ("约90", "面积要填数字，例如 120.5"),
        ("1" * 21, "面积要填数字，例如 120.5"),
        ("0", "面积“0”不在可能的范围内，例如 120.5"),
        ("99999999", "面积“99999999”不在可能的范围内，例如 120.5"),
    ],
)
def test_what_is_no_area_is_refused_with_an_example(typed: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        area.parse(typed)
    assert refused.value.message == sentence


@given(st.integers(1, 10**9 - 1))
def test_a_shown_area_reads_back(hundredths: int) -> None:
    assert area.parse(area.show(hundredths)) == hundredths


def test_needless_zeros_are_not_shown() -> None:
    assert [area.show(value) for value in (12050, 12000, 12055, 5)] == ["120.5", "120", "120.55", "0.05"]


def test_an_unlikely_area_is_kept_with_a_reminder() -> None:
    assert area.doubt(12050) is None
    assert area.doubt(999) == "面积 9.99 平方米少见，请核对"
    assert area.doubt(100_001) == "面积 1000.01 平方米少见，请核对"

"""Chinese numerals, everyday, financial and read digit by digit, are understood; what is none is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values import numerals


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("廿一", 21),
        ("卅", 30),
        ("两", 2),
        ("二〇二六", 2026),
        ("五〇一", 501),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一千零一十", 1010),
        ("一千零十", 1010),
        ("三百五", 350),
        ("三万五", 35_000),
        ("三万五千", 35_000),
        ("一万零五", 10_005),
        ("叁佰零伍", 305),
        ("壹拾贰萬", 120_000),
        ("一亿零三万", 100_030_000),
        ("伍佰陆拾柒万零玖佰叁拾肆亿捌仟零壹万零陆佰捌拾", 567_093_480_010_680),
    ],
)
def test_numerals_are_read(text: str, number: int) -> None:
    assert numerals.read(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "百", "十十", "一二十", "零十", "二十零", "二零十", "一万零", "一万二三", "一亿二万万", "三楼", "1", "万"],
)  # fmt: skip
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the numeral itself, often empty
        numerals.read(text)


@given(st.integers(0, 10**12))
def test_digit_by_digit_says_the_same_number(number: int) -> None:
    assert numerals.read("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == number

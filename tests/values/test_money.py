"""Amounts are whole 分 inside, read from figures and words, and written in financial capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import money

amounts = st.one_of(
    st.integers(0, money.LARGEST),
    st.integers(0, 10**6),
    st.builds(lambda digit, zeros: digit * 10**zeros, st.integers(1, 999), st.integers(0, 14)),
)

# 支付结算办法, 附件一, with three of our own at the end.
WORDS = [
    ("1409.50", "壹仟肆佰零玖元伍角"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
    ("107000.53", "壹拾万柒仟元零伍角叁分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("10", "壹拾元整"),
    ("0", "零元整"),
    ("0.05", "伍分"),
    ("100010000", "壹亿零壹万元整"),
]


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("24,000.00", 2_400_000),
        ("24，000", 2_400_000),
        ("叁万元", 3_000_000),
        ("叁万元整", 3_000_000),
        ("叁万", 3_000_000),
        ("人民币：叁万元正", 3_000_000),
        ("3000元", 300_000),
        ("３０００元整", 300_000),
        ("36000.0", 3_600_000),
        ("¥24,000", 2_400_000),
        ("￥ 3,000.50元", 300_050),
        ("RMB 12", 1_200),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000),
        ("3万5千元", 3_500_000),
        ("3千", 300_000),
        ("2亿", 20_000_000_000),
        ("三千五百元", 350_000),
        ("五元零三分", 503),
        ("五毛", 50),
        (".5", 50),
        ("0", 0),
        ("-500", -50_000),
        ("(500.00)", -50_000),
    ],
)
def test_amounts_are_read_as_lists_write_them(typed: str, fen: int) -> None:
    assert money.parse(typed) == fen


@pytest.mark.parametrize(
    "typed", ["", "4次", "1万2", "1千3万", "24,00", "元", "张三", "3000元/年", "十百元", "人民币", "1" * 61, "."]
)
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError, match=r"要填数字，例如 3000 或 24,000\.00$"):
        money.parse(typed)


def test_nothing_is_smaller_than_one_fen() -> None:
    with pytest.raises(UserError, match="最多写到分"):
        money.parse("12.345")
    assert money.parse("12.340") == 1_234


def test_an_amount_no_contract_has_is_refused() -> None:
    with pytest.raises(UserError, match="太大，请核对"):
        money.parse("1" * 16)


@pytest.mark.parametrize(("figures", "words"), WORDS)
def test_words_follow_the_rules_of_the_central_bank(figures: str, words: str) -> None:
    assert money.in_words(money.parse(figures)) == words


@given(amounts)
def test_every_amount_survives_its_words_and_its_figures(fen: int) -> None:
    words = money.in_words(fen)
    assert money.from_words(words) == money.from_words(f"人民币{words}") == money.parse(words) == fen
    assert money.parse(money.show(fen)) == fen
    assert "零零" not in words


@given(amounts.filter(bool))
def test_a_negative_amount_says_so(fen: int) -> None:
    assert money.from_words(money.in_words(-fen)) == -fen
    assert money.parse(money.show(-fen)) == -fen
    assert money.in_words(-fen).startswith("负")


def test_figures_have_thousands_and_two_decimals() -> None:
    assert money.show(300_000) == "3,000.00"
    assert money.show(5) == "0.05"
    assert money.show(-123_456_789) == "-1,234,567.89"


@pytest.mark.parametrize("text", ["", "3000", "元", "叁万元整整", "十十元", "万元", "伍伍角"])
def test_words_that_are_no_amount_are_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"不是大写金额，例如 叁万元整$"):
        money.from_words(text)


def test_an_amount_beyond_words_is_a_fault() -> None:
    with pytest.raises(ValueError, match=str(money.LARGEST + 1)):
        money.in_words(money.LARGEST + 1)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        fen = money.parse(text)
    except UserError:
        return
    assert money.parse(money.show(fen)) == fen

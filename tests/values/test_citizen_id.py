"""Identity numbers are read whatever surrounds them, checked to the last digit, and shown only by their last four."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import citizen_id

NUMBERS = ("11010519491231002X", "440524188001010014", "34052419800101001X")


@st.composite
def numbers(draw: st.DrawFn) -> str:
    area = draw(st.integers(110000, 999999))
    born = draw(st.dates(date(1880, 1, 1), date(2099, 12, 31)))
    first17 = f"{area}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return first17 + citizen_id.check_digit(first17)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_standards_own_examples_are_accepted(number: str) -> None:
    assert citizen_id.parse(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "'11010519491231002X",
        "’１１０１０５１９４９１２３１００２ｘ",
        "110105 19491231 002X",
        "110105·19491231·002X",
        "110105\u201119491231\u2011002X\t",
        "\ufeff110105\u200b19491231002\u00a0X\n",
        "11010519491231002×",
        "11010519491231002Х",  # Cyrillic
        "\u3000110105-19491231-002X",
    ],
)
def test_noise_around_the_digits_is_no_obstacle(typed: str) -> None:
    assert citizen_id.parse(typed) == "11010519491231002X"


@given(numbers())
def test_every_well_formed_number_is_accepted_whatever_its_area(number: str) -> None:
    assert citizen_id.parse(number) == number
    assert citizen_id.parse(number.lower()) == number


@given(numbers(), st.sampled_from("0123456789X"))
def test_a_wrong_last_character_is_answered_with_the_right_one(number: str, other: str) -> None:
    if other == number[17]:
        assert citizen_id.parse(number) == number
        return
    with pytest.raises(UserError, match=f"^身份证号最后一位应为 {number[17]}，请核对证件$"):
        citizen_id.parse(number[:17] + other)


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(number: str, place: int, step: int) -> None:
    digit = str((int(number[place]) + step) % 10)
    with pytest.raises(UserError):
        citizen_id.parse(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填身份证号，没有证件时可以留空"),
        ("1101051949123100", "身份证号应为 18 位，这里是 16 位，请对照证件补全"),
        ("110105194912310021X", "身份证号应为 18 位，这里是 19 位，请对照证件补全"),
        ("11O10519491231002X", "身份证号里有字母 O，应为数字 0，请核对证件"),
        ("1101051949123100张X", "身份证号里有“张”，应为 17 位数字加最后一位数字或 X，请核对证件"),
        ("X1010519491231002X", "身份证号里有“X”，应为 17 位数字加最后一位数字或 X，请核对证件"),
        ("11010519491331002X", "身份证号第 7 至 14 位应是出生日期，这里是 19491331，请核对证件"),
        ("11010500011231002X", "身份证号第 7 至 14 位应是出生日期，这里是 00011231，请核对证件"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        citizen_id.parse(typed)
    assert refused.value.message == sentence


def test_a_number_of_15_digits_is_brought_up_to_18_with_a_reminder() -> None:
    assert citizen_id.parse("110105491231002") == "11010519491231002X"
    assert citizen_id.doubt("110105491231002") == "这是 15 位的旧身份证号，已补成 18 位，请对照现在的证件"


def test_the_order_numbers_of_the_very_old_mean_the_century_before() -> None:
    assert citizen_id.birth(citizen_id.parse("110105991231996")) == date(1899, 12, 31)


def test_birth_and_sex_are_read_from_the_number() -> None:
    assert citizen_id.birth("11010519491231002X") == date(1949, 12, 31)
    assert citizen_id.sex("11010519491231002X") == 2
    assert citizen_id.sex("440524188001010014") == 1


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("990101197211136278", citizen_id.RESIDENT),  # 90 is no province: a made-up area, not a foreigner's card
        ("911101198001011239", citizen_id.FOREIGN_PERMANENT),
        ("810000198001011239", citizen_id.HMT_RESIDENCE),
        ("830000198001011239", citizen_id.HMT_RESIDENCE),
        ("11010519491231002X", citizen_id.RESIDENT),
    ],
)
def test_the_number_tells_which_paper_it_is_on(number: str, kind: str) -> None:
    assert citizen_id.kind(number) == kind


@pytest.mark.parametrize("raw", [9.90101194405168e17, 990101194405168000, "3.70829E+17", "3.70829e17", " 9.9E+17 "])
def test_digits_eaten_by_excel_are_noticed_in_the_raw_cell(raw: object) -> None:
    assert citizen_id.damaged(raw) == "身份证号后几位被 Excel 变成了 0，请对照证件补全，并把这一列设成文本格式"


def test_a_number_cell_is_damaged_even_when_its_check_digit_happens_to_fit() -> None:
    fits = next(
        number
        for order in range(100)
        if citizen_id.check_digit((number := f"9901011944051{order:02}000")[:17]) == number[17]
    )
    assert citizen_id.parse(fits) == fits
    assert citizen_id.damaged(fits, numeric=True) is not None
    assert citizen_id.damaged(fits + ".0", numeric=True) is not None
    assert citizen_id.damaged(fits) is None
    assert citizen_id.doubt(fits) == "身份证号末三位是 000，可能被 Excel 改动过，请核对证件"


def test_a_text_that_ends_in_zeros_and_fails_its_check_was_damaged_before() -> None:
    assert citizen_id.damaged("990101194405168000") is not None


@pytest.mark.parametrize("raw", ["990101197211136278", "11010519491231002X", 110105491231002, True, None, "张三", ""])
def test_a_sound_cell_is_not_called_damaged(raw: object) -> None:
    assert citizen_id.damaged(raw) is None


def test_a_birth_in_the_future_is_doubted_not_refused() -> None:
    number = "99010120990101001" + citizen_id.check_digit("99010120990101001")
    assert citizen_id.parse(number) == number
    assert citizen_id.doubt(number, today=date(2026, 11, 22)) == "身份证号里的出生日期晚于今天，请核对证件"
    assert citizen_id.doubt("11010519491231002X", today=date(2026, 11, 22)) is None


@given(numbers())
def test_a_masked_number_shows_its_last_four_only(number: str) -> None:
    assert citizen_id.mask(number) == "*" * 14 + number[14:]
    assert citizen_id.tail(number) == number[14:]


def test_a_fragment_is_masked_whole() -> None:
    assert citizen_id.mask("1234") == "****"

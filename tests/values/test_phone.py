"""Telephone numbers come in one form whatever was typed, several to a cell, and are shown with their middle hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.values import phone

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13812345678", "13812345678"),
        ("170 0000 4684", "17000004684"),
        ("1381234 5678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("'13812345678\t", "13812345678"),
        ("13000000111.0", "13000000111"),
        ("0536-1234567", "0536-1234567"),
        ("05361234567", "0536-1234567"),
        ("(0536)1234567", "0536-1234567"),
        ("（0536）1234567转801", "0536-1234567-801"),
        ("0536-1234567-801", "0536-1234567-801"),
        ("86-0536-1234567", "0536-1234567"),
        ("010 12345678", "010-12345678"),
        ("0536 123 4567", "0536-1234567"),
        ("400-123-4567", "4001234567"),
        ("12345", "12345"),
        ("234-5678", "2345678"),
        ("6688", "6688"),
        ("6688123-801", "6688123-801"),
    ],
)
def test_one_number_has_one_form(typed: str, number: str) -> None:
    assert phone.parse(typed) == number


@given(mobiles, st.sampled_from(["{}", "+86{}", "0086 {}", " {} ", "\u3000{}", "{}\u200b"]), st.integers(0, 11))
def test_a_mobile_number_survives_prefixes_and_spaces(number: str, around: str, place: int) -> None:
    assert phone.parse(around.format(f"{number[:place]} {number[place:]}")) == number


@given(mobiles)
def test_a_parsed_number_parses_to_itself(number: str) -> None:
    assert phone.parse(phone.parse(number)) == number


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填电话号码，例如 13812345678"),
        ("138123456", "手机号应为 11 位，这里是 9 位，请核对"),
        ("138123456789", "手机号应为 11 位，这里是 12 位，请核对"),
        ("无", "“无”看不出是电话号码，手机号写成 13812345678，座机写成 0536-1234567"),
        ("1.38123E+10", "电话号码被 Excel 改成了“1.38123E+10”，请补上完整的号码"),
    ],
)
def test_what_is_no_number_is_refused_with_an_example(typed: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        phone.parse(typed)
    assert refused.value.message == sentence


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("", []),
        (" 、 ", []),
        ("13812345678、13912345678", ["13812345678", "13912345678"]),
        ("13812345678/0536-1234567", ["13812345678", "0536-1234567"]),
        ("13812345678；13912345678\n13712345678", ["13812345678", "13912345678", "13712345678"]),
        ("138 1234 5678 139 1234 5678", ["13812345678", "13912345678"]),
        ("13812345678 13912345678", ["13812345678", "13912345678"]),
        ("13812345678 05361234567 6688", ["13812345678", "0536-1234567", "6688"]),
        ("爸 138 1234 5678 妈 13912345678", ["13812345678", "13912345678"]),
        ("1381234567813912345678", ["13812345678", "13912345678"]),
        ("0086 138 1234 5678", ["13812345678"]),
        ("0536 1234567 转 80123", ["0536-1234567-80123"]),
        ("13812345678、138 1234 5678", ["13812345678"]),
    ],
)
def test_every_number_of_a_cell_is_found_once(cell: str, numbers: list[str]) -> None:
    assert phone.split(cell) == numbers


@given(st.lists(mobiles, min_size=1, max_size=4, unique=True), st.sampled_from(["、", "，", ";", " / ", "\n", " "]))
def test_any_separator_will_do(numbers: list[str], separator: str) -> None:
    assert phone.split(separator.join(numbers)) == numbers


@pytest.mark.parametrize(
    ("cell", "number", "remark"),
    [
        ("13812345678（儿子）", "13812345678", "儿子"),
        ("13812345678 儿子", "13812345678", "儿子"),
        ("张三：13812345678", "13812345678", "张三"),
        ("手机：13812345678", "13812345678", ""),
        ("联系电话13812345678(女儿)", "13812345678", "女儿"),
    ],
)
def test_words_beside_a_number_are_kept_beside_it(cell: str, number: str, remark: str) -> None:
    assert phone.found_in(cell) == [phone.Found(number, remark)]


def test_a_cell_with_one_unreadable_number_is_refused() -> None:
    with pytest.raises(UserError, match="手机号应为 11 位"):
        phone.split("13812345678、1391234567")


def test_a_whole_story_in_the_cell_is_refused_at_once() -> None:
    with pytest.raises(UserError, match="太长"):
        phone.split("1 " * 5_000)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("13812345678", phone.MOBILE),
        ("0536-1234567-801", phone.LANDLINE),
        ("4001234567", phone.SERVICE),
        ("12345", phone.SERVICE),
        ("6688", phone.SHORT),
        ("0086", phone.SHORT),
    ],
)
def test_the_digits_tell_the_kind(number: str, kind: str) -> None:
    assert phone.kind(number) == kind


def test_a_short_number_is_kept_with_a_reminder() -> None:
    assert phone.doubt("2345678") == "“2345678”可能是短号，或者少了区号，已照原样保存"
    assert phone.doubt("13812345678") is None


@pytest.mark.parametrize(
    ("number", "masked", "tail"),
    [
        ("13812345678", "138****5678", "5678"),
        ("0536-1234567", "0536-***4567", "4567"),
        ("010-12345678-801", "010-****5678", "5678"),
        ("4001234567", "******4567", "4567"),
        ("2345678", "***5678", "5678"),
        ("2345678-801", "***5678", "5678"),
        ("6688", "**88", "6688"),
    ],
)
def test_a_masked_number_can_be_recognised_but_not_dialled(number: str, masked: str, tail: str) -> None:
    assert phone.mask(number) == masked
    assert phone.tail(number) == tail


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        numbers = phone.split(text)
    except UserError:
        return
    assert numbers == [phone.parse(number) for number in numbers]

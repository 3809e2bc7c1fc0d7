"""Every code table says where it comes from, has no word with two meanings, and understands the words of lists."""

import re

import pytest

from desktop import codes
from desktop.base.errors import UserError
from desktop.values import citizen_id, door, phone

EXPECTED = {
    "consent_kind", "dwelling_kind", "education", "hukou_kind", "id_type", "link_end_reason", "link_kind", "marriage",
    "membership_kind", "phone_kind", "political_status", "presence", "relation", "residence_end_reason", "role", "sex",
    "tenure", "unit_level", "visit_outcome", "visit_way",
}  # fmt: skip


def test_the_tables_of_this_house_are_there() -> None:
    assert set(codes.tables()) >= EXPECTED


@pytest.mark.parametrize("table", codes.tables())
def test_a_table_names_itself_and_its_source(table: str) -> None:
    assert re.fullmatch("[\u4e00-\u9fff]+", codes.title(table))
    assert codes.source(table)


@pytest.mark.parametrize("table", codes.tables())
def test_no_word_means_two_codes(table: str) -> None:
    meaning: dict[str, str] = {}
    for entry in codes.entries(table):
        for word in {entry.code, entry.label, *entry.synonyms}:
            assert meaning.setdefault(word.casefold(), entry.code) == entry.code, word


@pytest.mark.parametrize("table", codes.tables())
def test_every_code_label_and_synonym_is_understood(table: str) -> None:
    for entry in codes.entries(table):
        assert codes.is_valid(table, entry.code)
        assert codes.label(table, entry.code) == entry.label
        for word in (entry.code, entry.label, f" {entry.label}\u3000", *entry.synonyms):
            assert codes.parse(table, word) == entry.code


@pytest.mark.parametrize("table", codes.tables())
def test_a_parent_is_a_code_of_the_same_table_without_a_parent(table: str) -> None:
    parents = {entry.code: entry.parent for entry in codes.entries(table)}
    assert all(parent == "" or parents[parent] == "" for parent in parents.values())


@pytest.mark.parametrize("table", codes.tables())
def test_codes_are_national_numbers_or_short_english_words(table: str) -> None:
    assert all(re.fullmatch(r"\d{1,2}|[a-z_]{2,20}", code) for code, _label in codes.options(table))


def test_options_come_in_the_order_of_the_file() -> None:
    assert codes.options("sex") == (("0", "未知"), ("1", "男"), ("2", "女"), ("9", "未说明"))


@pytest.mark.parametrize(
    ("table", "word", "code"),
    [
        ("sex", "男性", "1"),
        ("sex", "01", "1"),
        ("sex", "1-男", "1"),
        ("relation", "户主", "02"),
        ("relation", "妻子", "12"),
        ("relation", "丈夫", "11"),
        ("relation", "20 子", "20"),
        ("relation", "外孙", "43"),
        ("relation", "租客", "99"),
        ("relation", "养子/继子", "27"),
        ("education", "大专", "30"),
        ("education", "高中", "60"),
        ("education", "文盲", "90"),
        ("education", "初级中学教育", "70"),
        ("political_status", "1", "01"),
        ("political_status", "党员", "01"),
        ("political_status", "群众", "13"),
        ("presence", "户在人不在", "registered_only"),
        ("tenure", "出租", "let"),
        ("dwelling_kind", "底商", "shop"),
        ("role", "支部书记", "secretary"),
    ],
)
def test_words_of_lists_are_understood(table: str, word: str, code: str) -> None:
    assert codes.parse(table, word) == code


def test_an_unknown_word_is_answered_with_a_few_that_may_be_used() -> None:
    with pytest.raises(UserError) as refused:
        codes.parse("relation", "邻居甲")
    assert refused.value.message == "“邻居甲”不是“与户主关系”里的词，可以填：本人、户主、配偶、夫、妻、子等"
    with pytest.raises(UserError) as refused:
        codes.parse("sex", "")
    assert refused.value.message == "“”不是“性别”里的词，可以填：未知、男、女、未说明"


@pytest.mark.parametrize("text", ["1", "2", "7", "20女", "子20", "999"])
def test_a_relation_that_may_mean_two_things_is_asked(text: str) -> None:
    with pytest.raises(UserError, match="不是“与户主关系”里的词"):
        codes.parse("relation", text)


def test_the_relations_of_the_standard_are_complete() -> None:
    assert len(codes.options("relation")) == 84
    assert {entry.parent for entry in codes.entries("relation")} == {"", *(str(tens) for tens in range(10, 90, 10))}


def test_an_unknown_table_or_code_is_a_fault() -> None:
    with pytest.raises(KeyError):
        codes.options("nothing")
    with pytest.raises(KeyError):
        codes.label("sex", "3")
    assert not codes.is_valid("sex", "3")


def test_the_kinds_that_values_tell_are_codes_of_their_tables() -> None:
    for kind in (citizen_id.RESIDENT, citizen_id.HMT_RESIDENCE, citizen_id.FOREIGN_PERMANENT):
        assert codes.is_valid("id_type", kind)
    for kind in (door.HOME, door.SHOP, door.GARAGE, door.ATTIC, door.BASEMENT, door.OTHER):
        assert codes.is_valid("dwelling_kind", kind)
    for kind in (phone.MOBILE, phone.LANDLINE, phone.SERVICE, phone.SHORT):
        assert codes.is_valid("phone_kind", kind)

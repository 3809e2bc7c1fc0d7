"""Text files are decoded by what they are and split as their author meant."""

import csv

import pytest

from desktop.base.errors import UserError
from desktop.sheets.text import MAX_CELL, decode, parse

LINE = "门牌,姓名\n3-2-501,次仁·卓玛\n"


@pytest.mark.parametrize(
    "data",
    [
        LINE.encode("utf-8"),
        LINE.encode("utf-8-sig"),
        LINE.encode("gb18030"),
        LINE.encode("utf-16"),
        b"\xfe\xff" + LINE.encode("utf-16-be"),
        LINE.encode("utf-16-le"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16", "utf-16 big end", "utf-16 without mark"],
)
def test_every_usual_encoding_is_read(data: bytes) -> None:
    assert decode(data) == LINE


def test_rare_name_characters_survive_gb18030() -> None:
    assert decode("姓名\n𬭎\n﨑\n".encode("gb18030")).split() == ["姓名", "𬭎", "﨑"]


def test_lost_bytes_spoil_their_cell_only() -> None:
    rows = parse(decode("姓名,电话\n张三,1".encode("gb18030") + b"\xff\xff\n" + "李四,2\n".encode("gb18030")))
    assert "\ufffd" in str(rows[1][1])
    assert rows[2] == ["李四", "2"]


def test_a_file_cut_in_its_last_character_stays_utf_8() -> None:
    assert decode("姓名\n张三".encode()[:-1]).startswith("姓名\n张")


@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_the_separator_is_found(mark: str) -> None:
    rows = parse(f"门牌{mark}姓名{mark}电话\n3-2-501{mark}张三{mark}\n")
    assert rows == [["门牌", "姓名", "电话"], ["3-2-501", "张三", None]]


def test_row_numbers_are_those_of_excel() -> None:
    assert parse('姓名,备注\n\n张三,"一\n二"\n') == [["姓名", "备注"], [], ["张三", "一\n二"]]


def test_a_ditto_mark_does_not_swallow_the_rest_of_the_file() -> None:
    text = '门牌,姓名\n1-1-101,张三\n",李四\n' + "".join(f"1-1-{number},王五\n" for number in range(40))
    rows = parse(text)
    assert len(rows) == 43
    assert rows[2] == ['"', "李四"]


def test_no_text_at_all_is_one_empty_list() -> None:
    assert parse("") == []


def test_a_monstrous_cell_is_refused_and_the_reader_left_as_it_was() -> None:
    before = csv.field_size_limit()
    with pytest.raises(UserError, match="内容过长"):
        parse("姓名\n" + "张" * (MAX_CELL + 1))
    assert csv.field_size_limit() == before


def test_binary_is_no_text() -> None:
    with pytest.raises(UserError, match="认不出"):
        decode(bytes(range(1, 32)) * 20)

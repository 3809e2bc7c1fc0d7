"""Names are spelled as people say and type them."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.pinyin import MOST_VARIANTS, sort_key, sounds, spellings, surname_length, syllables
from desktop.search.surnames import COMPOUND, SINGLE

NAMES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FFFF, exclude_categories=["Cs"]), max_size=12)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("单田芳", "shantianfang"),
        ("仇和", "qiuhe"),
        ("解晓东", "xiexiaodong"),
        ("曾志伟", "zengzhiwei"),
        ("查良", "zhaliang"),
        ("区志", "ouzhi"),
        ("盖中", "gezhong"),
        ("尉迟恭", "yuchigong"),
        ("万俟明", "moqiming"),
        ("令狐冲", "linghuchong"),
        ("长孙无忌", "zhangsunwuji"),
        ("单于鹏", "chanyupeng"),
        ("乐正绫", "yuezhengling"),
        ("朴树", "piaoshu"),
        ("爱新觉罗溥", "aixinjueluopu"),
    ],
)
def test_a_surname_is_read_as_a_surname_first(name: str, right: str) -> None:
    assert spellings(name).full[0] == right


@pytest.mark.parametrize(
    ("name", "typed"),
    [("单田芳", "dantianfang"), ("仇和", "chouhe"), ("曾伟", "cengwei"), ("万俟明", "wansiming"), ("吕布", "lubu")],
)
def test_the_common_wrong_reading_finds_the_name_too(name: str, typed: str) -> None:
    assert typed in spellings(name).full


def test_initials_follow_every_reading() -> None:
    assert spellings("单乐").initials == ("sl", "dl", "cl", "sy", "dy", "cy")


def test_the_given_name_is_spelled_by_itself() -> None:
    spelled = spellings("欧阳建国")
    assert spelled.given_full == ("jianguo",)
    assert spelled.given_initials == ("jg",)


def test_two_characters_that_look_like_a_compound_surname_are_a_surname_and_a_name() -> None:
    assert surname_length("欧阳") == 1
    assert surname_length("欧阳修") == 2
    assert surname_length("") == 0


def test_syllables_give_alternatives_for_each_character_that_can_be_read() -> None:
    assert syllables("单乐") == (("shan", "dan", "chan"), ("le", "yue"))
    assert syllables("A·明") == (("a",), ("ming",))
    assert syllables("") == ()


def test_names_of_minorities_are_spelled_over_the_dot() -> None:
    assert "abudumaimaiti" in spellings("阿不都·买买提").full


def test_rare_characters_are_spelled_or_left_out_but_never_fail() -> None:
    assert spellings("𬭎䶮").full == ("hongyan",)
    assert spellings("\U0003fffd明").full == ("ming",)
    assert spellings("").full == ()
    assert sounds("·") == ()


@given(NAMES)
def test_any_text_has_few_spellings_of_plain_letters(name: str) -> None:
    spelled = spellings(name)
    for words in (spelled.full, spelled.initials, spelled.given_full, spelled.given_initials):
        assert len(words) == len(set(words)) <= MOST_VARIANTS
        assert all(word.isascii() and word.isalnum() for word in words)


@given(st.lists(NAMES, min_size=2, max_size=4))
def test_sort_keys_are_text_and_the_same_for_the_same_name(names: list[str]) -> None:
    assert [sort_key(name) for name in names] == [sort_key(name) for name in names]


def test_names_sort_as_in_a_chinese_list() -> None:
    names = [
        "赵一",
        "单芳",
        "𬭎䶮",
        "万俟明",
        "李四",
        "黎明",
        "李白",
        "安生",
        "\U0003fffd三",
        "Tom",
        "马六",
        "仇和",
        "沈括",
    ]
    assert sorted(names, key=sort_key) == [
        "安生", "𬭎䶮", "黎明", "李白", "李四", "马六", "万俟明", "仇和", "单芳", "沈括", "Tom", "赵一", "\U0003fffd三",
    ]  # fmt: skip


def test_people_of_one_surname_stay_together() -> None:
    assert sorted(["章伟", "张安", "章安", "张伟"], key=sort_key) == ["张安", "张伟", "章安", "章伟"]


def test_the_surname_table_holds_one_syllable_for_each_character() -> None:
    for surname, found in (SINGLE | COMPOUND).items():
        assert len(surname) == 1 or surname in COMPOUND
        assert all(sum(sign.isdecimal() for sign in reading) == len(surname) for reading in found), surname


@pytest.mark.parametrize("wish", [None, "0"])
def test_the_library_is_loaded_late_and_leaves_the_environment_as_it_was(wish: str | None) -> None:
    script = (
        "import os, sys; from desktop.search import pinyin, index, commands; assert 'pypinyin' not in sys.modules;"
        "before = dict(os.environ); pinyin.spellings('林涛'); assert 'pypinyin' in sys.modules;"
        "assert dict(os.environ) == before"
    )
    environment = {key: value for key, value in os.environ.items() if key != "PYPINYIN_NO_PHRASES"}
    environment |= {"PYPINYIN_NO_PHRASES": wish} if wish else {}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)


@pytest.mark.parametrize("wish", [None, "0"])
def test_the_environment_is_put_back(wish: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.search import pinyin  # the module, to empty its memory

    if wish is None:
        monkeypatch.delenv("PYPINYIN_NO_PHRASES", raising=False)
    else:
        monkeypatch.setenv("PYPINYIN_NO_PHRASES", wish)
    pinyin._library.cache_clear()
    pinyin.readings.cache_clear()
    assert pinyin.readings("林") == ("lin2",)
    assert os.environ.get("PYPINYIN_NO_PHRASES") == wish

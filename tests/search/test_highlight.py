"""What matched is shown in the text, whichever way it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.search.highlight import find_word, highlight
from desktop.search.pinyin import spellings


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("林涛明", "涛明", ["涛明"]),
        ("林涛明", "ltm", ["林涛明"]),
        ("林涛明", "lintaom", ["林涛明"]),
        ("林涛明", "lin tao", ["林涛"]),
        ("林涛明", "ltao", ["林涛"]),
        ("李林涛", "llt", ["李林涛"]),
        ("王林涛", "lt", ["林涛"]),
        ("单田芳", "stf", ["单田芳"]),
        ("单田芳", "dan", ["单"]),
        ("万俟明", "moqi", ["万俟"]),
        ("万俟明", "mqm", ["万俟明"]),
        ("阿不都·买买提", "阿不都买买提", ["阿不都·买买提"]),
        ("阿不都·买买提", "dumm", ["都·买买"]),
        ("3-2-501 林涛", "3-2 林", ["3-2", "林"]),
        ("3-2-501 林涛", "3栋2单元", ["3-2"]),
        ("3-2-501 林涛", "林tao", ["林涛"]),
        ("138****5678", "5678", ["5678"]),
        ("林 涛", "lt", []),
        ("·涛", "t", ["涛"]),
        ("·涛", "ta", ["涛"]),
        ("林涛", "x", []),
        ("林涛", "海", []),
        ("林涛", "725x", []),
        ("林", "lt", []),
        ("林涛", "", []),
        ("LIN Tao", "lin", ["LIN"]),
        ("党员联户责任卡", "zrk", ["责任卡"]),
        ("党员联户责任卡", "zeren", ["责任"]),
        ("责任卡", "zl", []),  # 任 is lin in the dictionary and in nobody's mouth
        ("责任卡", "zk", []),  # no syllable is passed over
        ("任国强", "rgq", ["任国强"]),
        ("重新读取", "cx", ["重新"]),
    ],
)
def test_the_matching_part_is_marked(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlight(text, query)] == marked


@pytest.mark.parametrize("name", ["单乐", "任责卡", "长孙重行", "能仁", "员其芳", "查曾"])
def test_whatever_the_index_spells_is_marked(name: str) -> None:
    spelled = spellings(name)
    assert all(highlight(name, typed) == ((0, len(name)),) for typed in spelled.full)
    assert all(highlight(name, typed)[0][0] == 0 for typed in spelled.initials)


def test_no_word_is_nowhere() -> None:
    assert find_word("林涛", "") is None


@given(st.text(max_size=20), st.text(max_size=10))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    spans = highlight(text, query)
    ends = [0, *(end for _start, end in spans)]
    assert all(before <= start < end <= len(text) for before, (start, end) in zip(ends, spans, strict=False))

"""Official papers keep the measures of GB/T 9704: 22 lines of 28 characters, page numbers at the outer side."""

from io import BytesIO

import pytest

from desktop.printing import official, page
from desktop.printing.blocks import Block, Note, Sheet
from desktop.printing.page import Document, Stamp
from desktop.printing.preview import page_count, page_text
from desktop.printing.render import render

STAMP = Stamp("王书记", 1_773_115_200_000, "20260310-001")


def drawn(blocks: list[Block]) -> bytes:
    out = BytesIO()
    sheet = Sheet(blocks, header="某某支部", filter_text="第一份　甲方存")
    render(Document("协议", [sheet], STAMP, paper=page.OFFICIAL), out)
    return out.getvalue()


@pytest.mark.parametrize(("lines", "pages"), [(22, 1), (23, 2), (44, 2)])
def test_a_page_holds_twenty_two_lines(lines: int, pages: int) -> None:
    assert page_count(drawn(official.body("\n".join(["一行字。"] * lines), {}))) == pages


def test_a_line_holds_twenty_eight_characters() -> None:
    first = page_text(drawn(official.body("字" * 60, {})), 0).splitlines()
    assert "字" * 26 in first  # two characters in
    assert "字" * 28 in first


def test_every_page_has_its_number_and_who_printed_it() -> None:
    made = drawn(official.body("\n".join(["一行字。"] * 30), {}))
    for at, number in enumerate(("— 1 —", "— 2 —")):
        said = page_text(made, at)
        assert number in said
        assert "第一份" in said
        assert "20260310-001" in said
        assert "某某支部" not in said  # the unit stands in the text of an official paper


def test_levels_have_their_faces_and_blocks_stand_where_the_text_says() -> None:
    note = Note("表")
    made = official.body(
        "一、宗旨\n（一）目的\n正文。\n\n{{table}}\n{{unknown}}\n一、这一段以数字开头但是一句完整的话。",
        {"table": (note,)},
    )
    faces = [getattr(block, "face", "") for block in made]
    assert faces == ["sans-bold", "kai", "serif", "", "serif"]
    assert made[3] is note
    assert [getattr(block, "keep_next", False) for block in made] == [True, True, False, False, False]


def test_a_heading_never_ends_a_page() -> None:
    made = drawn(official.body("\n".join([*["一行字。"] * 21, "二、标题", "正文。"]), {}))
    assert "二、标题" not in page_text(made, 0)
    assert "二、标题" in page_text(made, 1)

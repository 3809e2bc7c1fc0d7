"""What drawings promise: parts stand where they were put, words stay within their place however long they are."""

import io
import re
import zlib

from desktop.printing.blocks import Block, Box, Drawing, Note, Rule, Sheet, Words
from desktop.printing.page import A4, Document
from desktop.printing.preview import page_count, page_text
from desktop.printing.render import render
from tests.printing.samples import STAMP

WHOLE = Drawing(
    100, 50,
    (
        Box(0, 0, 100, 50), Box(10, 10, 20, 10, tinted=True), Box(40, 10, 20, 10, rule=0, tinted=True),
        Rule(0, 25, 100, 25), Rule(0, 30, 100, 30, dashed=True),
        Words(10, 10, 20, 10, "502", size=12), Words(0, 32, 100, 8, "左边", align="left"),
        Words(0, 40, 100, 8, "右边", align="right"),
    ),
)  # fmt: skip


def made(*blocks: Block) -> bytes:
    out = io.BytesIO()
    render(Document("图", [Sheet(blocks)], STAMP, paper=A4), out)
    return out.getvalue()


def operators(pdf: bytes) -> str:
    packed = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return "".join(
        zlib.decompress(one).decode("latin-1") for one in packed if one[:1] == b"x" and b"BT" in zlib.decompress(one)
    )


def test_words_boxes_and_lines_are_drawn() -> None:
    pdf = made(WHOLE)
    said = page_text(pdf, 0)
    assert all(words in said for words in ("502", "左边", "右边"))
    drawn = operators(pdf)
    assert drawn.count(" re S") == 2  # a box without a rule has no frame
    assert drawn.count(" re f") == 2
    assert "[2 2] 0 d" in drawn


def test_what_follows_a_drawing_stands_below_it() -> None:
    assert page_count(made(Drawing(100, 250, ()), Note("下面"))) == 1
    assert page_count(made(Drawing(100, 257, ()), Note("下面"))) == 2


def test_words_are_set_smaller_until_they_fit_and_never_too_small_to_read() -> None:
    short, long = (operators(made(Drawing(50, 10, (Words(0, 0, 20, 8, text, size=12),)))) for text in ("短", "长" * 30))
    sizes = [float(size) for size in re.findall(r"/\S+ ([\d.]+) Tf", long)]
    assert " 12 Tf" in short
    assert 4.0 <= min(sizes) < 9.0


def test_words_longer_than_any_place_are_all_there() -> None:
    said = page_text(made(Drawing(50, 10, (Words(0, 0, 10, 3, "很长的一段话" * 9, size=12),))), 0)
    assert said.count("很") == 9

"""What layout promises: nothing outside its box, heads on every page, cards of true size, long rows cut whole."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.printing.blocks import (
    Block,
    Card,
    Cards,
    Column,
    Field,
    Fields,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Qr,
    Sheet,
    Signatures,
    Spacer,
    Table,
    Title,
)
from desktop.printing.compose import compose
from desktop.printing.fonts import bundled
from desktop.printing.page import A4, POINTS_PER_MM
from desktop.printing.pen import Pen
from desktop.printing.press import Press
from desktop.printing.preview import page_count, page_image, page_text
from desktop.printing.render import render
from desktop.printing.slabs import Room, paginate
from tests.printing import samples

WIDTH = 180 * POINTS_PER_MM
LONG = "反映单元门口路灯不亮，已告知物业，约定一周内修好；老人下月去女儿家小住。"


def made(*blocks: Block) -> bytes:
    """The bytes of one sheet of these blocks."""
    out = io.BytesIO()
    render(samples.document(Sheet(blocks)), out)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    """The text of every page without line ends."""
    return [re.sub(r"\s", "", page_text(pdf, index)) for index in range(page_count(pdf))]


def operators(*blocks: Block) -> str:
    """What is drawn for these blocks at the top left of an A4, without header and footer."""
    pen = Pen(bundled(), Press("t", printed_at=0).doc)
    pen.start(A4.height_mm * POINTS_PER_MM, left=0, down=0)
    y = 0.0
    for slab in compose(blocks, Room(bundled(), WIDTH, 258 * POINTS_PER_MM)):
        slab.draw(pen, 0, y)
        y += slab.height
    return pen.finish().decode()


@pytest.mark.parametrize("sheet", [samples.household_sheet(3), samples.visit_list(), samples.recovery_sheet()])
def test_nothing_is_drawn_in_the_margins(sheet: Sheet) -> None:
    out = io.BytesIO()
    render(samples.document(sheet), out)
    width, height, pixels = page_image(out.getvalue(), 0, 2.0)
    edge = int(14 * POINTS_PER_MM * 2)
    foot = int((297 - 8) * POINTS_PER_MM * 2)
    for y in range(0, height, 3):
        row = pixels[4 * y * width : 4 * (y + 1) * width]
        assert min(row[: 4 * edge]) == 255, "left"
        assert min(row[-4 * edge :]) == 255, "right"
        assert y < foot or min(row) == 255, "bottom"


def test_the_head_of_a_table_stands_on_every_page() -> None:
    pages = texts(made(Table((Column("门牌"), Column("户主")), [(str(at), f"户{at}。") for at in range(100)])))
    assert len(pages) == 4
    assert all("门牌户主" in page for page in pages)
    assert all(sum(f"户{at}。" in page for page in pages) == 1 for at in range(100))


def test_a_short_table_has_lines_to_write_on() -> None:
    def rows(pdf: bytes) -> int:
        return operators(Table((Column("姓名"),), [("王华",)], min_rows=pdf)).count(" w ")

    assert rows(5) - rows(1) == 4


def test_a_table_without_rows_still_shows_its_head() -> None:
    assert "姓名" in texts(made(Table((Column("姓名"),), [])))[0]


def test_a_row_higher_than_a_page_is_cut_and_nothing_is_lost() -> None:
    text = "".join(f"第{at}句{LONG}" for at in range(120))
    pages = texts(made(Table((Column("日期", 26), Column("情况", align="left")), [("今天", text), ("明天", "完")])))
    assert len(pages) > 2
    joined = re.sub(r"打印人.*?共\d+页|日期情况|今天|明天", "", "".join(pages))
    assert joined == text + "完"
    assert all("日期情况" in page for page in pages)


def test_a_field_higher_than_a_page_is_cut_too() -> None:
    text = LONG * 120
    joined = re.sub(r"打印人.*?共\d+页|诉求", "", "".join(texts(made(Fields((Field("诉求", text),))))))
    assert joined == text


def test_a_row_that_fits_a_page_is_never_cut() -> None:
    rows = [("1", "开头" + LONG * 8 + "结尾")] * 12
    pages = texts(made(Table((Column("序", 10), Column("情况", align="left")), rows)))
    assert len(pages) > 1
    assert all(page.count("开头") == page.count("结尾") > 0 for page in pages)


def test_a_heading_never_ends_a_page() -> None:
    for height in range(215, 262, 3):
        pages = texts(made(Spacer(height), Heading("走访记录"), Table((Column("日期"),), [("今天",)])))
        (page,) = [page for page in pages if "走访记录" in page]
        assert "今天" in page


def test_a_paragraph_leaves_no_single_line_behind() -> None:
    split = 0
    for height in range(205, 258, 3):
        pdf = made(Spacer(height), Paragraph(LONG * 4))
        lines = [page_text(pdf, index).splitlines() for index in range(page_count(pdf))]
        counts = [len([line for line in page if line and not line.startswith("打印人")]) for page in lines]
        assert 1 not in counts
        split += min(counts) > 0 and len(counts) == 2
    assert split, "some of these paragraphs do run over the page end"


def test_what_cannot_stay_together_anywhere_is_parted_rather_than_lost() -> None:
    pages = texts(made(*[Heading(f"标题{at}。") for at in range(60)]))
    assert all(sum(f"标题{at}。" in page for page in pages) == 1 for at in range(60))


def test_eight_cards_of_90_by_60_mm_fill_one_a4() -> None:
    assert [page.count("党员联户责任卡") for page in texts(made(*samples.door_cards(17).blocks))] == [8, 8, 1]


def test_cut_marks_stand_90_by_60_mm_apart() -> None:
    drawn = operators(*samples.door_cards(2).blocks)
    marks = re.search(r"\[2 2\] 0 d\n[\d.]+ w (.*?) S", drawn)
    assert marks is not None
    lines = [tuple(map(float, line)) for line in re.findall(r"(\S+) (\S+) m (\S+) (\S+) l", marks.group(1))]
    across = sorted({round(y1, 1) for x1, y1, x2, y2 in lines if y1 == y2})
    along = sorted({round(x1, 1) for x1, y1, x2, y2 in lines if x1 == x2})
    assert across[1] - across[0] == pytest.approx(60 * POINTS_PER_MM, abs=0.1)
    assert [b - a for a, b in pairwise(along)] == pytest.approx([90 * POINTS_PER_MM] * 2, abs=0.1)


def test_a_full_card_is_set_smaller_and_loses_nothing() -> None:
    doors = "、".join(f"{at}-2-1302" for at in range(40))
    card = Card((Title("卡", size=15), Paragraph(doors, "sans", 12, "left", 0)), qr="C-00001-X")
    (page,) = texts(made(Cards([card])))
    assert doors in page


def test_a_card_that_no_type_fits_is_a_fault_of_the_form() -> None:
    with pytest.raises(ValueError, match="more than fits"):
        made(Cards([Card((Paragraph(LONG * 60),))]))


def test_fields_take_the_columns_they_ask_for_and_the_last_takes_the_rest() -> None:
    drawn = operators(Fields((Field("一"), Field("二", span=2), Field("三", span=9)), columns=3))
    rights = [max(float(x) for x in re.findall(r"(\S+) \S+ l", line)) for line in drawn.split("\n") if " w " in line]
    assert rights == pytest.approx([WIDTH] * 2, abs=0.1)
    assert "re f" not in operators(Fields(()))


def test_columns_share_the_width_by_millimetres_and_weight() -> None:
    def edges(*columns: Column) -> list[float]:
        drawn = operators(Table(columns, []))
        return sorted({round(float(x) / POINTS_PER_MM, 1) for x in re.findall(r"m (\S+) \S+ l", drawn)})

    assert edges(Column("一", 30), Column("二", weight=2), Column("三")) == pytest.approx([0, 30, 130, 180], abs=0.1)
    assert edges(Column("一", 180), Column("二", 180)) == pytest.approx([0, 90, 180], abs=0.1)
    assert edges(Column("一", 190), Column("二")) == pytest.approx([0, 171, 180], abs=0.1)


def test_a_date_a_little_too_wide_is_set_smaller_instead_of_cut() -> None:
    drawn = operators(Table((Column("日", 24), Column("")), [("2026年11月22日", "")]))
    assert drawn.count("BT") == 2
    long_one = operators(Table((Column("日", 10), Column("")), [("2026年11月22日", "")]))
    assert long_one.count("BT") > 2


def test_cells_stand_left_centred_or_right() -> None:
    def start(align: str) -> float:
        drawn = operators(Table((Column("", align=align),), [("王",)]))  # type: ignore[arg-type]
        found = re.search(r"BT 1 0 0 1 (\S+)", drawn)
        assert found is not None
        return float(found.group(1))

    assert start("left") < 10
    assert start("center") == pytest.approx(WIDTH / 2 - 5.25, abs=0.1)
    assert start("right") == pytest.approx(WIDTH - 10.5 - 1.6 * POINTS_PER_MM, abs=0.1)


def test_justified_lines_reach_the_right_edge_and_the_last_does_not() -> None:
    drawn = operators(Paragraph("人民，" * 30 + "\n" + "完。"))
    assert " Tc " in drawn
    spreads = [" Tc " in line for line in drawn.split("\n")]
    assert not spreads[-1]
    assert not spreads[-2]


def test_signatures_notes_and_codes_have_their_place() -> None:
    page = texts(made(Signatures(("甲方", "乙方"), dated=False), Note("小字。"), Qr("H-03B1W-A", caption="扫码打开")))[
        0
    ]
    assert "甲方：" in page
    assert "年月日" not in page
    assert "扫码打开" in page
    assert "年月日" in texts(made(Signatures(("甲方",))))[0].replace("2026年", "")
    assert operators(Qr("H-03B1W-A", align="left")) != operators(Qr("H-03B1W-A", align="right"))


def test_a_block_of_an_unknown_kind_is_a_fault() -> None:
    with pytest.raises(AssertionError, match="unreachable"):
        made("words")  # type: ignore[arg-type]


def test_a_shrunken_room_shrinks_type_but_not_paper() -> None:
    room = Room(bundled(), WIDTH, 700)
    assert room.size(10) == 10
    assert replace(room, scale=0.5).size(10) == 5
    assert replace(room, scale=0.5).mm(10) == room.mm(10)


@pytest.mark.parametrize("rows", range(24, 34))
def test_a_place_to_sign_is_never_alone_on_a_page(rows: int) -> None:
    room = Room(bundled(), WIDTH, 258 * POINTS_PER_MM)
    table = Table((Column("序号"),), [(str(at),) for at in range(rows)], row_mm=8)
    slabs = compose([Title("计划"), table, Note("每次服务后登记。"), Signatures(("甲方",))], room)
    assert len(paginate(slabs, room.height)[-1]) >= 5  # the head again, a row, the note in two, the places


def test_a_place_to_sign_alone_after_a_page_break_stays_there() -> None:
    room = Room(bundled(), WIDTH, 258 * POINTS_PER_MM)
    slabs = compose([Heading("计划"), PageBreak(), Note("签字"), Signatures(("甲方",))], room)
    assert [len(page) for page in paginate(slabs, room.height)] == [2, 3]

"""What a rendered document promises: the same bytes, text that can be copied, pages that say what they are."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from desktop.base.errors import UserError
from desktop.printing import pen
from desktop.printing.blocks import (
    Column,
    Field,
    Fields,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Sheet,
    Table,
    Title,
    ticked,
)
from desktop.printing.page import A3_LANDSCAPE, POINTS_PER_MM, Document, Offset, Stamp
from desktop.printing.pen import Missing
from desktop.printing.preview import page_count, page_image, page_text
from desktop.printing.render import render
from tests.printing import samples

EXTENSION_I = "\U0002ebf0"


def made(*sheets: Sheet) -> bytes:
    """The bytes of a document of these sheets."""
    out = io.BytesIO()
    render(samples.document(*sheets), out)
    return out.getvalue()


def words(pdf: bytes, index: int = 0) -> str:
    """The text of a page without its line ends."""
    return page_text(pdf, index).replace("\r\n", "").replace("\n", "")


def test_the_same_document_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    first = made(samples.household_sheet(1), samples.door_cards())
    made(samples.visit_list())
    assert made(samples.household_sheet(1), samples.door_cards()) == first


def test_another_process_with_another_clock_makes_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop.printing.render import render; "
        "from tests.printing import samples; render(samples.document(samples.recovery_sheet()), Path(sys.argv[1]))"
    )
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONHASHSEED": "7",
        "TZ": "America/Lima",
        "PYTHONPATH": ".",
    }
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.pdf")], check=True, env=environment)
    assert (tmp_path / "a.pdf").read_bytes() == made(samples.recovery_sheet())


def test_names_with_rare_characters_can_be_copied() -> None:
    name = "𬭎䶮𠮷堃·阿卜杜拉"
    pdf = made(Sheet([Title(name), Paragraph(name, face="kai"), Fields((Field("姓名", name),))]))
    assert words(pdf).count(name) == 3


def test_three_hundred_different_characters_can_be_copied() -> None:
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 600))
    assert text in words(made(Sheet([Paragraph(text, indent=0)])))


def test_ticks_can_be_copied() -> None:
    assert "□自住　☑出租" in words(made(Sheet([Paragraph(ticked(("自住", "出租"), {"出租"}))])))


def test_text_that_hides_or_turns_is_put_straight() -> None:
    assert "王小明" in words(made(Sheet([Title("王\u202e小\u200b明\x07")])))


def test_a_character_no_font_has_is_an_empty_box_and_is_listed() -> None:
    out = io.BytesIO()
    done = render(samples.document(Sheet([Paragraph(f"王{EXTENSION_I}华", indent=0, size=40)])), out)
    assert done.missing == (Missing(f"王{EXTENSION_I}华", EXTENSION_I),)
    width, _height, pixels = page_image(out.getvalue(), 0, 1.0)
    left, top = 43 + 40, 57 + 12
    box = [[pixels[4 * (y * width + x)] for x in range(left, left + 40)] for y in range(top, top + 40)]
    inside = [value for row in box[8:30] for value in row[8:30]]
    assert min(inside) > 200, "room to write in"
    assert min(min(row) for row in box) < 128, "a frame that shows where"


def test_each_sheet_counts_its_own_pages() -> None:
    pdf = made(samples.household_sheet(1), samples.visit_list(60), samples.household_sheet(2))
    counts = [words(pdf, index) for index in range(page_count(pdf))]
    expected = ["第 1 页 共 1 页", "第 1 页 共 3 页", "第 2 页 共 3 页", "第 3 页 共 3 页", "第 1 页 共 1 页"]
    assert all(count in text for count, text in zip(expected, counts, strict=True))


def test_every_page_says_who_printed_it_when_and_under_which_number() -> None:
    pdf = made(samples.visit_list(60))
    for index in range(3):
        text = words(pdf, index)
        assert "打印人：李建国　打印时间：2026年11月22日 09:05　打印编号：P-20261122-0007" in text
        assert "V-00007-8" in text
        assert "筛选：第 3 栋" in text


def test_the_number_of_a_sheet_stands_before_that_of_the_printing() -> None:
    assert "打印编号：2026-15" in words(made(Sheet([], number="2026-15")))
    out = io.BytesIO()
    render(Document("无号", [Sheet([])], Stamp("李建国", 0)), out)
    assert "编号" not in words(out.getvalue())


def test_a_header_too_long_for_its_line_ends_in_an_ellipsis() -> None:
    assert "…" in words(made(Sheet([], code="H-03B1W-A", header="阳光花园小区" * 20)))


def test_the_file_is_named_and_never_scaled_by_a_reader() -> None:
    out = io.BytesIO()
    render(Document("走访名单", [Sheet([])], samples.STAMP), out)
    about = pypdfium2.PdfDocument(out.getvalue()).get_metadata_dict()
    assert about["Title"] == "走访名单"
    assert about["CreationDate"] == "D:20261122090500+08'00'"
    assert b"/PrintScaling /None" in out.getvalue()


def test_a_path_is_written_whole(tmp_path: Path) -> None:
    done = render(samples.document(samples.recovery_sheet()), tmp_path / "恢复单.pdf")
    assert done.pages == 1
    assert (tmp_path / "恢复单.pdf").read_bytes() == made(samples.recovery_sheet())


def test_a_path_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"没能写入“恢复单\.pdf”，数据没有受影响"):
        render(samples.document(samples.recovery_sheet()), tmp_path / "gone" / "恢复单.pdf")


def test_on_both_sides_no_sheet_stands_on_the_back_of_another() -> None:
    out = io.BytesIO()
    sheets = [samples.household_sheet(1), samples.visit_list(40), samples.household_sheet(2)]
    done = render(Document("户", sheets, samples.STAMP, both_sides=True), out)
    assert done.pages == 6
    assert [bool(words(out.getvalue(), index)) for index in range(6)] == [True, False, True, True, True, False]


def test_work_is_reported_page_by_page_and_can_be_stopped(tmp_path: Path) -> None:
    reported: list[int] = []

    def stop(pages: int) -> None:
        reported.append(pages)
        if pages == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render(Document("户", samples.households(10), samples.STAMP), tmp_path / "a.pdf", on_page=stop)
    assert reported == [1, 2, 3]
    assert list(tmp_path.iterdir()) == []


def test_an_offset_moves_everything_by_millimetres() -> None:
    pixels_per_mm = 8

    def first_dark(offset: Offset) -> tuple[int, int]:
        out = io.BytesIO()
        sheets = [Sheet([Table((Column("一"),), [("二",)])])]
        render(Document("t", sheets, samples.STAMP, offset=offset), out)
        width, _height, pixels = page_image(out.getvalue(), 0, pixels_per_mm / POINTS_PER_MM)
        dark = [at for at, value in enumerate(pixels[::4]) if value < 100]
        return min(at % width for at in dark), dark[0] // width

    plain, moved = first_dark(Offset()), first_dark(Offset(2, 3))
    assert moved[0] - plain[0] == pytest.approx(2 * pixels_per_mm, abs=1)
    assert moved[1] - plain[1] == pytest.approx(3 * pixels_per_mm, abs=1)


def test_remembered_texts_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(samples.visit_list(60))
    monkeypatch.setattr(pen, "_REMEMBERED", 10)
    assert made(samples.visit_list(60)) == whole


def test_paper_of_another_size_is_that_size() -> None:
    out = io.BytesIO()
    render(Document("图", [Sheet([Title("架构图")])], samples.STAMP, A3_LANDSCAPE), out)
    width, height, _pixels = page_image(out.getvalue(), 0, 1.0)
    assert (width, height) == (1191, 842)


def test_a_page_break_starts_a_page_but_never_an_empty_one() -> None:
    pdf = made(Sheet([PageBreak(), Heading("一"), PageBreak(), PageBreak(), Heading("二"), PageBreak()]))
    assert page_count(pdf) == 2


def test_runs_keep_their_order_and_blanks_their_room() -> None:
    pdf = made(
        Sheet([Paragraph(("甲方：", Run(blank_mm=40), "乙方：", Run("张三", "kai", underline=True), "。"), indent=0)])
    )
    assert words(pdf).replace(" ", "").find("甲方：乙方：张三。") >= 0

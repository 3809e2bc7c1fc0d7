"""What the test page shows, and how a finished page is moved for a printer that is off."""

from desktop.printing import preview
from desktop.printing.page import Offset, Stamp
from desktop.printing.ruler import ruler_page

STAMP = Stamp("王建国", 1_792_000_000_000)
DOTS_PER_MM = 2
SCALE = DOTS_PER_MM * 25.4 / 72


def frame(pdf: bytes) -> tuple[int, int]:
    """Where the frame begins, in whole millimetres from the left and from the top of the paper."""
    width, _height, pixels = preview.page_image(pdf, 0, SCALE)
    dark = [at // 4 for at in range(0, len(pixels), 4) if pixels[at] < 128]
    return min(at % width for at in dark) // DOTS_PER_MM, min(at // width for at in dark) // DOTS_PER_MM


def test_the_frame_stands_ten_millimetres_inside_the_paper() -> None:
    page = ruler_page(STAMP)
    assert preview.page_count(page) == 1
    assert frame(page) in {(9, 9), (9, 10), (10, 9), (10, 10)}
    assert "105 毫米" in preview.page_text(page, 0)


def test_a_nudge_moves_everything_and_leaves_the_paper_and_the_text() -> None:
    page = ruler_page(STAMP)
    moved = preview.nudged(page, Offset(5, -3))
    left, top = frame(page)
    right, down = frame(moved)
    assert (right - left, down - top) == (5, -3)
    assert preview.page_text(moved, 0) == preview.page_text(page, 0)
    assert preview.page_image(moved, 0, 1)[:2] == preview.page_image(page, 0, 1)[:2]


def test_without_a_nudge_the_bytes_stay() -> None:
    page = ruler_page(STAMP)
    assert preview.nudged(page, Offset()) is page
    assert page == ruler_page(STAMP)

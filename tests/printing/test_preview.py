"""What a preview promises: true pages as pixels, and none of the printed marks unreadable."""

import io

import pypdfium2
import pytest
import segno

from desktop.printing import qr
from desktop.printing.preview import page_count, page_image
from desktop.printing.render import render
from tests.printing import samples


@pytest.fixture
def pdf() -> bytes:
    out = io.BytesIO()
    render(samples.document(samples.visit_list(60)), out)
    return out.getvalue()


def test_pages_are_counted(pdf: bytes) -> None:
    assert page_count(pdf) == 3


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.3])
def test_an_image_has_four_bytes_a_pixel_and_is_mostly_opaque_white(pdf: bytes, scale: float) -> None:
    width, height, pixels = page_image(pdf, 2, scale)
    assert len(pixels) == width * height * 4
    assert (width, height) == pytest.approx((595.3 * scale, 841.9 * scale), abs=1)
    assert set(pixels[3::4]) == {255}
    assert pixels.count(b"\xff\xff\xff\xff") > width * height / 2


def test_a_page_that_does_not_exist_is_a_fault(pdf: bytes) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        page_image(pdf, 3, 1.0)


@pytest.mark.parametrize("text", ["H-03B1W-A", "中文也可以", "https://example.org/" + "x" * 80])
def test_qr_squares_are_those_of_the_code(text: str) -> None:
    side, rows = qr.squares(text)
    drawn = [[0] * side for _row in rows]
    for at, runs in enumerate(rows):
        for first, count in runs:
            drawn[at][first : first + count] = [1] * count
    expected = segno.make_qr(text, error="m", mask=4, boost_error=False).matrix
    assert drawn == [list(row) for row in expected]

"""Draws what stands around the form on every page: unit, short code with QR, who printed it and when, page x of y."""

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.printing.blocks import Sheet
from desktop.printing.clean import clean
from desktop.printing.page import POINTS_PER_MM, Paper, Stamp
from desktop.printing.pen import HAIR, Pen
from desktop.printing.set_marks import draw_qr

_SMALL = 9.0
_QR_MM = 13.0
_TOP_MM = 6.0
_FOOT_MM = 14.5
_NUMBER = 14.0  # 4号


def draw_frame(pen: Pen, paper: Paper, *, sheet: Sheet, stamp: Stamp, page: int, pages: int) -> None:
    """Draw header and footer of page `page` of `pages` (from 1) into the margins."""
    left, right = paper.left_mm * POINTS_PER_MM, (paper.width_mm - paper.right_mm) * POINTS_PER_MM
    if paper.official:
        _draw_official(pen, paper, sheet=sheet, stamp=stamp, page=page)
        return
    _draw_header(pen, sheet, left, right)
    foot = (paper.height_mm - _FOOT_MM) * POINTS_PER_MM
    pen.lines([(left, foot, right, foot)], width=HAIR)
    count = _("第 {page} 页 共 {pages} 页").format(page=page, pages=pages)
    end = right - pen.width(count, "sans", _SMALL)
    pen.text(end, foot + 4, count, face="sans", size=_SMALL)
    words = _fitted(pen, _stamped(stamp, sheet.number), end - left - 12)
    pen.text(left, foot + 4, words, face="sans", size=_SMALL)


def _draw_official(pen: Pen, paper: Paper, *, sheet: Sheet, stamp: Stamp, page: int) -> None:
    """GB/T 9704-2012, 7.5: the number in 4号 between dashes, 7 mm below the body, odd at the right, even at the left.

    Which copy it is stands at the top; who printed it stands small at the edge, outside of what the standard lays out.
    """
    left, right = paper.left_mm * POINTS_PER_MM, (paper.width_mm - paper.right_mm) * POINTS_PER_MM
    words = f"— {page} —"
    place = (paper.height_mm - paper.bottom_mm + 7) * POINTS_PER_MM
    x = right - _NUMBER - pen.width(words, "serif", _NUMBER) if page % 2 else left + _NUMBER
    pen.text(x, place, words, face="serif", size=_NUMBER)
    pen.text(left, _TOP_MM * 2 * POINTS_PER_MM, clean(sheet.filter_text), face="sans", size=_SMALL)
    low = (paper.height_mm - 10) * POINTS_PER_MM
    pen.text(left, low, _fitted(pen, _stamped(stamp, sheet.number), right - left), face="sans", size=_SMALL)


def _draw_header(pen: Pen, sheet: Sheet, left: float, right: float) -> None:
    top = _TOP_MM * POINTS_PER_MM
    end = right
    if sheet.code:
        side = _QR_MM * POINTS_PER_MM
        draw_qr(pen, (right - side, top - 2), side, sheet.qr or sheet.code)
        code = clean(sheet.code)
        end = right - side - 4 - pen.width(code, "sans-bold", 10)
        pen.text(end, top + side / 2 - 6, code, face="sans-bold", size=10)
    if sheet.header:
        pen.text(left, top + 6, _fitted(pen, sheet.header, end - left - 12), face="sans", size=_SMALL)
    if sheet.filter_text:
        pen.text(left, top + 20, _fitted(pen, sheet.filter_text, end - left - 12), face="sans", size=_SMALL)


def _stamped(stamp: Stamp, number: str) -> str:
    when = local_time(stamp.printed_at)
    day = _("{year}年{month}月{day}日").format(year=when.year, month=when.month, day=when.day)
    words = _("打印人：{name}　打印时间：{when}").format(name=stamp.printed_by, when=f"{day} {when:%H:%M}")
    number = number or stamp.number
    return words + _("　打印编号：{number}").format(number=number) if number else words


def _fitted(pen: Pen, text: str, width: float) -> str:
    """`text` on one line, its end replaced by an ellipsis when it is too long."""
    text = clean(text).replace("\n", " ")
    if pen.width(text, "sans", _SMALL) <= width:
        return text
    while text and pen.width(text + "…", "sans", _SMALL) > width:
        text = text[:-1]
    return text + "…"

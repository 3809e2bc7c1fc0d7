"""The test page of a printer: a cross of millimetres that says how far the printer is off."""

from desktop.base.text import _
from desktop.printing.clean import clean
from desktop.printing.fonts import bundled
from desktop.printing.page import A4, POINTS_PER_MM, Stamp
from desktop.printing.pen import Pen
from desktop.printing.press import Press

_ARM_MM = 50
_EDGE_MM = 10


def ruler_page(stamp: Stamp) -> bytes:
    """One A4 page as PDF. The cross stands in the middle of the paper, the frame ten millimetres inside its edges."""
    fonts = bundled()
    with fonts.lock:
        press = Press(_("打印机测试页"), printed_at=stamp.printed_at)
        pen = Pen(fonts, press.doc)
        pen.start(A4.height_mm * POINTS_PER_MM, left=0, down=0)
        _frame(pen)
        _cross(pen)
        _words(pen, stamp)
        press.add_page(pen.finish(), A4)
        return press.data()


def _mm(*values: float) -> tuple[float, ...]:
    return tuple(value * POINTS_PER_MM for value in values)


def _frame(pen: Pen) -> None:
    x, y, width, height = _mm(_EDGE_MM, _EDGE_MM, A4.width_mm - 2 * _EDGE_MM, A4.height_mm - 2 * _EDGE_MM)
    pen.box(x, y, width, height)


def _cross(pen: Pen) -> None:
    """Two rulers through the middle, a mark each millimetre, longer ones each five and ten."""
    middle, centre = A4.width_mm / 2, A4.height_mm / 2
    rules = [(middle - _ARM_MM, centre, middle + _ARM_MM, centre), (middle, centre - _ARM_MM, middle, centre + _ARM_MM)]
    for at in range(-_ARM_MM, _ARM_MM + 1):
        half = 3.0 if at % 10 == 0 else 2.0 if at % 5 == 0 else 1.2
        rules += [(middle + at, centre - half, middle + at, centre + half)]
        rules += [(middle - half, centre + at, middle + half, centre + at)]
    pen.lines([(x1, y1, x2, y2) for x1, y1, x2, y2 in (_mm(*rule) for rule in rules)], width=0.3)
    for at in range(-_ARM_MM, _ARM_MM + 1, 10):
        if at:
            _centred(pen, middle + at, centre + 4, str(abs(at)), size=7)
            _centred(pen, middle + 6, centre + at - 1.2, str(abs(at)), size=7)


def _words(pen: Pen, stamp: Stamp) -> None:
    middle = A4.width_mm / 2
    lines = (
        (24, _("打印机测试页"), 20),
        (36, _("看得到这一段字，说明打印机和字库都正常：春风化雨，联户到家。"), 12),
        (44, _("生僻字：䶮 𬭎 㛃 喆 堃 犇"), 12),
        (56, _("量法：用尺子量十字中心到纸边的距离，应当是左边 105 毫米、上边 148.5 毫米。"), 11),
        (64, _("左边量得 103 毫米，“向右”加 2；量得 107 毫米，“向右”减 2。上边同样，改“向下”。"), 11),
        (228, _("外框离四边应当都是 10 毫米；十字每一大格是 10 毫米，不对时请把打印机的“缩放”改成“实际大小”。"), 10),
        (236, _("打印人：{name}").format(name=stamp.printed_by), 10),
    )
    for top, words, size in lines:
        _centred(pen, middle, top, words, size=size)


def _centred(pen: Pen, x_mm: float, y_mm: float, words: str, *, size: float) -> None:
    text = clean(words)
    x, y = _mm(x_mm, y_mm)
    pen.text(x - pen.width(text, "sans", size) / 2, y, text, face="sans", size=size)

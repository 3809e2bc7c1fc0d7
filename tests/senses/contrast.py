"""How well words stand out, told from the pixels of a picture of the screen and not from what the palette promises."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from tests.senses.layout import frame_of, shown
from tests.senses.stage import path_of

TEXT, EDGE = 4.5, 3.0  # WCAG 1.4.3 for words, 1.4.11 for the edge of what is typed into
LEAST = 12  # pixels of a colour before it counts as a ground
ROWS = 4  # of a table: the others look alike


def findings(top: QWidget) -> Iterator[str]:
    """One line for each word, cell or field that is too faint."""
    image = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget in shown(top):
        if not widget.isEnabled():
            continue
        place = seen_part(widget, top)
        if place.width() < 6 or place.height() < 6:
            continue
        if not isinstance(widget, QTableView) and place.height() < widget.height():
            continue  # half scrolled away
        if isinstance(widget, QTableView):
            yield from _table(widget, top, image)
        elif isinstance(widget, (QLabel, QAbstractButton)) and widget.text():
            ratio = of_words(image, place if isinstance(widget, QLabel) else place.adjusted(3, 3, -3, -3))
            if ratio < TEXT:
                yield f"{path_of(widget, top)}: words {ratio:.1f} : 1"
        elif isinstance(widget, (QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit)):
            yield from _field(widget, top, image)


def _table(table: QTableView, top: QWidget, image: QImage) -> Iterator[str]:
    model, viewport = table.model(), table.viewport()
    room = seen_part(viewport, top)
    corner = viewport.mapTo(top, QPoint(0, 0))
    for row in range(min(ROWS, model.rowCount())):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            words = index.data()
            if not isinstance(words, str) or not words:
                continue
            place = table.visualRect(index).translated(corner)
            cell = place.adjusted(2, 3, -2, -3)
            if not room.contains(place) or cell.width() < 24 or cell.height() < 12:
                continue  # scrolled half away: its words may be in the other half
            ratio = of_words(image, cell)
            if ratio < TEXT:
                title = model.headerData(column, table.horizontalHeader().orientation())
                yield f"{path_of(table, top)}: “{words}” under {title}: {ratio:.1f} : 1"


def _field(field: QWidget, top: QWidget, image: QImage) -> Iterator[str]:
    if field.property("kind") == "bare" or isinstance(field.parentWidget(), (QComboBox, QAbstractSpinBox)):
        return
    if (isinstance(field, (QLineEdit, QTextEdit)) and field.isReadOnly()) or not _has_frame(field):
        return
    place = QRect(field.mapTo(top, QPoint(0, 0)), field.size())
    if seen_part(field, top) != place or place.left() < 3:
        return
    middle = place.center().y()
    outer = image.pixel(place.left() - 2, middle)
    edge = max(contrast(image.pixel(place.left() + at, middle), outer) for at in (0, 1))
    if edge < EDGE:
        yield f"{path_of(field, top)}: edge {edge:.1f} : 1"


def _has_frame(field: QWidget) -> bool:
    return not hasattr(field, "frameShape") or field.frameShape() != field.Shape.NoFrame


def seen_part(widget: QWidget, top: QWidget) -> QRect:
    """The part of a widget that is not scrolled away, in the coordinates of `top`."""
    part = widget.visibleRegion().boundingRect()
    area = frame_of(widget)
    part.translate(widget.mapTo(top, QPoint(0, 0)))
    if area is not None:
        port = area.viewport()
        part = part.intersected(QRect(port.mapTo(top, QPoint(0, 0)), port.size()))
    return part


def of_words(image: QImage, place: QRect) -> float:
    """The strongest contrast on the ground of `place`, or the first that is enough; 21 where nothing is written."""
    if place.width() < 4 or place.height() < 4:
        return 21.0
    counted = Counter(_pixels(image, place))
    if len(counted) < 2:
        return 21.0
    ground = max(counted, key=counted.__getitem__)
    if counted[ground] < LEAST:
        return 21.0
    best = 1.0
    for colour in counted:  # hundreds of shades lie between ink and ground
        best = max(best, contrast(ground, colour))
        if best >= TEXT:
            break
    return best


def _pixels(image: QImage, place: QRect) -> memoryview:
    part = image.copy(place)
    return memoryview(part.constBits().tobytes()).cast("I")


@cache
def contrast(one: int, other: int) -> float:
    """The contrast of two colours after WCAG 2.2, 1 to 21."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@cache
def _light(colour: int) -> float:
    parts = ((colour >> shift & 255) / 255 for shift in (16, 8, 0))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""What is cut, covered or out of sight among the widgets of one window, each told in a sentence."""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QStyle,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QWidget,
)

from desktop.ui.labels import Elided
from desktop.ui.toast import Toasts
from tests.senses.stage import path_of

SLACK = 1  # a pixel is rounding
DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")
EDGES = 8  # pixels of a cell beside its words, at the least


def shown(top: QWidget) -> list[QWidget]:
    """Every widget that stands on the screen within `top`."""
    return [one for one in top.findChildren(QWidget) if one.isVisibleTo(top) and not one.isWindow()]


def findings(top: QWidget) -> Iterator[str]:
    """One line for each thing that is wrong."""
    widgets = shown(top)
    for widget in widgets:
        for wrong in (*cut(widget), *outside(widget, top), *sideways(widget)):
            yield f"{path_of(widget, top)}: {wrong}"
    for parent in (top, *widgets):
        for one, other, shared in overlaps(parent):
            yield f"{path_of(one, top)}: lies over {path_of(other, top)} by {shared.width()}×{shared.height()}"


def cut(widget: QWidget) -> Iterator[str]:
    """Words that have not the room they need."""
    if not widget.width() or not widget.height():
        return
    if isinstance(widget, Elided):
        if widget.shown_text() != widget.text() and not widget.toolTip():
            widget.grab()
            if not widget.toolTip():
                yield f"elided without a tooltip: {widget.shown_text()}"
    elif isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton)):
        needed = widget.sizeHint()
        told = elides(widget) if widget.text() else bool(widget.toolTip())
        if widget.width() + SLACK < needed.width() and not told:
            yield f"width {widget.width()} < {needed.width()}"
        if widget.height() < widget.fontMetrics().height() and widget.text():
            yield f"height {widget.height()} < {widget.fontMetrics().height()} of its words"
    elif isinstance(widget, QComboBox):
        room = widget.width() - widget.fontMetrics().height() * 1.6
        if widget.fontMetrics().horizontalAdvance(widget.currentText()) > room + SLACK:
            yield f"“{widget.currentText()}” is cut at {widget.width()}"
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QTableView):
        yield from _days(widget)
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            if widget.tabRect(at).right() > widget.width():
                yield f"tab “{widget.tabText(at)}” is out of sight"


def _days(table: QTableView) -> Iterator[str]:
    """A day or an instant that is cut says another one."""
    model, metrics = table.model(), table.fontMetrics()
    for column in range(model.columnCount() if model is not None and model.rowCount() else 0):
        words = model.index(0, column).data()
        if not isinstance(words, str) or not DAY.fullmatch(words) or table.isColumnHidden(column):
            continue
        if (wide := metrics.horizontalAdvance(words)) + EDGES > table.columnWidth(column):
            yield f"“{words}” needs {wide}, its column is {table.columnWidth(column)}"


def elides(widget: QWidget) -> bool:
    """Whether a widget shortens its own words and tells the whole of them otherwise."""
    return bool(getattr(widget, "shown_text", None))


def _label(label: QLabel) -> Iterator[str]:
    if label.pixmap() and not label.pixmap().isNull():
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.text() and label.height() + 2 < needed:
            yield f"height {label.height()} < {needed} for its lines"
        longest = max((label.fontMetrics().horizontalAdvance(word) for word in label.text()), default=0)
        if label.width() < 2 * longest:
            yield f"{label.width()} wide: not two characters a line"
        return
    needed = label.sizeHint()
    if label.text() and label.width() + SLACK < needed.width():
        yield f"width {label.width()} < {needed.width()}"
    if label.text() and label.height() + 2 < needed.height():
        yield f"height {label.height()} < {needed.height()}"


def _line(line: QLineEdit) -> Iterator[str]:
    metrics = QFontMetrics(line.font())
    if line.objectName().startswith("qt_"):
        return  # of a spin box, which has room for its longest number
    icons = sum(one.width() for one in line.findChildren(QAbstractButton) if one.isVisibleTo(line))
    drawn = QStyleOptionFrame()
    line.initStyleOption(drawn)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, drawn, line).width() - icons - 4
    words = line.text() or line.placeholderText()
    shown_words = line.displayText() or words
    if metrics.horizontalAdvance(shown_words) > room + SLACK and not line.toolTip():
        yield f"“{shown_words}” needs {metrics.horizontalAdvance(shown_words)}, has {round(room)}"
    if line.height() + SLACK < metrics.height():
        yield f"height {line.height()} < {metrics.height()}"


def frame_of(widget: QWidget) -> QAbstractScrollArea | None:
    """The scroll area in whose contents a widget stands, if any."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return above
        parent = above
    return None


def outside(widget: QWidget, top: QWidget) -> Iterator[str]:
    """A child that reaches beyond its parent is not seen whole."""
    parent = widget.parentWidget()
    if parent is None or isinstance(widget, (QScrollBar, QSizeGrip, QSplitterHandle)):
        return
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        return
    if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(widget.geometry()) and widget.width():
        yield f"{_told(widget.geometry())} reaches out of its parent {_told(parent.rect())}"
    elif frame_of(widget) is None:
        place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
        if not top.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            yield f"{_told(place)} is out of the window {_told(top.rect())}"


def sideways(widget: QWidget) -> Iterator[str]:
    """A form that has to be pushed sideways is not read; a table or a drawing may be."""
    if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
        if widget.property("sideways"):
            return
        yield f"has to be pushed sideways by {widget.horizontalScrollBar().maximum()}"


def overlaps(parent: QWidget) -> Iterator[tuple[QWidget, QWidget, QRect]]:
    """Two children at one place."""
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and not floats(child)
    ]
    if isinstance(parent, QAbstractScrollArea):
        return
    for one, other in combinations(children, 2):
        shared = one.geometry().intersected(other.geometry())
        if shared.width() > SLACK and shared.height() > SLACK:
            yield one, other, shared


def floats(widget: QWidget) -> bool:
    """Whether a widget lies over others on purpose."""
    return (
        widget.property("kind") == "float"
        or isinstance(widget, Toasts)
        or widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        or isinstance(widget, (QSplitterHandle, QSizeGrip))
    )


def _told(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"

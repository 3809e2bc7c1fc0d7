"""Whether everything can be reached and told by keyboard, finger and screen reader."""

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from tests.senses.layout import frame_of, shown
from tests.senses.stage import path_of

LEAST, LARGE_LEAST = 24, 44  # pixels a finger needs: WCAG 2.5.8; the large version after the MIIT rules
KEY = re.compile(r"(Ctrl|Alt|Shift)\+|F\d|Pg(Up|Dn)|Esc|Enter")  # a hint that names the key that does the same
OTHERWISE = {"StepBar": "the buttons under the page go back, one step at a time"}
_OUT = Qt.KeyboardModifier.ControlModifier  # with Tab: out of a table in which Tab goes from cell to cell
STEPS = 400  # more than any page has controls
Targets = (QAbstractButton, QComboBox, QLineEdit)


def small(top: QWidget, px: int) -> Iterator[str]:
    """Targets that are too small to be hit."""
    least = LARGE_LEAST if px >= 20 else LEAST
    for widget in shown(top):
        if not isinstance(widget, Targets) or not widget.isEnabled() or not acts(widget):
            continue
        limit = LEAST if widget.property("kind") in ("link", "bare") else least  # those stand in a line of words
        if widget.height() < limit or (widget.width() < LEAST):
            yield f"{path_of(widget, top)}: target {widget.width()}×{widget.height()}, needs {limit}"


def acts(widget: QWidget) -> bool:
    """Whether a click on a widget does something of its own."""
    inner = widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), (QLineEdit, QComboBox))
    return not inner and not widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def nameless(top: QWidget) -> Iterator[str]:
    """Controls for which a screen reader has no word."""
    for widget in shown(top):
        inner = widget.objectName().startswith("qt_")
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner and not name_of(widget):
            yield f"{path_of(widget, top)}: has no name for a screen reader"
        if isinstance(widget, QAbstractItemView) and _silent(widget):
            yield f"{path_of(widget, top)}: its rows say nothing to a screen reader"


def _silent(view: QAbstractItemView) -> bool:
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    model: Any = view.model()
    if model is None or not model.index(0, 0).isValid():
        return False
    row = [index for column in range(60) if (index := model.index(0, column)).isValid()]
    return not any(index.data(role) for index in row for role in roles)


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget, by Qt's own order: its name, its words, the label that belongs to it.

    Qt's interfaces themselves are not asked: the binding lets go of them while Qt still holds them.
    """
    words = getattr(widget, "text", None) if isinstance(widget, QAbstractButton) else None
    buddies = [one.text() for one in widget.window().findChildren(QLabel) if one.buddy() is widget]
    return (widget.accessibleName() or (words() if words else "") or "".join(buddies)).strip()


def expected(top: QWidget) -> list[QWidget]:
    """Everything that Tab has to come to."""
    found = []
    for widget in shown(top):
        policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if policy and widget.isEnabled() and widget.focusProxy() is None and not _passed_over(widget):
            found.append(widget)
    return found


def _passed_over(widget: QWidget) -> bool:
    """One of several of which one is chosen: the arrows come to the others."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and not widget.isChecked():
        return bool(widget.autoExclusive() or (widget.group() is not None and widget.group().exclusive()))
    return widget.objectName().startswith("qt_")


def unreached(top: QWidget) -> Iterator[str]:
    """What Tab does not come to, or comes to twice, and focus that is not seen."""
    wanted = expected(top)
    held = QApplication.focusWidget()
    if held is None or held.window() is not top.window() or not (top.isAncestorOf(held) or top is held):
        if not wanted:
            return
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    order: list[QWidget] = []
    for _step in range(STEPS):
        held = QApplication.focusWidget()
        if held is None or (held in order and not (held is order[-1] and isinstance(held, QAbstractItemView))):
            break
        order.append(held)
        cells = isinstance(held, QAbstractItemView) and held.tabKeyNavigation()
        QTest.keyClick(held, Qt.Key.Key_Tab, _OUT if cells else Qt.KeyboardModifier.NoModifier)
    reached = {id(one) for one in order} | {id(_inside(one)) for one in order}
    for widget in wanted:
        if id(widget) not in reached and id(_inside(widget)) not in reached:
            yield f"{path_of(widget, top)}: Tab never comes to it"
    if held is not None and order and held is not order[0] and order[0] in wanted:
        yield f"{path_of(held, top)}: Tab comes back to it and not round"


def _inside(widget: QWidget) -> QWidget:
    """The line within a spin box or a box of choices, and the widget itself for everything else."""
    return widget.focusProxy() or widget


def mouse_only(top: QWidget) -> Iterator[str]:
    """What a click works on and no key does."""
    for widget in shown(top):
        own = type(widget).__module__.startswith("desktop")
        clicked = own and any(
            name in vars(kind)
            for kind in type(widget).__mro__
            if kind.__module__.startswith("desktop")
            for name in ("mousePressEvent", "mouseReleaseEvent")
        )
        button = isinstance(widget, QAbstractButton) and acts(widget)
        if (clicked or button) and widget.isEnabled() and widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            if isinstance(widget.parentWidget(), QAbstractScrollArea) or frame_of(widget) is widget:
                continue
            if not KEY.search(widget.toolTip()) and type(widget).__name__ not in OTHERWISE:
                yield f"{path_of(widget, top)}: works by mouse only ({widget.toolTip()})"

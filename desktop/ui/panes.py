"""F6: from pane to pane of the window, as in other programs, and back with Shift."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

PANE = "pane"  # the property of a form and of the tables under it


def panes_of(page: QWidget) -> tuple[QWidget, ...]:
    """The parts of a page that lie beside each other, or say of themselves that they are panes; else the whole page."""
    for splitter in page.findChildren(QSplitter):
        sides = tuple(splitter.widget(at) for at in range(splitter.count()))
        shown = tuple(side for side in sides if side.isVisible() and side.width() > 0)
        if splitter.isVisible() and len(shown) > 1:
            return shown
    said = [part for part in page.findChildren(QWidget) if part.property(PANE) and part.isVisible()]
    return tuple(said) if len(said) > 1 else (page,)


def go_on(panes: Sequence[QWidget], by: int) -> QWidget | None:
    """Give the focus to the next (1) or previous (-1) pane that takes it; returns the control that has it then."""
    held = QApplication.focusWidget()
    at = next((at for at, pane in enumerate(panes) if held and (pane is held or pane.isAncestorOf(held))), -1)
    for step in range(1, len(panes) + 1):
        pane = panes[(at + by * step) % len(panes)]
        to = (_last_held(pane) or _first_in(pane)) if pane.isVisible() else None
        if to is not None and to is not held:
            to.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return to
    return None


def _last_held(pane: QWidget) -> QWidget | None:
    """Where the focus was in a pane, so that coming back goes on where one was."""
    held = pane.focusWidget()
    inside = held is not None and (held is pane or pane.isAncestorOf(held))
    return held if inside and held is not None and _takes(held, pane) else None


def _first_in(pane: QWidget) -> QWidget | None:
    at = pane.nextInFocusChain()
    while at is not None and at is not pane:
        if pane.isAncestorOf(at) and _takes(at, pane):
            return at
        at = at.nextInFocusChain()
    return pane if _takes(pane, pane) else None


def _takes(widget: QWidget, pane: QWidget) -> bool:
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(takes) and widget.isEnabled() and (widget is pane or widget.isVisibleTo(pane))

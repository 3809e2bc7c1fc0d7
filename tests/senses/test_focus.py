"""Whoever works by keyboard sees where the focus is, and Esc loses nothing that was typed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableWidget, QWidget

from desktop.standard import drafts
from tests.senses.reach import expected
from tests.senses.stage import Stage, calm, path_of

pytestmark = [pytest.mark.senses, pytest.mark.xdist_group("senses")]
SEEN = ("today", "households", "people.new", "elevation", "settings", "import", "papers", "calendar", "assign")
FORMS = ("households.new", "people.new", "jottings.new", "visit")


def _picture(widget: QWidget, top: QWidget) -> QImage:
    """A control with what is close around it: a ring may lie outside."""
    place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4)
    return top.grab(place.intersected(top.rect())).toImage()


@pytest.mark.parametrize("name", SEEN)
def test_the_focus_is_seen(stage: Stage, name: str) -> None:
    stage.go(name)
    stage.window.activateWindow()
    calm()
    unseen, kinds = [], set[tuple[str, str]]()
    for widget in expected(stage.window):
        kind = (type(widget).__name__, str(widget.property("kind")))
        if kind in kinds or isinstance(widget, (QLineEdit, QTableWidget)) or widget.visibleRegion().isEmpty():
            continue
        kinds.add(kind)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        calm()
        with_focus = _picture(widget, stage.window)
        widget.clearFocus()
        calm()
        if with_focus == _picture(widget, stage.window):
            unseen.append(path_of(widget, stage.window))
    assert unseen == []


@pytest.mark.parametrize("name", FORMS)
def test_esc_keeps_what_was_typed(stage: Stage, name: str) -> None:
    stage.go("today")
    page = stage.go(name, stage.first("households") if name == "visit" else None)
    stage.window.activateWindow()
    calm()
    lines = [one for one in page.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    line = next(one for one in lines if isinstance(one, QLineEdit) and not one.isReadOnly() and not one.text())
    line.setFocus()
    QTest.keyClicks(line, "zhou lan")
    stage.settle()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    stage.settle()
    if stage.page is page:
        assert any("zhou lan" in one.text() for one in page.findChildren(QLineEdit))
        return
    with stage.desk.store.read() as session:
        kept = drafts.mine(session, stage.desk.actor)
    assert any("zhou lan" in str(draft) for draft in kept)

"""What an input method composes is neither searched nor submitted, and its last character is never lost."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.ui.list_page import ListPage
from desktop.ui.picker import PickerField
from tests.senses.stage import Stage, calm

pytestmark = [pytest.mark.senses, pytest.mark.xdist_group("senses")]


def _text(line: Any) -> str:
    return str(line.toPlainText() if isinstance(line, (QPlainTextEdit, QTextEdit)) else line.text())


def _compose(line: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(line, event)
    calm()


def _search(stage: Stage) -> QWidget:
    stage.go("today")
    stage.shell.search()
    return stage.shell.palette_frame.line


def _find(stage: Stage) -> QWidget:
    page = stage.go("people")
    assert isinstance(page, ListPage)
    page.parts.find_line.clear()
    return page.parts.find_line


def _cell(stage: Stage) -> QWidget:
    page = stage.go("people")
    assert isinstance(page, ListPage)
    page.editing.toggle()
    stage.rest()
    page.view.next_cell(page.model.index(0, 0), 1)
    page.view.edit(page.view.currentIndex())
    calm()
    return next(one for one in page.view.findChildren(QLineEdit) if one.isVisible())


def _form_line(stage: Stage) -> QWidget:
    page = stage.go("people.new")
    return next(one for one in page.findChildren(QLineEdit) if one.isVisible() and one.isEnabled())


def _long_line(stage: Stage) -> QWidget:
    page = stage.go("phrases.new")
    return next(one for one in page.findChildren(QPlainTextEdit) if one.isVisible() and one.isEnabled())


def _picker(stage: Stage) -> QWidget:
    page = stage.go("visit", stage.first("households"))
    picker = next(one for one in page.findChildren(PickerField) if one.isVisible() and one.isEnabled())
    line = next(one for one in picker.findChildren(QLineEdit) if one.isVisible())
    line.clear()
    return line


def _jotting(stage: Stage) -> QWidget:
    stage.go("today")
    stage.shell.jot.open_up()
    calm()
    return next(one for one in stage.shell.jot.findChildren(QLineEdit) if one.isVisible())


@pytest.mark.parametrize("bring", [_search, _find, _cell, _form_line, _long_line, _picker, _jotting])
def test_composing_does_nothing_and_committing_keeps_every_character(
    stage: Stage, bring: Callable[[Stage], QWidget]
) -> None:
    line = bring(stage)
    stage.window.activateWindow()
    line.setFocus()
    stage.settle()
    before, page, writes = _text(line), stage.page, list[object]()
    stage.tasks.changed.connect(writes.append)
    _compose(line, "zhou")
    reads = stage.tasks.busy
    QApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    calm()
    assert _text(line).strip("\n") in (before, ""), (
        "what is being composed is not in the line yet; what was selected gives way"
    )
    assert not reads, "nothing is searched while composing"
    assert line.isVisible(), "Enter belongs to the input method"
    _compose(line, "zhou l")
    _compose(line, "", "周兰")
    stage.settle()
    assert _text(line).endswith("周兰")
    assert stage.page is page
    assert writes == []
    stage.tasks.changed.disconnect(writes.append)
    _leave(stage, line)


def _leave(stage: Stage, line: QWidget) -> None:
    """As it was before."""
    line.clear() if isinstance(line, (QLineEdit, QPlainTextEdit)) else None
    stage.shell.palette_frame.close_up()
    QApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    if isinstance(stage.page, ListPage) and stage.page.editing.on:
        stage.page.editing.toggle()
    stage.settle()

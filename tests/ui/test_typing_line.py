"""A line that answers to committed text only, so that an input method can compose in peace."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.typing_line import WAIT_MS, TypingLine
from tests.ui.open import put_up


@pytest.fixture
def line(qtbot: QtBot) -> TypingLine:
    made = TypingLine(wait_ms=30)
    qtbot.addWidget(made)
    put_up(qtbot, made)
    return made


@pytest.fixture
def told(line: TypingLine) -> list[str]:
    heard: list[str] = []
    line.committed.connect(heard.append)
    return heard


def compose(line: TypingLine, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(line, event)


def test_the_pause_is_120_ms() -> None:
    assert WAIT_MS == 120


def test_the_first_letter_is_told_at_once_and_the_rest_together(
    line: TypingLine, told: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(line, "zxl")
    assert told == ["z"]
    qtbot.waitUntil(lambda: told == ["z", "zxl"])


def test_nothing_is_told_while_composing_and_all_of_it_at_the_commit(
    line: TypingLine, told: list[str], qtbot: QtBot
) -> None:
    for letters in ("z", "zh", "zhou"):
        compose(line, letters)
    assert line.composing
    assert told == []
    compose(line, "", "周")
    assert not line.composing
    assert told == ["周"]


def test_the_keys_of_the_list_belong_to_the_input_method_while_it_composes(line: TypingLine, qtbot: QtBot) -> None:
    heard: list[object] = []
    for signal in (line.moved, line.entered, line.escaped):
        signal.connect(lambda *_args: heard.append(1))
    compose(line, "zhou")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(line, key)
    assert heard == []


def test_keys_of_the_list_are_told(line: TypingLine, qtbot: QtBot) -> None:
    moves: list[int] = []
    line.moved.connect(moves.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(line, key)
    assert moves == [1, -1, 8, -8]
    for signal, key in (
        (line.tabbed, Qt.Key.Key_Tab),
        (line.entered, Qt.Key.Key_Return),
        (line.escaped, Qt.Key.Key_Escape),
    ):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(line, key)


def test_enter_does_not_wait_for_the_pause(line: TypingLine, told: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "zl")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["z", "zl"]


def test_leaving_the_line_is_told_but_leaving_the_window_is_not(line: TypingLine, qtbot: QtBot) -> None:
    heard: list[int] = []
    line.left.connect(lambda: heard.append(1))
    window = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(line, window)
    assert heard == []
    QApplication.sendEvent(line, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert heard == [1]

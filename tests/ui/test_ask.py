"""The one dialog: verbs on the buttons, the safe way has the focus, and Esc is safe."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.spec import Field
from desktop.ui import style
from desktop.ui.ask import FieldsQuestion, Question, ask, ask_fields, ask_text
from desktop.ui.style import Look
from tests.ui.open import put_up

FIELDS = (Field("on", "日期", "day", required=True, hint="0812"), Field("to", "去向"))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(1024, 560)
    qtbot.addWidget(widget)
    put_up(qtbot, widget)
    return widget


def meanwhile(act: Callable[[Question], None]) -> None:
    """Act on the dialog once it is up."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Question)
        act(dialog)

    QTimer.singleShot(0, run)


def test_the_verb_means_yes(window: QWidget, qtbot: QtBot) -> None:
    meanwhile(lambda box: box.verb.click())
    assert ask(window, "删除 3 户后可在回收站找回。", "删除 3 户", safe="不删除", danger=True, detail=["3-2-1302 周兰"])


def test_escape_is_the_safe_way(window: QWidget, qtbot: QtBot) -> None:
    meanwhile(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert not ask(window, "删除 3 户后可在回收站找回。", "删除 3 户", safe="不删除", danger=True)


def test_the_safe_button_has_the_focus_and_the_danger_is_left_of_it_and_red(qtbot: QtBot) -> None:
    box = Question(None, "删除 3 户后可在回收站找回。", "删除 3 户", safe="不删除", danger=True)
    qtbot.addWidget(box)
    put_up(qtbot, box)
    assert box.focusWidget() is box.safe
    assert box.verb.property("kind") == "danger"
    assert box.verb.geometry().right() + 24 <= box.safe.geometry().left()


def test_a_harmless_verb_stands_at_the_right_in_blue(qtbot: QtBot) -> None:
    box = Question(None, "导出 28 户。", "导出 28 户", safe="不导出")
    qtbot.addWidget(box)
    put_up(qtbot, box)
    assert box.verb.property("kind") == "primary"
    assert box.safe.geometry().right() < box.verb.geometry().left()


@pytest.mark.parametrize("size", [14, 20])
def test_buttons_stay_on_the_screen_however_long_the_list(qtbot: QtBot, qapp: QApplication, size: int) -> None:
    style.apply(qapp, Look(size))
    box = Question(None, "这些住户将一起改。", "改 200 户", safe="不改")
    qtbot.addWidget(box)
    for number in range(200):
        box.add_line(f"3-2-{number} 周兰")
    QTimer.singleShot(0, box.reject)
    box.exec()
    room = box.screen().availableGeometry()
    assert box.height() <= room.height() * 0.9 + 1
    assert box.rect().contains(box.safe.geometry())


def test_fields_are_handed_over_trimmed(window: QWidget, qtbot: QtBot) -> None:
    def fill(box: Question) -> None:
        assert isinstance(box, FieldsQuestion)
        box.lines["on"].setText(" 0812 ")
        box.verb.click()

    meanwhile(fill)
    asked = ask_fields(window, "这一户搬走了。", "登记搬走", safe="不登记", fields=FIELDS, texts={"to": "县城"})
    assert asked == {"on": "0812", "to": "县城"}


def test_one_line_is_asked_for_and_may_be_given_up(window: QWidget, qtbot: QtBot) -> None:
    meanwhile(lambda box: box.verb.click())
    assert ask_text(window, "给筛选起个名字。", "保存筛选", safe="不保存", title="名字", text="三号楼") == "三号楼"
    meanwhile(lambda box: box.safe.click())
    assert ask_text(window, "给筛选起个名字。", "保存筛选", safe="不保存", title="名字") is None


def test_a_refused_field_keeps_the_dialog_open_with_its_sentence(qtbot: QtBot) -> None:
    def refuse(texts: Mapping[str, str]) -> None:
        if texts["on"] != "0812":
            raise UserError("日期写成 0812 这样。", field="on")

    box = FieldsQuestion(
        None, "这一户搬走了。", "登记搬走", safe="不登记", fields=FIELDS, texts={"on": "x"}, take=refuse
    )
    qtbot.addWidget(box)
    put_up(qtbot, box)
    box.verb.click()
    assert box.isVisible()
    assert box.problem.text() == "日期写成 0812 这样。"
    assert box.focusWidget() is box.lines["on"]
    assert box.lines["on"].text() == "x"
    box.lines["on"].setText("0812")
    box.verb.click()
    assert box.result() == QDialog.DialogCode.Accepted


def test_enter_goes_to_the_empty_line_first_and_then_acts(qtbot: QtBot) -> None:
    box = FieldsQuestion(None, "这一户搬走了。", "登记搬走", safe="不登记", fields=FIELDS, texts={"on": "0812"})
    qtbot.addWidget(box)
    put_up(qtbot, box)
    qtbot.keyClick(box.lines["on"], Qt.Key.Key_Return)
    assert box.focusWidget() is box.lines["to"]
    qtbot.keyClick(box.lines["to"], Qt.Key.Key_Return)
    assert box.result() == QDialog.DialogCode.Accepted

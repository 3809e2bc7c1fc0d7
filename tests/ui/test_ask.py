"""The one dialog: verbs on the buttons, the safe way has the focus, and Esc is safe."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.spec import Field
from desktop.ui import style
from desktop.ui.ask import FieldsQuestion, Question, ask, ask_fields
from desktop.ui.day_editor import DayEditor
from desktop.ui.editors import ComboEditor, LineEditor
from desktop.ui.form import Form, FormWays
from desktop.ui.picker import Pick, PickerField
from desktop.ui.style import Look
from tests.ui.open import put_up

TODAY = date(2026, 11, 22)
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


@pytest.fixture
def asking(qtbot: QtBot) -> Callable[..., FieldsQuestion]:
    """Opens a question with fields."""

    def make(fields: Sequence[Field] = FIELDS, *, secret: Sequence[str] = (), **texts: str) -> FieldsQuestion:
        form = Form(fields, today=TODAY, ways=FormWays(find=lambda _name: found))
        box = FieldsQuestion(None, "这一户搬走了。", "登记搬走", safe="不登记", form=form)
        qtbot.addWidget(box)
        box.fill(texts, secret)
        put_up(qtbot, box)
        return box

    return make


def found(_text: str, show: Callable[[Sequence[Pick]], None]) -> None:
    show([Pick(UUID(int=7), "胡强", "3-2-1302 · 54")])


def focus(box: FieldsQuestion) -> QWidget:
    held = box.focusWidget()
    assert held is not None
    return held


def holder(box: FieldsQuestion) -> str:
    """The field that has the focus."""
    return next(name for name, cell in box.form.cells.items() if cell.isAncestorOf(focus(box)))


def test_fields_come_back_as_values(window: QWidget, qtbot: QtBot) -> None:
    def fill(box: Question) -> None:
        assert isinstance(box, FieldsQuestion)
        qtbot.keyClicks(focus(box), " 0812 ")
        box.verb.click()

    meanwhile(fill)
    asked = ask_fields(
        window, "这一户搬走了。", "登记搬走", safe="不登记", fields=FIELDS, today=TODAY, texts={"to": "县城"}
    )
    assert asked == {"on": date(2026, 8, 12), "to": "县城"}


def test_thinking_better_of_it_gives_nothing(window: QWidget, qtbot: QtBot) -> None:
    meanwhile(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert ask_fields(window, "这一户搬走了。", "登记搬走", safe="不登记", fields=FIELDS, today=TODAY) is None


def test_each_kind_has_the_editor_of_every_form(asking: Callable[..., FieldsQuestion]) -> None:
    fields = (
        Field("on", "日期", "day"),
        Field("who", "谁", "record", picks="people"),
        Field("reason", "原因", "code", codes="link_end_reason"),
        Field("password", "密码"),
    )
    box = asking(fields, secret=["password"])
    editors = [cell.editor for cell in box.form.cells.values()]
    assert [type(editor) for editor in editors] == [DayEditor, PickerField, ComboEditor, LineEditor]
    assert isinstance(editors[3], LineEditor)
    assert editors[3].line.echoMode() == QLineEdit.EchoMode.Password


def test_a_value_of_its_kind_is_asked_for_beside_the_field(asking: Callable[..., FieldsQuestion]) -> None:
    box = asking(on="三月")
    box.verb.click()
    assert box.isVisible()
    assert box.form.cells["on"].problem.isVisible()
    assert not box.form.problems.isVisible()
    assert holder(box) == "on"


def test_a_required_field_is_asked_for(asking: Callable[..., FieldsQuestion]) -> None:
    box = asking()
    box.verb.click()
    assert box.form.cells["on"].problem.text() == "请填写日期"


def test_the_first_field_has_the_focus_and_is_typed_over(asking: Callable[..., FieldsQuestion], qtbot: QtBot) -> None:
    box = asking(on="2026-11-22")
    assert holder(box) == "on"
    qtbot.keyClicks(focus(box), "0812")
    assert box.form.cells["on"].editor.text() == "0812"


def test_enter_goes_to_the_next_empty_field_and_then_acts(asking: Callable[..., FieldsQuestion], qtbot: QtBot) -> None:
    box = asking((*FIELDS, Field("why", "原因"), Field("note", "备注")), on="0812", why="随子女")
    qtbot.keyClick(focus(box), Qt.Key.Key_Return)
    assert holder(box) == "to"
    qtbot.keyClick(focus(box), Qt.Key.Key_Return)
    assert holder(box) == "note"
    qtbot.keyClick(focus(box), Qt.Key.Key_Return)
    assert box.result() == QDialog.DialogCode.Accepted
    assert box.values == {"on": date(2026, 8, 12), "to": "", "why": "随子女", "note": ""}


def test_a_record_is_picked_within_the_dialog(asking: Callable[..., FieldsQuestion], qtbot: QtBot) -> None:
    box = asking((Field("who", "谁", "record", picks="people", required=True),))
    qtbot.keyClicks(focus(box), "hq")
    editor = box.form.cells["who"].editor
    assert isinstance(editor, PickerField)
    qtbot.waitUntil(lambda: editor.results is not None and editor.results.isVisible())
    assert editor.results is not None
    assert box.rect().contains(editor.results.geometry())
    qtbot.keyClick(focus(box), Qt.Key.Key_Return)
    qtbot.keyClick(focus(box), Qt.Key.Key_Return)
    assert box.values == {"who": UUID(int=7)}

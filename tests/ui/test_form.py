"""The form: an editor for each kind, checks on leaving, wrong text kept, untouched values given back as stored."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.spec import Field
from desktop.ui.day_editor import DayEditor
from desktop.ui.editors import ComboEditor, Editor, RadioEditor
from desktop.ui.form import Form, FormWays
from desktop.ui.masked_editor import MaskedEditor
from desktop.ui.style import Look, apply
from desktop.values.partial_day import PartialDay
from tests.ui.open import put_up

TODAY = date(2026, 11, 22)
FIELDS = (
    Field("name", "户主姓名", "name", required=True),
    Field("sex", "性别", "code", codes="sex"),
    Field("tenure", "房屋性质", "code", codes="tenure"),
    Field("phone", "联系电话", "phone"),
    Field("area", "房屋面积", "area", unit="平方米"),
    Field("since", "入住日期", "day"),
    Field("party", "是党员户", "flag"),
    Field("note", "备注", "long_text"),
    Field("died_on", "去世日期", "day", read_only=True),
)
STORED = {
    "name": "周兰", "sex": "2", "tenure": "own", "phone": "13812345678", "area": 12050,
    "since": date(2020, 5, 1), "party": True, "note": "一楼", "died_on": None,
}  # fmt: skip


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, today=TODAY)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show_values(STORED)
    put_up(qtbot, made)
    return made


def leave(editor: Editor) -> None:
    proxy = editor.focusProxy()
    assert proxy is not None
    QApplication.sendEvent(proxy, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def line(form: Form, name: str) -> Any:
    return form.cells[name].editor.line  # type: ignore[attr-defined]


def test_untouched_values_come_back_as_they_were_stored(form: Form) -> None:
    assert form.changes() == {}
    assert form.values() == {name: value for name, value in STORED.items() if name != "died_on"}


def test_short_tables_are_radios_and_long_ones_a_combo(form: Form) -> None:
    assert isinstance(form.cells["sex"].editor, RadioEditor)
    assert isinstance(form.cells["tenure"].editor, ComboEditor)


def test_what_an_empty_choice_means_is_said_in_it(qtbot: QtBot) -> None:
    made = Form((Field("kind", "款项", "code", codes="obligation_kind", hint="空着就先抵最早欠的"),), today=TODAY)
    qtbot.addWidget(made)
    editor = made.cells["kind"].editor
    assert isinstance(editor, ComboEditor)
    assert editor.box.currentText() == "（空着就先抵最早欠的）"
    assert editor.text() == ""


def test_a_wrong_text_is_kept_framed_and_explained(form: Form) -> None:
    line(form, "area").setText("12O.5")
    leave(form.cells["area"].editor)
    assert line(form, "area").text() == "12O.5"
    assert line(form, "area").property("state") == "wrong"
    assert not form.cells["area"].problem.isHidden()
    line(form, "area").setText("120.5")
    assert form.cells["area"].problem.isHidden()
    assert line(form, "area").property("state") == ""


def test_the_summary_names_each_wrong_field_with_a_link(form: Form, qtbot: QtBot) -> None:
    line(form, "name").setText("")
    line(form, "area").setText("很大")
    assert not form.check()
    assert form.problems.sentence.text() == "有 2 处需要改："
    assert [link.text() for link in form.problems.links()] == ["户主姓名", "房屋面积"]
    form.problems.links()[1].click()
    assert form.cells["area"].editor.focusProxy() is form.focusWidget()
    line(form, "name").setText("周兰")
    line(form, "area").setText("98")
    assert form.check()
    assert form.problems.isHidden()
    assert form.values()["area"] == 9800


def test_a_doubt_reminds_and_does_not_stop(form: Form) -> None:
    form.remind(["没有填联系电话"])
    assert form.reminders.sentence.text() == "提醒（可以保存）：没有填联系电话"
    assert form.check()


def test_a_refusal_of_the_rules_lands_at_its_field(form: Form) -> None:
    form.refuse(UserError("入住日期不能晚于今天", field="since"))
    assert form.cells["since"].problem.text() == "入住日期不能晚于今天"
    form.refuse(UserError("这一户已有户主"))
    assert form.problems.sentence.text() == "这一户已有户主"


def test_a_draft_of_texts_goes_out_and_in(form: Form, qtbot: QtBot) -> None:
    line(form, "area").setText("12O.5")
    form.cells["party"].editor.set_text("")
    kept = form.texts()
    assert kept == {"area": "12O.5", "party": ""}
    other = Form(FIELDS, today=TODAY)
    qtbot.addWidget(other)
    other.show_values(STORED)
    other.set_texts({**kept, "gone_field": "x"})
    assert other.texts() == kept


def test_days_are_typed_in_usual_ways_and_written_out(form: Form) -> None:
    line(form, "since").setText("8.12")
    leave(form.cells["since"].editor)
    assert line(form, "since").text() == "2026-08-12"
    editor = form.cells["since"].editor
    assert isinstance(editor, DayEditor)
    calendar = editor.show_calendar()
    assert calendar.days.selectedDate() == QDate(2026, 8, 12)
    calendar.days.clicked.emit(QDate(2026, 10, 1))
    assert form.values()["since"] == date(2026, 10, 1)


def test_what_only_a_deed_may_change_cannot_be_typed(form: Form) -> None:
    assert line(form, "died_on").isReadOnly()
    assert not line(form, "died_on").placeholderText()  # nothing asks for what cannot be typed
    assert "died_on" not in form.values()


def test_labels_stand_beside_small_type_and_above_large(qtbot: QtBot, qapp: QApplication) -> None:
    for size, above in ((16, False), (20, True)):
        apply(qapp, Look(size))
        made = Form(FIELDS, today=TODAY)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        put_up(qtbot, made)
        cell = made.cells["name"]
        assert cell.isAncestorOf(cell.label) == above


def test_two_columns_when_there_is_room(form: Form, qtbot: QtBot) -> None:
    form.resize(1000, 500)
    assert form.cells["sex"].y() == form.cells["name"].y()
    form.resize(500, 500)
    qtbot.waitUntil(lambda: form.cells["sex"].y() > form.cells["name"].y())


def test_sections_after_the_twelfth_field_start_folded(qtbot: QtBot) -> None:
    many = tuple(Field(f"f{n}", f"第{n}项", section="更多" if n == 13 else "", required=n == 14) for n in range(16))
    made = Form(many, today=TODAY)
    qtbot.addWidget(made)
    put_up(qtbot, made)
    assert made.cells["f14"].isHidden()
    assert not made.check()
    assert not made.cells["f14"].isHidden()


@pytest.fixture
def revealed() -> list[str]:
    return []


@pytest.fixture
def masked(qtbot: QtBot, revealed: list[str]) -> MaskedEditor:
    def reveal(field: Field, show: Callable[[str], None]) -> None:
        revealed.append(field.name)
        show("13812345678")

    made = MaskedEditor(FIELDS[3], reveal=reveal, today=TODAY)
    qtbot.addWidget(made)
    made.set_value("13812345678")
    put_up(qtbot, made)
    return made


def test_a_phone_is_masked_and_shown_for_half_a_minute_on_request(masked: MaskedEditor, revealed: list[str]) -> None:
    assert masked.line.text() == "138****5678"
    assert masked.text() == "13812345678"
    masked.show_link.click()
    assert revealed == ["phone"]
    assert masked.line.text() == "13812345678"
    assert masked.hide_again.interval() == 30_000
    masked.hide_again.timeout.emit()
    assert masked.line.text() == "138****5678"


def test_typing_over_a_mask_replaces_all_of_it(masked: MaskedEditor, qtbot: QtBot) -> None:
    qtbot.keyClicks(masked.line, "15012347396")
    assert masked.text() == "15012347396"
    masked.hide_again.timeout.emit()
    assert masked.text() == masked.line.text() == "15012347396"


def test_nobody_without_the_right_sees_the_link(qtbot: QtBot) -> None:
    made = MaskedEditor(Field("cid", "身份证号", "citizen_id"), reveal=None, today=TODAY)
    qtbot.addWidget(made)
    made.set_value("370523197503126278")
    assert made.show_link.isHidden()
    assert "19750312" not in made.line.text()
    made.set_value(None)
    assert made.line.text() == ""


def test_a_birth_date_is_seen_as_an_age_because_it_would_complete_the_number(qtbot: QtBot) -> None:
    made = MaskedEditor(Field("born", "出生日期", "age"), reveal=None, today=TODAY)
    qtbot.addWidget(made)
    made.set_value(PartialDay(1972, 11, 23))
    assert (made.line.text(), made.text()) == ("53 岁", "1972-11-23")
    made.set_text("1972年冬")
    assert made.line.text() == "1972年冬"


def test_a_code_that_the_table_has_lost_is_kept(qtbot: QtBot) -> None:
    made = ComboEditor(Field("x", "去向", "code"), [("1", "外出")])
    qtbot.addWidget(made)
    made.set_text("99")
    assert made.text() == "99"


def test_a_form_without_ways_still_has_all_its_fields(qtbot: QtBot) -> None:
    made = Form((Field("who", "联户党员", "record", picks="members"),), today=TODAY, ways=FormWays())
    qtbot.addWidget(made)
    made.show_values({"who": UUID(int=7)})
    assert made.values() == {"who": UUID(int=7)}
    assert isinstance(made.cells["who"].editor, QWidget)


def test_a_form_is_laid_out_anew_for_another_size_and_not_for_another_place(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt tells of a change of style each time: a page of ten fields was laid out nine times before it was seen."""
    made = Form((Field("name", "名称"), Field("note", "备注", "long_text")), today=TODAY)
    laid: list[int] = []
    lay_out = Form._lay_out
    monkeypatch.setattr(Form, "_lay_out", lambda form, columns: (laid.append(columns), lay_out(form, columns)))
    inner = made
    for _depth in range(3):
        outer = QWidget()
        QVBoxLayout(outer).addWidget(inner)
        inner = outer
    qtbot.addWidget(inner)
    assert laid == []
    assert made.cells["name"].editor.line.property("state") is None  # nothing was wrong, so nothing was polished
    put_up(qtbot, inner)
    laid.clear()
    apply(qapp, Look(20))
    assert laid
    assert made._grid.indexOf(made.cells["name"].label) == -1  # it stands above its field now
    apply(qapp, Look())


@pytest.mark.parametrize("title", ["证件有效期", "户主姓名", "与户主的关系"])
def test_the_star_of_what_is_required_stands_on_the_line_of_its_label(qtbot: QtBot, title: str) -> None:
    made = Form((Field("name", title, required=True), Field("other", title, required=True)), today=TODAY)
    qtbot.addWidget(made)
    made.resize(1000, 200)
    put_up(qtbot, made)
    for cell in made.cells.values():
        words = cell.label.fontMetrics().horizontalAdvance(cell.label.text())
        assert cell.label.width() >= words

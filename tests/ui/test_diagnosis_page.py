"""诊断: what a technician is told, the input method tried out, and no word of any person."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui import diagnosis_page
from desktop.ui.desk import Desk
from desktop.ui.diagnosis_page import DiagnosisPage
from tests.ui.keeping import FakeTechnician

NAMES = ("王建国", "李主任", "周兰")


@pytest.fixture
def heard(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.say = lambda sentence, _token=None: said.append(sentence)
    desk.warn = said.append
    return said


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, heard: list[str], settle: Callable[[], None]) -> DiagnosisPage:
    made = DiagnosisPage(desk, FakeTechnician(), lambda: ("办公室",))
    qtbot.addWidget(made)
    settle()
    return made


def facts(page: DiagnosisPage) -> dict[str, str]:
    return dict(line.words for line in page.table.lines)  # type: ignore[misc]  # pairs


def test_the_table_and_the_copy_say_the_same(page: DiagnosisPage, heard: list[str]) -> None:
    page.copy.click()
    text = QGuiApplication.clipboard().text()
    for what, value in facts(page).items():
        assert f"{what}：{value}" in text
    assert facts(page)["打印机"] == "办公室"
    assert text.endswith('{"event": "program.started"}')
    assert "没有居民资料" in heard[-1]


def test_what_the_input_method_gives_is_said_and_only_counted_for_the_technician(
    page: DiagnosisPage, qtbot: QtBot
) -> None:  # fmt: skip
    line = page.typing.line
    assert facts(page)["试打"] == "没有试打"
    QTest.keyClicks(line, "z")
    assert "收到按键：z" in page.typing.said.text()
    QApplication.sendEvent(line, QInputMethodEvent("zhou lan", []))
    assert page.typing.said.text() == "正在拼写：zhou lan。输入法接上了，选好字再上屏。"
    given = QInputMethodEvent("", [])
    given.setCommitString("周兰")
    QApplication.sendEvent(line, given)
    assert page.typing.said.text() == "已上屏：周兰。输入法正常。"
    QApplication.sendEvent(line, QInputMethodEvent("", []))
    assert line.text() == "z周兰"
    assert "拼写 1 次，上屏 2 个字，直接按键 1 个" in page.text()
    assert not any(name in page.text() for name in NAMES)


def test_the_database_is_checked_while_work_goes_on(
    page: DiagnosisPage, heard: list[str], settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.check.click()
    assert not page.check.isEnabled()
    settle()
    assert facts(page)["数据库检查"] == "完好：3 条记录。"
    monkeypatch.setattr(FakeTechnician, "findings", "数据库文件有损坏的地方。")
    page.check.click()
    settle()
    assert facts(page)["数据库检查"] == "数据库文件有损坏的地方。"
    assert page.check.isEnabled()


def test_it_is_written_into_a_file_or_told_that_it_was_not(
    page: DiagnosisPage, heard: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = [str(tmp_path / "诊断"), str(tmp_path / "none" / "x"), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (to.pop(0), ""))
    for _time in range(3):
        page.file.click()
    assert (tmp_path / "诊断.txt").read_text("utf-8-sig") == page.text()
    assert heard == ["已存为 诊断.txt。里面没有居民资料。", "没能写到那里，数据没有受影响。请换一个文件夹，再存一次。"]


def test_it_is_printed_as_it_is_shown(page: DiagnosisPage, desk: Desk) -> None:
    shown: list[Any] = []
    desk.catalog = (SimpleNamespace(name="units", forms=()),)  # type: ignore[assignment]  # all that is used
    desk.print_form = lambda register, form, ids, **more: shown.append((form, more["given"]))
    page.paper.click()
    assert shown == [("diagnosis", {"text": page.text()})]


def test_a_character_that_the_font_lacks_is_named(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnosis_page, "RARE", "国\U0003ffff")
    made = DiagnosisPage(desk, FakeTechnician(), tuple)
    qtbot.addWidget(made)
    settle()
    assert "主字体里没有" in facts(made)["生僻字"]
    assert facts(made)["打印机"] == "没有装"
    with qtbot.waitExposed(made):
        made.show()
    made.focus_first()
    assert made.typing.line.hasFocus()

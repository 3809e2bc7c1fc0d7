"""Backups, imports, looks and settings: what the pages say, what they ask before they do it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.ui import backup_page
from desktop.ui.backup_page import BackupPage, RestoreQuestion
from desktop.ui.backup_page_logs import BatchesPage, LooksPage
from desktop.ui.backup_page_mend import MendPage
from desktop.ui.desk import Desk
from desktop.ui.settings_page_questions import PasswordQuestion
from tests.ui.keeping import BACKUP, FakeKeeper


@pytest.fixture
def keeper() -> FakeKeeper:
    return FakeKeeper()


@pytest.fixture
def heard(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.say = lambda sentence, _token=None: said.append(sentence)
    desk.warn = said.append
    return said


def test_a_backup_is_made_and_told(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, heard: list[str], settle: Callable[[], None]
) -> None:
    page = BackupPage(desk, keeper, lambda *_: None)
    qtbot.addWidget(page)
    settle()
    assert page.table.lines[0].words == ("2026-11-21 18:02", "491", "1,345", "backup-1.gridbackup")
    page.now.click()
    settle()
    assert keeper.done == [("back_up", None)]
    assert heard == ["已备份并核对：backup-2.gridbackup"]
    keeper.refuse = True
    page.now.click()
    settle()
    assert "磁盘写不进去" in heard[-1]
    assert page.now.isEnabled()


def test_going_back_says_what_it_costs_and_needs_the_password(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[RestoreQuestion] = []
    restored: list[tuple[Path, str, str]] = []

    def answer(box: RestoreQuestion) -> int:
        asked.append(box)
        assert not box.verb.isEnabled()
        box.password.setText("four words are enough")
        assert box.verb.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(backup_page.RestoreQuestion, "exec", answer)
    page = BackupPage(desk, keeper, lambda *words: restored.append(words))
    qtbot.addWidget(page)
    settle()
    page.ask_restore()
    settle()
    assert restored == [(BACKUP.path, "four words are enough", "")]
    assert "2026-11-21 18:02" in asked[0].sentence.text()


def test_without_a_backup_there_is_nothing_to_go_back_to(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, settle: Callable[[], None]
) -> None:
    keeper.rows = ()
    page = BackupPage(desk, keeper, lambda *_: None)
    qtbot.addWidget(page)
    settle()
    assert not page.go_back.isEnabled()
    assert page.status == "还没有备份"


def test_an_import_that_was_undone_cannot_be_undone_again(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, settle: Callable[[], None]
) -> None:
    page = BatchesPage(desk, keeper)
    qtbot.addWidget(page)
    settle()
    assert page.take_back.isEnabled()
    page.table.go_to(1)
    assert not page.take_back.isEnabled()
    assert page.table.lines[1].words[-1] == "已撤销"


def test_looks_are_listed_with_their_numbers(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, settle: Callable[[], None]
) -> None:
    page = LooksPage(desk, keeper)
    qtbot.addWidget(page)
    settle()
    assert page.table.lines[0].words == ("2026-11-20 09:00", "王建国", "打印", "一户一档", "2", "20261120-001")


def test_a_password_question_stays_open_until_it_is_answered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    box = PasswordQuestion(None, "改密码", "改密码", safe="不改")  # type: ignore[arg-type]  # no window needed
    qtbot.addWidget(box)
    for name in ("old", "new", "again"):
        box.add(name, name)
    said = []
    for typed in (("", "", ""), ("a", "short", "short"), ("a", "four words are enough", "four words")):
        for name, text in zip(("old", "new", "again"), typed, strict=True):
            box.lines[name].setText(text)
        box.on_verb_clicked()
        said.append(box.problem.text())
    assert said == [
        "还有一栏没有填。",
        "密码至少 10 个字符，也可以用四个词语、中间留空格。",
        "两遍写的不一样，请再写一遍。",
    ]
    qtbot.keyClicks(box.lines["again"], " are enough")
    assert not box.problem.text()  # typing answers the sentence
    with qtbot.waitSignal(box.accepted):
        box.on_verb_clicked()


def test_data_that_cannot_be_opened_offers_its_backups(qtbot: QtBot) -> None:
    page = MendPage("数据库文件不见了，没有新建空的。", (BACKUP,), "王建国")
    qtbot.addWidget(page)
    page.restore.click()
    assert "请填写姓名和密码" in page.said.text()
    page.password.setText("four words are enough")
    with qtbot.waitSignal(page.restore_asked) as asked:
        page.restore.click()
    assert asked.args == [BACKUP.path, "王建国", "four words are enough", ""]
    assert not page.isEnabled()
    page.refuse(UserError("这个备份已损坏。"))
    assert page.isEnabled()
    assert page.said.text() == "这个备份已损坏。"

"""What is grey or gone for a while does not send the focus somewhere else."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.base.errors import UserError
from desktop.ui.backup_page import BackupPage
from desktop.ui.desk import Desk


@pytest.mark.parametrize("error", [None, UserError("没有写成备份。")])
def test_the_focus_comes_back_to_the_backup_button(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None], error: UserError | None
) -> None:
    def back_up(_folder: Any) -> str:
        if error is not None:
            raise error
        return "a.gridbackup"

    keeper = SimpleNamespace(backups=lambda _folder=None: (), back_up=back_up)
    page = BackupPage(desk, keeper, lambda *_words: None)  # type: ignore[arg-type]  # all of the keeper that is used
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(page.tools())
    column.addWidget(page)
    window.show()
    settle()
    page.now.setFocus()
    page.now.click()
    assert window.focusWidget() is page.table
    settle()
    assert window.focusWidget() is page.now

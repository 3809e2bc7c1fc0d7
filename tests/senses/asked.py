"""The questions that the window asks: each dialog brought up as a person does, looked at, and answered with Esc."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.printing.page import Offset
from desktop.ui import deed_menu, print_offset, settings_page_questions, shots
from desktop.ui.ask import ask
from desktop.ui.backup_page import RestoreQuestion
from desktop.ui.list_page import ListPage
from tests.senses.scenes import Scene, See
from tests.senses.stage import Stage, calm

TASK_BAR = 40  # pixels of a screen that are not for windows


@contextmanager
def seen(stage: Stage, see: See) -> Iterator[list[QDialog]]:
    """Every dialog that comes up meanwhile is shown on a screen of the window's size, looked at and left by Esc."""
    met: list[QDialog] = []
    kept, kept_open = QDialog.exec, QDialog.open

    def open_up(dialog: QDialog) -> None:
        dialog.show()
        QTimer.singleShot(0, dialog, lambda: look_at(dialog))  # it grows once it is open

    def look_at(dialog: QDialog) -> int:
        met.append(dialog)
        dialog.show()
        calm()
        see(dialog)
        dialog.reject()
        return 0

    def screen(_dialog: QWidget) -> Any:
        size = stage.window.size()
        room = QRect(0, 0, size.width(), size.height() - TASK_BAR)
        return SimpleNamespace(availableGeometry=lambda: room)

    QDialog.open = open_up  # type: ignore[method-assign, assignment]  # as the next
    QDialog.exec = look_at  # type: ignore[method-assign, assignment]  # a dialog would wait for somebody
    QDialog.screen = screen  # type: ignore[method-assign, assignment]  # the platform without a screen has but one
    try:
        yield met
    finally:
        QDialog.open = kept_open  # type: ignore[method-assign]
        QDialog.exec = kept  # type: ignore[method-assign]
        del QDialog.screen


def _asked(bring: Callable[[Stage], object], stage: Stage, see: See) -> None:
    with seen(stage, see) as met:
        bring(stage)
        for _try in range(400):
            stage.rest()
            if met:
                return
            shots.wait(5)
    raise AssertionError("the question never came")


def _list(name: str, act: Callable[[Any], object], stage: Stage) -> None:
    page = stage.go(name)
    assert isinstance(page, ListPage)
    page.view.go_to(stage.first(name))
    act(page)


def deeds(stage: Stage) -> Sequence[Scene]:
    """The deeds of every register that ask something, on the first record that may be its subject."""
    made = []
    for register in stage.desk.catalog:
        for action in deed_menu.may_do(stage.desk, register):
            if action.asks or action.foresee:
                made.append(Scene(f"{register.name}.{action.verb}", partial(_deed, register.name, action.verb)))
    return made


def _deed(name: str, verb: str, stage: Stage, see: See) -> None:
    register = stage.desk.register(name)
    (action,) = (one for one in register.actions if one.verb == verb)
    found = stage.may_be_done(register, action)
    if found is not None:
        stage.go("today")
        _asked(lambda s: deed_menu.do(s.window, s.desk, register, action=action, ids=(found,)), stage, see)


def _press(page: str, words: str) -> Callable[[Stage], None]:
    def press(stage: Stage) -> None:
        stage.go(page)
        stage.button(words).click()
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            menu.actions()[0].trigger()
            menu.close()

    return press


def _settings(section: str, words: str) -> Callable[[Stage], None]:
    def press(stage: Stage) -> None:
        stage.go("settings").show_section(section)  # type: ignore[attr-defined]  # the settings
        stage.rest()
        stage.button(words).click()

    return press


def _long(stage: Stage) -> None:
    ask(
        stage.window, "把 3 户放进回收站。90 天之内可以从回收站取回。", "删除 3 户", safe="不删除", danger=True,
        detail=[f"{number}-2-1302 周兰" for number in range(1, 40)],
    )  # fmt: skip


QUESTIONS = (
    Scene("ask:danger", partial(_asked, _long)),
    Scene("columns", partial(_asked, partial(_list, "households", lambda page: page.columns.choose()))),
    Scene("bulk edit", partial(_asked, partial(_list, "households", lambda page: page.edit_chosen()))),
    Scene("keep filter", partial(_asked, partial(_list, "households", lambda page: page.saved.keep()))),
    Scene("arrange filters", partial(_asked, partial(_list, "households", lambda page: page.saved.arrange()))),
    Scene("plan of the month", partial(_asked, _press("today", "改计划"))),
    Scene("restore", partial(_asked, lambda s: RestoreQuestion(s.window, "恢复到 2026-11-20 的备份。").exec())),
    Scene("password", partial(_asked, lambda s: settings_page_questions.ask_password(s.window))),
    Scene("new password", partial(_asked, lambda s: settings_page_questions.ask_new_password(s.window, "李主任"))),
    Scene(
        "offset",
        partial(_asked, lambda s: print_offset.ask_offset(s.window, "HP", Offset(), test=lambda _offset: None)),
    ),
    Scene("new group", partial(_asked, _press("party_orgs", "新建楼栋党小组"))),
    Scene("appoint", partial(_asked, _press("party_orgs", "任命"))),
    Scene("new post", partial(_asked, _press("posts", "新增任职"))),
)

"""The desk: places and tabs, back to the same page, badges, keys, and what a deed sets in motion."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.search.index import Hit
from desktop.ui import style
from desktop.ui.desk import Command, Desk, UndoToken
from desktop.ui.help_view import HelpView
from desktop.ui.identity import Identity
from desktop.ui.means import Means
from desktop.ui.nav import Group
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.shell import LAST, Shell
from desktop.ui.style import Look

Settle = Callable[[], None]
HOME = UUID(int=1)


class Sheet(Page):
    """A page that remembers what happened to it."""

    def __init__(self, name: str, record_id: UUID | None = None) -> None:
        super().__init__()
        self.name, self.record_id = name, record_id
        self.log: list[Any] = []
        self.own_header = record_id is not None
        self.status = "共 491 户" if name == "households" else ""
        self.line = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        self.buttons = QPushButton("新增住户")

    def tools(self) -> QWidget:
        return self.buttons

    def reload(self, changes: Any = None) -> None:
        self.log.append(("reload", changes and changes.tables))

    def focus_first(self) -> None:
        self.line.setFocus()

    def step(self, by: int) -> None:
        self.log.append(("step", by))

    def state(self) -> dict[str, Any]:
        return {"text": self.line.text()}

    def restore(self, state: dict[str, Any]) -> None:
        self.line.setText(state.get("text", ""))

    def leaving(self) -> None:
        self.log.append("leaving")


class Made(dict[str, list[Sheet]]):
    """Every page that was made, by place."""

    def maker(self, name: str) -> Callable[[Desk], Page]:
        return lambda _desk: self._keep(Sheet(name))

    def record(self, name: str) -> Callable[[Desk, UUID], Page]:
        return lambda _desk, record_id: self._keep(Sheet(name, record_id))

    def _keep(self, sheet: Sheet) -> Sheet:
        self.setdefault(sheet.name, []).append(sheet)
        return sheet


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def make(desk: Desk, made: Made, qtbot: QtBot) -> Callable[[], Shell]:
    groups = (Group("今日工作", "house", "今日"), Group("居民住户", "users", "住户"), Group("议事会议", "calendar"))
    places = (
        Place("today", "待办", "house", "今日工作", made.maker("today"), badge=lambda _session: 9),
        Place("drafts", "草稿", "file-text", "今日工作", made.maker("drafts"), badge=lambda _session: 1),
        Place(
            "households", "住户", "door-open", "居民住户", made.maker("households"), record=made.record("households")
        ),
        Place("people", "居民", "user", "居民住户", made.maker("people"), record=made.record("people")),
        Place("single", "单页", "list", "居民住户", made.maker("single"), tab=False),
    )
    means = Means(
        find=lambda _session, text: [Hit("households", HOME, HOME, "3-2-1302 周兰", "", (), 0)],  # type: ignore[arg-type]
        kinds=lambda _kind: ("住户", "door-open"),
        commands=(Command("print.cards", "打印责任卡", lambda: made.setdefault("printed", [])),),
    )

    def build() -> Shell:
        identity = Identity("阳光花园小区党支部", "某某县 某某街道 某某社区 第一网格")
        shell = Shell(desk, identity, groups=groups, places=places, means=means)
        qtbot.addWidget(shell)
        shell.resize(1366, 768)
        shell.show()
        return shell

    return build


@pytest.fixture
def shell(make: Callable[[], Shell], settle: Settle) -> Shell:
    made = make()
    made.go("today")
    settle()
    return made


def test_groups_without_a_place_are_not_listed(shell: Shell) -> None:
    assert list(shell.nav.items) == ["今日工作", "居民住户", "帮助"]


def test_badges_stand_in_the_navigation_and_in_the_tabs(shell: Shell) -> None:
    assert shell.nav.items["今日工作"].badge == 10
    assert [tab.text() for tab in shell.titles.tabs.values()] == ["待办 9", "草稿 1"]


def test_badges_are_counted_again_after_a_deed(shell: Shell, desk: Desk, qtbot: QtBot, settle: Settle) -> None:
    with qtbot.waitSignal(shell.badges.counted):
        desk.tasks.write(shell, "households.save", lambda _session: None, lambda *_args: None)


def test_a_page_may_know_its_own_number(shell: Shell, made: Made) -> None:
    made["today"][0].badge_changed.emit(4)
    assert shell.nav.items["今日工作"].badge == 5


def test_a_group_opens_its_first_tab_and_a_tab_its_place(shell: Shell, made: Made, qtbot: QtBot) -> None:
    qtbot.mouseClick(shell.nav.items["居民住户"], Qt.MouseButton.LeftButton)
    assert shell.titles.title.text() == "居民住户"
    assert shell.titles.tabs["households"].isChecked()
    assert shell.titles.status.text() == "共 491 户"
    assert made["households"][0].buttons.isVisible()
    assert not made["today"][0].buttons.isVisible()
    qtbot.mouseClick(shell.titles.tabs["people"], Qt.MouseButton.LeftButton)
    assert shell.stack.current is not None
    assert shell.stack.current.name == "people"
    assert shell.nav.items["居民住户"].isChecked()


def test_words_of_the_page_in_front_follow_it(shell: Shell, made: Made) -> None:
    made["today"][0].subtitle = "2026年11月22日 星期日"
    made["today"][0].set_title("今日工作")
    assert shell.titles.subtitle.text() == "2026年11月22日 星期日"
    shell.go("households")
    made["today"][0].set_status("不在前面")
    assert shell.titles.status.text() == "共 491 户"


def test_a_place_is_made_once_and_keeps_what_was_typed(shell: Shell, made: Made) -> None:
    shell.go("households")
    made["households"][0].line.setText("三号楼")
    shell.go("people")
    shell.go("households")
    assert len(made["households"]) == 1
    assert made["households"][0].line.text() == "三号楼"


def test_back_from_a_record_returns_to_the_list_as_it_was(shell: Shell, made: Made, qtbot: QtBot) -> None:
    shell.go("households")
    shell.go("households", HOME)
    record = made["households"][1]
    assert not shell.titles.isVisible(), "a record page draws its own header"
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert record.log == ["leaving"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(record))
    assert shell.stack.current is not None
    assert shell.stack.current.page is made["households"][0]
    assert shell.titles.isVisible()


def test_escape_on_a_place_stays_there(shell: Shell, qtbot: QtBot) -> None:
    shell.go("households")
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.stack.current is not None
    assert shell.stack.current.name == "households"
    shell.back()
    shell.back()
    assert shell.stack.current.name == "today"


def test_the_next_record_takes_the_position_of_the_one_before(shell: Shell, made: Made) -> None:
    shell.go("households")
    for number in (1, 2, 3):
        shell.go("households", UUID(int=number))
    assert [visit.record_id for visit in shell.stack.visits] == [None, None, UUID(int=3)]
    shell.back()
    assert shell.stack.current is not None
    assert shell.stack.current.page is made["households"][0]


def test_opening_where_one_is_changes_nothing(shell: Shell, made: Made) -> None:
    shell.go("today")
    assert len(shell.stack.visits) == 1
    assert made["today"][0].log == []


def test_the_way_back_is_not_endless(shell: Shell) -> None:
    for number in range(40):
        shell.go("households" if number % 2 else "people", UUID(int=number))
    assert len(shell.stack.visits) == 30


def test_a_place_without_records_is_a_fault_and_an_unknown_one_a_sentence(shell: Shell) -> None:
    with pytest.raises(LookupError):
        shell.go("today", HOME)
    shell.go("venues")
    assert shell.messages.all[0].kind == "refused"


def test_a_deed_reloads_the_page_in_front_now_and_the_others_when_they_are_shown(
    shell: Shell, made: Made, desk: Desk, settle: Settle
) -> None:
    shell.go("households")
    for _deed in range(2):
        desk.tasks.write(shell, "households.save", lambda _session: None, lambda *_args: None)
    settle()
    tables = frozenset({"household"})
    assert made["households"][0].log == [("reload", tables)] * 2
    assert made["today"][0].log == ["leaving"]
    shell.go("today")
    assert made["today"][0].log == ["leaving", ("reload", tables)]


def test_say_is_a_toast_a_message_and_something_to_undo(shell: Shell, desk: Desk, settle: Settle) -> None:
    desk.say("已保存：3-2-1302 周兰，改了 2 处", UndoToken(tx=uuid4()))
    assert shell.toasts.shown[0].undo is not None
    assert shell.top.bell.text() == "1"
    shell.top.bell.click()
    assert shell.message_list.isVisible()
    assert shell.top.bell.text() == ""
    shell.top.bell.click()
    assert not shell.message_list.isVisible()


def test_a_deed_that_cannot_be_undone_says_why(shell: Shell, qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.tasks.faulted):  # no way back was handed in
        desk.say("已保存", UndoToken(tx=uuid4()))
        qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shell.messages.all[0].kind == "refused"


def test_a_fault_can_be_copied_for_technicians(shell: Shell) -> None:
    shell.fault("这一步没有完成。", "ValueError at save.py:12")
    copy = next(one for one in shell.toasts.findChildren(QPushButton) if one.text() == "复制给技术人员")
    copy.click()
    assert QGuiApplication.clipboard().text() == "ValueError at save.py:12"


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, ("step", -1)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, ("step", 1)),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, ("reload", None)),
    ],
)
def test_keys_reach_the_page(
    shell: Shell, made: Made, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, expected: tuple[str, Any]
) -> None:
    qtbot.keyClick(shell, key, modifier)
    assert made["today"][0].log == [expected]


def test_alt_and_a_number_open_groups(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert shell.titles.title.text() == "居民住户"
    qtbot.keyClick(shell, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert shell.titles.title.text() == "居民住户"


def test_f1_opens_the_manual_of_this_page_and_the_key_list_has_its_key(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    assert shell.stack.current is not None
    assert isinstance(shell.stack.current.page, HelpView)
    qtbot.keyClick(shell, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    words = {label.text() for label in shell.stack.current.page.findChildren(QLabel)}
    assert {"F12", "锁屏", "Ctrl+K"} <= words


def test_sizes_are_asked_for_by_key_and_end_at_the_last(shell: Shell, desk: Desk) -> None:
    asked: list[int] = []
    shell.look_asked.connect(lambda look: (asked.append(look.size), shell.set_look(look)))
    for act in ("larger", "larger", "larger", "usual", "smaller", "smaller"):
        shell._acts()[act]()
    assert asked == [18, 20, 16, 14]
    assert shell.top.menu.sizes[14].isChecked()


def test_lock_switch_and_password_are_asked_for_from_the_menu(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.lock_asked):
        qtbot.keyClick(shell, Qt.Key.Key_F12)
    actions = {action.text().split("\t")[0]: action for action in shell.top.menu.actions()}
    for words, signal in (("换人", shell.switch_asked), ("改密码", shell.password_asked), ("锁屏", shell.lock_asked)):
        with qtbot.waitSignal(signal):
            actions[words].trigger()
    with qtbot.waitSignal(shell.look_asked) as asked:
        shell.top.menu.dark.trigger()
    assert asked.args == [Look(16, dark=True)]


def test_ctrl_k_opens_a_record_and_knows_places_and_forms(
    shell: Shell, made: Made, qtbot: QtBot, settle: Settle
) -> None:
    assert {"打印责任卡", "住户", "锁屏", "按键一览"} <= {command.title for command in shell.commands()}
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.palette_frame.isVisible()
    shell.palette_frame.line.setText("zl")
    settle()
    qtbot.keyClick(shell.palette_frame.line, Qt.Key.Key_Return)
    assert made["households"][-1].record_id == HOME
    assert shell.palette_frame.line is not shell.focusWidget()


def test_escape_gives_the_focus_back_to_the_page(shell: Shell, made: Made, qtbot: QtBot) -> None:
    shell.search()
    qtbot.keyClick(shell.palette_frame.line, Qt.Key.Key_Escape)
    assert shell.focusWidget() is made["today"][0].line


def test_where_one_was_is_found_again(shell: Shell, make: Callable[[], Shell], made: Made, desk: Desk) -> None:
    shell.go("households")
    shell.go("households", HOME)
    made["households"][-1].line.setText("周")
    shell.leave()
    assert made["today"][0].log == ["leaving", "leaving"]
    assert desk.settings.get(LAST)["record"] == str(HOME)
    again = make()
    again.start("today")
    sheet = made["households"][-1]
    assert (sheet.record_id, sheet.line.text()) == (HOME, "周")
    again.back()
    assert again.stack.current is not None
    assert again.stack.current.record_id is None


def test_the_first_time_starts_at_the_first_place(make: Callable[[], Shell], desk: Desk) -> None:
    shell = make()
    shell.start("today")
    shell.help()
    shell.leave()
    again = make()
    again.start("today")  # nobody wants to be greeted by the manual
    assert again.stack.current is not None
    assert again.stack.current.name == "today"


@pytest.mark.parametrize("size", style.SIZES)
def test_it_fits_the_smallest_window_at_every_size(
    qapp: QApplication, make: Callable[[], Shell], desk: Desk, settle: Settle, size: int
) -> None:
    style.apply(qapp, Look(size))
    shell = make()
    shell.go("households")
    settle()
    least = shell.minimumSizeHint()
    assert least.width() <= 1024
    assert least.height() <= 560
    shell.resize(1024, 560)
    qapp.processEvents()
    for chip in (shell.top.sync, shell.top.bell, shell.top.person, shell.top.lock):
        assert chip.width() >= chip.sizeHint().width()
    assert shell.top.search.width() >= shell.top.search.minimumSizeHint().width()

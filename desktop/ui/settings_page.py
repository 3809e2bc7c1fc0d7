"""Settings: text and light, lock, password, users, recovery sheet, cadences, diagnosis, layout."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui import shown_keys
from desktop.ui.ask import ask
from desktop.ui.desk import Desk
from desktop.ui.keeper import Keeper
from desktop.ui.labels import Heading
from desktop.ui.lock import MINUTES
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.settings_page_cadences import Cadences
from desktop.ui.settings_page_diagnosis import Diagnosis
from desktop.ui.settings_page_questions import ask_new_user, ask_password
from desktop.ui.style import em
from desktop.ui.user_menu import size_words
from desktop.ui.user_settings import UserSettings


class Window(Protocol):
    """The part of the program that settings change at once."""

    def set_look(self, look: Any) -> None:
        """Another size or light."""
        ...

    def set_idle(self, minutes: int) -> None:
        """How long an untouched desk stays open."""
        ...


class SettingsPage(Page):
    """Everything takes effect at once; only passwords, users and the recovery sheet ask first."""

    help = "settings"

    def __init__(
        self, desk: Desk, keeper: Keeper, window: Window, printers: Callable[[], Sequence[str]], *,
        paper: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.paper = paper
        self.title = _("设置")
        self.desk, self._keeper, self._window = desk, keeper, window
        self.text_size, self.dark, self.minutes = QComboBox(), QCheckBox(_("深色界面")), QSpinBox()
        self.keys = QCheckBox(_("按钮里显示快捷键"))
        self.password = QPushButton(_("改密码…"))
        self.users = PlainTable((Head(_("姓名"), 8), Head(_("角色"))))
        self.add, self.remove = QPushButton(_("添加用户…")), QPushButton(_("移除用户…"))
        self.sheet = QPushButton(_("重新印恢复单…"))
        self.layout_again = QPushButton(_("恢复默认布局"))
        self.cadences = Cadences(desk, keeper)
        self.diagnosis = Diagnosis(desk, keeper.folder, printers)
        self._fill()
        self._lay_out()
        self._connect()
        self.reload(None)

    def reload(self, changes: Any = None) -> None:
        """Who may sign in is read again; the rest is at hand."""
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(self.desk.look.size)))
        self.dark.setChecked(self.desk.look.dark)
        if changes is None or "unit_setting" in changes.tables:
            self.cadences.reload()
        if changes is None or "user_account" in changes.tables:
            self.desk.tasks.read(self, self._keeper.users, self._show_users, failed=self._warn, key="users")

    def focus_first(self) -> None:
        """The first choice."""
        self.text_size.setFocus()

    def change_password(self) -> None:
        """The old one once, the new one twice; wrong ones are told and nothing changes."""
        typed = ask_password(self)
        if typed is not None:
            old, new = typed
            self._run(lambda: self._keeper.change_password(old, new), _("密码已改，下次登录时用新密码。"))

    def add_user(self) -> None:
        """Another person on this PC."""
        typed = ask_new_user(self, self._keeper.roles())
        if typed is not None:
            name, role, password = typed
            said = _("已添加 {name}，可以在登录页选这个名字。").format(name=name)
            self._run(lambda: self._keeper.add_user(name, role, password), said)

    def remove_user(self) -> None:
        """Somebody left."""
        row = self.users.current
        if row is None or row.self:
            self.desk.warn(_("正在使用的用户不能移除。请先让另一位登录，再移除。"))
            return
        sentence = _("移除后 {name} 不能再登录；做过的记录和姓名都保留。").format(name=row.name)
        if ask(self, sentence, _("移除 {name}").format(name=row.name), safe=_("不移除"), danger=True):
            said = _("已移除 {name}。").format(name=row.name)
            self._run(lambda: self._keeper.remove_user(row.name), said)

    def new_sheet(self) -> None:
        """A new recovery sheet; the old paper is worthless from then on."""
        sentence = _("会生成新的编码，以前印的恢复单就不能用了。新的两份印好后，请当场撕毁旧的。")
        if ask(self, sentence, _("生成新的恢复单"), safe=_("不生成"), danger=True):
            self.desk.tasks.compute(self, self._keeper.new_code, self._print_sheet, failed=self._warn)

    def forget_layout(self) -> None:
        """Columns, widths and row heights as they were on the first day."""
        chosen = self.desk.settings
        if isinstance(chosen, UserSettings):
            chosen.forget(("list.", "record.", "splitter."))
        self.desk.say(_("已恢复默认布局，重新打开各列表后生效。"))

    def _print_sheet(self, code: str) -> None:
        units = self.desk.register("units")
        form = next(form for form in units.forms if form.name == "recovery-sheet")
        self.desk.print_form(units, form, (self.desk.actor.unit_id,), given={"code": code})

    def _run(self, job: Callable[[], object], said: str) -> None:
        def done(_result: object) -> None:
            self.desk.say(said)
            self.reload(None)

        self.desk.tasks.compute(self, job, done, failed=self._warn)

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)

    def _show_users(self, rows: Any) -> None:
        mine = _("{role}（正在使用）")
        self.users.show_lines(
            [Line((row.name, mine.format(role=row.role) if row.self else row.role), row) for row in rows]
        )
        self.users.setFixedHeight(em(self, 2.4) * (min(len(rows), 6) + 1) + 4)

    def _fill(self) -> None:
        for size, word in size_words().items():
            self.text_size.addItem(_("{word}（{size}）").format(word=word, size=size), size)
        self.text_size.setAccessibleName(_("字号"))
        self.minutes.setRange(2, 30)
        self.minutes.setSuffix(_(" 分钟"))
        self.minutes.setAccessibleName(_("无人操作多久后锁屏"))
        self.minutes.setValue(int(self.desk.settings.get("idle_minutes") or MINUTES))

    def _connect(self) -> None:
        self.text_size.activated.connect(
            lambda _at: self._window.set_look(self._look(size=self.text_size.currentData()))
        )
        self.keys.setChecked(bool(self.desk.settings.get(shown_keys.KEY)))
        self.keys.clicked.connect(self._show_keys)
        self.dark.clicked.connect(lambda on: self._window.set_look(self._look(dark=on)))
        self.minutes.valueChanged.connect(self._keep_minutes)
        self.password.clicked.connect(self.change_password)
        self.add.clicked.connect(self.add_user)
        self.remove.clicked.connect(self.remove_user)
        self.sheet.clicked.connect(self.new_sheet)
        self.layout_again.clicked.connect(self.forget_layout)

    def _look(self, **changed: Any) -> Any:
        return replace(self.desk.look, **changed)

    def _show_keys(self, on: bool) -> None:
        self.desk.settings.put(shown_keys.KEY, on)
        shown_keys.turn(on=on)

    def _keep_minutes(self, minutes: int) -> None:
        self.desk.settings.put("idle_minutes", minutes)
        self._window.set_idle(minutes)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("kind", "clear")
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(em(self, 0.8))
        left.addWidget(_card(_("显示"), _row(self.text_size, self.dark), _row(self.keys)))
        idle = QLabel(_("无人操作多久后锁屏"))
        left.addWidget(_card(_("锁屏与密码"), _row(idle, self.minutes), _row(self.password)))
        if self.desk.actor.may("users.manage"):
            left.addWidget(_card(_("这台电脑的用户"), self.users, _row(self.add, self.remove)))
            about = _wrapped(_("忘记密码、换电脑时要用它。两份分开放，每次重印后旧的作废。"))
            left.addWidget(_card(_("恢复单"), about, _row(self.sheet)))
        left.addStretch(1)
        right.addWidget(_card(_("走访周期"), self.cadences))
        if self.paper is not None:
            right.addWidget(_card(_("打印机"), self.paper))
        right.addWidget(_card(_("诊断"), self.diagnosis))
        right.addWidget(_card(_("布局"), _row(self.layout_again)))
        right.addStretch(1)
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, em(self, 0.5), 0)
        columns.setSpacing(em(self, 0.8))
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


def _card(title: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    pad = em(card, 1)
    column.setContentsMargins(pad, em(card, 0.8), pad, em(card, 0.8))
    column.setSpacing(em(card, 0.5))
    column.addWidget(Heading(title, factor=1.0))
    for part in parts:
        column.addWidget(part)
    return card


def _row(*parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setProperty("kind", "clear")
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return holder


def _wrapped(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("kind", "quiet")
    label.setWordWrap(True)
    return label

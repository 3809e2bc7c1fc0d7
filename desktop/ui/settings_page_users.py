"""Who works on this PC, and what can open its data when a password is lost."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.ask import ask
from desktop.ui.desk import Desk
from desktop.ui.keeper import Keys
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.settings_page_parts import card, row, wrapped
from desktop.ui.settings_page_questions import ask_new_password, ask_new_user
from desktop.ui.style import em

MOST = 6  # rows of a table before it scrolls


class UserSettingsSection(QWidget):
    """For the secretary: users with their roles, the ways into the data, and what was done to them."""

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.desk, self._keys = desk, keys
        self.users = PlainTable((Head(_("姓名"), 10), Head(_("角色"))))
        self.users.setAccessibleName(_("这台电脑的用户"))
        self.add, self.reset = QPushButton(_("添加用户…")), QPushButton(_("重设密码…"))
        self.remove = QPushButton(_("移除用户…"))
        self.holder, self.sheet = QPushButton(_("添加第二保管人…")), QPushButton(_("重新印恢复单…"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.changes = PlainTable((Head(_("时间"), 9), Head(_("做了什么"), 11), Head(_("谁的"))))
        self.changes.setAccessibleName(_("钥匙变动"))
        about = wrapped(_("支部书记：全部；工作人员：登记、修改、打印；只读：查看和打印。忘了密码的，由支部书记重设。"))
        holds = wrapped(_("第二保管人用自己的密码也能打开数据。恢复单印两份分开放；重印后旧的作废，请当场撕毁。"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        for part in (
            card(_("这台电脑的用户"), about, self.users, row(self.add, self.reset, self.remove)),
            card(_("能打开数据的钥匙"), self.words, holds, row(self.holder, self.sheet)),
            card(_("钥匙变动"), self.changes),
        ):
            whole.addWidget(part)
        for button, act in (
            (self.add, self.add_user), (self.reset, self.reset_password), (self.remove, self.remove_user),
            (self.holder, self.add_holder), (self.sheet, self.new_sheet),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, act=act: act())

    def reload(self) -> None:
        """Read who may sign in and what opens the data."""
        self.desk.tasks.read(
            self, lambda session: (self._keys.users(session), self._keys.facts(session)), self._show, key="users"
        )

    def add_user(self) -> None:
        """Another person on this PC."""
        sentence = _("新用户用自己的名字和密码登录，各人的草稿、筛选和字号分开保存。")
        self._add(sentence, _("添加用户"), holder=False)

    def add_holder(self) -> None:
        """Somebody who keeps a password for the day when others are lost."""
        sentence = _("第二保管人不用天天来：当场设好自己的密码，平时不用；别人的密码丢了，就由这一位打开。")
        self._add(sentence, _("添加第二保管人"), holder=True)

    def _add(self, sentence: str, verb: str, *, holder: bool) -> None:
        typed = ask_new_user(self, self._keys.roles(), sentence=sentence, verb=verb, last=holder)
        if typed is not None:
            name, role, password = typed
            said = _("已添加 {name}，可以在登录页选这个名字。").format(name=name)
            self._run(lambda: self._keys.add_user(name, role, password, holder=holder), said)

    def reset_password(self) -> None:
        """Somebody forgot theirs."""
        chosen = self.users.current
        if chosen is None or chosen.self:
            self.desk.warn(_("自己的密码在“锁屏与密码”里改；这里先选中忘了密码的那一位。"))
            return
        password = ask_new_password(self, chosen.name)
        if password is not None:
            said = _("已给 {name} 设好新密码，请当面告诉本人，并请本人登录后再改。").format(name=chosen.name)
            self._run(lambda: self._keys.reset_password(chosen.name, password), said)

    def remove_user(self) -> None:
        """Somebody left."""
        chosen = self.users.current
        if chosen is None or chosen.self:
            self.desk.warn(_("正在使用的用户不能移除。请先让另一位登录，再移除。"))
            return
        sentence = _("移除后 {name} 不能再登录；做过的记录和姓名都保留。").format(name=chosen.name)
        if ask(self, sentence, _("移除 {name}").format(name=chosen.name), safe=_("不移除"), danger=True):
            said = _("已移除 {name}。").format(name=chosen.name)
            self._run(lambda: self._keys.remove_user(chosen.name), said)

    def new_sheet(self) -> None:
        """A new recovery sheet; the old paper is worthless from then on."""
        sentence = _("会生成新的编码，以前印的恢复单就不能用了。新的两份印好后，请当场撕毁旧的。")
        if ask(self, sentence, _("生成新的恢复单"), safe=_("不生成"), danger=True):
            self.desk.tasks.compute(self, self._keys.new_code, self._print_sheet, failed=self._warn)

    def _print_sheet(self, code: str) -> None:
        units = self.desk.register("units")
        form = next(form for form in units.forms if form.name == "recovery-sheet")
        self.desk.print_form(units, form, (self.desk.actor.unit_id,), given={"code": code})

    def _run(self, job: Callable[[], object], said: str) -> None:
        def done(_result: object) -> None:
            self.desk.say(said)
            self.reload()

        self.desk.tasks.compute(self, job, done, failed=self._warn)

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)

    def _show(self, found: Any) -> None:
        rows, facts = found
        mine = _("{role}（正在使用）")
        self.users.show_lines(
            [Line((one.name, mine.format(role=one.role) if one.self else one.role), one) for one in rows]
        )
        self.changes.show_lines([Line(words) for words in facts.changes])
        for table, count in ((self.users, len(rows)), (self.changes, len(facts.changes))):
            table.setFixedHeight(em(self, 2.4) * (min(count, MOST) + 1) + 4)
        self.words.setText("\n".join(facts.words))
        self.words.setProperty("kind", "" if facts.safe else "wrong")
        self.words.style().polish(self.words)

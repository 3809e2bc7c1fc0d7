"""代码表: what the county adds to the lists that people choose from, published down to every unit below."""

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from desktop import codes
from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard import code_lists
from desktop.standard.wording_versions import Version
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.form import Form
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.settings_page_parts import card, row, section, wrapped

_WHAT = _("下面几张表可以补充，一行写一项。保存以后，下次交换就下发到各单位，选的时候排在自带的后面。")
_GONE = _("拿掉一项，以前登记过的内容不变，只是不能再选。")


class CodeListsPage(Page):
    """A box for each list that grows, its shipped values above; saving makes one new version of them all."""

    help = "code_lists"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.title = _("代码表")
        self.lists = codes.growing()
        fields = tuple(Field(name, codes.title(name), "long_text", width=30) for name in self.lists)
        self.form = Form(fields, today=today(desk.clock))
        self.save = QPushButton(_("保存并下发"))
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(lambda _on=False: self.settle())
        self.back = QPushButton(icon("undo"), _("恢复默认代码表"))
        self.back.clicked.connect(lambda _on=False: self.go_back())
        self.fact = QLabel()
        self.fact.setProperty("kind", "quiet")
        self.fact.setWordWrap(True)
        shipped = [wrapped(_said(name)) for name in self.lists]
        parts = (wrapped(_WHAT), wrapped(_GONE), *shipped, self.form, row(self.save, self.back), self.fact)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(section(card(_("补充的项"), *parts)))
        QShortcut(QKeySequence.StandardKey.Save, self, self.settle)
        self.form.changed.connect(self._changed)
        self._changed()
        self._read()

    def focus_first(self) -> None:
        """The first list."""
        self.form.focus_first()

    def reload(self, changes: Any = None) -> None:
        """Another version may have come; what is typed is not thrown away for it."""
        if (changes is None or "wording_version" in changes.tables) and not self.form.changes():
            self._read()

    def settle(self) -> None:
        """A new version of what was typed."""
        typed = self.form.values()
        if self.form.changes():
            self._write({name: str(typed[name] or "").splitlines() for name in self.lists})

    def go_back(self) -> None:
        """The lists as they were shipped."""
        self._write(dict.fromkeys(self.lists, ()))

    def _write(self, added: Any) -> None:
        job = partial(code_lists.settle, actor=self.desk.actor, added=added)

        def done(_nothing: None, changes: Any) -> None:
            if "wording_version" in changes.tables:
                self.desk.say(_("已保存代码表，下次交换下发。"), UndoToken(tx=changes.tx))
            else:
                self.desk.say(_("代码表和现在用的一样，没有新的版本。"))
            self._read()

        self.desk.tasks.write(self, "wording.settle", job, done, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        self.form.refuse(error)
        self.desk.warn(error.message)

    def _read(self) -> None:
        unit = self.desk.actor.unit_id

        def read(session: Any) -> tuple[Any, Version | None]:
            return code_lists.of_unit(session, unit), code_lists.current(session, unit)

        self.desk.tasks.read(self, read, lambda found: self._show(*found), key="code_lists")

    def _show(self, added: Any, version: Version | None) -> None:
        self.form.show_values({name: "\n".join(added.get(name, ())) for name in self.lists})
        self.fact.setText(
            _("现在用的是 {name} 版，{by}定的。").format(name=version.name, by=version.by_name)
            if version is not None
            else _("现在用的是自带的代码表，还没有补充过。")
        )
        self.back.setEnabled(bool(added))
        self._changed()

    def _changed(self) -> None:
        self.save.setEnabled(bool(self.form.changes()))


def _said(table: str) -> str:
    """业态自带：医养服务、托管…."""
    return _("{title}自带：{words}").format(title=codes.title(table), words=_("、").join(codes.shipped(table)))

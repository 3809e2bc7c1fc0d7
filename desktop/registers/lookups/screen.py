"""按原因查一人: the exact name, the end of a number and the reason; one person comes back, or a sentence."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.sync.asking import MOST_FOUND, AskPerson, People
from desktop.ui.desk import Desk
from desktop.ui.form import Form
from desktop.ui.icons import icon
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.settings_page_parts import card, row, section, wrapped
from desktop.ui.style import em

FIELDS = (
    Field("name", _("姓名"), required=True, width=16, hint=_("要写全，写一部分查不到")),
    Field("sign", _("身份证号或电话"), required=True, width=20, hint=_("末尾四位就够，也可以写全")),
    Field("reason", _("原因"), "code", codes="lookup_reason", required=True),
    Field("note", _("为什么事"), required=True, width=30, hint=_("例如 热线转来的事项，要转给所在社区")),
)
HEADS = (
    Head(_("姓名"), 6), Head(_("身份证后四位"), 6), Head(_("所在单位"), 7), Head(_("所属"), 9), Head(_("支部电话")),
)  # fmt: skip
_RULES = _("这里不存居民，只能向县服务器查一位。每查一次都记下谁查的、为什么，本人所在的支部和社区看得到。")
_NOBODY = _("没有对上的人。请核对姓名和号码；刚登记的人要等所在单位交换以后才查得到。")
_MANY = _("对上了 {count} 人，都没有显示。请把号码写全再查。")
_ONE = _("对上了。需要办的事请转给所在单位，或打支部电话。")


class LookupPage(Page):
    """What was found goes from the screen when the page is left."""

    help = "lookup"

    def __init__(self, desk: Desk, look_up: Callable[[AskPerson], People]) -> None:
        super().__init__()
        self.desk, self._look_up = desk, look_up
        self.title = _("按原因查一人")
        self.form = Form(FIELDS, today=today(desk.clock))
        self.ask = QPushButton(icon("search", "white"), _("查这一位"))
        self.ask.setProperty("kind", "primary")
        self.ask.clicked.connect(lambda _on=False: self.look_up())
        self.clear = QPushButton(_("清空重填"))
        self.clear.clicked.connect(lambda _on=False: self.empty())
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("查到的人"))
        self.table.setFixedHeight(em(self, 2.4) * (MOST_FOUND + 1) + 4)
        self.table.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        asked = card(_("查谁，为什么"), wrapped(_RULES), self.form, row(self.ask, self.clear), self.said, self.table)
        self.cards = section(asked)
        whole.addWidget(self.cards)

    def focus_first(self) -> None:
        """The name."""
        self.form.focus_first()

    def leaving(self) -> None:
        """Nobody who comes by later reads it."""
        self.empty()

    def empty(self) -> None:
        """As when it was opened."""
        self.form.show_values({})
        self.said.clear()
        self.table.show_lines(())
        self.table.hide()
        self.form.focus_first()

    def look_up(self) -> None:
        """Ask the server for this one person."""
        if not self.form.check():
            return
        given = self.form.values()
        asked = AskPerson(given["name"], given["sign"], given["reason"], given["note"])
        self.ask.setEnabled(False)
        self._tell(_("正在向县服务器查询…"), "quiet")
        self.desk.tasks.work(
            self, self.title, lambda _progress: self._look_up(asked), self._show, failed=self._failed
        )  # fmt: skip

    def _show(self, people: People) -> None:
        self.ask.setEnabled(True)
        few = bool(people.found)
        self._tell(_ONE if few else _MANY.format(count=people.count) if people.count else _NOBODY, "")
        self.table.show_lines([
            Line((one.name, one.id_tail, one.unit, " ".join(one.above), one.unit_phone or _("没有登记")))
            for one in people.found
        ])  # fmt: skip
        self.table.setVisible(few)
        (self.table if few else self.ask).setFocus()
        QTimer.singleShot(0, self, lambda: self.cards.ensureWidgetVisible(self.table))  # once it has a place

    def _failed(self, error: UserError) -> None:
        self.ask.setEnabled(True)
        self._tell(error.message, "wrong")

    def _tell(self, sentence: str, kind: str) -> None:
        self.said.setProperty("kind", kind)
        style: Any = self.said.style()
        style.unpolish(self.said)
        style.polish(self.said)
        self.said.setText(sentence)

"""The list of 常用语, where the shipped sentences can be made one's own."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.base.text import _
from desktop.spec import Register
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from desktop.ui.style import em


class PhraseList(ListPage):
    """Own sentences and those of the branch; `adopt(session)` adds the shipped ones to them and says how many."""

    def __init__(self, desk: Desk, register: Register, *, ways: ListWays, adopt: Callable[[Any], int]) -> None:
        super().__init__(desk, register, ways=ways)
        self.subtitle = register.title
        self._adopt = adopt
        self.take_in = QPushButton(_("取来自带的"))
        self.take_in.setToolTip(_("自带的句子加进来后，可以修改和删除"))
        self.take_in.clicked.connect(self.adopt)
        self.take_in.setEnabled(bool(desk.actor.may("phrases.save")))
        for told in (self.answers.shown, self.answers.counted):
            told.connect(self._say_nothing)

    def tools(self) -> QWidget:
        """The usual buttons, and the way to the shipped sentences before them."""
        usual = super().tools()
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.6))
        row.addWidget(self.take_in)
        row.addWidget(usual)
        return both

    def adopt(self) -> None:
        """Add the shipped sentences, in one deed."""

        def done(count: int, changes: Any) -> None:
            if count:
                self.desk.say(_("已加入自带的常用语 {count} 句").format(count=count), UndoToken(tx=changes.tx))
            else:
                self.desk.say(_("自带的常用语都已在列表里。"))

        self.desk.tasks.write(self, "phrases.save", self._adopt, done)

    def _say_nothing(self) -> None:
        """Without any of one's own the shipped ones are in use, and that is said."""
        if not self.model.rowCount() and not self.query.text and not self.query.filters:
            ways = ((self.take_in.text(), self.adopt), (_("逐句新增"), self.ways.new))
            able = [(words, way) for words, way in ways if way is not None]
            self.parts.empty.say(_("还没有自己的常用语，现在用的是自带的句子。"), able)

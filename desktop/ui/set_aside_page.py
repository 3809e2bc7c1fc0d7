"""被隔开的: what the county did not take, whose it is, how old, why, and what to do next."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton

from desktop.base.clock import local_time, today
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.store.session import Changes
from desktop.sync.shown import Aside
from desktop.ui.ask import ask
from desktop.ui.desk import Desk
from desktop.ui.exchange_words import days_since
from desktop.ui.icons import icon
from desktop.ui.lines_page import LinesPage
from desktop.ui.plain_table import Head, Line

RESEND = "set_aside.resend"


class SetAsidePage(LinesPage):
    """Nothing is deleted here: each line says what to do so that it goes through, is reported again or withdrawn."""

    help = "exchange"
    heads = (Head(_("登记"), 11), Head(_("谁改的"), 5), Head(_("多久了"), 5), Head(_("为什么"), 13), Head(_("下一步")))
    words = _("被隔开的")
    note = _("被隔开的内容都还在这台电脑上，没有丢，也不影响其他内容交换。")
    nothing = _("没有被隔开的内容。")

    def __init__(
        self, desk: Desk, read: Callable[[Any], Sequence[Any]], open_: Callable[[Any], None],
        withdraw: Callable[[Any, Aside], int] | None = None,
        resend: Callable[[Any, Sequence[Aside]], int] | None = None,
    ) -> None:  # fmt: skip
        """What this person may not do is None.

        `withdraw(session, one)` takes what is open of its record off the list, `resend(session, some)` lets it wait for
        the next exchange again.
        """
        super().__init__(desk, read, open_)
        self._withdraw, self._resend = withdraw, resend
        self._open_lines: tuple[Aside, ...] = ()
        self.again = QPushButton(icon("upload"), _("再报这一条"))
        self.again.clicked.connect(lambda _on=False: self.resend([self.table.current]))
        self.all_again = QPushButton(_("全部再报"))
        self.all_again.clicked.connect(lambda _on=False: self.resend(self._open_lines))
        self.away = QPushButton(_("不再上报…"))
        self.away.clicked.connect(lambda _on=False: self.withdraw())
        for place, button in enumerate((self.again, self.all_again, self.away), 1):
            button.hide()
            self.bar.insertWidget(place, button)

    def resend(self, some: Sequence[Aside | None]) -> None:
        """Let these be reported once more; the next exchange tells whether the county takes them now."""
        resend, wanted = self._resend, [one for one in some if one is not None]
        if resend is not None and wanted:
            self.desk.tasks.write(
                self, RESEND, lambda session: resend(session, wanted), lambda count, _changes: self._resent(count)
            )  # fmt: skip

    def _resent(self, count: int) -> None:
        self.desk.say(_("{n} 条等着再报，下次交换时上报。").format(n=count))
        self._settled(count)

    def withdraw(self) -> None:
        """Ask, then take the line in front off the list."""
        one, withdraw = self.table.current, self._withdraw
        if one is None or withdraw is None:
            return
        sentence = _("“{what}”里没有报上去的改动不再上报，从这里拿掉。改动仍留在它的“历史”里。").format(what=one.what)
        if ask(self, sentence, _("不再上报这一条"), safe=_("先留着"), danger=True):
            self.desk.tasks.write(
                self, "set_aside.withdraw", lambda session: withdraw(session, one),
                lambda count, _changes: self._withdrawn(count),
            )  # fmt: skip

    def _withdrawn(self, count: int) -> None:
        self.desk.say(_("已拿掉 {n} 处没有报上去的改动。").format(n=count))
        self._settled(count)

    def _settled(self, count: int) -> None:
        self.desk.tasks.changed.emit(Changes(frozenset({"aside_settled"}), uuid7(), count=count))
        self.reload()

    def _picked(self, one: Aside | None) -> None:
        super()._picked(one)
        if hasattr(self, "away"):  # what was read while the page was made
            stands = one is not None and not one.waits
            self.away.setVisible(stands and self._withdraw is not None)
            self.again.setVisible(stands and self._resend is not None)

    def _show(self, found: tuple[Any, ...]) -> None:
        self._open_lines = tuple(one for one in found if not one.waits)
        super()._show(found)
        self.all_again.setText(_("全部再报（{n} 条）").format(n=len({one.record for one in self._open_lines})))
        self.all_again.setVisible(len(self._open_lines) > 1 and self._resend is not None)

    def line_of(self, one: Aside) -> Line:
        """What it is, whose, for how long, why, and what helps."""
        age = days_since(one.at, today(self.desk.clock)) or 0
        told = _("{n} 天").format(n=age) if age > 0 else f"{local_time(one.at):%H:%M}"
        return Line((one.what, one.owner, told, one.why, one.step), one)

    def whole_of(self, one: Aside) -> str:
        """What to do next, whole."""
        return _("下一步：{step}").format(step=one.step)

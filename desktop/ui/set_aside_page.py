"""被隔开的: what the county did not take, whose it is, how old, why, and what to do next."""

from desktop.base.clock import local_time, today
from desktop.base.text import _
from desktop.sync.shown import Aside
from desktop.ui.exchange_words import days_since
from desktop.ui.lines_page import LinesPage
from desktop.ui.plain_table import Head, Line


class SetAsidePage(LinesPage):
    """Nothing is deleted here: each line says what to do so that it goes through."""

    help = "exchange"
    heads = (Head(_("登记"), 11), Head(_("谁改的"), 5), Head(_("多久了"), 5), Head(_("为什么"), 13), Head(_("下一步")))
    words = _("被隔开的")
    note = _("被隔开的内容都还在这台电脑上，没有丢，也不影响其他内容交换。")
    nothing = _("没有被隔开的内容。")

    def line_of(self, one: Aside) -> Line:
        """What it is, whose, for how long, why, and what helps."""
        age = days_since(one.at, today(self.desk.clock)) or 0
        told = _("{n} 天").format(n=age) if age > 0 else f"{local_time(one.at):%H:%M}"
        return Line((one.what, one.owner, told, one.why, one.step), one)

    def whole_of(self, one: Aside) -> str:
        """What to do next, whole."""
        return _("下一步：{step}").format(step=one.step)

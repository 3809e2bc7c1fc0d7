"""自动合并的: what the exchange joined by itself, with both values, both authors and times; nothing is asked here."""

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.sync.shown import Joined, Side
from desktop.ui.lines_page import LinesPage
from desktop.ui.plain_table import Head, Line


class JoinedPage(LinesPage):
    """Both stand: a line leads to the record, whose history puts a single value back."""

    help = "exchange"
    heads = (
        Head(_("登记"), 9),
        Head(_("谁先报的"), 11),
        Head(_("先报的内容")),
        Head(_("谁后报的"), 11),
        Head(_("后报的内容")),
    )
    words = _("自动合并的")
    note = _("两个人改了同一条登记的不同栏，两边都已采用，不用再定。合得不对时，打开登记，改过来再保存。")
    nothing = _("没有自动合并的内容。两边改了同一条登记的不同栏时，会列在这里。")

    def line_of(self, one: Joined) -> Line:
        """Who told what first, and who after."""
        return Line((one.title, _who(one.theirs), one.stood, _who(one.mine), one.wrote), one)

    def whole_of(self, one: Joined) -> str:
        """Both values beside each other."""
        return _("{first} {stood}　｜　{later} {wrote}").format(
            first=_who(one.theirs), stood=one.stood, later=_who(one.mine), wrote=one.wrote
        )


def _who(side: Side) -> str:
    """王书记 11-03 09:12."""
    return f"{side.by} {local_time(side.at):%m-%d %H:%M}" if side.at is not None else side.by

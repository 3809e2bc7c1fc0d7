"""What was exchanged before, a line each."""

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.sync.shown import Past
from desktop.ui.plain_table import Head, Line

HEADS = (
    Head(_("时间"), 9),
    Head(_("方式"), 8),
    Head(_("结果"), 5),
    Head(_("上报"), 4),
    Head(_("收到"), 4),
    Head(_("说明")),
)
_WAYS = {
    "line": _("联网"),
    "out": _("导出到 U 盘"),
    "in": _("从 U 盘读取"),
    "carried": _("替别人捎带"),
    "leave": _("移走"),
}
_KILO = 1024


def line(one: Past) -> Line:
    """When, how, with what end, and how much went up and came down."""
    when = f"{local_time(one.at):%Y-%m-%d %H:%M}"
    size = _("{size} KB").format(size=-(-one.size // _KILO)) if one.size else ""
    told = " · ".join(part for part in (one.what, size) if part)
    result = _("完成") if one.done else _("未完成")
    return Line((when, _WAYS.get(one.way, one.way), result, f"{one.sent:,}", f"{one.received:,}", told), one)

"""The five things to do first, as the first-run wizard names them at its end and 今日工作 until they are done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.base.text import _
from desktop.ui.today_rows import Deed

ROSTER, LINKS, VISIT, SHEET, BACKUP = "roster", "links", "visit", "sheet", "backup"

# what it is, and the quiet words after it
STEPS: dict[str, tuple[str, str]] = {
    ROSTER: (_("导入名册"), _("用现有的 Excel 名单，格式乱一些也可以")),
    LINKS: (_("落实联户党员"), _("按楼或单元，把每一户分给一名党员")),
    VISIT: (_("登记第一次走访"), _("在“住户”里选一户，点“登记走访”")),
    SHEET: (_("打印恢复单两份"), _("两份分开放；都丢失则无法打开数据")),
    BACKUP: (_("做一次备份"), _("以后每周再拷到 U 盘一次")),
}


@dataclass(frozen=True, slots=True)
class FirstDays:
    """Those that wait (keys of STEPS), a deed for each that has one here, and the way to see them no more."""

    left: tuple[str, ...]
    deeds: Mapping[str, Deed]
    dismiss: Callable[[], None]

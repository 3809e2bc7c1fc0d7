"""The PCs, accounts and unused codes of a unit as the lines of tables."""

from collections.abc import Sequence
from datetime import date

from desktop import codes
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.sync.asking import AccountStanding, CodeStanding, DeviceStanding
from desktop.ui.exchange_words import day
from desktop.ui.plain_table import Head, Line

PCS = (
    Head(_("名称"), 5), Head(_("给谁用"), 6), Head(_("状态"), 4), Head(_("最近交换"), 6), Head(_("方式"), 3.5),
    Head(_("版本"), 6), Head(_("登记日期")),
)  # fmt: skip
ACCOUNTS = (Head(_("姓名"), 10), Head(_("角色"), 7), Head(_("状态")))
CODES = (Head(_("角色"), 7), Head(_("有效到"), 11), Head(_("给谁用")))


def pcs(found: Sequence[DeviceStanding], today: date) -> list[Line]:
    """A line for each PC."""
    return [
        Line((
            one.name, one.note, state(enabled=one.enabled), day(one.seen_at, today, clock=True),
            codes.label("exchange_way", one.way) if one.way else "",
            f"{one.app} / {one.schema}" if one.schema else one.app,  # of the program and of its data
            f"{local_time(one.enrolled_at):%Y-%m-%d}",
        ), one)
        for one in found
    ]  # fmt: skip


def accounts(found: Sequence[AccountStanding]) -> list[Line]:
    """A line for each account."""
    return [Line((one.name, codes.label("role", one.role), state(enabled=one.enabled)), one) for one in found]


def waiting(found: Sequence[CodeStanding]) -> list[Line]:
    """A line for each code that waits."""
    until = "%Y-%m-%d %H:%M"
    return [Line((codes.label("role", one.role), f"{local_time(one.expires_at):{until}}", one.note)) for one in found]


def state(*, enabled: bool) -> str:
    """在用 or 停用."""
    return _("在用") if enabled else _("已停用")

"""The papers that read more than one register, hung on the register whose records they are printed for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Field, Form, Register

if TYPE_CHECKING:
    from desktop.reports import agenda_sheet, elevation_sheet, install_card, member_sheet, month_summary, work_log
    from desktop.reports.work_log import Lines
else:  # what they read and draw is loaded once one is printed
    agenda_sheet, elevation_sheet, install_card, member_sheet, month_summary, work_log = late(
        "desktop.reports",
        "agenda_sheet",
        "elevation_sheet",
        "install_card",
        "member_sheet",
        "month_summary",
        "work_log",
    )

MONTH = Field("month", _("月份"), "partial_day", hint=_("例如 2026-11，不写就是这个月"))
CALENDAR = Form("calendar", _("日历"), agenda_sheet.collect, agenda_sheet.draw, landscape=True, asks=(MONTH,))
ELEVATION_A4 = Form(
    "elevation", _("楼栋图"), elevation_sheet.collect, partial(elevation_sheet.draw, paper="A4"), landscape=True
)
ELEVATION_A3 = Form(
    "elevation-a3", _("楼栋图（A3）"), elevation_sheet.collect, partial(elevation_sheet.draw, paper="A3"), paper="A3",
    landscape=True,
)  # fmt: skip
INSTALL_CARD = Form("install-card", _("安装卡"), install_card.collect, install_card.draw)
MEMBER_SHEET = Form("member-sheet", _("党员信息表"), member_sheet.collect, member_sheet.draw, code="M")
MONTH_SUMMARY = Form(
    "month-summary", _("本月小结"), month_summary.collect, month_summary.draw, asks=(MONTH,), tell=month_summary.tell
)


def work_log_of(catalog: Sequence[Register], more: Sequence["Lines"] = ()) -> Form:
    """The work log, which names deeds by the words of `catalog`; `more` are what registers add to it."""
    asked = partial(work_log.collect, catalog=tuple(catalog), more=tuple(more))
    return Form("work-log", _("工作日志"), asked, work_log.draw, asks=(MONTH,))


def with_papers(registers: Sequence[Register], *, log_lines: Sequence["Lines"] = ()) -> tuple[Register, ...]:
    """The same registers with their papers; `log_lines` are what registers add to the work log."""
    added: dict[str, tuple[Form, ...]] = {
        "buildings": (ELEVATION_A4, ELEVATION_A3),
        "people": (MEMBER_SHEET,),
        "members": (MEMBER_SHEET,),
        "units": (MONTH_SUMMARY, work_log_of(registers, log_lines), CALENDAR, INSTALL_CARD),
    }
    return tuple(replace(each, forms=(*each.forms, *added.get(each.name, ()))) for each in registers)

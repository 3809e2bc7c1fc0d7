"""The papers that read more than one register, hung on the register whose records they are printed for."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.reports.agenda_sheet import CALENDAR
from desktop.reports.elevation_sheet import ELEVATION_A3, ELEVATION_A4
from desktop.reports.install_card import INSTALL_CARD
from desktop.reports.member_sheet import MEMBER_SHEET
from desktop.reports.month_summary import MONTH_SUMMARY
from desktop.reports.work_log import Lines, form_of
from desktop.spec import Form, Register


def with_papers(registers: Sequence[Register], *, log_lines: Sequence[Lines] = ()) -> tuple[Register, ...]:
    """The same registers with their papers; `log_lines` are what registers add to the work log."""
    added: dict[str, tuple[Form, ...]] = {
        "buildings": (ELEVATION_A4, ELEVATION_A3),
        "people": (MEMBER_SHEET,),
        "members": (MEMBER_SHEET,),
        "units": (MONTH_SUMMARY, form_of(registers, log_lines), CALENDAR, INSTALL_CARD),
    }
    return tuple(replace(each, forms=(*each.forms, *added.get(each.name, ()))) for each in registers)

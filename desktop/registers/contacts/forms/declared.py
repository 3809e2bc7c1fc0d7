"""The papers of links and visits, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Form

if TYPE_CHECKING:
    from desktop.registers.contacts.forms import door_cards, month_sheet, visit_record
else:
    door_cards, month_sheet, visit_record = late(
        "desktop.registers.contacts.forms", "door_cards", "month_sheet", "visit_record"
    )

DOOR_CARDS = Form("door-cards", _("党员联户责任卡"), door_cards.collect, door_cards.draw, code="C")
MONTH_SHEET = Form("month-sheet", _("月度走访单"), month_sheet.collect, month_sheet.draw, code="W", returns=True)
VISIT_RECORD = Form("visit-record", _("联户走访记录单"), visit_record.collect, visit_record.draw, code="R")

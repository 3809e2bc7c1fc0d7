"""The papers of households, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Form

if TYPE_CHECKING:
    from desktop.registers.contacts.forms import visit_record as filled_record
    from desktop.registers.households.forms import (
        confirm_letter,
        household_facts,
        household_sheet,
        letter_facts,
        rosters,
        tenancy_sheet,
        visit_list,
        visit_record,
    )
else:
    filled_record = late("desktop.registers.contacts.forms.visit_record")
    (
        confirm_letter,
        household_facts,
        household_sheet,
        letter_facts,
        rosters,
        tenancy_sheet,
        visit_list,
        visit_record,
    ) = late(
        "desktop.registers.households.forms",
        "confirm_letter",
        "household_facts",
        "household_sheet",
        "letter_facts",
        "rosters",
        "tenancy_sheet",
        "visit_list",
        "visit_record",
    )

CONFIRM_LETTER = Form("confirm-letter", _("信息核对函"), letter_facts.collect, confirm_letter.draw, code="K")
HOUSEHOLD_SHEET = Form("household-sheet", _("一户一档"), household_facts.collect, household_sheet.draw, code="H")
BUILDING_ROSTER = Form("building-roster", _("楼栋名册"), rosters.collect_buildings, rosters.draw_building)
RESIDENT_ROSTER = Form(
    "resident-roster", _("居民名册"), rosters.collect_residents, rosters.draw_residents, landscape=True
)
TENANCY_SHEET = Form("tenancy-sheet", _("租住附表"), tenancy_sheet.collect, tenancy_sheet.draw, code="T")
VISIT_LIST = Form(
    "visit-list", _("走访名单"), visit_list.collect, visit_list.draw, landscape=True, code="V", returns=True
)
VISIT_RECORD_BLANK = Form(
    "visit-record-blank", _("联户走访记录单（空白）"), visit_record.collect, filled_record.draw, code="B", returns=True
)

"""The papers of a unit, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Form

if TYPE_CHECKING:
    from desktop.registers.units.forms import recovery_sheet
else:
    recovery_sheet = late("desktop.registers.units.forms.recovery_sheet")

RECOVERY_SHEET = Form("recovery-sheet", _("数据恢复单"), recovery_sheet.collect, recovery_sheet.draw, kept=False)
FORMS: tuple[Form, ...] = (RECOVERY_SHEET,)

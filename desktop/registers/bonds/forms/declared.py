"""The papers of bonds, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Form

if TYPE_CHECKING:
    from desktop.registers.bonds.forms import handbook, reminder, roster
else:
    handbook, reminder, roster = late("desktop.registers.bonds.forms", "handbook", "reminder", "roster")

HANDBOOK = Form("bond-handbook", _("包联手册"), handbook.collect, handbook.draw)
REMINDER = Form("bond-reminder", _("包保联系提醒函"), reminder.collect, reminder.draw, official=True)
ROSTER = Form("bond-roster", _("三联包保一览表"), roster.collect, roster.draw, landscape=True)

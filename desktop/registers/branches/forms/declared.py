"""The papers of the county's desk, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Field, Form

if TYPE_CHECKING:
    from desktop.registers.branches.forms import reminder, slip
else:
    reminder, slip = late("desktop.registers.branches.forms", "reminder", "slip")

REMINDER = Form(
    "exchange-reminder",
    _("数据交换提醒名单"),
    reminder.collect,
    reminder.draw,
    asks=(Field("days", _("超过几天"), "number", unit=_("天"), hint=_("空着就是 7 天")),),
)
SLIP = Form("enrolment-slip", _("电脑登记单"), slip.collect, slip.draw, kept=False)

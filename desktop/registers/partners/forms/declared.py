"""The papers of partners, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Field, Form

if TYPE_CHECKING:
    from desktop.registers.partners.forms import agreement, rosters, sheets
else:
    agreement, rosters, sheets = late("desktop.registers.partners.forms", "agreement", "rosters", "sheets")

_ROSTERS_SINCE = Field("since", _("起始日期"), "day", hint=_("空着就是今年 1 月 1 日"))
_ROSTERS_UNTIL = Field("until", _("截止日期"), "day", hint=_("空着就是今天"))

AGREEMENT = Form(
    "partner-agreement",
    _("红色合伙人合伙协议"),
    agreement.collect,
    agreement.draw,
    official=True,
    sealed=True,
    kept=False,
)
PARTNER_ROSTER = Form(
    "partner-roster", _("红色合伙人名册"), rosters.collect_partners, rosters.draw_partners, landscape=True
)
PERFORMANCE = Form(
    "partner-performance",
    _("红色合伙人履约情况表"),
    rosters.collect_performance,
    rosters.draw_performance,
    landscape=True,
    asks=(_ROSTERS_SINCE, _ROSTERS_UNTIL),
)
CLAIM_SHEET = Form("claim-sheet", _("服务认领单"), sheets.collect_claims, sheets.draw_claim)
DELIVERY_SHEET = Form("delivery-sheet", _("服务记录单"), sheets.collect_deliveries, sheets.draw_delivery)

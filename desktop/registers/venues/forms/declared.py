"""The papers of venues, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Field, Form

if TYPE_CHECKING:
    from desktop.registers.venues.forms import agreement, annexes, letters, publicity, receipt, settlement
else:
    agreement, annexes, letters, publicity, receipt, settlement = late(
        "desktop.registers.venues.forms", "agreement", "annexes", "letters", "publicity", "receipt", "settlement"
    )

_ANNEXES_SINCE = Field("since", _("从哪天起一年"), "day", hint=_("空着就是今天所在的合同年度"))
_LETTERS_UNTIL = Field("until", _("缴到哪天到期的"), "day", hint=_("空着就是 30 天内到期的"))
_SETTLEMENT_SINCE = Field("since", _("起始日期"), "day", hint=_("空着就是今年 1 月 1 日"))
_SETTLEMENT_UNTIL = Field("until", _("截止日期"), "day", hint=_("空着就是今天"))

AGREEMENT = Form(
    "venue-agreement", _("场所换服务协议"), agreement.collect, agreement.draw, official=True, sealed=True, kept=False
)
HAND_OVER = Form("venue-hand-over", _("设施移交清单"), annexes.collect_hand_over, annexes.draw_hand_over)
SERVICE_PLAN = Form(
    "venue-service-plan", _("年度服务计划"), annexes.collect_plan, annexes.draw_plan, asks=(_ANNEXES_SINCE,)
)
PAYMENT_NOTICE = Form(
    "venue-payment", _("缴款通知"), letters.collect_payment, letters.draw, official=True, asks=(_LETTERS_UNTIL,)
)
DEMAND_LETTER = Form("venue-demand", _("催缴函"), letters.collect_demand, letters.draw, official=True)
PUBLICITY = Form("venue-publicity", _("租金收支公示"), publicity.collect, publicity.draw, sealed=True)
RECEIPT = Form("venue-receipt", _("租金收据（三联）"), receipt.collect, receipt.draw)
SETTLEMENT = Form(
    "venue-settlement",
    _("服务抵租结算单"),
    settlement.collect,
    settlement.draw,
    asks=(_SETTLEMENT_SINCE, _SETTLEMENT_UNTIL),
)

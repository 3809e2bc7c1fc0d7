"""The papers of buildings, by name: what they read and draw is loaded once one is printed."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.spec import Field, Form

if TYPE_CHECKING:
    from desktop.registers.buildings.forms import stair_notice
else:
    stair_notice = late("desktop.registers.buildings.forms.stair_notice")

ASKS = (
    Field("kind", _("事由"), "code", codes="notice_kind", hint=_("没有写的内容，按这个事由的常用文字印")),
    Field("title", _("标题"), width=20, hint=_("不写就用常用标题")),
    Field("text", _("内容"), "long_text", width=40, hint=_("不写就用常用文字")),
    Field("time", _("时间"), width=30, hint=_("例如 11月25日8时至12时")),
    Field("place", _("地点或范围"), width=30),
    Field("sign", _("落款"), width=30, hint=_("不写就用党组织名称")),
    Field("day", _("落款日期"), "day", hint=_("不写就是今天")),
    Field("spread", _("张贴方式"), "code", codes="notice_spread", hint=_("不选就是每个单元一张")),
    Field("copies", _("每处张数"), "number", hint=_("不写就是 1 张")),
)
STAIR_NOTICE = Form(
    "stair-notice", _("楼道通知"), stair_notice.collect, stair_notice.draw, asks=ASKS, tell=stair_notice.tell
)
FORMS: tuple[Form, ...] = (STAIR_NOTICE,)

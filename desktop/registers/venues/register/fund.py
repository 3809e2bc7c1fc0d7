"""租金反哺, declared as two lists: what was spent, and what was posted."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.venues.forms.declared import PUBLICITY
from desktop.registers.venues.model import Notice, Spending
from desktop.registers.venues.queries import related
from desktop.registers.venues.register.contracts import GROUP
from desktop.registers.venues.rules import contract as rules
from desktop.spec import Action, Column, Field, Register

if TYPE_CHECKING:
    from desktop.registers.venues.forms import publicity
    from desktop.registers.venues.service import spending
else:  # loaded once a deed is done
    publicity = late("desktop.registers.venues.forms.publicity")
    spending = late("desktop.registers.venues.service.spending")

SPENDINGS = Register(
    name="venue_spendings",
    title=_("租金反哺"),
    model=Spending,
    label="content",
    counter=_("笔"),
    order=("spent_on",),
    columns=(
        Column("spent_on", _("支出日期"), 11, "day"),
        Column("purpose", _("用途"), 10, "code", codes="spending_purpose", choices=True),
        Column("content", _("花在什么上"), 19),
        Column("amount", _("金额"), 10, "money"),
        Column("decided_at", _("议定会议"), 18),
        Column("decided_on", _("议定日期"), 11, "day"),
        Column("payee", _("收款方"), 12),
        Column("voucher", _("凭证号码"), 9),
        Column("remark", _("备注"), 12, shown=False),
    ),
    fields=(
        Field("spent_on", _("支出日期"), "day", required=True),
        Field("amount", _("金额"), "money", required=True, unit=_("元")),
        Field("purpose", _("用途"), "code", codes="spending_purpose", required=True),
        Field("payee", _("收款方"), width=24),
        Field("voucher", _("凭证号码")),
        Field("content", _("花在什么上"), required=True, width=30, hint=_("例如 更换活动室灯具")),
        Field("decided_at", _("议定会议"), required=True, width=30, hint=_("例如 2026年3月居民代表会议")),
        Field("decided_on", _("议定日期"), "day", required=True),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    save=spending.save,
    keep=rules.keep_rows,
    actions=(
        Action("reverse", _("办理冲正"), spending.reverse, icon="undo", asks=(
            Field("on", _("冲正日期"), "day", required=True),
            Field("note", _("冲正原因"), required=True, width=24),
        )),
    ),
    related=related.of_spending,
    icon="heart-handshake",
    group=GROUP,
    help="venue_ledger",
)  # fmt: skip

NOTICES = Register(
    name="venue_notices",
    title=_("收支公示"),
    model=Notice,
    label="label",
    counter=_("次"),
    order=("posted_on",),
    columns=(
        Column("posted_on", _("公示日期"), 11, "day"),
        Column("first_on", _("从"), 11, "day"),
        Column("last_on", _("到"), 11, "day"),
        Column("carried", _("上期结余"), 10, "money"),
        Column("income", _("收入"), 10, "money"),
        Column("spent", _("支出"), 10, "money"),
        Column("place", _("公示地点"), 14),
        Column("remark", _("备注"), 14, shown=False),
    ),
    fields=(
        Field("first_on", _("从"), "day", required=True),
        Field("last_on", _("到"), "day", required=True),
        Field("posted_on", _("公示日期"), "day", required=True),
        Field("place", _("公示地点"), width=24, hint=_("例如 小区东门公示栏")),
        Field("carried", _("上期结余"), "money", read_only=True, unit=_("元"), hint=_("保存时算出")),
        Field("income", _("收入"), "money", read_only=True, unit=_("元")),
        Field("spent", _("支出"), "money", read_only=True, unit=_("元")),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    save=publicity.post,
    keep=rules.keep_rows,
    forms=(PUBLICITY,),
    icon="megaphone",
    group=GROUP,
    help="venue_ledger",
)

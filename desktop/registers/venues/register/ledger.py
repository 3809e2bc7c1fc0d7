"""The ledger in both currencies, declared as three lists: by contract, by obligation, row by row."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.venues.forms.declared import DEMAND_LETTER, PAYMENT_NOTICE, RECEIPT, SETTLEMENT
from desktop.registers.venues.model import Contract, Entry, Obligation
from desktop.registers.venues.queries import ledger as rows
from desktop.registers.venues.queries import related
from desktop.registers.venues.register.contracts import GROUP, NOTE
from desktop.registers.venues.rules import contract as rules
from desktop.spec import Action, Column, Field, Register

if TYPE_CHECKING:
    from desktop.registers.venues.service import converting, ledger
else:  # loaded once a deed is done
    converting, ledger = late("desktop.registers.venues.service", "converting", "ledger")

_VENUE = Column("venue", _("场所"), 11, choices=True, shown=False)
_TENANT = Column("tenant", _("使用方"), 12, choices=True)
_NUMBER = Column("number", _("编号"), 23, choices=True, shown=False)
_MEASURE = Column("measure", _("计量"), 9, "code", codes="ledger_measure", choices=True, shown=False)
_TIMES = Field("times", _("次数"), "number", unit=_("次"), hint=_("空着就是欠的全部"))
_MINUTES = Field("minutes", _("时长"), "number", unit=_("分钟"), hint=_("按小时计的服务"))
_AMOUNT = Field("amount", _("金额"), "money", unit=_("元"), hint=_("空着就是欠的全部"))

LEDGER = Register(
    name="venue_ledger",
    title=_("租金收支"),
    model=Contract,
    dated=rows.ledger_rows,
    label="number",
    counter=_("份"),
    order=("venue_sort",),
    columns=(
        Column("venue", _("场所"), 10, sort=("venue_sort",), frozen=True),
        Column("tenant", _("使用方"), 12, sort=("tenant_sort",)),
        Column("state", _("状态"), 7, "code", codes="agreement_state", choices=True),
        Column("due", _("应收"), 9, "money"),
        Column("met", _("实收"), 9, "money"),
        Column("open", _("欠租"), 9, "money"),
        Column("due_service", _("应服务"), 10, sort=("open_times", "open_minutes")),
        Column("met_service", _("已服务"), 10, sort=("open_times", "open_minutes")),
        Column("open_service", _("欠服务"), 10, sort=("open_times", "open_minutes")),
        Column("held", _("押金"), 9, "money", shown=False),
        Column("number", _("编号"), 23, shown=False),
    ),
    fields=(Field("number", _("编号"), read_only=True, width=24),),
    keep=rules.keep_signed,
    forms=(PAYMENT_NOTICE, SETTLEMENT, DEMAND_LETTER),
    icon="wallet",
    group=GROUP,
    editable=False,
)

OBLIGATIONS = Register(
    name="venue_obligations",
    title=_("应收应服务"),
    model=Obligation,
    dated=rows.obligation_rows,
    label="label",
    counter=_("期"),
    order=("due_on",),
    columns=(
        Column("due_on", _("期限"), 11, "day"),
        _VENUE,
        _TENANT,
        Column("kind", _("种类"), 9, "code", codes="obligation_kind", choices=True),
        Column("first_on", _("哪一期"), 11, "day"),
        Column("last_on", _("到"), 11, "day", shown=False),
        Column("state", _("状态"), 7, "code", codes="obligation_state", choices=True),
        Column("due", _("应收"), 10, "money"),
        Column("met", _("实收"), 10, "money"),
        Column("open", _("未收"), 10, "money"),
        Column("due_service", _("应服务"), 8),
        Column("met_service", _("已服务"), 8),
        Column("open_service", _("未服务"), 8),
        _MEASURE,
        _NUMBER,
    ),
    fields=(
        Field("contract_id", _("合同"), "record", picks="venue_contracts", read_only=True),
        Field("kind", _("种类"), "code", codes="obligation_kind", read_only=True),
        Field("measure", _("计量"), "code", codes="ledger_measure", read_only=True),
        Field("first_on", _("从"), "day", read_only=True),
        Field("last_on", _("到"), "day", read_only=True),
        Field("due_on", _("期限"), "day", read_only=True),
    ),
    keep=rules.keep_rows,
    actions=(
        Action("waive", _("办理减免"), ledger.waive, icon="minus", asks=(
            Field("on", _("减免日期"), "day", required=True),
            Field("decided", _("议定会议"), required=True, width=24, hint=_("例如 2026年3月居委会会议")),
            _AMOUNT,
            _TIMES,
            _MINUTES,
            NOTE,
        )),
        Action("to_money", _("折价补交"), converting.to_money, icon="wallet", asks=(
            Field("on", _("折算日期"), "day", required=True),
            _TIMES,
            _MINUTES,
            Field("due_on", _("缴款期限"), "day", hint=_("空着就是当天")),
            NOTE,
        )),
        Action("to_service", _("折成服务"), converting.to_service, icon="heart-handshake", asks=(
            Field("on", _("折算日期"), "day", required=True),
            _AMOUNT,
            Field("what", _("哪项服务"), hint=_("只有一项时空着")),
            Field("due_on", _("服务期限"), "day", hint=_("空着就是这一期末")),
            NOTE,
        )),
    ),
    related=related.of_obligation,
    icon="list-checks",
    group=GROUP,
    help="venue_ledger",
    editable=False,
)  # fmt: skip

ENTRIES = Register(
    name="venue_entries",
    title=_("收付记录"),
    model=Entry,
    dated=rows.entry_rows,
    label="label",
    counter=_("笔"),
    order=("day_sort",),
    columns=(
        Column("booked_on", _("日期"), 11, "day", sort=("day_sort",)),
        _VENUE,
        _TENANT,
        Column("kind", _("收付"), 7, "code", codes="entry_kind", choices=True),
        Column("of_kind", _("种类"), 8, "code", codes="obligation_kind", choices=True),
        Column("first_on", _("哪一期"), 11, "day"),
        Column("paid", _("收款"), 10, "money"),
        Column("owed", _("应收增减"), 10, "money"),
        Column("served", _("服务"), 8),
        Column("owed_service", _("应服务增减"), 9),
        Column("receipt", _("票据号码"), 9),
        Column("note", _("说明"), 9),
        Column("decided", _("议定会议"), 14, shown=False),
        _MEASURE,
        _NUMBER,
    ),
    fields=(
        Field("contract_id", _("合同"), "record", picks="venue_contracts", read_only=True),
        Field("obligation_id", _("哪一期"), "record", picks="venue_obligations", read_only=True),
        Field("kind", _("收付"), "code", codes="entry_kind", read_only=True),
        Field("booked_on", _("日期"), "day", read_only=True),
        Field("receipt", _("票据号码"), read_only=True),
        Field("decided", _("议定会议"), read_only=True, width=24),
        Field("note", _("说明"), read_only=True, width=30),
    ),
    keep=rules.keep_rows,
    actions=(
        Action("reverse", _("办理冲正"), converting.reverse, icon="undo", asks=(
            Field("on", _("冲正日期"), "day", required=True),
            Field("note", _("冲正原因"), required=True, width=24),
        )),
    ),
    related=related.of_entry,
    files="photos",
    forms=(RECEIPT,),
    icon="history",
    group=GROUP,
    help="venue_ledger",
    editable=False,
)  # fmt: skip

"""Venues and their contracts, declared as two lists."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.venues.forms.declared import (
    AGREEMENT,
    DEMAND_LETTER,
    HAND_OVER,
    PAYMENT_NOTICE,
    SERVICE_PLAN,
    SETTLEMENT,
)
from desktop.registers.venues.imports.declared import IMPORT
from desktop.registers.venues.model import Contract, ContractDeed, ContractService, RentStep, Venue
from desktop.registers.venues.queries import lists, related
from desktop.registers.venues.rules import contract as rules
from desktop.spec import Action, Child, Column, Field, Register, Words

if TYPE_CHECKING:
    from desktop.registers.venues.forms import agreement
    from desktop.registers.venues.service import contracts, early_end, ending, ledger, refunds
else:  # loaded once a deed is done
    agreement = late("desktop.registers.venues.forms.agreement")
    contracts, early_end, ending, ledger, refunds = late(
        "desktop.registers.venues.service", "contracts", "early_end", "ending", "ledger", "refunds"
    )

GROUP = _("红色合伙人")
TRADE = Field("trade", _("业态"), "code", codes="venue_trade", required=True)
TERM = (
    Field("starts_on", _("起始日期"), "day", required=True),
    Field("ends_on", _("到期日期"), "day", required=True),
)
NOTE = Field("note", _("说明"), "long_text", width=30)

VENUES = Register(
    name="venues",
    title=_("场所"),
    model=Venue,
    dated=lists.venue_rows,
    counter=_("处"),
    order=("name_sort",),
    columns=(
        Column("name", _("场所"), 12, sort=("name_sort",), frozen=True),
        Column("place", _("位置"), 16),
        Column("area", _("面积（㎡）"), 8, "area"),
        Column("use", _("使用情况"), 8, "code", codes="venue_use", choices=True),
        Column("tenant", _("使用方"), 14, choices=True),
        Column("trade", _("业态"), 10, "code", codes="venue_trade", choices=True),
        Column("until", _("到期"), 12, "due"),
        Column("function", _("功能"), 12, shown=False),
        Column("owner", _("产权单位"), 12, shown=False),
        Column("remark", _("备注"), 14, shown=False),
    ),
    fields=(
        Field("name", _("场所名称"), required=True, width=24, hint=_("例如 一楼东厅")),
        Field("place", _("位置"), width=30, hint=_("例如 党群服务中心一楼东厅")),
        Field("area", _("面积"), "area", unit=_("平方米")),
        Field("function", _("功能"), width=24, hint=_("例如 医养服务")),
        Field("facilities", _("设施清单"), "long_text", width=40, hint=_("一行一样，例如 空调 2 台")),
        Field("owner", _("产权单位"), width=24, hint=_("空着就由本单位作甲方")),
        Field("state", _("状态"), "code", codes="venue_state", hint=_("空着就是可以出借")),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    save=contracts.save_venue,
    check=rules.check_venue,
    actions=(
        Action("draft", _("草拟合同"), contracts.draft, icon="file-text", asks=(
            Field("tenant_id", _("使用方"), "record", picks="organisations", required=True,
                  hint=_("从单位库选：名称或拼音首字母")),
            TRADE,
            *TERM,
        )),
    ),
    related=related.of_venue,
    imports=IMPORT,
    icon="store",
    group=GROUP,
)  # fmt: skip

CONTRACTS = Register(
    name="venue_contracts",
    title=_("场所换服务"),
    model=Contract,
    dated=lists.contract_rows,
    label="number",
    counter=_("份"),
    order=("venue_sort", "starts_on"),
    columns=(
        Column("venue", _("场所"), 11, sort=("venue_sort", "starts_on"), frozen=True),
        Column("tenant", _("使用方"), 13, sort=("tenant_sort", "starts_on")),
        Column("trade", _("业态"), 9, "code", codes="venue_trade", choices=True),
        Column("state", _("状态"), 8, "code", codes="agreement_state", choices=True),
        Column("rent", _("租金"), 10, "money"),
        Column("rent_period", _("计租周期"), 6, "code", codes="rent_period", choices=True),
        Column("services", _("抵租服务"), 14),
        Column("starts_on", _("起始"), 11, "day"),
        Column("until", _("到期"), 12, "due"),
        Column("number", _("编号"), 23, shown=False),
        Column("ends_on", _("约定到期"), 11, "day", shown=False),
        Column("deposit", _("押金"), 10, "money", shown=False),
        Column("signed_on", _("签订日期"), 11, "day", shown=False),
        Column("terminated_on", _("终止日期"), 11, "day", shown=False),
        Column("end_reason", _("终止原因"), 10, "code", codes="contract_end_reason", choices=True, shown=False),
        Column("left_on", _("退场日期"), 11, "day", shown=False),
    ),
    fields=(
        Field("venue_id", _("场所"), "record", picks="venues", read_only=True),
        Field("tenant_id", _("乙方（使用方）"), "record", picks="organisations", required=True),
        Field("number", _("编号"), read_only=True, width=24),
        Field("party_a", _("甲方"), required=True, width=30, hint=_("居民委员会或产权单位")),
        Field("witness", _("见证方"), width=30, hint=_("社区党组织")),
        TRADE,
        Field("purpose", _("用途"), width=30),
        *TERM,
        Field("rent", _("每期租金"), "money", unit=_("元"), section=_("租金")),
        Field("rent_period", _("计租周期"), "code", codes="rent_period"),
        Field("counts_from", _("周期起点"), "day", hint=_("空着就从起始日期算；头尾不满一期的按天算")),
        Field("due_days", _("缴款期限"), "number", unit=_("天"), hint=_("每期开始后几天内缴")),
        Field("deposit", _("押金"), "money", unit=_("元")),
        Field("terms", _("其他约定"), "long_text", width=40),
        Field("signed_on", _("签订日期"), "day", read_only=True, section=_("履行")),
        Field("renews_id", _("接续的合同"), "record", picks="venue_contracts", read_only=True),
        Field("terminated_on", _("终止日期"), "day", read_only=True),
        Field("end_reason", _("终止原因"), "code", codes="contract_end_reason", read_only=True),
        Field("end_note", _("终止说明"), read_only=True, width=30),
        Field("left_on", _("退场日期"), "day", read_only=True),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    children=(
        Child(
            "services", _("以服务抵租"), ContractService, "contract_id",
            (
                Field("kind", _("服务类别"), "code", codes="service_class", required=True),
                Field("content", _("服务内容"), required=True, width=22),
                Field("period", _("周期"), "code", codes="rent_period", required=True, width=8),
                Field("amount", _("每期数量"), "number", required=True, width=7),
                Field("measure", _("计量"), "code", codes="service_measure", required=True, width=6),
                Field("price", _("折算单价"), "money", unit=_("元"), width=9),
                Field("discount", _("居民优惠"), width=12),
            ),
        ),
        Child(
            "steps", _("租金调整"), RentStep, "contract_id",
            (
                Field("since", _("从哪天起"), "day", required=True),
                Field("rent", _("每期租金"), "money", required=True, unit=_("元")),
            ),
        ),
    ),
    save=contracts.save,
    check=rules.check_contract,
    remind=rules.remind,
    keep=rules.keep_signed,
    actions=(
        Action("sign", _("签订合同"), agreement.sign, allowed=rules.is_draft, icon="check",
               asks=(Field("on", _("签订日期"), "day", required=True),)),
        Action("pay", _("登记收款"), ledger.pay, allowed=rules.is_signed, icon="wallet", asks=(
            Field("on", _("收款日期"), "day", required=True),
            Field("amount", _("金额"), "money", required=True, unit=_("元")),
            Field("receipt", _("票据号码"), required=True, hint=_("财政票据上的号码")),
            Field("kind", _("款项"), "code", codes="obligation_kind", hint=_("空着就先抵最早欠的")),
            NOTE,
        )),
        Action("deliver", _("登记服务"), ledger.deliver, allowed=rules.is_signed, icon="clipboard-check", asks=(
            Field("on", _("服务日期"), "day", required=True),
            Field("times", _("次数"), "number", unit=_("次"), hint=_("按次计的服务")),
            Field("minutes", _("时长"), "number", unit=_("分钟"), hint=_("按小时计的服务")),
            Field("what", _("哪项服务"), hint=_("只有一项时空着")),
            NOTE,
        )),
        Action("hand_over", _("移交设施"), ending.hand_over, allowed=rules.is_signed, icon="key-round", asks=(
            Field("on", _("移交日期"), "day", required=True),
            Field("note", _("移交清单"), "long_text", required=True, width=30, hint=_("设施、数量、水电表读数")),
        )),
        Action("change", _("变更租金"), ending.change, allowed=rules.may_end, icon="pencil", asks=(
            Field("on", _("变更日期"), "day", required=True, hint=_("双方签字的日期")),
            Field("since", _("从哪天起"), "day", required=True),
            Field("rent", _("每期租金"), "money", required=True, unit=_("元")),
            Field("note", _("依据"), "long_text", required=True, width=30),
        )),
        Action("breach", _("登记违约"), ending.breach, allowed=rules.is_signed, icon="triangle-alert", asks=(
            Field("on", _("违约日期"), "day", required=True),
            Field("note", _("违约情况"), "long_text", required=True, width=30),
            Field("amount", _("违约金"), "money", unit=_("元"), hint=_("不收就空着")),
        )),
        Action("renew", _("办理续签"), contracts.renew, allowed=rules.may_end, asks=TERM, icon="refresh-cw",
               makes="venue_contracts"),
        Action("terminate", _("提前终止"), early_end.do, foresee=early_end.foresee, allowed=rules.may_end, icon="x",
               asks=(
            Field("on", _("终止日期"), "day", required=True, hint=_("这一天起不再计租")),
            Field("reason", _("终止原因"), "code", codes="contract_end_reason", required=True),
            Field("note", _("终止说明"), width=30),
        )),
        Action("leave", _("办理退场"), ending.leave, allowed=rules.may_leave, icon="log-out", asks=(
            Field("on", _("退场日期"), "day", required=True),
            Field("keep", _("扣下押金"), "money", unit=_("元"), hint=_("没有损坏就空着")),
            Field("offset", _("押金抵欠款"), "money", unit=_("元"), hint=_("不抵就空着")),
            NOTE,
        )),
        Action("refund", _("登记退款"), refunds.do, foresee=refunds.foresee, allowed=rules.is_signed, icon="undo",
               asks=(
            Field("on", _("退款日期"), "day", required=True),
            Field("receipt", _("凭证号码"), required=True),
            NOTE,
        )),
    ),
    words=(
        Words(ContractDeed, _("合同办理"), (
            Field("kind", _("事项"), "code", codes="contract_deed"),
            Field("done_on", _("日期"), "day"),
            Field("since", _("从哪天起"), "day"),
            Field("rent", _("每期租金"), "money"),
            Field("amount", _("金额"), "money"),
            Field("note", _("说明")),
        )),
    ),
    related=related.of_contract,
    files="scans",
    forms=(AGREEMENT, HAND_OVER, SERVICE_PLAN, PAYMENT_NOTICE, SETTLEMENT, DEMAND_LETTER),
    icon="file-text",
    group=GROUP,
)  # fmt: skip

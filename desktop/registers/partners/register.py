"""Partners, agreements, projects and deliveries, declared as four lists."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.partners import rules
from desktop.registers.partners.forms.declared import (
    AGREEMENT,
    CLAIM_SHEET,
    DELIVERY_SHEET,
    PARTNER_ROSTER,
    PERFORMANCE,
)
from desktop.registers.partners.imports.declared import IMPORT
from desktop.registers.partners.model import Agreement, AgreementItem, Claim, Delivery, Partner, Project, Rating
from desktop.registers.partners.queries import lists, related
from desktop.spec import Action, Child, Column, Field, Register, Words
from desktop.store.attachments import Attachment

if TYPE_CHECKING:
    from desktop.registers.partners.forms import agreement as agreement_paper
    from desktop.registers.partners.service import agreements, early_end, enrolling, projects
else:  # loaded once a deed is done
    agreement_paper = late("desktop.registers.partners.forms.agreement")
    agreements, early_end, enrolling, projects = late(
        "desktop.registers.partners.service", "agreements", "early_end", "enrolling", "projects"
    )

GROUP = _("红色合伙人")
ON = Field("on", _("日期"), "day", required=True)
PARTNER = Field("partner_id", _("合伙人"), "record", picks="partners", required=True, hint=_("名称或拼音首字母"))
TERM = (
    Field("starts_on", _("起始日期"), "day", required=True),
    Field("ends_on", _("到期日期"), "day", required=True),
)

PARTNERS = Register(
    name="partners",
    title=_("合伙人"),
    model=Partner,
    dated=lists.partner_rows,
    counter=_("家"),
    order=("name_sort",),
    columns=(
        Column("name", _("合伙人"), 16, sort=("name_sort",), frozen=True),
        Column("kind", _("类型"), 8, "code", codes="partner_kind", choices=True),
        Column("state", _("协议"), 8, "code", codes="agreement_state", choices=True),
        Column("until", _("到期"), 11, "due"),
        Column("claims", _("领办项目"), 7, "number"),
        Column("times", _("服务次数"), 7, "number"),
        Column("served", _("服务人次"), 7, "number"),
        Column("contact_name", _("负责人"), 7, "name"),
        Column("phone", _("电话"), 9, "phone"),
        Column("remark", _("备注"), 14, shown=False),
    ),
    fields=(
        Field("organisation_id", _("单位"), "record", picks="organisations", hint=_("从单位库选：名称或拼音首字母")),
        Field("person_id", _("居民"), "record", picks="people", hint=_("居民个体：姓名或拼音首字母")),
        Field("name", _("称呼"), width=24, hint=_("没有登记的居民写姓名")),
        Field("kind", _("类型"), "code", codes="partner_kind", hint=_("空着就按单位类别")),
        Field("contact_name", _("负责人"), "name", section=_("联系")),
        Field("phone", _("电话"), "phone"),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    save=enrolling.save,
    check=rules.check_partner,
    actions=(Action("draft", _("草拟协议"), agreements.draft, asks=TERM, icon="file-text"),),
    related=related.of_partner,
    imports=IMPORT,
    forms=(PARTNER_ROSTER, PERFORMANCE),
    icon="handshake",
    group=GROUP,
)

AGREEMENTS = Register(
    name="agreements",
    title=_("协议"),
    model=Agreement,
    dated=lists.agreement_rows,
    label="number",
    counter=_("份"),
    order=("partner_sort", "starts_on"),
    columns=(
        Column("partner", _("合伙人"), 14, sort=("partner_sort", "starts_on"), frozen=True),
        Column("number", _("编号"), 23),
        Column("state", _("状态"), 8, "code", codes="agreement_state", choices=True),
        Column("services", _("服务项目"), 14),
        Column("starts_on", _("起始"), 9, "day"),
        Column("until", _("到期"), 10, "due"),
        Column("ends_on", _("约定到期"), 9, "day", shown=False),
        Column("signed_on", _("签订日期"), 9, "day", shown=False),
        Column("terminated_on", _("终止日期"), 9, "day", shown=False),
        Column("end_reason", _("终止原因"), 10, "code", codes="agreement_end_reason", choices=True, shown=False),
        Column("kind", _("类型"), 8, "code", codes="partner_kind", choices=True, shown=False),
    ),
    fields=(
        Field("partner_id", _("乙方"), "record", picks="partners", read_only=True),
        Field("number", _("编号"), read_only=True, width=24),
        Field("party_a", _("甲方"), required=True, width=30),
        *TERM,
        Field("purpose", _("合作宗旨"), "long_text", width=40, section=_("约定")),
        Field("support", _("甲方支持"), "long_text", width=40),
        Field("duties", _("乙方义务"), "long_text", width=40),
        Field("signed_on", _("签订日期"), "day", read_only=True, section=_("履行")),
        Field("renews_id", _("接续的协议"), "record", picks="agreements", read_only=True),
        Field("terminated_on", _("终止日期"), "day", read_only=True),
        Field("end_reason", _("终止原因"), "code", codes="agreement_end_reason", read_only=True),
        Field("end_note", _("终止说明"), read_only=True, width=30),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    children=(
        Child(
            "items", _("服务项目"), AgreementItem, "agreement_id",
            (
                Field("kind", _("服务类别"), "code", codes="service_class", required=True),
                Field("content", _("服务内容"), required=True, width=24),
                Field("frequency", _("频次"), hint=_("如 每月 4 次"), width=10),
                Field("target", _("服务对象"), width=10),
                Field("discount", _("优惠"), width=10),
            ),
        ),
    ),
    save=agreements.save,
    check=rules.check_agreement,
    remind=rules.remind,
    keep=rules.keep_signed,
    actions=(
        Action("sign", _("签订协议"), agreement_paper.sign, allowed=rules.is_draft,
               asks=(Field("on", _("签订日期"), "day", required=True),), icon="check"),
        Action("renew", _("办理续签"), agreements.renew, allowed=rules.is_signed, asks=TERM, icon="refresh-cw",
               makes="agreements"),
        Action("terminate", _("终止协议"), early_end.do, foresee=early_end.foresee, allowed=rules.is_signed, icon="x",
               asks=(
                   Field("on", _("终止日期"), "day", required=True, hint=_("这一天起不再履行")),
                   Field("reason", _("终止原因"), "code", codes="agreement_end_reason", required=True),
                   Field("note", _("终止说明"), width=30),
               )),
    ),
    related=related.of_agreement,
    files="scans",
    forms=(AGREEMENT,),
    icon="file-text",
    group=GROUP,
)  # fmt: skip

PROJECTS = Register(
    name="projects",
    title=_("领办项目"),
    model=Project,
    dated=lists.project_rows,
    counter=_("个"),
    order=("name_sort",),
    columns=(
        Column("name", _("项目"), 16, sort=("name_sort",), frozen=True),
        Column("kind", _("服务类别"), 10, "code", codes="service_class", choices=True),
        Column("state", _("状态"), 7, "code", codes="project_state", choices=True),
        Column("lead", _("主办"), 14, choices=True),
        Column("joint", _("联办"), 14),
        Column("place", _("地点"), 8),
        Column("times", _("时间"), 9),
        Column("given", _("服务次数"), 7, "number"),
        Column("served", _("服务人次"), 7, "number"),
        Column("last_on", _("最近服务"), 9, "day"),
        Column("target", _("服务对象"), 8, shown=False),
        Column("wanted", _("需要人数"), 7, "number", shown=False),
    ),
    fields=(
        Field("name", _("项目名称"), required=True, width=30, hint=_("例如 幸福食堂老年助餐")),
        Field("kind", _("服务类别"), "code", codes="service_class", required=True),
        Field("need", _("需求内容"), "long_text", width=40),
        Field("target", _("服务对象"), width=20),
        Field("place", _("地点"), width=20),
        Field("times", _("时间"), hint=_("如 每周二上午"), width=20),
        Field("wanted", _("需要人数"), "number", unit=_("人")),
        Field("starts_on", _("开始日期"), "day", hint=_("空着就是今天")),
        Field("ends_on", _("结束日期"), "day", read_only=True),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    save=projects.save,
    check=rules.check_project,
    actions=(
        Action("claim", _("登记认领"), projects.claim, allowed=rules.is_open, icon="handshake",
               asks=(
                   PARTNER,
                   Field("role", _("领办方式"), "code", codes="claim_role", required=True),
                   Field("on", _("认领日期"), "day", required=True),
                   Field("promise", _("承诺内容"), "long_text", width=30),
                   Field("due_on", _("承诺时限"), "day"),
               )),
        Action("deliver", _("登记服务"), projects.deliver, icon="clipboard-check",
               asks=(
                   PARTNER,
                   Field("on", _("服务日期"), "day", required=True),
                   Field("served", _("服务人数"), "number", required=True, unit=_("人")),
                   Field("minutes", _("服务时长"), "number", required=True, unit=_("分钟")),
                   Field("what", _("服务内容"), "long_text", width=30),
               )),
        Action("withdraw", _("退出认领"), projects.withdraw, icon="log-out",
               asks=(PARTNER, Field("on", _("退出日期"), "day", required=True),
                     Field("reason", _("退出原因"), required=True, width=24))),
        Action("close", _("结束项目"), projects.close, allowed=rules.is_open, icon="x",
               asks=(Field("on", _("结束日期"), "day", required=True),)),
    ),
    words=(
        Words(Claim, _("认领"), (
            PARTNER,
            Field("role", _("领办方式"), "code", codes="claim_role"),
            Field("claimed_on", _("认领日期"), "day"),
            Field("promise", _("承诺内容")),
            Field("due_on", _("承诺时限"), "day"),
            Field("ended_on", _("退出日期"), "day"),
            Field("end_reason", _("退出原因")),
        )),
    ),
    related=related.of_project,
    forms=(CLAIM_SHEET,),
    icon="clipboard-list",
    group=GROUP,
)  # fmt: skip

DELIVERIES = Register(
    name="deliveries",
    title=_("服务记录"),
    model=Delivery,
    dated=lists.delivery_rows,
    label="label",
    counter=_("次"),
    order=("day_sort",),
    columns=(
        Column("served_on", _("日期"), 9, "day", sort=("day_sort",)),
        Column("project", _("项目"), 16, sort=("project_sort",), choices=True),
        Column("partner", _("合伙人"), 14, sort=("partner_sort",), choices=True),
        Column("served", _("人数"), 5, "number"),
        Column("minutes", _("分钟"), 5, "number"),
        Column("what", _("服务内容"), 22),
        Column("level", _("评价"), 7, "code", codes="service_rating", choices=True),
        Column("kind", _("服务类别"), 9, "code", codes="service_class", choices=True, shown=False),
    ),
    fields=(
        Field("served_on", _("服务日期"), "day", read_only=True),
        Field("served", _("服务人数"), "number", read_only=True, unit=_("人")),
        Field("minutes", _("服务时长"), "number", read_only=True, unit=_("分钟")),
        Field("what", _("服务内容"), "long_text", width=40),
        Field("place", _("地点"), width=20),
    ),
    actions=(
        Action("rate", _("登记评价"), projects.rate, icon="message-square",
               asks=(
                   Field("on", _("评价日期"), "day", required=True),
                   Field("level", _("评价"), "code", codes="service_rating", required=True),
                   Field("words", _("评价意见"), "long_text", width=30),
               )),
    ),
    words=(
        Words(Rating, _("评价"), (
            Field("rated_on", _("评价日期"), "day"),
            Field("level", _("评价"), "code", codes="service_rating"),
            Field("words", _("评价意见")),
        )),
        Words(Attachment, _("照片、扫描件"), (Field("title", _("文件")),)),
    ),
    related=related.of_delivery,
    files="photos",
    forms=(DELIVERY_SHEET,),
    icon="list-checks",
    group=GROUP,
)  # fmt: skip

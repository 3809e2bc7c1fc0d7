"""Links and visits, declared as two lists."""

from desktop.base.text import _
from desktop.registers.contacts import forms, service
from desktop.registers.contacts.model import ContactLink, LinkRow, Visit, VisitRow
from desktop.spec import Action, Column, Field, Register

LINK_FIELDS = (
    Field("member_id", _("联户党员"), "record", picks="people", required=True),
    Field("household_id", _("联系的户"), "record", picks="households", required=True),
    Field("kind", _("联系方式"), "code", codes="link_kind", required=True),
    Field("starts_on", _("联系开始"), "day", required=True),
)

CONTACTS = Register(
    name="contacts",
    title=_("联系分工"),
    model=ContactLink,
    listed=LinkRow,
    label="label",
    counter=_("条"),
    order=("door_sort",),
    columns=(
        Column("member_name", _("联户党员"), 8, "name", sort=("member_sort",), choices=True),
        Column("door", _("门牌"), 10, "door", sort=("door_sort",)),
        Column("head_name", _("户主"), 8, "name"),
        Column("kind", _("联系方式"), 8, "code", codes="link_kind", choices=True),
        Column("starts_on", _("开始"), 10, "day"),
        Column("ends_on", _("结束"), 10, "day"),
        Column("end_reason", _("结束原因"), 8, "code", codes="link_end_reason"),
    ),
    fields=LINK_FIELDS,
    actions=(
        Action(
            "end_link",
            _("结束联系"),
            service.end_link,
            asks=(
                Field("on", _("结束日期"), "day", required=True),
                Field("reason", _("结束原因"), "code", codes="link_end_reason", required=True),
            ),
            icon="unlink",
        ),
    ),
    forms=forms.FORMS,
    icon="link",
    group=_("联户走访"),
    editable=False,
)

VISITS = Register(
    name="visits",
    title=_("走访记录"),
    model=Visit,
    listed=VisitRow,
    label="label",
    counter=_("次"),
    order=("day_sort",),
    columns=(
        Column("visited_on", _("日期"), 10, "day", sort=("day_sort",)),
        Column("door", _("门牌"), 10, "door", sort=("door_sort",)),
        Column("head_name", _("户主"), 8, "name"),
        Column("visitor", _("走访人"), 8, "name", choices=True),
        Column("way", _("方式"), 5, "code", codes="visit_way", choices=True),
        Column("outcome", _("结果"), 5, "code", codes="visit_outcome", choices=True),
        Column("said", _("谈话要点"), 24),
        Column("needs", _("诉求"), 16),
    ),
    fields=(
        Field("visited_on", _("走访日期"), "day", required=True),
        Field("way", _("走访方式"), "code", codes="visit_way", required=True),
        Field("outcome", _("走访结果"), "code", codes="visit_outcome", required=True),
        Field("said", _("谈话要点"), "long_text", width=40),
        Field("needs", _("诉求"), "long_text", width=40),
        Field("settled", _("当场解决"), "flag"),
        Field("next_on", _("约定下次"), "day"),
    ),
    icon="footprints",
    group=_("联户走访"),
)

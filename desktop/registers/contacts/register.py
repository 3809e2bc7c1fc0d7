"""Links, visits and the sentences used in their notes, declared as lists."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.contacts import rules
from desktop.registers.contacts.forms.declared import DOOR_CARDS, MONTH_SHEET, VISIT_RECORD
from desktop.registers.contacts.model import ContactLink, LinkRow, Visit, VisitRow
from desktop.spec import Action, Column, Field, Register
from desktop.standard import phrases
from desktop.standard.phrases import Phrase

if TYPE_CHECKING:
    from desktop.registers.contacts import service
else:  # loaded once a deed is done
    service = late("desktop.registers.contacts.service")

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
        Column("member_name", _("联户党员"), 10, "name", sort=("member_sort",), choices=True),
        Column("door", _("门牌"), 10, "door", sort=("door_sort",)),
        Column("head_name", _("户主"), 10, "name"),
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
    forms=(MONTH_SHEET, DOOR_CARDS),
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
        Column("head_name", _("户主"), 10, "name"),
        Column("visitor", _("走访人"), 10, "name", choices=True),
        Column("way", _("方式"), 5, "code", codes="visit_way", choices=True, field="way"),
        Column("outcome", _("结果"), 5, "code", codes="visit_outcome", choices=True, field="outcome"),
        Column("said", _("谈话要点"), 24),
        Column("needs", _("诉求"), 16),
        Column("to_event", _("待转事件"), 5, "flag", choices=True, shown=False),
        Column("has_words", _("有谈话内容"), 6, "flag", shown=False),
    ),
    fields=(
        Field("visited_on", _("走访日期"), "day", required=True),
        Field("way", _("走访方式"), "code", codes="visit_way", required=True, bulk=True),
        Field("outcome", _("走访结果"), "code", codes="visit_outcome", required=True),
        Field("said", _("谈话要点"), "long_text", width=40),
        Field("needs", _("诉求"), "long_text", width=40),
        Field("settled", _("当场解决"), "flag"),
        Field("next_on", _("约定下次"), "day"),
        Field("to_event", _("转为事件"), "flag", hint=_("要办的事，先记在待转事件里")),
    ),
    actions=(Action("unmark", _("不再待转"), service.unmark, allowed=rules.is_marked, icon="check"),),
    forms=(VISIT_RECORD,),
    icon="footprints",
    group=_("联户走访"),
)

PHRASES = Register(
    name="phrases",
    title=_("常用语"),
    model=Phrase,
    label="text",
    counter=_("句"),
    order=("use",),
    columns=(
        Column("text", _("常用语"), 40),
        Column("use", _("用在"), 8, "code", codes="phrase_use", choices=True),
        Column("shared", _("大家可用"), 6, "flag", choices=True),
    ),
    fields=(
        Field("text", _("常用语"), "long_text", required=True, width=40, hint=_("一句话，不写人名")),
        Field("use", _("用在"), "code", codes="phrase_use", required=True),
        Field("shared", _("给谁用"), "flag", hint=_("这台电脑上的人都能用")),
    ),
    check=phrases.check,
    save=phrases.save,
    icon="message-square",
    group=_("联户走访"),
    help="visit",
)

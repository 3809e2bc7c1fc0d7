"""The register of households, declared: list, page and words."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts.model import ContactLink, Visit
from desktop.registers.households import queries
from desktop.registers.households.forms.declared import (
    BUILDING_ROSTER,
    CONFIRM_LETTER,
    HOUSEHOLD_SHEET,
    RESIDENT_ROSTER,
    TENANCY_SHEET,
    VISIT_LIST,
    VISIT_RECORD_BLANK,
)
from desktop.registers.households.imports.declared import IMPORT
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.spec import Child, Column, Field, Register, Words

if TYPE_CHECKING:
    from desktop.registers.households import service
else:  # loaded once a deed is done
    service = late("desktop.registers.households.service")

MEMBER_FIELDS = (
    Field("name", _("姓名"), "name", width=8),
    Field("relation", _("与户主关系"), "code", codes="relation", width=8),
    Field("sex", _("性别"), "code", codes="sex", width=4),
    Field("born", _("年龄"), "age", width=4, hint=_("填出生日期")),
    Field("id_no", _("身份证号"), "citizen_id", width=18),
    Field("membership", _("党员"), "code", codes="membership_kind", width=12),
    Field("phone", _("电话"), "phone", width=12),
    Field("employer", _("工作单位或学校"), width=14),
    Field("remark", _("备注"), width=14),
)

HOUSEHOLDS = Register(
    name="households",
    title=_("住户"),
    model=Household,
    listed=HouseholdRow,
    label="door_and_head",
    counter=_("户"),
    order=("door_sort",),
    columns=(
        Column("next_due", _("走访"), 9, "due", choices=True, frozen=True),
        Column("building", _("楼栋"), 7, sort=("door_sort",), choices=True, frozen=True),
        Column("stairwell", _("单元"), 4, sort=("door_sort",), choices=True, frozen=True),
        Column("room", _("房号"), 6, sort=("door_sort",), frozen=True),
        Column("head_name", _("户主"), 10, "name", sort=("head_sort",), frozen=True, field="head_name"),
        Column("people", _("人口"), 4, "number"),
        Column("contact_names", _("联户党员"), 10, sort=("contact_sort",), choices=True),
        Column("last_visit", _("上次走访"), 10, "day"),
        Column("phone", _("电话"), 12, "phone"),
        Column("tenure", _("房屋"), 5, "code", codes="tenure", choices=True, field="tenure"),
        Column("presence", _("人户状态"), 8, "code", codes="presence", choices=True, shown=False, field="presence"),
        Column("members", _("党员数"), 5, "number", shown=False),
        Column("by_phone", _("只打电话"), 6, "flag", choices=True, shown=False, field="by_phone"),
        Column("marks", _("待核对"), 5, "number", choices=True, shown=False),
        Column("door", _("门牌"), 10, "door", sort=("door_sort",), shown=False),
    ),
    fields=(
        Field("door", _("门牌"), "door", required=True, hint=_("楼-单元-房号，例如 3-2-1302"), read_only=True),
        Field("head_name", _("户主姓名"), "name", required=True, hint=_("不知道时先写“某户”")),
        Field("phone", _("联系电话"), "phone", hint=_("整户共用的号码；个人的填在成员里")),
        Field("presence", _("人户状态"), "code", codes="presence", bulk=True),
        Field("tenure", _("房屋性质"), "code", codes="tenure", bulk=True, shared_by="dwelling_id"),
        Field("area", _("房屋面积"), "area", unit=_("平方米")),
        Field("owner_name", _("产权人"), "name"),
        Field("by_phone", _("只打电话不上门"), "flag", hint=_("这一户要求只打电话"), bulk=True),
        Field("appointed_on", _("约定走访"), "day", bulk=True),
        Field("remark", _("备注"), width=40, bulk=True),
    ),
    children=(Child("members", _("成员"), Person, "", MEMBER_FIELDS),),
    load=service.load,
    save=service.save,
    related=queries.related,
    words=(
        Words(
            Household,
            _("住户"),
            (
                Field("dwelling_id", _("门牌"), "record", picks="dwellings"),
                Field("head_id", _("户主"), "record", picks="people"),
                Field("ended_on", _("结束日期"), "day"),
                Field("end_reason", _("结束原因"), "code", codes="household_end_reason"),
                Field("merged_into", _("并入的住户"), "record", picks="households"),
            ),
        ),
        Words(
            Person,
            _("居民"),
            (
                *MEMBER_FIELDS,
                Field("former_name", _("曾用名")),
                Field("died_on", _("去世日期"), "partial_day"),
                Field("next_of_kin", _("家属联系人")),
                Field("merged_into", _("并入的居民"), "record", picks="people"),
                Field("notice_version", _("告知书版本")),
                Field("notice_on", _("告知日期"), "day"),
            ),
        ),
        Words(
            Dwelling,
            _("门牌"),
            (
                Field("tenure", _("房屋性质"), "code", codes="tenure"),
                Field("area", _("房屋面积"), "area"),
                Field("owner_name", _("产权人")),
            ),
        ),
        Words(Phone, _("电话"), (Field("number", _("电话"), "phone"),)),
        Words(
            Residence,
            _("居住"),
            (
                Field("person_id", _("居住的人"), "record", picks="people"),
                Field("relation", _("与户主关系"), "code", codes="relation"),
                Field("starts_on", _("住进日期"), "day"),
                Field("ends_on", _("离开日期"), "day"),
                Field("end_reason", _("离开原因"), "code", codes="residence_end_reason"),
                Field("moved_to", _("搬到哪里")),
            ),
        ),
        Words(
            Membership,
            _("党员身份"),
            (
                Field("kind", _("党员身份"), "code", codes="membership_kind"),
                Field("branch_name", _("所在党支部")),
                Field("joined_on", _("入党时间"), "partial_day"),
                Field("starts_on", _("转入日期"), "day"),
                Field("ends_on", _("转出日期"), "day"),
            ),
        ),
        Words(
            HukouRecord,
            _("户籍"),
            (
                Field("number", _("户号")),
                Field("kind", _("户口类别"), "code", codes="hukou_kind"),
                Field("relation", _("户籍上与户主关系"), "code", codes="relation"),
                Field("address", _("户籍详址")),
                Field("presence", _("人户状态"), "code", codes="presence"),
            ),
        ),
        Words(
            ContactLink,
            _("联户"),
            (
                Field("member_id", _("联户党员"), "record", picks="people"),
                Field("kind", _("联系方式"), "code", codes="link_kind"),
                Field("starts_on", _("联系开始"), "day"),
                Field("ends_on", _("联系结束"), "day"),
                Field("end_reason", _("结束原因"), "code", codes="link_end_reason"),
            ),
        ),
        Words(
            Visit,
            _("走访"),
            (
                Field("visited_on", _("走访日期"), "day"),
                Field("way", _("走访方式"), "code", codes="visit_way"),
                Field("outcome", _("走访结果"), "code", codes="visit_outcome"),
                Field("said", _("谈话要点")),
                Field("needs", _("诉求")),
                Field("next_on", _("约定下次"), "day"),
                Field("to_event", _("转为事件"), "flag"),
            ),
        ),
    ),
    forms=(
        HOUSEHOLD_SHEET,
        VISIT_LIST,
        VISIT_RECORD_BLANK,
        CONFIRM_LETTER,
        BUILDING_ROSTER,
        RESIDENT_ROSTER,
        TENANCY_SHEET,
    ),
    imports=IMPORT,
    icon="door-open",
    indexed=True,
    group=_("居民住户"),
)

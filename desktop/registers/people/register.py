"""The register of residents, declared."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.people import queries, rules
from desktop.registers.people.model import Person, PersonRow, Phone
from desktop.spec import Action, Child, Column, Field, Register

if TYPE_CHECKING:
    from desktop.registers.people import service
else:  # loaded once a deed is done
    service = late("desktop.registers.people.service")

PEOPLE = Register(
    name="people",
    title=_("居民"),
    model=Person,
    listed=PersonRow,
    label="name",
    counter=_("人"),
    order=("door_sort", "name_sort"),
    columns=(
        Column("name", _("姓名"), 10, "name", sort=("name_sort",), frozen=True, field="name"),
        Column("sex", _("性别"), 4, "code", codes="sex", choices=True, field="sex"),
        Column("born", _("年龄"), 4, "age"),
        Column("id_no", _("证件末四位"), 8, "citizen_id"),
        Column("building", _("楼栋"), 7, sort=("door_sort", "name_sort"), choices=True),
        Column("door", _("门牌"), 10, "door", sort=("door_sort", "name_sort")),
        Column("relation", _("与户主关系"), 8, "code", codes="relation", choices=True),
        Column("membership", _("党员"), 12, "code", codes="membership_kind", choices=True),
        Column("phone", _("电话"), 12, "phone"),
        Column("employer", _("工作单位或学校"), 14, field="employer"),
        Column("presence", _("人户状态"), 8, "code", codes="presence", choices=True, shown=False),
        Column("whereabouts", _("居住"), 8, "code", codes="whereabouts", choices=True, shown=False),
        Column("notice_on", _("交告知书"), 10, "day", shown=False),
        Column("marks", _("待核对"), 5, "number", choices=True, shown=False),
    ),
    fields=(
        Field("name", _("姓名"), "name", required=True),
        Field("id_no", _("身份证号"), "citizen_id", width=20),
        Field("sex", _("性别"), "code", codes="sex"),
        Field("born", _("出生日期"), "age", hint=_("填了身份证号会自动带出")),
        Field("former_name", _("曾用名"), "name"),
        Field("employer", _("工作单位或学校"), width=30, bulk=True),
        Field("occupation", _("职业或职务")),
        Field("membership", _("党员身份"), "code", codes="membership_kind", section=_("党员")),
        Field("branch_name", _("所在党支部"), width=30),
        Field("joined_on", _("入党时间"), "partial_day"),
        Field("hukou_number", _("户号"), section=_("户籍")),
        Field("hukou_kind", _("户口类别"), "code", codes="hukou_kind", bulk=True),
        Field("hukou_address", _("户籍详址"), width=40),
        Field("notice_version", _("告知书版本"), section=_("告知与同意"), bulk=True),
        Field("notice_on", _("告知日期"), "day", bulk=True),
        Field("consent", _("同意事项"), "code", codes="consent_kind", bulk=True),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    children=(
        Child(
            "phones",
            _("电话"),
            Phone,
            "person_id",
            (
                Field("number", _("电话"), "phone", width=14),
                Field("kind", _("种类"), "code", codes="phone_kind", width=8),
            ),
        ),
    ),
    check=rules.check,
    remind=rules.remind,
    load=service.load,
    save=service.save,
    related=queries.related,
    actions=(
        Action(
            "end_membership",
            _("转出党员"),
            service.end_membership,
            asks=(Field("on", _("转出日期"), "day", required=True),),
            icon="log-out",
        ),
    ),
    icon="users",
    indexed=True,
    group=_("居民住户"),
)

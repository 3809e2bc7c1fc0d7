"""The register of organisations, declared."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.organisations import rules
from desktop.registers.organisations.model import Organisation
from desktop.spec import Action, Column, Field, Register

if TYPE_CHECKING:
    from desktop.registers.organisations import service
else:  # loaded once a deed is done
    service = late("desktop.registers.organisations.service")

FIELDS = (
    Field("name", _("单位名称"), required=True, width=30, hint=_("证照上的名称")),
    Field("kind", _("单位类别"), "code", codes="organisation_kind", required=True),
    Field("short_name", _("简称"), width=16),
    Field("uscc", _("统一社会信用代码"), width=20, hint=_("18 位，最后一位会核对")),
    Field("other_no", _("旧证照号"), hint=_("2015 年以前的执照或代码")),
    Field("head_name", _("负责人"), "name", section=_("联系")),
    Field("phone", _("电话"), "phone"),
    Field("address", _("地址"), width=30),
    Field("party_org", _("所属党组织"), width=30, section=_("党组织")),
    Field("party_head", _("党组织负责人"), "name"),
    Field("party_phone", _("党组织电话"), "phone"),
    Field("state", _("确认情况"), "code", codes="organisation_state", read_only=True),
    Field("remark", _("备注"), "long_text", width=40),
)

ORGANISATIONS = Register(
    name="organisations",
    title=_("单位库"),
    model=Organisation,
    counter=_("家"),
    order=("name_sort",),
    columns=(
        Column("name", _("单位名称"), 18, sort=("name_sort",), frozen=True, field="name"),
        Column("kind", _("单位类别"), 8, "code", codes="organisation_kind", choices=True, field="kind"),
        Column("uscc", _("统一社会信用代码"), 13),
        Column("head_name", _("负责人"), 7, "name", field="head_name"),
        Column("phone", _("电话"), 9, "phone"),
        Column("address", _("地址"), 14, field="address"),
        Column("party_org", _("所属党组织"), 14, field="party_org"),
        Column("state", _("确认情况"), 8, "code", codes="organisation_state", choices=True),
        Column("short_name", _("简称"), 8, shown=False),
        Column("remark", _("备注"), 14, shown=False),
    ),
    fields=FIELDS,
    check=rules.check,
    remind=rules.remind,
    save=service.save,
    actions=(Action("confirm", _("登记县里已确认"), service.confirm, allowed=rules.may_confirm, icon="check"),),
    indexed=True,
    icon="building",
    group=_("红色合伙人"),
)

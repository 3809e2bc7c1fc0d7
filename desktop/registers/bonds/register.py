"""Bonds and what was done under them, declared as two lists."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.bonds import rules
from desktop.registers.bonds.forms.declared import HANDBOOK, REMINDER, ROSTER
from desktop.registers.bonds.imports.declared import IMPORT
from desktop.registers.bonds.model import Bond, BondContact
from desktop.registers.bonds.queries import lists, related
from desktop.spec import Action, Column, Field, Register

if TYPE_CHECKING:
    from desktop.registers.bonds import service
else:  # loaded once a deed is done
    service = late("desktop.registers.bonds.service")

GROUP = _("联户走访")

BONDS = Register(
    name="bonds",
    title=_("三联包保"),
    model=Bond,
    dated=lists.bond_rows,
    counter=_("条"),
    order=("name_sort", "place"),
    columns=(
        Column("name", _("领导、单位"), 14, sort=("name_sort", "place"), frozen=True),
        Column("kind", _("包联类别"), 11, "code", codes="bond_kind", choices=True),
        Column("place", _("社区、小区"), 9, choices=True),
        Column("state", _("状态"), 7, "code", codes="bond_state", choices=True),
        Column("last_on", _("最近联系"), 9, "day"),
        Column("next_on", _("该联系"), 8, "due"),
        Column("times", _("今年次数"), 7, "number"),
        Column("contact_name", _("联络员"), 7, "name"),
        Column("phone", _("电话"), 9, "phone"),
        Column("post", _("职务"), 10, shown=False),
        Column("cadence_days", _("联系周期"), 7, "number", shown=False),
        Column("starts_on", _("起始"), 9, "day", shown=False),
        Column("ends_on", _("结束"), 9, "day", shown=False),
        Column("end_reason", _("结束原因"), 9, "code", codes="bond_end_reason", choices=True, shown=False),
        Column("remark", _("备注"), 14, shown=False),
    ),
    fields=(
        Field("kind", _("包联类别"), "code", codes="bond_kind", required=True),
        Field("organisation_id", _("单位"), "record", picks="organisations", hint=_("从单位库选：名称或拼音首字母")),
        Field("name", _("姓名或称呼"), width=24, hint=_("领导写姓名；单位空着就是所选的单位")),
        Field("post", _("职务"), width=24),
        Field("place", _("社区、小区"), width=24, hint=_("空着就是所在的社区，或本小区")),
        Field("duties", _("包联职责"), "long_text", width=40, section=_("约定"), hint=_("一行一条")),
        Field("cadence_days", _("联系周期"), "number", unit=_("天"), hint=_("空着就是 90 天")),
        Field("starts_on", _("起始日期"), "day", hint=_("空着就是今天")),
        Field("contact_name", _("联络员"), "name"),
        Field("phone", _("电话"), "phone"),
        Field("ends_on", _("结束日期"), "day", read_only=True, section=_("结束")),
        Field("end_reason", _("结束原因"), "code", codes="bond_end_reason", read_only=True),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    save=service.save,
    check=rules.check,
    remind=rules.remind,
    actions=(
        Action("log", _("登记联系帮办"), service.log, icon="clipboard-check",
               asks=(
                   Field("on", _("日期"), "day", required=True),
                   Field("kind", _("形式"), "code", codes="bond_contact_kind", required=True),
                   Field("what", _("情况和办成的事"), "long_text", required=True, width=30),
                   Field("who", _("参加人员"), width=24, hint=_("空着就是包联的领导或单位")),
               )),
        Action("finish", _("结束包联"), service.finish, allowed=rules.is_open, icon="x",
               asks=(
                   Field("on", _("从哪天起结束"), "day", required=True),
                   Field("reason", _("结束原因"), "code", codes="bond_end_reason", required=True),
               )),
    ),
    related=related.of_bond,
    forms=(HANDBOOK, REMINDER, ROSTER),
    imports=IMPORT,
    indexed=True,
    icon="building-2",
    group=GROUP,
)  # fmt: skip

BOND_CONTACTS = Register(
    name="bond_contacts",
    title=_("包联记录"),
    model=BondContact,
    dated=lists.contact_rows,
    label="label",
    counter=_("次"),
    order=("day_sort",),
    columns=(
        Column("held_on", _("日期"), 9, "day", sort=("day_sort",)),
        Column("name", _("领导、单位"), 14, sort=("name_sort",), choices=True),
        Column("place", _("社区、小区"), 9, choices=True),
        Column("kind", _("形式"), 8, "code", codes="bond_contact_kind", choices=True),
        Column("what", _("情况和办成的事"), 30),
        Column("who", _("参加人员"), 14),
        Column("bond_kind", _("包联类别"), 10, "code", codes="bond_kind", choices=True, shown=False),
    ),
    fields=(
        Field("held_on", _("日期"), "day", read_only=True),
        Field("kind", _("形式"), "code", codes="bond_contact_kind", required=True),
        Field("what", _("情况和办成的事"), "long_text", required=True, width=40),
        Field("who", _("参加人员"), width=30),
    ),
    icon="clipboard-list",
    group=GROUP,
    help="bonds",
)  # fmt: skip

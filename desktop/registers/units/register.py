"""The territory tree, declared: the grid of this PC, and above it whatever the county sends."""

from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.registers.units.forms.declared import FORMS
from desktop.spec import Column, Field, Register

UNITS = Register(
    name="units",
    title=_("单位"),
    model=Unit,
    counter=_("个"),
    order=("code",),
    columns=(
        Column("name", _("名称"), 16),
        Column("level", _("层级"), 6, "code", codes="unit_level"),
        Column("code", _("编码"), 14),
        Column("branch_name", _("党组织"), 20),
        Column("above", _("上级"), 24),
    ),
    fields=(
        Field("name", _("名称"), required=True, width=30),
        Field("branch_name", _("党组织名称"), width=30, hint=_("例如 阳光花园小区党支部")),
        Field("above", _("上级名称"), width=40, hint=_("从县到社区，用 / 隔开")),
        Field("code", _("编码"), hint=_("县里的编码，位数不限")),
        Field("phone", _("支部电话"), "phone"),
        Field("help_phone", _("监督电话"), "phone"),
        Field("starts_on", _("成立日期"), "day"),
    ),
    forms=FORMS,
    icon="network",
    group=_("组织队伍"),
)

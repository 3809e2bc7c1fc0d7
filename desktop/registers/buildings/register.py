"""Buildings and their doors, declared as two lists."""

from desktop.base.text import _
from desktop.registers.buildings.forms.declared import FORMS
from desktop.registers.buildings.model import Building, Dwelling
from desktop.spec import Column, Field, Register

BUILDINGS = Register(
    name="buildings",
    title=_("楼栋"),
    model=Building,
    counter=_("栋"),
    order=("sort",),
    columns=(
        Column("name", _("楼栋"), 10, sort=("sort",), frozen=True, field="name"),
        Column("number", _("栋号"), 6, sort=("sort",)),
    ),
    fields=(Field("name", _("楼栋名称"), required=True), Field("number", _("栋号"), read_only=True)),
    forms=FORMS,
    icon="building-2",
    group=_("居民住户"),
    help="elevation",
)

DWELLINGS = Register(
    name="dwellings",
    title=_("门牌"),
    model=Dwelling,
    label="door",
    counter=_("门"),
    order=("sort",),
    columns=(
        Column("door", _("门牌"), 10, "door", sort=("sort",), frozen=True),
        Column("floor", _("楼层"), 5, "number"),
        Column("kind", _("种类"), 6, "code", codes="dwelling_kind", choices=True, field="kind"),
        Column("tenure", _("房屋性质"), 8, "code", codes="tenure", choices=True, field="tenure"),
        Column("area", _("面积"), 8, "area", field="area"),
        Column("owner_name", _("产权人"), 10, "name", field="owner_name"),
    ),
    fields=(
        Field("door", _("门牌"), "door", read_only=True),
        Field("kind", _("种类"), "code", codes="dwelling_kind", required=True, bulk=True),
        Field("tenure", _("房屋性质"), "code", codes="tenure", bulk=True),
        Field("area", _("房屋面积"), "area", unit=_("平方米"), bulk=True),
        Field("owner_name", _("产权人"), "name"),
        Field("remark", _("备注"), "long_text", width=40),
    ),
    icon="door-open",
    group=_("居民住户"),
    help="elevation",
)

"""Every unit of the county as its server told of it last, declared as a list; the late ones come first."""

from desktop.access.unit import Unit
from desktop.base.text import _
from desktop.registers.branches import queries, rules
from desktop.registers.branches.forms.declared import REMINDER, SLIP
from desktop.spec import Column, Register

GROUP = _("县级管理")

BRANCHES = Register(
    name="branches",
    title=_("县级管理台"),
    model=Unit,
    dated=queries.rows,
    counter=_("个"),
    order=("rank", "due_on", "name_sort"),
    columns=(
        Column("name", _("单位"), 12, sort=("name_sort",), frozen=True),
        Column("state", _("情况"), 7, "code", codes="branch_state", sort=("rank", "due_on"), choices=True, shown=False),
        Column("due_on", _("该交换"), 7, "due"),
        Column("seen_at", _("最近交换"), 9, "instant"),
        Column("way", _("方式"), 5, "code", codes="exchange_way", choices=True),
        Column("pcs", _("电脑"), 4, "number"),
        Column("asked", _("待定"), 4, "number"),
        Column("aside", _("被隔开"), 5, "number"),
        Column("app", _("程序版本"), 6, choices=True),
        Column("schema", _("数据版本"), 6, choices=True, shown=False),
        Column("place", _("所属"), 14, choices=True),
        Column("phone", _("支部电话"), 12, shown=False),  # on the printed list; beside it 所属 would be cut at 1366 px
        Column("level", _("层级"), 6, "code", codes="unit_level", choices=True, shown=False),
        Column("code", _("编码"), 10, shown=False),
    ),
    forms=(REMINDER, SLIP),
    keep=rules.keep,
    icon="layers",
    group=GROUP,
    editable=False,
)

"""查询记录, declared: who looked one person up at the server, and why."""

from desktop.base.text import _
from desktop.registers.lookups import queries, rules
from desktop.registers.lookups.model import PersonLookup
from desktop.spec import Column, Register

LOOKUPS = Register(
    name="lookups",
    title=_("查询记录"),
    model=PersonLookup,
    dated=queries.rows,
    label="asked_by",
    counter=_("次"),
    order=("newest",),
    columns=(
        Column("asked_at", _("时间"), 11, "instant", sort=("asked_at",)),
        Column("asked_unit", _("谁查的"), 10, choices=True),
        Column("asked_by", _("经办人"), 7, choices=True),
        Column("reason", _("原因"), 13, "code", codes="lookup_reason", choices=True),
        Column("note", _("为什么事"), 17),
        Column("unit", _("查到的人所在单位"), 12, choices=True),
        Column("person", _("查的是谁"), 8),
        Column("found", _("对上几人"), 6, "number"),
    ),
    keep=rules.keep,
    icon="eye",
    help="lookup",
    editable=False,
)

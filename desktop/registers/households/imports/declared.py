"""How rosters of households enter: known columns, columns that are never kept, the dry run and the writing."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.registers.households.imports.columns import COLUMNS, FRAME, RELATIVES, RETOLD, UNKEPT
from desktop.spec import Import

if TYPE_CHECKING:
    from desktop.registers.households.imports import applying, planning
else:  # a sheet is read before these are loaded
    applying, planning = late("desktop.registers.households.imports", "applying", "planning")

IMPORT = Import(
    columns=COLUMNS,
    plan=planning.plan,
    apply=applying.apply,
    unkept=UNKEPT,
    relatives=RELATIVES,
    retold=RETOLD,
    frame=FRAME,
)

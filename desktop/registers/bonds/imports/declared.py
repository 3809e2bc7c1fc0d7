"""How rosters of bonds enter: known columns, the dry run and the writing."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.registers.bonds.imports.columns import COLUMNS
from desktop.spec import Import

if TYPE_CHECKING:
    from desktop.registers.bonds.imports import applying, planning
else:  # a sheet is read before these are loaded
    applying, planning = late("desktop.registers.bonds.imports", "applying", "planning")

IMPORT = Import(columns=COLUMNS, plan=planning.plan, apply=applying.apply)

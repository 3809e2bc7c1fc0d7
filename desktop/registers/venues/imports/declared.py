"""How ledgers of venues enter: known columns, the dry run and the writing."""

from typing import TYPE_CHECKING

from desktop.base.late import late
from desktop.registers.venues.imports.columns import COLUMNS
from desktop.spec import Import

if TYPE_CHECKING:
    from desktop.registers.venues.imports import applying, planning
else:  # a sheet is read before these are loaded
    applying, planning = late("desktop.registers.venues.imports", "applying", "planning")

IMPORT = Import(columns=COLUMNS, plan=planning.plan, apply=applying.apply)

"""How rosters of households enter: known columns, columns that are never kept, the dry run and the writing."""

from desktop.registers.households.imports.applying import apply
from desktop.registers.households.imports.columns import COLUMNS, RELATIVES, RETOLD, UNKEPT
from desktop.registers.households.imports.planning import plan
from desktop.spec import Import

IMPORT = Import(columns=COLUMNS, plan=plan, apply=apply, unkept=UNKEPT, relatives=RELATIVES, retold=RETOLD)

"""How rosters of bonds enter: known columns, the dry run and the writing."""

from desktop.registers.bonds.imports.applying import apply
from desktop.registers.bonds.imports.columns import COLUMNS
from desktop.registers.bonds.imports.planning import plan
from desktop.spec import Import

IMPORT = Import(columns=COLUMNS, plan=plan, apply=apply)

"""How rosters of partners enter: known columns, the dry run and the writing."""

from desktop.registers.partners.imports.applying import apply
from desktop.registers.partners.imports.columns import COLUMNS
from desktop.registers.partners.imports.planning import plan
from desktop.spec import Import

IMPORT = Import(columns=COLUMNS, plan=plan, apply=apply)

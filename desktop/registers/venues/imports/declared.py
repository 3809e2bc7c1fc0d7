"""How ledgers of venues enter: known columns, the dry run and the writing."""

from desktop.registers.venues.imports.applying import apply
from desktop.registers.venues.imports.columns import COLUMNS
from desktop.registers.venues.imports.planning import plan
from desktop.spec import Import

IMPORT = Import(columns=COLUMNS, plan=plan, apply=apply)

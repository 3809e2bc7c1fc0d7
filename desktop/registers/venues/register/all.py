"""The lists of this register in the order of the menu."""

from desktop.registers.venues.register.contracts import CONTRACTS, VENUES
from desktop.registers.venues.register.fund import NOTICES, SPENDINGS
from desktop.registers.venues.register.ledger import ENTRIES, LEDGER, OBLIGATIONS
from desktop.spec import Register

REGISTERS: tuple[Register, ...] = (VENUES, CONTRACTS, LEDGER, OBLIGATIONS, ENTRIES, SPENDINGS, NOTICES)

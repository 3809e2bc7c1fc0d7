"""Every register, in the order of the menu, and every derived table."""

from dataclasses import replace
from functools import partial

from desktop.access.scope import CLOSURE
from desktop.procedures import deeds
from desktop.registers.bonds.queries import finding as bonds
from desktop.registers.bonds.register import BOND_CONTACTS, BONDS
from desktop.registers.branches.register import BRANCHES
from desktop.registers.branches.rules import COUNTY
from desktop.registers.buildings.register import BUILDINGS, DWELLINGS
from desktop.registers.contacts import queries as contacts
from desktop.registers.contacts.register import CONTACTS, PHRASES, VISITS
from desktop.registers.households import queries as households
from desktop.registers.households.register import HOUSEHOLDS
from desktop.registers.jottings import queries as jottings
from desktop.registers.jottings.register import JOTTINGS
from desktop.registers.lookups.register import LOOKUPS
from desktop.registers.organisations import queries as organisations
from desktop.registers.organisations.register import ORGANISATIONS
from desktop.registers.partners.queries import finding as partners
from desktop.registers.partners.register import AGREEMENTS, DELIVERIES, PARTNERS, PROJECTS
from desktop.registers.party_orgs.forms.declared import group_roster
from desktop.registers.party_orgs.queries import finding as party
from desktop.registers.party_orgs.queries.lists import org_rows
from desktop.registers.party_orgs.register import MEMBERS, PARTY_ORGS, POSTS
from desktop.registers.people import queries as people
from desktop.registers.people.register import PEOPLE
from desktop.registers.units.register import UNITS
from desktop.registers.venues.queries import derived as ledgers
from desktop.registers.venues.queries import finding as venues
from desktop.registers.venues.register import all as venue_registers
from desktop.reports.papers import with_papers
from desktop.reports.party_groups import linked
from desktop.spec import Register
from desktop.standard import sheets_out, wording_versions  # noqa: F401 - maps their tables, as the two below do
from desktop.store.session import Derived
from desktop.sync import conflict_row, enrolment  # noqa: F401 - maps their tables, or guards would be missing

# Deeds that cross registers are told to the register that offers them (HOUSE, import rule).
_HOUSEHOLDS = replace(HOUSEHOLDS, actions=(*HOUSEHOLDS.actions, *deeds.OF_HOUSEHOLDS))
_PEOPLE = replace(PEOPLE, actions=(*deeds.OF_PEOPLE, *PEOPLE.actions))
_CONTACTS = replace(CONTACTS, actions=deeds.OF_CONTACTS)
_PARTNERS = replace(PARTNERS, actions=(*PARTNERS.actions, *deeds.OF_PARTNERS))
_ORGANISATIONS = replace(ORGANISATIONS, actions=(*ORGANISATIONS.actions, *deeds.OF_ORGANISATIONS))
_ORGS = replace(PARTY_ORGS, dated=partial(org_rows, linked=linked), forms=(*PARTY_ORGS.forms, group_roster(linked)))

REGISTERS: tuple[Register, ...] = with_papers((
    _HOUSEHOLDS, _PEOPLE, BUILDINGS, DWELLINGS, _CONTACTS, VISITS, BONDS, BOND_CONTACTS, PHRASES, _ORGS, MEMBERS, POSTS,
    _PARTNERS, AGREEMENTS, PROJECTS, DELIVERIES, *venue_registers.REGISTERS, _ORGANISATIONS, JOTTINGS, UNITS,
    LOOKUPS, BRANCHES,
), log_lines=(jottings.log_lines,))  # fmt: skip

# In this order: the row of a household reads nothing that a later refresh writes.
DERIVED: tuple[Derived, ...] = (
    CLOSURE, people.DERIVED, households.DERIVED, contacts.DERIVED, party.DERIVED, organisations.DERIVED,
    partners.DERIVED, bonds.DERIVED, ledgers.DERIVED, venues.DERIVED,
)  # fmt: skip


def of_tier(level: str) -> tuple[Register, ...]:
    """What a desk of this tier lists: how every unit stands is for the county alone."""
    return tuple(register for register in REGISTERS if level == COUNTY or register.name != BRANCHES.name)


def register_named(name: str) -> Register | None:
    """The register with this command-line name."""
    return next((register for register in REGISTERS if register.name == name), None)

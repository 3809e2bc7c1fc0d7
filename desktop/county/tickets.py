"""Enrolment files: what a PC without a network needs to become one of its unit's, carried by hand (SYNC §6)."""

import msgspec

from desktop.county.office import Office
from desktop.county.rights import UNIT_TABLE
from desktop.county.tree import Unit
from desktop.sync.enrol import TICKET, Ticket
from desktop.sync.push import Hub

SUFFIX = ".gridenrol"


def make(office: Office, code: str, unit: Unit, *, role: str, server: str, until: int) -> bytes:
    """The file: the code itself lies in it, so it is handed over like a key."""
    with office.transaction() as connection, office.hub(connection) as hub:
        return of_code(office, hub, code, unit=unit, role=role, server=server, until=until)


def of_code(office: Office, hub: Hub, code: str, *, unit: Unit, role: str, server: str, until: int) -> bytes:
    """The same in a transaction that goes on."""
    row = hub.state.row((UNIT_TABLE, unit.id)) or {}
    return msgspec.json.format(msgspec.json.encode(Ticket(
        TICKET, code, server, office.keys.id, unit.id, unit.level, role, office.authority.certificate,
        office.keys.public().to_bytes(), row, until,
    )))  # fmt: skip

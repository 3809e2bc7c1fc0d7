"""What the county refused or did to a device or an account, kept for those who answer for it (SAFETY §5)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, select

from desktop.county.tables import AUDIT

QUARANTINED = "quarantined"  # detail: the change and why


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when (UTC ms), which PC, what, and its details (ids and names of tables, never values)."""

    at: int
    device_id: UUID | None
    what: str
    detail: str


def note(connection: Connection, what: str, *, at: int, device: UUID | None = None, detail: str = "") -> None:
    """Write a line in the transaction of what it tells of."""
    connection.execute(AUDIT.insert().values(at=at, device_id=device, what=what, detail=detail))


def newest(connection: Connection, most: int = 50) -> list[Entry]:
    """The last lines, newest first."""
    query = select(AUDIT.c.at, AUDIT.c.device_id, AUDIT.c.what, AUDIT.c.detail).order_by(AUDIT.c.id.desc())
    return [Entry(*row) for row in connection.execute(query.limit(most))]


def count(connection: Connection) -> int:
    """How many lines there are."""
    return connection.execute(select(func.count()).select_from(AUDIT)).scalar_one()

"""One-time enrolment codes: bound to a unit and a role, single use, seven days (SAFETY §5)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select, update

from desktop.access.roles import READER, SECRETARY, STAFF
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.county import audit
from desktop.county.tables import CODES
from desktop.county.tree import Unit
from desktop.sync import enrol

DAY_MS = 86_400_000
VALID_MS = 7 * DAY_MS
ROLES = (SECRETARY, STAFF, READER)


@dataclass(frozen=True, slots=True)
class Code:
    """A code as the county keeps it, without the code itself."""

    name: bytes
    proof: bytes
    unit_id: UUID
    role: str
    note: str
    made_at: int
    expires_at: int
    used_at: int | None
    device_id: UUID | None
    actor_id: UUID | None
    withdrawn: bool

    def usable(self, claim: enrol.Claim, at: int) -> bool:
        """May this claim use it now? Whoever used it may ask again: the answer may have been lost on the way."""
        if self.withdrawn:
            return False
        if self.used_at is not None:
            return (self.device_id, self.actor_id) == (claim.device, claim.actor)
        return at < self.expires_at


def make(connection: Connection, unit: Unit, role: str, *, note: str, at: int, days: int = 7) -> tuple[str, int]:
    """A new code, told this once, and when it ends (UTC ms)."""
    if role not in ROLES:
        raise UserError(_("角色只能写 secretary、staff 或 reader，什么也没有改。"))
    if not 1 <= days <= 30:
        raise UserError(_("有效天数在 1 到 30 之间，什么也没有改。"))
    code, until = enrol.new_code(), at + days * DAY_MS
    connection.execute(CODES.insert().values(
        name=enrol.found_by(code), proof=enrol.proof_key(code), unit_id=unit.id, role=role, note=note, made_at=at,
        expires_at=until, used_at=None, device_id=None, actor_id=None, withdrawn=False,
    ))  # fmt: skip
    audit.note(connection, "code made", at=at, detail=f"{unit.code} {role}")
    return code, until


def find(connection: Connection, name: bytes) -> Code | None:
    """The code of this name, locked until the transaction ends, so that two PCs cannot both use it."""
    found = connection.execute(select(CODES).where(CODES.c.name == name).with_for_update()).one_or_none()
    return None if found is None else Code(*found)


def use(connection: Connection, code: Code, claim: enrol.Claim, *, at: int) -> None:
    """It is used up."""
    values = {"used_at": at, "device_id": claim.device, "actor_id": claim.actor}
    connection.execute(update(CODES).where(CODES.c.name == code.name).values(values))


def notes(connection: Connection) -> dict[UUID, str]:
    """What was written beside the code that each PC was enrolled by; codes of its other users came later."""
    query = select(CODES.c.device_id, CODES.c.note).where(CODES.c.used_at.is_not(None))
    found: dict[UUID, str] = {}
    for device, note in connection.execute(query.order_by(CODES.c.used_at)):
        found.setdefault(device, note)
    return found


def waiting(connection: Connection, at: int) -> list[Code]:
    """Codes that may still be used."""
    query = select(CODES).where(CODES.c.used_at.is_(None), CODES.c.expires_at > at, CODES.c.withdrawn.is_(False))
    return [Code(*row) for row in connection.execute(query.order_by(CODES.c.made_at))]


def withdraw(connection: Connection, unit: Unit, *, at: int) -> int:
    """Every unused code of a unit is void; returns how many."""
    done = connection.execute(
        update(CODES)
        .where(CODES.c.unit_id == unit.id, CODES.c.used_at.is_(None), CODES.c.withdrawn.is_(False))
        .values(withdrawn=True)
    )
    audit.note(connection, "codes withdrawn", at=at, detail=unit.code)
    return done.rowcount

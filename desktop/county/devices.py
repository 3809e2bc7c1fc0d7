"""The PCs that the county knows, and the accounts of the people who work at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, Table, select, update

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.county import audit
from desktop.county.tables import ACCOUNTS, DEVICES, HEARD
from desktop.sync.enrol import Claim
from desktop.sync.key_pair import PublicKeys
from desktop.sync.protocol import Request

LINE, STICK = "line", "stick"  # code table exchange_way


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """An enrolled PC. Times are UTC ms; `cursor` is how far it had read when it was last heard of."""

    id: UUID
    unit_id: UUID
    name: str
    keys: bytes
    enrolled_at: int
    enabled: bool
    seen_at: int | None
    cursor: int
    app: str
    schema: str

    @property
    def public(self) -> PublicKeys:
        """What proves its signatures and what one seals to it with."""
        return PublicKeys.from_bytes(self.id, self.keys)


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account; `id` is the user's id in the changes."""

    id: UUID
    unit_id: UUID
    role: str
    name: str
    since: int
    enabled: bool


def find(connection: Connection, device_id: UUID) -> KnownDevice | None:
    """The PC with this id."""
    found = connection.execute(select(DEVICES).where(DEVICES.c.id == device_id)).one_or_none()
    return None if found is None else KnownDevice(*found)


def every(connection: Connection) -> list[KnownDevice]:
    """All PCs, in the order of their enrolment."""
    return [KnownDevice(*row) for row in connection.execute(select(DEVICES).order_by(DEVICES.c.enrolled_at))]


def accounts(connection: Connection) -> dict[UUID, Account]:
    """All accounts by id."""
    return {row.id: Account(*row) for row in connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.since))}


def account(connection: Connection, actor: UUID) -> Account | None:
    """The account of a user."""
    found = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == actor)).one_or_none()
    return None if found is None else Account(*found)


def enrol(connection: Connection, claim: Claim, unit: UUID, role: str, *, at: int) -> None:
    """Take a PC in, and the account of who enrolled it; a second time nothing is added."""
    if find(connection, claim.device) is None:
        connection.execute(DEVICES.insert().values(
            id=claim.device, unit_id=unit, name=claim.pc, keys=claim.keys, enrolled_at=at, enabled=True, seen_at=None,
            cursor=0, app=claim.app, schema="",
        ))  # fmt: skip
        audit.note(connection, "device enrolled", at=at, device=claim.device)
    if account(connection, claim.actor) is None:
        connection.execute(ACCOUNTS.insert().values(
            id=claim.actor, unit_id=unit, role=role, name=claim.user, since=at, enabled=True,
        ))  # fmt: skip
        audit.note(connection, "account bound", at=at, device=claim.device, detail=f"{claim.actor} {role}")


def seen(connection: Connection, device_id: UUID, request: Request, *, at: int, way: str) -> None:
    """It was heard of, over the line or by stick; a program that does not say which it is was told before."""
    values = {"seen_at": at, "cursor": request.cursor, "schema": request.schema}
    if request.app:
        values["app"] = request.app
    connection.execute(update(DEVICES).where(DEVICES.c.id == device_id).values(values))
    if connection.execute(update(HEARD).where(HEARD.c.device_id == device_id).values(way=way)).rowcount == 0:
        connection.execute(HEARD.insert().values(device_id=device_id, way=way))


def ways(connection: Connection) -> dict[UUID, str]:
    """How each PC was heard of last."""
    return {row.device_id: row.way for row in connection.execute(select(HEARD))}


def enable(connection: Connection, table: Table, typed: str, *, on: bool, at: int) -> UUID:
    """Turn a PC or an account on or off, named by its id or the beginning of one; UserError when that names not one."""
    ids: Sequence[UUID] = connection.execute(select(table.c.id)).scalars().all()
    wanted = typed.lower().replace("-", "")
    found = [one for one in ids if wanted and wanted in (one.hex, one.hex[: len(wanted)], one.hex[-len(wanted) :])]
    if len(found) != 1:
        sentence = _("“{typed}”对上了 {count} 个，要正好对上一个，什么也没有改。")
        raise UserError(sentence.format(typed=typed, count=len(found)))
    connection.execute(update(table).where(table.c.id == found[0]).values(enabled=on))
    what = f"{'device' if table is DEVICES else 'account'} {'enabled' if on else 'disabled'}"
    audit.note(connection, what, at=at, detail=str(found[0]))
    return found[0]

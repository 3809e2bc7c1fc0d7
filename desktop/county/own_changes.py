"""Changes that the county itself makes: on a chain of its own, through the same way in as everybody's (SYNC §2)."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, select

from desktop.base.ids import uuid7
from desktop.county import tree
from desktop.county.rights import UNIT_TABLE
from desktop.county.tables import STATE
from desktop.sync.hub_state import Device
from desktop.sync.protocol import Change, Key, Result, Values, encoder
from desktop.sync.push import Hub, receive
from desktop.sync.shape import TableShape

_CHAIN = "chain"


class Tip(msgspec.Struct, array_like=True):
    """Where the county's chain stands."""

    chain: UUID
    n: int = 0
    digest: bytes = b""


def write(
    connection: Connection, hub: Hub, rows: Sequence[tuple[Key, Values]], *, county: UUID, at: int
) -> list[Result]:
    """Write fields of rows as the county; what stands so already says nothing."""
    tip, changes = _tip(connection), []
    for key, values in rows:
        stands = hub.state.row(key)
        patch = {name: [(stands or {}).get(name), new] for name, new in values.items()}
        patch = {name: pair for name, pair in patch.items() if pair[0] != pair[1]}
        if patch:
            changes.append(_change(tip, hub, key, patch=patch, county=county, at=at, new=stands is None))
    device = Device(county, county, residents=True, units=frozenset(tree.units(connection)))
    results = receive(Hub(hub.state, hub.shape), device, changes)
    connection.execute(delete(STATE).where(STATE.c.key == _CHAIN))
    connection.execute(STATE.insert().values(key=_CHAIN, value=encoder.encode(tip)))
    return results


def publish(connection: Connection, hub: Hub, *, county: UUID, at: int) -> None:
    """Send the tree of units down: every PC learns of its own unit and of those above and below it."""
    every = tree.units(connection)
    rows: list[tuple[Key, Values]] = []
    for unit in sorted(every.values(), key=lambda one: tree.LEVELS.index(one.level)):
        over = tree.above(every, unit.id)
        rows.append(((UNIT_TABLE, unit.id), {
            "unit_id": str(unit.id), "level": unit.level, "code": unit.code, "name": unit.name,
            "above": "/".join(one.name for one in over), "alive": unit.active,
            "parent_id": str(unit.parent_id) if unit.parent_id else None,
        }))  # fmt: skip
    write(connection, hub, rows, county=county, at=at)


def _tip(connection: Connection) -> Tip:
    kept = connection.execute(select(STATE.c.value).where(STATE.c.key == _CHAIN)).scalar_one_or_none()
    return Tip(uuid7()) if kept is None else msgspec.msgpack.decode(kept, type=Tip)


def _change(
    tip: Tip, hub: Hub, key: Key, *, patch: dict[str, list[object]], county: UUID, at: int, new: bool
) -> Change:
    table = hub.shape.get(key[0]) or TableShape(key[0], {})
    made = Change(
        uuid7(), tip.chain, tip.n + 1, tip.digest, b"", uuid7(), 0, key[0], key[1], "insert" if new else "update",
        patch, {table.group(name): hub.state.seq() for name in patch}, county, at, "",
    )  # fmt: skip
    digest = hashlib.sha256(encoder.encode(made)).digest()
    tip.n, tip.digest = made.n, digest
    return msgspec.structs.replace(made, digest=digest)

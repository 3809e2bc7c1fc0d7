"""How each unit stands, for those who look after the county: its PCs, accounts and codes, what is asked and refused."""

from collections import Counter
from uuid import UUID

from sqlalchemy import Connection, Index, distinct, func, select, text

from desktop.county import audit, codes, devices, tree
from desktop.county.rights import UNIT_TABLE
from desktop.county.tables import AUDIT, UNITS
from desktop.sync.asking import AccountStanding, CodeStanding, DeviceStanding, Parts, UnitStanding
from desktop.sync.hub_rows import values_of
from desktop.sync.hub_tables import ROW
from desktop.sync.protocol import Values

# Conflicts are counted without walking through every row of the county.
CONFLICTS = text("table_name = 'conflict'")
INDEX = Index("ix_hub_row_conflict", ROW.c.unit_id, sqlite_where=CONFLICTS, postgresql_where=CONFLICTS)


def of_units(connection: Connection, top: UUID, *, at: int) -> tuple[UnitStanding, ...]:
    """Every living unit below `top`, itself included, in the order of codes; `at` is now (UTC ms)."""
    every = tree.units(connection)
    within = tree.below(every, top)
    parts, aside = _Parts(connection, at), _refused(connection)
    asked, phones = _asked(connection), _phones(connection)
    return tuple(
        UnitStanding(
            unit.id, unit.name, unit.level, unit.code, tuple(one.name for one in tree.above(every, unit.id)[1:]),
            phones.get(unit.id, ""), asked[unit.id], sum(aside[one.id] for one in parts(unit.id).devices),
            parts(unit.id),
        )
        for unit in every.values()
        if unit.id in within and unit.active
    )  # fmt: skip


class _Parts:
    """What belongs to each unit, read once."""

    def __init__(self, connection: Connection, at: int) -> None:
        self._ways = devices.ways(connection)
        self._found: dict[UUID, tuple[list[DeviceStanding], list[AccountStanding], list[CodeStanding]]] = {}
        notes = codes.notes(connection)
        for one in devices.every(connection):
            self._of(one.unit_id)[0].append(DeviceStanding(
                one.id, one.name, one.enabled, one.enrolled_at, one.seen_at, self._ways.get(one.id, ""), one.app,
                one.schema, notes.get(one.id, ""),
            ))  # fmt: skip
        for account in devices.accounts(connection).values():
            said = AccountStanding(account.id, account.name, account.role, account.enabled)
            self._of(account.unit_id)[1].append(said)
        for code in codes.waiting(connection, at):
            self._of(code.unit_id)[2].append(CodeStanding(code.role, code.note, code.expires_at))

    def _of(self, unit: UUID) -> tuple[list[DeviceStanding], list[AccountStanding], list[CodeStanding]]:
        return self._found.setdefault(unit, ([], [], []))

    def __call__(self, unit: UUID) -> Parts:
        pcs, accounts, waiting = self._found.get(unit, ((), (), ()))
        return Parts(tuple(pcs), tuple(accounts), tuple(waiting))


def _refused(connection: Connection) -> Counter[UUID]:
    """Changes of each PC that wait in quarantine; one that was offered again is noted again and counts once."""
    query = select(AUDIT.c.device_id, func.count(distinct(AUDIT.c.detail)).label("count")).where(
        AUDIT.c.what == audit.QUARANTINED, AUDIT.c.device_id.is_not(None)
    )
    return Counter({row.device_id: row.count for row in connection.execute(query.group_by(AUDIT.c.device_id))})


def _asked(connection: Connection) -> Counter[UUID]:
    """Conflicts of each unit that wait for people."""
    rows = connection.execute(select(ROW.c.unit_id, ROW.c.said).where(CONFLICTS))
    return Counter(unit for unit, said in rows if is_open(values_of(said)))


def is_open(values: Values) -> bool:
    """Does this conflict wait for people?"""
    return values.get("state") == "open" and bool(values.get("alive", True))


def _phones(connection: Connection) -> dict[UUID, str]:
    """The telephone of each unit's branch, as its secretary wrote it."""
    ids = [unit for (unit,) in connection.execute(select(UNITS.c.id))]
    query = select(ROW.c.row_id, ROW.c.said).where(ROW.c.table_name == UNIT_TABLE, ROW.c.row_id.in_(ids))
    return {row: str(values_of(said).get("phone") or "") for row, said in connection.execute(query)}

"""The units of the county, and what each may see: read from the server's own rows (SYNC §5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select, update

from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.county.tables import UNITS
from desktop.sync.hub_state import Device

LEVELS = ("county", "street", "community", "grid")  # each unit hangs below one of the level before it
WITH_RESIDENTS = frozenset({"community", "grid"})  # MISSION, who sees whom


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as the county keeps it; `code` is the county's own, a string of any width."""

    id: UUID
    parent_id: UUID | None
    level: str
    code: str
    name: str
    active: bool = True


def units(connection: Connection) -> dict[UUID, Unit]:
    """All of them, those that ended included, by id."""
    return {row.id: Unit(*row) for row in connection.execute(select(UNITS).order_by(UNITS.c.code))}


def of_code(connection: Connection, code: str) -> Unit:
    """The unit with this code; UserError when there is none."""
    found = connection.execute(select(UNITS).where(UNITS.c.code == code)).one_or_none()
    if found is None:
        raise UserError(_("没有编码是“{code}”的单位，什么也没有改。用 county units 查看全部。").format(code=code))
    return Unit(*found)


def add(connection: Connection, *, name: str, level: str, code: str, above: str = "") -> Unit:
    """A new unit below the one with the code `above`; UserError where it cannot stand."""
    if level not in LEVELS:
        raise UserError(_("层级只能写县、街道、社区或网格（或 county、street、community、grid），什么也没有改。"))
    if not name.strip() or not code.strip():
        raise UserError(_("单位要有名称和编码，什么也没有改。"))
    every = units(connection)
    if any(unit.code == code for unit in every.values()):
        raise UserError(_("编码“{code}”已经有了，什么也没有改。").format(code=code))
    parent = of_code(connection, above) if above else None
    wanted = LEVELS.index(level)
    if wanted == 0 and (parent or any(unit.level == level for unit in every.values())):
        raise UserError(_("县只有一个，上面没有别的单位，什么也没有改。"))
    if wanted and (parent is None or parent.level != LEVELS[wanted - 1]):
        raise UserError(_("请用 --above 写明上一级单位的编码：网格在社区之下，社区在街道之下，街道在县之下。"))
    made = Unit(uuid7(), parent.id if parent else None, level, code.strip(), name.strip())
    connection.execute(UNITS.insert().values(
        id=made.id, parent_id=made.parent_id, level=made.level, code=made.code, name=made.name, active=True,
    ))  # fmt: skip
    return made


def put_below(connection: Connection, code: str, above: str) -> Unit:
    """A unit goes to another one of the same level as before; what each PC may see follows at its next exchange."""
    unit, parent = of_code(connection, code), of_code(connection, above)
    if unit.level == LEVELS[0] or parent.level != LEVELS[LEVELS.index(unit.level) - 1]:
        raise UserError(_("上级的层级不合适，什么也没有改。"))
    connection.execute(update(UNITS).where(UNITS.c.id == unit.id).values(parent_id=parent.id))
    return Unit(unit.id, parent.id, unit.level, unit.code, unit.name, unit.active)


def below(every: Mapping[UUID, Unit], top: UUID) -> frozenset[UUID]:
    """The unit and everything under it, by typed ids."""
    found = {top} if top in every else set()
    grown = True
    while grown:
        more = {unit.id for unit in every.values() if unit.parent_id in found} - found
        found |= more
        grown = bool(more)
    return frozenset(found)


def above(every: Mapping[UUID, Unit], unit: UUID) -> list[Unit]:
    """The units over one, the topmost first."""
    found: list[Unit] = []
    at = every[unit].parent_id if unit in every else None
    while at is not None and at in every and every[at] not in found:
        found.insert(0, every[at])
        at = every[at].parent_id
    return found


def device(connection: Connection, device_id: UUID, unit: UUID, *, enabled: bool) -> Device:
    """A PC as the steps of the exchange see it: its scope as the rows stand now."""
    every = units(connection)
    return Device(
        device_id, unit, unit in every and every[unit].level in WITH_RESIDENTS, below(every, unit),
        frozenset(one.id for one in above(every, unit)), enabled,
    )  # fmt: skip

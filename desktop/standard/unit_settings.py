"""What a unit has settled for itself, one value a key: cadences, plans; journaled, so all its PCs agree."""

import json
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session

from desktop.access.actor import Actor
from desktop.store.record import Record

PERMISSION = "settings.save"


class UnitSetting(Record):
    """One choice of a unit. The id follows from unit and key, so that two PCs that choose first meet on one row."""

    __tablename__ = "unit_setting"
    key: Mapped[str]
    value: Mapped[str]  # JSON


def get(session: Session, unit_id: UUID, key: str, *, default: Any = None) -> Any:
    """The value that the unit chose, else `default`."""
    row = session.get(UnitSetting, uuid5(unit_id, key))
    return default if row is None or not row.alive else json.loads(row.value)


def of_units(session: Session, keys: tuple[str, ...]) -> dict[tuple[UUID, str], Any]:
    """The values of these keys by unit and key; what was never chosen is left out."""
    query = select(UnitSetting).where(UnitSetting.key.in_(keys), UnitSetting.alive)
    return {(row.unit_id, row.key): json.loads(row.value) for row in session.scalars(query)}


def put(session: Session, actor: Actor, key: str, *, value: Any) -> None:
    """Choose a value for the actor's unit; None goes back to the default."""
    actor.require(PERMISSION, actor.unit_id)
    row = session.get(UnitSetting, uuid5(actor.unit_id, key))
    said = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if row is None:
        if value is not None:
            session.add(UnitSetting(id=uuid5(actor.unit_id, key), unit_id=actor.unit_id, key=key, value=said))
        return
    row.alive = value is not None
    if value is not None and row.value != said:
        row.value = said

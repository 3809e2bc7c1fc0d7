"""What one user chose, kept in the profile: columns, filters, text size, the page that was open last."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.standard.tables import Preference


def mine(session: Session, actor: Actor) -> dict[str, Any]:
    """Everything this user chose, by key; what a later version wrote and cannot be read is left out."""
    found = {}
    for row in session.scalars(select(Preference).where(Preference.user_id == actor.id)):
        try:
            found[row.key] = msgspec.json.decode(row.value)
        except msgspec.DecodeError:
            continue
    return found


def keep(session: Session, actor: Actor, values: Mapping[str, Any]) -> None:
    """Keep choices, each replacing the one before it. Values are plain JSON; None forgets."""
    for key, value in values.items():
        row = session.get(Preference, (actor.id, key))
        if value is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(Preference(user_id=actor.id, key=key, value=msgspec.json.encode(value)))
        else:
            row.value = msgspec.json.encode(value)

"""Bonds in the search index of Ctrl+K: by the leader or unit, the place, and who is called for it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.bonds.model import Bond
from desktop.search import index
from desktop.search.index import Entry
from desktop.standard.derived import in_chunks
from desktop.store.session import Derived

NAME = "bonds"


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the entries of the bonds touched; of all of them when `touched` is empty."""
    ids = set(touched["bond"]) if touched else set(session.scalars(select(Bond.id)))
    for part in in_chunks(ids):
        entries = [
            Entry(
                NAME, one.id, one.unit_id, one.name, one.place, names=(one.name,),
                phones=(one.phone,) if one.phone else (),
                keys=tuple(filter(None, (one.place, one.contact_name, one.name))),
            )
            for one in session.scalars(select(Bond).where(Bond.id.in_(part), Bond.alive))
        ]  # fmt: skip
        standing = {entry.id for entry in entries}
        connection = session.connection()
        index.drop(connection, NAME, [each for each in part if each not in standing])
        index.put(connection, entries)


DERIVED = Derived(
    {"bond": frozenset({"name", "place", "contact_name", "phone", "alive", "unit_id"})}, refresh
)  # fmt: skip

"""Venues and contracts, by number and by tenant, in the search index of Ctrl+K."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, Venue
from desktop.search import index
from desktop.search.index import Entry
from desktop.standard.derived import in_chunks
from desktop.store.session import Derived

VENUES, CONTRACTS = "venues", "venue_contracts"


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the entries of what was touched; of everything when `touched` is empty."""
    every = not touched
    venues = set(session.scalars(select(Venue.id))) if every else set(touched.get("venue", ()))
    contracts = set(session.scalars(select(Contract.id))) if every else set(touched.get("venue_contract", ()))
    for part in in_chunks(venues):
        contracts.update(session.scalars(select(Contract.id).where(Contract.venue_id.in_(part))))
        _put(session, VENUES, part, _venues(session, part))
    for part in in_chunks(touched.get("organisation", ())):
        contracts.update(session.scalars(select(Contract.id).where(Contract.tenant_id.in_(part))))
    for part in in_chunks(contracts):
        _put(session, CONTRACTS, part, _contracts(session, part))


DERIVED = Derived(
    {
        "venue": frozenset({"name", "place", "alive", "unit_id"}),
        "venue_contract": frozenset({"number", "venue_id", "tenant_id", "alive", "unit_id"}),
        "organisation": frozenset({"name"}),
    },
    refresh,
)


def _put(session: Session, kind: str, ids: Iterable[UUID], entries: list[Entry]) -> None:
    connection = session.connection()
    standing = {entry.id for entry in entries}
    index.drop(connection, kind, [each for each in ids if each not in standing])
    index.put(connection, entries)


def _venues(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = select(Venue).where(Venue.id.in_(ids), Venue.alive)
    return [
        Entry(VENUES, one.id, one.unit_id, one.name, one.place, names=(one.name,),
              keys=tuple(filter(None, (one.place, one.name))))
        for one in session.scalars(query)
    ]  # fmt: skip


def _contracts(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = (
        select(Contract, Organisation.name, Venue.name)
        .join(Organisation, Organisation.id == Contract.tenant_id)
        .join(Venue, Venue.id == Contract.venue_id)
        .where(Contract.id.in_(ids), Contract.alive)
    )
    return [
        Entry(
            CONTRACTS, one.id, one.unit_id, one.number, f"{tenant}　{venue}　{codes.label('venue_trade', one.trade)}",
            names=(tenant, venue), keys=(one.number, one.number.rsplit("-", 1)[-1]),
        )
        for one, tenant, venue in session.execute(query)
    ]  # fmt: skip

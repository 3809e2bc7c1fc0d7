"""Organisations as the picker, the search and imports find them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.registers.organisations.model import Organisation
from desktop.search import index
from desktop.search.index import Entry
from desktop.standard.derived import in_chunks
from desktop.store.session import Derived

NAME = "organisations"


def by_number_or_name(session: Session, actor: Actor, *, uscc: str | None, name: str) -> Organisation | None:
    """The organisation with this code, else the one with exactly this name; None when there is none or several."""
    if uscc:
        query = select(Organisation).where(Organisation.uscc == uscc, Organisation.alive, visible(Organisation, actor))
        found = session.scalars(query.order_by(Organisation.id)).first()
        if found is not None:
            return found
    named = select(Organisation).where(
        or_(Organisation.name == name, Organisation.short_name == name), Organisation.alive,
        visible(Organisation, actor),
    )  # fmt: skip
    same = session.scalars(named.order_by(Organisation.id).limit(2)).all()
    # Two codes are two organisations, whatever they are called.
    return same[0] if len(same) == 1 and not (uscc and same[0].uscc) else None


def waiting(session: Session, actor: Actor) -> int:
    """How many wait for the county's word."""
    query = select(Organisation.id).where(
        Organisation.state == "waiting", Organisation.alive, visible(Organisation, actor)
    )
    return len(session.scalars(query).all())


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the search entries of the organisations touched; of all of them when `touched` is empty."""
    ids = set(touched["organisation"]) if touched else set(session.scalars(select(Organisation.id)))
    for part in in_chunks(ids):
        entries = _entries(session, part)
        standing = {entry.id for entry in entries}
        connection = session.connection()
        index.drop(connection, NAME, [each for each in part if each not in standing])
        index.put(connection, entries)


DERIVED = Derived(
    {"organisation": frozenset({"name", "short_name", "kind", "uscc", "phone", "head_name", "alive", "unit_id"})},
    refresh,
)


def _entries(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = select(Organisation).where(Organisation.id.in_(ids), Organisation.alive)
    return [
        Entry(
            NAME, one.id, one.unit_id, one.name, codes.label("organisation_kind", one.kind),
            names=tuple(filter(None, (one.name, one.short_name))), phones=(one.phone,) if one.phone else (),
            keys=tuple(filter(None, (one.uscc, one.other_no, one.head_name, one.name))),
        )
        for one in session.scalars(query)
    ]  # fmt: skip

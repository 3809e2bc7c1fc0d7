"""Partners, agreement numbers and projects in the search index of Ctrl+K."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.registers.partners.model import Agreement, Partner, Project
from desktop.search import index
from desktop.search.index import Entry
from desktop.standard.derived import in_chunks
from desktop.store.session import Derived

PARTNERS, AGREEMENTS, PROJECTS = "partners", "agreements", "projects"


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the entries of what was touched; of everything when `touched` is empty."""
    every = not touched
    partners = _ids(session, Partner, touched.get("partner", ()), every=every)
    agreements = _ids(session, Agreement, touched.get("partner_agreement", ()), every=every)
    projects = _ids(session, Project, touched.get("partner_project", ()), every=every)
    for part in in_chunks(partners):
        named = select(Agreement.id).where(Agreement.partner_id.in_(part))
        agreements.update(session.scalars(named))  # an entry names the partner
        _put(session, PARTNERS, part, _partners(session, part))
    for part in in_chunks(agreements):
        _put(session, AGREEMENTS, part, _agreements(session, part))
    for part in in_chunks(projects):
        _put(session, PROJECTS, part, _projects(session, part))


DERIVED = Derived(
    {
        "partner": frozenset({"name", "kind", "phone", "contact_name", "alive", "unit_id"}),
        "partner_agreement": frozenset({"number", "partner_id", "alive", "unit_id"}),
        "partner_project": frozenset({"name", "kind", "place", "alive", "unit_id"}),
    },
    refresh,
)


def _ids(session: Session, kind: type[Partner | Agreement | Project], ids: Iterable[UUID], *, every: bool) -> set[UUID]:
    return set(session.scalars(select(kind.id))) if every else set(ids)


def _put(session: Session, kind: str, ids: Iterable[UUID], entries: list[Entry]) -> None:
    connection = session.connection()
    standing = {entry.id for entry in entries}
    index.drop(connection, kind, [each for each in ids if each not in standing])
    index.put(connection, entries)


def _partners(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = select(Partner).where(Partner.id.in_(ids), Partner.alive)
    return [
        Entry(
            PARTNERS, one.id, one.unit_id, one.name, codes.label("partner_kind", one.kind), names=(one.name,),
            phones=(one.phone,) if one.phone else (), keys=tuple(filter(None, (one.contact_name, one.name))),
        )
        for one in session.scalars(query)
    ]  # fmt: skip


def _agreements(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = (
        select(Agreement, Partner.name)
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(Agreement.id.in_(ids), Agreement.alive)
    )
    return [
        Entry(
            AGREEMENTS, one.id, one.unit_id, one.number, name, names=(name,),
            keys=(one.number, one.number.rsplit("-", 1)[-1]),
        )
        for one, name in session.execute(query)
    ]  # fmt: skip


def _projects(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = select(Project).where(Project.id.in_(ids), Project.alive)
    return [
        Entry(
            PROJECTS, one.id, one.unit_id, one.name, codes.label("service_class", one.kind), names=(one.name,),
            keys=tuple(filter(None, (one.place, one.name))),
        )
        for one in session.scalars(query)
    ]  # fmt: skip

"""Organisations and posts in the search index of Ctrl+K."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.registers.party_orgs.model import PartyOrg, Post
from desktop.search import index
from desktop.search.index import Entry
from desktop.standard.derived import in_chunks
from desktop.store.session import Derived

ORGS, POSTS = "party_orgs", "posts"


def refresh(session: Session, touched: Mapping[str, set[UUID]]) -> None:
    """Write the entries of the organisations and posts touched; of all of them when `touched` is empty."""
    every = not touched
    orgs = set(session.scalars(select(PartyOrg.id))) if every else set(touched.get("party_org", ()))
    posts = set(session.scalars(select(Post.id))) if every else set(touched.get("post", ()))
    for part in in_chunks(orgs):
        posts.update(session.scalars(select(Post.id).where(Post.org_id.in_(part))))  # an entry names the organisation
        _put(session, ORGS, part, _org_entries(session, part))
    for part in in_chunks(posts):
        _put(session, POSTS, part, _post_entries(session, part))


DERIVED = Derived(
    {
        "party_org": frozenset({"name", "tier", "ends_on", "alive", "unit_id"}),
        "post": frozenset({"title", "holder_name", "org_id", "place_name", "ends_on", "alive", "unit_id"}),
    },
    refresh,
)


def _put(session: Session, kind: str, ids: Iterable[UUID], entries: list[Entry]) -> None:
    connection = session.connection()
    standing = {entry.id for entry in entries}
    index.drop(connection, kind, [each for each in ids if each not in standing])
    index.put(connection, entries)


def _org_entries(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = select(PartyOrg).where(PartyOrg.id.in_(ids), PartyOrg.alive, PartyOrg.ends_on.is_(None))
    return [  # as a name for its pinyin, as a key for its numbers: 1号楼党小组
        Entry(
            ORGS,
            org.id,
            org.unit_id,
            org.name,
            codes.label("party_tier", org.tier),
            names=(org.name,),
            keys=(org.name,),
        )
        for org in session.scalars(query)
    ]


def _post_entries(session: Session, ids: Iterable[UUID]) -> list[Entry]:
    query = (
        select(Post, PartyOrg.name)
        .outerjoin(PartyOrg, PartyOrg.id == Post.org_id)
        .where(Post.id.in_(ids), Post.alive, Post.ends_on.is_(None))
    )
    return [
        Entry(POSTS, post.id, post.unit_id, post.label, name or post.place_name, keys=(post.title, post.holder_name))
        for post, name in session.execute(query)
    ]

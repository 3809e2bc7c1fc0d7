"""Rows that two registrations of one person both have: one of each pair goes on, the other is put away."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.procedures import dwelt, merging
from desktop.registers.people.model import HukouRecord, Person
from desktop.registers.people.relations import HEAD
from desktop.registers.people.service import assign, membership_of, phones_of


def join_rows(session: Session, keep: Person, gone: Person, *, kept_membership: str) -> None:
    """Before the rows of `gone` are handed over: put away what `keep` has already, after filling its gaps."""
    _phones(session, keep, gone)
    _residences(session, keep, gone)
    _membership(session, keep, gone, kept_membership)
    _hukou(session, keep, gone)
    _links(session, keep, gone)
    session.flush()


def settle_homes(session: Session, keep: Person) -> None:
    """Afterwards: of several homes one is the main one, and who heads a household is its 户主."""
    for at, (place, home) in enumerate(dwelt.homes_of(session, keep.id)):
        assign(place, {"main": at == 0})
        if home.head_id == keep.id:
            assign(place, {"relation": HEAD})
            assign(home, {"head_name": keep.name})
    session.flush()


def _phones(session: Session, keep: Person, gone: Person) -> None:
    mine = phones_of(session, keep.id)
    known, rank = {phone.number for phone in mine}, len(mine)
    for phone in phones_of(session, gone.id):
        if phone.number in known:
            phone.alive = False
        else:
            phone.rank, rank = rank, rank + 1


def _residences(session: Session, keep: Person, gone: Person) -> None:
    mine = {home.id: place for place, home in dwelt.homes_of(session, keep.id)}
    for place, home in dwelt.homes_of(session, gone.id):
        kept = mine.get(home.id)
        if kept is None:
            continue
        starts = [day for day in (kept.starts_on, place.starts_on) if day is not None]
        assign(kept, {"relation": kept.relation or place.relation, "starts_on": min(starts, default=None)})
        place.alive = False


def _membership(session: Session, keep: Person, gone: Person, kept: str) -> None:
    mine, theirs = membership_of(session, keep.id), membership_of(session, gone.id)
    if mine is None or theirs is None:
        return
    stays, goes = (theirs, mine) if kept == merging.RIGHT else (mine, theirs)
    _fill(stays, goes, ("branch_name", "joined_on", "starts_on"))
    goes.alive = False


def _hukou(session: Session, keep: Person, gone: Person) -> None:
    mine, theirs = (merging.rows(session, HukouRecord, "person_id", one.id) for one in (keep, gone))
    for record in theirs if mine else ():
        _fill(mine[0], record, ("number", "kind", "relation", "address", "presence"))
        record.alive = False


def _links(session: Session, keep: Person, gone: Person) -> None:
    mine = {link.household_id for link, _member in dwelt.links(session, member_id=keep.id)}
    for link, _member in dwelt.links(session, member_id=gone.id):
        if link.household_id in mine:
            link.alive = False


def _fill(stays: Any, goes: Any, names: Iterable[str]) -> None:
    """Take over what the one that stays has not."""
    for name in names:
        if getattr(stays, name) in (None, "") and getattr(goes, name) not in (None, ""):
            setattr(stays, name, getattr(goes, name))


def same_home_rows(session: Session, keep: UUID, gone: UUID) -> None:
    """Of two households: put away the links and residences of `gone` that `keep` has already."""
    mine = {link.member_id for link, _member in dwelt.links(session, household_id=keep)}
    for link, _member in dwelt.links(session, household_id=gone):
        if link.member_id in mine:
            link.alive = False
    people = {person.id for _place, person in dwelt.members(session, keep)}
    for place, person in dwelt.members(session, gone):
        if person.id in people:
            place.alive = False
    session.flush()

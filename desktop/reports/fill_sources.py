"""The two kinds of rows that other agencies' tables ask for: one for each person, or one for each household."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.registers.households.imports.columns import UNKEPT
from desktop.registers.households.service import HEAD
from desktop.reports import fill_facts
from desktop.reports.fill_offers import MEMBER_PREFIXES, of_households, of_people
from desktop.spec import Register
from desktop.standard.filling.offers import FactRow, Source

_CHUNK = 500


def sources(people: Register, households: Register) -> tuple[Source, Source]:
    """Rows of people and rows of households."""
    return (
        Source(
            "people", _("居民"), people, of_people(), read=read_people, unkept=UNKEPT, by_home=behind_their_heads
        ),
        Source(
            "households", _("住户"), households, of_households(), read=read_households, unkept=UNKEPT,
            member_prefixes=MEMBER_PREFIXES,
        ),
    )  # fmt: skip


def read_people(session: Session, actor: Actor, ids: Sequence[UUID], today: date) -> Iterator[FactRow]:
    """One row a person, with the household and its head; people of elsewhere have no household here."""
    actor.require("people.export")
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        lived = fill_facts.main_homes(session, part)
        inside = fill_facts.residents(session, set(lived.values()))
        houses = fill_facts.homes(session, lived.values())
        heads = {home: within[0][0] for home, within in inside.items() if within and _is_headed(houses[home], within)}
        known = fill_facts.people(session, {*part, *heads.values(), *_everybody(inside)})
        for person_id in (each for each in part if each in known):
            home = lived.get(person_id)
            relation = next((r for p, r in inside.get(home, ()) if p == person_id), None) if home else None
            facts = {**known[person_id], "relation": relation}
            if home:
                facts |= _home(houses[home], inside.get(home, ()), known)
                facts["presence"] = facts["presence"] or houses[home]["home_presence"]
                facts |= _prefixed("head.", known.get(heads[home], {}) if home in heads else _named(houses[home]))
            label = f"{facts.get('door', '')} {facts['name']}".strip()
            yield FactRow(person_id, "people", label, facts, home)


def read_households(session: Session, actor: Actor, ids: Sequence[UUID], today: date) -> Iterator[FactRow]:
    """One row a household: its head, its door, and its other members one after the other."""
    actor.require("households.export")
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        inside = fill_facts.residents(session, part)
        houses = fill_facts.homes(session, part)
        known = fill_facts.people(session, _everybody(inside))
        for household_id in (each for each in part if each in houses):
            house, within = houses[household_id], inside.get(household_id, [])
            headed = bool(within) and _is_headed(house, within)
            facts = _home(house, within, known)
            facts |= _prefixed("head.", known[within[0][0]] if headed else _named(house))
            facts["head.presence"] = facts.get("head.presence") or house["home_presence"]
            for prefix, (person_id, relation) in zip(MEMBER_PREFIXES, within[headed:], strict=False):
                facts |= _prefixed(prefix, {**known[person_id], "relation": relation})
            label = f"{house['door']} {facts.get('head.name') or ''}".strip()
            yield FactRow(household_id, "households", label, facts, household_id)


def behind_their_heads(session: Session, ids: Sequence[UUID]) -> Sequence[UUID]:
    """The people household by household, in the order of the doors; the head first, those of elsewhere last."""
    lived = fill_facts.main_homes(session, ids)
    inside = fill_facts.residents(session, set(lived.values()))
    place = {person: at for within in inside.values() for at, (person, _relation) in enumerate(within)}
    doors = {home: facts["sort"] for home, facts in fill_facts.homes(session, lived.values()).items()}

    def key(person_id: UUID) -> tuple[bool, str, bytes, int]:
        home = lived.get(person_id)
        return home is None, doors[home] if home else "", home.bytes if home else b"", place.get(person_id, 0)

    return sorted(ids, key=key)


def _is_headed(house: Mapping[str, Any], within: Sequence[tuple[UUID, str | None]]) -> bool:
    """Whether the first resident is the head, and not merely the first of a household whose head is unknown."""
    first, relation = within[0]
    return first == house["head_id"] or relation == HEAD


def _home(
    house: Mapping[str, Any], within: Sequence[tuple[UUID, str | None]], known: Mapping[UUID, Mapping[str, Any]]
) -> dict[str, Any]:
    members = sum(bool(known.get(person, {}).get("is_party")) for person, _relation in within)
    return {**house, "people": len(within), "party_members": members}


def _everybody(inside: Mapping[UUID, Sequence[tuple[UUID, str | None]]]) -> set[UUID]:
    return {person for within in inside.values() for person, _relation in within}


def _named(house: Mapping[str, Any]) -> dict[str, Any]:
    """A head who is known by name only."""
    return {"name": house["head_name"]}


def _prefixed(prefix: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{prefix}{name}": value for name, value in facts.items()}

"""What is to be written for each household and each person, as decided by the plan."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.known import KnownDoor, KnownHome, KnownPerson
from desktop.values.door import Door


@dataclass(slots=True)
class PersonWork:
    """One person. Each dict holds only what changes; `moves`: the residence ends and another begins."""

    claim: Claim
    known: KnownPerson | None = None
    person: dict[str, Any] = field(default_factory=dict)
    phones: list[tuple[UUID | None, str]] = field(default_factory=list)  # (row to change or None, number)
    hukou: dict[str, Any] = field(default_factory=dict)
    party: dict[str, Any] = field(default_factory=dict)
    relation: str | None = None  # a new relation to the head for a residence that stands
    settles: bool = False  # a residence in this household is to be made
    moves: bool = False

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        changes = self.person or self.phones or self.hukou or self.party or self.relation
        return self.known is None or bool(changes) or self.settles or self.moves


@dataclass(slots=True)
class HomeWork:
    """One household. `known` None makes it, unless `vacant`: then only the door is made."""

    home: Home
    compound: UUID
    unit_id: UUID
    door: Door | None
    at: KnownDoor | None = None
    known: KnownHome | None = None
    dwelling: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    head: PersonWork | None = None  # who becomes the head; None leaves the head as it is
    people: list[PersonWork] = field(default_factory=list)
    vacant: bool = False
    head_by_children: bool = False  # no cell says who the head is: it is a parent whom a child's row names

    @property
    def makes_home(self) -> bool:
        """Whether a household is to be made."""
        if self.known is not None or self.vacant or self.door is None:
            return False
        return any(work.settles for work in self.people) or bool(self.home.facts.get("head_name"))

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        if self.dwelling or self.facts or self.head is not None or self.makes_home:
            return True
        makes_door = self.vacant and self.door is not None and self.at is None
        return makes_door or any(work.writes for work in self.people)

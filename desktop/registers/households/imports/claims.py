"""What a roster says of one person and of one household, typed, before it is compared with the register."""

from dataclasses import dataclass, field
from typing import Any

from desktop.standard.importing.choices import Who
from desktop.standard.importing.plan import Problem
from desktop.standard.importing.staged import At
from desktop.values.door import Door
from desktop.values.partial_day import PartialDay


@dataclass(slots=True)
class Claim:
    """One person of the file. `facts` holds only what the file says; an absent key is never a blank.

    `hint`: the birth date that a damaged number still shows, good for recognising and never stored.
    `number_from`: the target whose cell told the identity number, so that a problem finds its cell.
    `parents`: of somebody who is listed as a child, the parents whom the row names; None for anybody else.
    """

    who: Who
    name: str
    facts: dict[str, Any] = field(default_factory=dict)
    phones: list[str] = field(default_factory=list)
    relation: str | None = None
    hukou: dict[str, Any] = field(default_factory=dict)
    party: dict[str, Any] | None = None
    hint: PartialDay | None = None
    head: bool = False
    parents: tuple[str, ...] | None = None
    number_from: str = ""
    unread: list[tuple[str, str, Problem]] = field(default_factory=list)  # (table, field, problem): marks to be

    @property
    def born(self) -> PartialDay | None:
        """The birth date as far as it is known, for recognising."""
        found: PartialDay | None = self.facts.get("born") or self.hint
        return found


@dataclass(slots=True)
class Home:
    """One household of the file: a door, who is there, and what is said of the door and of the household.

    `door` is None when no cell told one; `vacant`: the door stands in the list with nobody behind it.
    `where` is the door as it is written, "" without one.
    """

    door: Door | None
    compound: str = ""  # what stood before the door
    claims: list[Claim] = field(default_factory=list)
    dwelling: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)  # of the household: phone, presence, remark, head_name
    ats: list[At] = field(default_factory=list)
    vacant: bool = False
    from_hukou: bool = False  # the door is the hukou address: proves no residence of somebody known elsewhere
    unread: list[tuple[str, str, Problem]] = field(default_factory=list)
    where: str = ""

    @property
    def head(self) -> Claim | None:
        """The claim that is the head, if the file says."""
        return next((claim for claim in self.claims if claim.head), None)

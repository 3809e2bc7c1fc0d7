"""Rows of one file that speak of the same household or the same person twice, put together where a person says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.base.text import _
from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.persons import mend
from desktop.standard.importing.choices import ADD, KEEP, MERGE, Choices

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Double:
    """A claim that stands in an earlier row already: which row, what is said of it, and how it can be settled."""

    claim: Claim
    where: str
    row: int
    sentence: str
    options: Options


class Doubles:
    """The doubles of one file: `merged` were put together, `waiting` (by `id` of a Home) stay out until decided."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.merged: list[Double] = []
        self.waiting: dict[int, Double] = {}

    def settle(self, homes: list[Home]) -> list[Home]:
        """The households without those, and without those people, that were put together with an earlier row."""
        kept = [home for home in homes if not self._same_home(home)] if self._index(homes) else homes
        if MERGE not in self._choices.conflicts.values():
            return kept
        self._same_people(kept)
        return [home for home in kept if home.claims or home.facts.get("head_name") or home.vacant or not home.ats]

    def _index(self, homes: Iterable[Home]) -> bool:
        """Remember the first household of each door and head; False when no two are alike."""
        self._first: dict[tuple[str, str, str], Home] = {}
        alike = False
        for home in homes:
            head = home.head
            if home.door is not None and head is not None and head.who.at not in self._choices.skipped:
                alike |= self._first.setdefault((home.compound, home.door.normal, head.name), home) is not home
        return alike

    def _same_home(self, home: Home) -> bool:
        """Whether the household was put together with an earlier one; one that is not decided waits."""
        head = home.head
        if home.door is None or head is None or head.who.at in self._choices.skipped:
            return False
        first = self._first[home.compound, home.door.normal, head.name]
        if first is home or first.head is None or not may_be_one(first.head, head):
            return False
        row = first.head.who.at.row
        ways = (*options(row), (ADD, _("是另一户，新增")))
        double = Double(head, home.door.normal, row, _("与第 {row} 行是同一户").format(row=row), ways)
        chosen = self._choices.conflicts.get(head.who, KEEP)
        if chosen == MERGE:
            _join(first, home)
            self.merged.append(double)
        elif chosen != ADD:
            self.waiting[id(home)] = double
        return chosen == MERGE

    def _same_people(self, homes: Iterable[Home]) -> None:
        seen: dict[tuple[str, object], Claim] = {}
        for home in homes:
            kept: list[Claim] = []
            for claim in home.claims:
                keys = [(claim.name, told) for told in _told(claim)]
                first = next((seen[key] for key in keys if key in seen), None)
                if first is None or self._choices.conflicts.get(claim.who) != MERGE:
                    kept.append(claim)
                    for key in keys:
                        seen.setdefault(key, claim)
                    continue
                mend(first, claim)
                row = first.who.at.row
                where = home.door.normal if home.door else ""
                self.merged.append(Double(claim, where, row, _("与第 {row} 行是同一人").format(row=row), options(row)))
            home.claims = kept


def same_person(one: Claim, other: Claim) -> bool:
    """Whether number or birth date prove that two rows mean one person."""
    return one.name == other.name and bool(set(_told(one)) & set(_told(other)))


def may_be_one(one: Claim, other: Claim) -> bool:
    """Whether nothing that two people of one name say of themselves contradicts it."""
    numbers = {claim.facts["id_no"] for claim in (one, other) if "id_no" in claim.facts}
    days = {claim.born for claim in (one, other) if claim.born is not None and claim.born.is_full}
    return len(numbers) < 2 and len(days) < 2


def options(row: int) -> Options:
    """How somebody who stands in `row` already can be settled."""
    return (
        (KEEP, _("以第 {row} 行为准").format(row=row)),
        (MERGE, _("合并到第 {row} 行").format(row=row)),
    )


def _told(claim: Claim) -> list[object]:
    """What proves who somebody is: the number, and the whole birth date."""
    born = claim.born
    return [told for told in (claim.facts.get("id_no"), born if born is not None and born.is_full else None) if told]


def _join(first: Home, other: Home) -> None:
    """What the second household adds goes to the first."""
    for claim in other.claims:
        same = next((one for one in first.claims if one.name == claim.name and may_be_one(one, claim)), None)
        if same is not None:
            mend(same, claim)
        else:
            first.claims.append(claim)
    for name, fact in other.facts.items():
        first.facts.setdefault(name, fact)
    for name, fact in other.dwelling.items():
        first.dwelling.setdefault(name, fact)
    first.ats += other.ats
    first.unread += other.unread

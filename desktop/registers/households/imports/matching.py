"""Recognising people first, then households: who of the file is who in the register."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.base.text import _
from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.known import Known, KnownDoor, KnownHome, KnownPerson
from desktop.standard.importing.choices import ADD, KEEP, TAKE
from desktop.values.partial_day import PartialDay

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Who it is (None: nobody yet), and what a person has to decide first."""

    person: KnownPerson | None = None
    conflict: str = ""
    options: Options = ()


NOBODY = Match()
_KEEP = (KEEP, _("保留库里的"))
_TAKE = (TAKE, _("用表里的"))
_MOVE = (TAKE, _("改为现在住在表里的门牌"))
_ADD = (ADD, _("是另一个人，新增"))


class Matcher:
    """Matches the claims of one file; each person of the register is taken once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._taken: dict[object, Claim] = {}

    def taken_by(self, person: KnownPerson) -> Claim | None:
        """The claim that was recognised as this person."""
        return self._taken.get(person.id)

    def take(self, person: KnownPerson, claim: Claim) -> None:
        """This person is spoken for."""
        self._taken.setdefault(person.id, claim)

    def match(self, claim: Claim, home: Home, door: KnownDoor | None) -> Match:
        """By identity number; else by name, birth and door; else by name and door; else by name and birth."""
        number = claim.facts.get("id_no")
        if number and (person := self._known.by_number.get(number)):
            return self._by_number(claim, person, home, door)
        if door is not None:
            here = self._best(claim, self._known.by_place.get((door.id, claim.name), ()))
            if here is not None:
                return self._here(claim, here)
        born = claim.facts.get("born")
        if born is not None and born.is_full:
            return self._elsewhere(claim, born, home, door)
        return NOBODY

    def _by_number(self, claim: Claim, person: KnownPerson, home: Home, door: KnownDoor | None) -> Match:
        same_name = claim.name in (person.name, person.own["former_name"]) or (
            claim.facts.get("former_name") == person.name
        )
        if not same_name:
            sentence = _("身份证号与库里的“{name}”相同，姓名不同").format(name=person.name)
            return Match(person, sentence, (_KEEP, _TAKE))
        return self._at_door(claim, person, home, door)

    def _at_door(self, claim: Claim, person: KnownPerson, home: Home, door: KnownDoor | None) -> Match:
        lives = person.home.door if person.home else None
        told = home.door is not None and not home.from_hukou
        if lives is None or not told or (door is not None and lives is door):
            return Match(person)
        sentence = _("库里住在 {old}，表里住在 {new}，可能搬了家").format(
            old=lives.text, new=home.door.normal if home.door else ""
        )
        return Match(person, sentence, (_KEEP, _MOVE))

    def _here(self, claim: Claim, person: KnownPerson) -> Match:
        ours, theirs = person.own["id_no"], claim.facts.get("id_no")
        if ours and theirs and ours != theirs:
            sentence = _("同一门里有同名的人，身份证号不同：库里末四位 {old}，表里末四位 {new}")
            return Match(person, sentence.format(old=ours[-4:], new=theirs[-4:]), (_KEEP, _TAKE, _ADD))
        return Match(person)

    def _elsewhere(self, claim: Claim, born: PartialDay, home: Home, door: KnownDoor | None) -> Match:
        """The same name and birth behind another door: one person, unless the numbers say otherwise."""
        of_name = self._known.by_birth.get(claim.name)
        if of_name is None:
            return NOBODY
        number = claim.facts.get("id_no")
        found = [
            person
            for person in of_name.get(born, ())
            if person.id not in self._taken and not (number and person.own["id_no"])
        ]
        if len(found) != 1:
            return NOBODY
        match = self._at_door(claim, found[0], home, door)
        return Match(match.person, match.conflict, (*match.options, _ADD)) if match.conflict else match

    def _best(self, claim: Claim, candidates: Iterable[KnownPerson]) -> KnownPerson | None:
        """Of the people with this name behind this door the one whose birth fits best."""
        free = [person for person in candidates if person.id not in self._taken]
        for person in free:
            if claim.born is not None and claim.born == person.born:
                return person
        fitting = [person for person in free if _may_be(claim.born, person.born)]
        if fitting:
            return fitting[0]
        contradicted = claim.facts.get("id_no") and free and free[0].own["id_no"]
        return free[0] if len(free) == 1 and not contradicted else None


def _may_be(one: PartialDay | None, other: PartialDay | None) -> bool:
    return one is None or other is None or (one.first() <= other.last() and other.first() <= one.last())


def household_at(home: Home, door: KnownDoor | None, people: Iterable[KnownPerson], *, whole: bool) -> KnownHome | None:
    """The household of the register that a household of the file is: by its people, else by its head's name.

    One without anybody is filled. Somebody listed alone (no household told) belongs to the one behind the door.
    """
    if door is None or not door.homes:
        return None
    lived = [person.home for person in people if person.home is not None and person.home.door is door]
    if lived:
        return max(door.homes, key=lambda one: sum(1 for other in lived if other is one))
    head = home.head
    name = head.name if head else home.facts.get("head_name", "")
    for one in door.homes:
        named = {one.own["head_name"], *(p.name for p in one.people if p.id == one.own["head_id"])} - {""}
        if name and name in named:
            return one
    empty = [one for one in door.homes if not one.people]
    if len(empty) == 1:
        return empty[0]
    return door.homes[0] if head is None and (not whole or len(door.homes) == 1) else None

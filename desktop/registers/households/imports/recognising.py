"""Who each person of the file is, and who of them waits for a decision: the same number twice, another name, a move."""

from collections.abc import Iterable

from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.doubles import options, same_person
from desktop.registers.households.imports.known import Known, KnownDoor, KnownHome, KnownPerson
from desktop.registers.households.imports.matching import Match, Matcher
from desktop.registers.households.imports.work import PersonWork
from desktop.standard.importing.choices import ADD, KEEP, TAKE, Choices, Who
from desktop.standard.importing.plan import Problem


class Recogniser:
    """Recognises the people of one file, each person of the register once."""

    def __init__(self, known: Known, reader: Reader, *, choices: Choices, heads_only: bool) -> None:
        self._known, self._reader, self._choices, self._heads_only = known, reader, choices, heads_only
        self._matcher = Matcher(known)
        self._numbers: dict[str, Claim] = {}  # identity numbers of people new in this file
        self.found: list[Problem] = []  # problems that only comparing showed

    def by_numbers(self, homes: Iterable[Home]) -> None:
        """Numbers come first in the whole file, so that no likeness of names takes somebody away."""
        for home in homes if self._known.by_number else ():
            for claim in home.claims:
                person = self._known.by_number.get(claim.facts.get("id_no", ""))
                if person is not None and self._matcher.taken_by(person) is None:
                    self._matcher.take(person, claim)

    def recognised(self, person: KnownPerson) -> bool:
        """Whether somebody of the file is this person."""
        return self._matcher.taken_by(person) is not None

    def people(self, home: Home, at: KnownDoor | None) -> tuple[list[PersonWork], dict[Who, Match]]:
        """The people of a household who are taken in, and what the others have to wait for."""
        works: list[PersonWork] = []
        waiting: dict[Who, Match] = {}
        for claim in home.claims:
            match = self._match(claim, home, at)
            if match.person is None and not match.conflict and self._heads_only:
                match = self._occupied(claim, at) or match
            chosen = self._choices.conflicts.get(claim.who, KEEP)
            if match.conflict and (chosen == KEEP or chosen not in dict(match.options)):
                waiting[claim.who] = match
                continue
            person = None if chosen == ADD and match.conflict else match.person
            moves = bool(match.conflict) and chosen == TAKE and _lives_elsewhere(match, at)
            works.append(PersonWork(claim, person, moves=moves))
            if person is not None:
                self._matcher.take(person, claim)
        return works, waiting

    def _occupied(self, claim: Claim, at: KnownDoor | None) -> Match | None:
        """A list of heads names somebody unknown behind a door where others live: nobody moves in unasked."""
        if at is None or not any(one.people for one in at.homes):
            return None
        heads = "、".join(head_name(one) for one in at.homes)
        sentence = _("这一门库里的户主是 {heads}，没有找到“{name}”").format(heads=heads, name=claim.name)
        return Match(None, sentence, ((KEEP, _("保留库里的")), (ADD, _("作为这一门的另一户新增"))))

    def _match(self, claim: Claim, home: Home, at: KnownDoor | None) -> Match:
        """Who the claim is; the same number or person twice in one file is told here."""
        number = claim.facts.get("id_no")
        first = self._numbers.get(number) if number else None
        match = self._matcher.match(claim, home, at)
        other = self._matcher.taken_by(match.person) if match.person else first
        if other is not None and other is not claim:
            return self._twice(claim, home, at, other)
        if number and match.person is None:
            self._numbers[number] = claim
        return match

    def _twice(self, claim: Claim, home: Home, at: KnownDoor | None, other: Claim) -> Match:
        row = other.who.at.row
        if other.name == claim.name:
            sentence = _("与第 {row} 行是同一人，这一行没有导入，请核对住在哪一门").format(row=row)
            ways = options(row) if same_person(other, claim) else options(row)[:1]
            return Match(None, sentence, ways)
        sentence = _("身份证号与第 {row} 行的“{name}”相同，这一格没有保存，请核对证件").format(row=row, name=other.name)
        problem = self._reader.bad(
            claim.who.at, claim.number_from, sentence, value=claim.facts["id_no"][-4:].rjust(18, "*")
        )
        self.found.append(problem)
        claim.unread.append(("person", "id_no", problem))
        for name in ("id_no", "id_type"):
            claim.facts.pop(name, None)
        return self._matcher.match(claim, home, at)


def _lives_elsewhere(match: Match, at: KnownDoor | None) -> bool:
    home = match.person.home if match.person else None
    return home is not None and home.door is not at


def head_name(home: KnownHome) -> str:
    """Who heads a household of the register, by name."""
    named = next((person.name for person in home.people if person.id == home.own["head_id"]), "")
    return named or home.own["head_name"] or _("某户")

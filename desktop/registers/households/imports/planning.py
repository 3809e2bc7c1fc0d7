"""The dry run of a household roster: recognise, compare, and say what would become of each person."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.calm import no_collections
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.households.imports import heads
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.columns import COLUMNS
from desktop.registers.households.imports.compare import compare_home, compare_person
from desktop.registers.households.imports.doors import Doors
from desktop.registers.households.imports.doubles import Double, Doubles
from desktop.registers.households.imports.homes import Homes
from desktop.registers.households.imports.known import Known, KnownDoor, KnownPerson, Place, load
from desktop.registers.households.imports.matching import Match, household_at
from desktop.registers.households.imports.persons import Persons
from desktop.registers.households.imports.placing import Placing
from desktop.registers.households.imports.recognising import Recogniser, head_name
from desktop.registers.households.imports.work import HomeWork, PersonWork
from desktop.standard.importing.choices import KEEP, NONE, Choices, Who
from desktop.standard.importing.plan import Difference, Item, Plan, Problem, Verdict
from desktop.standard.importing.staged import At, Staged
from desktop.values.door import Door


def plan(
    session: Session,
    actor: Actor,
    staged: Staged,
    *,
    today: date,
    choices: Choices = NONE,
    known: Known | None = None,
) -> Plan:
    """What importing `staged` would do; writes nothing. `known` of an earlier plan spares reading it all again."""
    if known is None:
        with no_collections():
            known = load(session, actor)
    if not known.compounds:
        raise UserError(_("还没有登记小区，没有导入。请先在“小区信息”里填写小区名称。"))
    reader = Reader(staged, today=today, choices=choices, columns=COLUMNS)
    doors = Doors(staged, reader, names=[name for place in known.compounds for name in (place.name, place.address)])
    persons = Persons(staged, reader, branch_name=known.branch_name)
    homes = Homes(staged, reader, persons=persons, doors=doors)
    with no_collections():
        return _Planner(staged, known, reader=reader, homes=homes, choices=choices).plan(homes.build())


class _Planner:
    """One pass over the households of a file."""

    def __init__(self, staged: Staged, known: Known, *, reader: Reader, homes: Homes, choices: Choices) -> None:
        self.staged, self.known, self.reader, self.homes, self.choices = staged, known, reader, homes, choices
        self.recogniser = Recogniser(known, reader, choices=choices, heads_only=homes.heads_only)
        self.items: list[Item] = []
        self.work: list[HomeWork] = []
        self.counts: Counter[str] = Counter()
        self.covered: dict[UUID, KnownDoor] = {}
        self.found_elsewhere: set[At] = set()
        self.by_at: dict[At, list[Problem]] = defaultdict(list)
        self.placing = Placing(staged, known, reader)
        self.doubles = Doubles(choices)

    def plan(self, built: list[Home]) -> Plan:
        """The plan of the whole file."""
        for problem in self.reader.problems:
            self.by_at[problem.at].append(problem)
        built = self.doubles.settle(built)
        self.recogniser.by_numbers(home for home in built if id(home) not in self.doubles.waiting)
        for home in built:
            self._home(home)
        self.items += [self._doubled(one, Verdict.MERGED) for one in self.doubles.merged]
        problems = tuple(
            replace(problem, waits=False) if problem.waits and problem.at in self.found_elsewhere else problem
            for problem in sorted(self.reader.problems, key=self._order())
            if problem.at not in self.choices.skipped
        )
        gone = self._gone() if self.homes.whole else ()
        self._count(built, gone)
        return Plan(
            staged=self.staged,
            items=tuple(self.items),
            gone=gone,
            problems=tuple(dict.fromkeys(problems)),
            reminders=tuple(dict.fromkeys(self.reader.reminders)),
            counts=dict(self.counts),
            notes=self._notes(),
            work=self.work,
            known=self.known,
        )

    def _order(self) -> Any:
        sheets = {sheet: place for place, sheet in enumerate(self.staged.sheets)}
        return lambda problem: (sheets.get(problem.at.sheet, 0), problem.at.row)

    # Households ------------------------------------------------------------------------------------------------------

    def _home(self, home: Home) -> None:
        compound = self.placing.compound(home)
        door = self._door(home, compound)
        home.where = door.normal if door else ""
        at = self.known.doors.get((compound.id, home.where)) if door else None
        if self.choices.skipped:
            home.claims = [claim for claim in home.claims if not self._skipped(claim, home)]
            if home.ats and all(one in self.choices.skipped for one in home.ats):
                return
        if (double := self.doubles.waiting.get(id(home))) is not None:
            for claim in home.claims:  # the household is decided with its head
                one = double if claim is double.claim else replace(double, claim=claim, options=())
                self.items.append(self._doubled(one, Verdict.CONFLICT))
            return
        works, waiting = self.recogniser.people(home, at)
        told = {who: self._waiting(match, home, who) for who, match in waiting.items()}
        known = household_at(home, at, [w.known for w in works if w.known], whole=self.homes.whole)
        if door is None and known is None:
            known = next((work.known.home for work in works if work.known and work.known.home), None)
            at = known.door if known else None
        work = HomeWork(home, compound.id, compound.unit_id, door, at, known, vacant=home.vacant)
        if at is not None and not home.from_hukou:
            self.covered[at.id] = at
        if door is None and known is None:
            self._nowhere(home, works, told)
            work.people = [one for one in works if one.known is not None]
            self.work.append(work)
            return
        if door is None:
            self.found_elsewhere.update(home.ats)
        heads.settle(work, works, self.reader)
        differences = compare_home(work, home, at=at, known=known) if not self._only_kept(home, work) else []
        if door is not None and at is None and (work.vacant or work.makes_home):
            self.placing.make(compound, door)
        self._tell(work, works, told, differences)
        self.work.append(work)

    def _door(self, home: Home, compound: Place) -> Door | None:
        unclear = self.placing.resolve(home, compound)
        if unclear is not None:
            self.by_at[unclear.at].append(unclear)
        return home.door

    def _only_kept(self, home: Home, work: HomeWork) -> bool:
        """Nobody of the household is taken in: then nothing is said of its door either."""
        return bool(home.claims) and not work.people

    def _skipped(self, claim: Claim, home: Home) -> bool:
        if claim.who.at not in self.choices.skipped:
            return False
        self.items.append(Item(claim.who, claim.name, home.where, Verdict.SKIPPED))
        return True

    def _nowhere(self, home: Home, works: list[PersonWork], waiting: dict[Who, Item]) -> None:
        """A household without a door: people whom the register knows receive their facts, the others wait."""
        told: list[Item] = []
        for claim in home.claims:
            work = next((one for one in works if one.claim is claim), None)
            if work is None:
                told.append(waiting[claim.who])
            elif work.known is None:
                told.append(self._item(claim, home, Verdict.NEEDS_FIX, None))
            else:
                told.append(self._compared(work, home))
        if told and all(item.verdict is not Verdict.NEEDS_FIX for item in told):
            self.found_elsewhere.update(home.ats)
        self.items += told

    # Telling ---------------------------------------------------------------------------------------------------------

    def _tell(
        self, work: HomeWork, works: list[PersonWork], waiting: dict[Who, Item], of_home: list[Difference]
    ) -> None:
        """The items of a household; what changes for the door is told with the head, or with the first."""
        bearer = next((one for one in works if one.claim.head), works[0] if works else None)
        taken_in = {id(one.claim): one for one in works}
        for claim in work.home.claims:
            one = taken_in.get(id(claim))
            if one is None:
                self.items.append(waiting[claim.who])
                continue
            extra = of_home if one is bearer else []
            if work.head is one and work.known is not None:
                old = head_name(work.known)
                extra = [*extra, Difference("head_id", _("户主"), old, claim.name)]
            self.items.append(self._compared(one, work.home, extra=extra))

    def _compared(self, work: PersonWork, home: Home, *, extra: list[Difference] | None = None) -> Item:
        if work.known is None:
            return self._item(work.claim, home, Verdict.NEW, None)
        told = compare_person(work, hukou_file=home.from_hukou or "hukou_number" in self.staged.mapping)
        if work.moves and work.known.home is not None and home.door is not None:
            told.append(Difference("door", _("门牌"), work.known.home.door.text, home.where))
        elif work.settles:
            told.append(Difference("door", _("门牌"), "", home.where))
        told += extra or []
        return self._item(
            work.claim, home, Verdict.CHANGED if told else Verdict.SAME, work.known, differences=tuple(told)
        )

    def _waiting(self, match: Match, home: Home, who: Who) -> Item:
        claim = next(one for one in home.claims if one.who == who)
        return self._item(claim, home, Verdict.CONFLICT, match.person, conflict=match.conflict, options=match.options)

    def _doubled(self, double: Double, verdict: Verdict) -> Item:
        who = double.claim.who
        chosen = self.choices.conflicts.get(who, KEEP) if double.options else ""
        return Item(
            who,
            double.claim.name,
            double.where,
            verdict,
            problems=self._problems(who.at),
            conflict=double.sentence,
            options=double.options,
            chosen=chosen,
        )

    def _item(self, claim: Claim, home: Home, verdict: Verdict, known: KnownPerson | None, **more: Any) -> Item:
        return Item(
            claim.who,
            claim.name,
            home.where,
            verdict,
            problems=self._problems(claim.who.at),
            chosen=self.choices.conflicts.get(claim.who, KEEP) if more.get("conflict") else "",
            record_id=known.id if known else None,
            **more,
        )

    def _problems(self, at: At) -> tuple[Problem, ...]:
        found = self.by_at.get(at, ())
        if self.recogniser.found:
            found = (*found, *(problem for problem in self.recogniser.found if problem.at == at))
        return tuple(found)

    def _gone(self) -> tuple[Item, ...]:
        """People behind the doors of the file whom the file does not name: listed, never touched (R10)."""
        found = []
        for door in self.covered.values():
            for home in door.homes:
                for person in home.people:
                    if not self.recogniser.recognised(person):
                        who = Who(At("", 0))
                        found.append(Item(who, person.name, door.text, Verdict.GONE, record_id=person.id))
        return tuple(found)

    def _notes(self) -> tuple[str, ...]:
        doors = sum(1 for work in self.work if work.writes and work.at is not None and not work.home.claims)
        guessed = sum(1 for work in self.work if work.head_by_children)
        said = (
            (doors, _("另有 {count} 个门的房屋情况会更新。")),
            (guessed, _("有 {count} 户是从孩子的名单里读出的，户主按同一行的父亲或母亲填写，请核对。")),
        )
        return tuple(words.format(count=count) for count, words in said if count)

    def _count(self, built: list[Home], gone: tuple[Item, ...]) -> None:
        counts = self.counts
        counts.update(str(item.verdict) for item in self.items)
        counts["people"] = len(self.items) - len(self.doubles.merged)
        counts["households"] = sum(1 for home in built if home.claims or home.facts.get("head_name"))
        waits = {problem.at for problem in self.reader.problems if problem.waits}
        counts["waiting"] = len(waits - self.found_elsewhere - self.choices.skipped)
        counts["gone"] = len(gone)
        counts["new_doors"] = len(self.placing.doors)
        counts["new_buildings"] = len(self.placing.buildings)
        counts["new_stairwells"] = len(self.placing.stairwells)
        counts["new_households"] = sum(1 for work in self.work if work.makes_home)
        counts["care_words"] = self.reader.care_words
        counts["writes"] = sum(1 for work in self.work if work.writes)

"""Who is the head of a household after a deed, and what everybody else is to that head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from desktop import codes
from desktop.base.text import _
from desktop.registers.people.model import Household, Person, Residence
from desktop.registers.people.relations import HEAD, recompute
from desktop.registers.people.service import assign
from desktop.standard.consequences import UNKNOWN, Choice, Step

Lived = Sequence[tuple[Residence, Person]]
RELATIONS = tuple(pair for pair in codes.options("relation") if pair[0] not in ("01", HEAD))
LATER = (UNKNOWN, _("暂不填"))


@dataclass(frozen=True, slots=True)
class Headship:
    """The head and the relations that follow; `codes` leaves out who is still asked about."""

    head: Person
    codes: Mapping[UUID, str | None]
    choices: tuple[Choice, ...]
    steps: tuple[Step, ...]


def word(code: str | None) -> str:
    """A relation in words; 未填 for none."""
    return codes.label("relation", code) if code else _("未填")


def ask_head(lived: Lived, picked: Mapping[str, str], *, name: str, title: str) -> tuple[Choice | None, Person | None]:
    """The question who is to be the head and the answer; nobody is asked where there is one person only."""
    if len(lived) == 1:
        return None, lived[0][1]
    choice = Choice(name, title, tuple((str(person.id), person.name) for _home, person in lived)).answered(picked)
    return choice, next((person for _home, person in lived if str(person.id) == choice.chosen), None)


def ask_relation(person: Person, head: str, picked: Mapping[str, str], *, proposed: str | None = None) -> Choice:
    """The question what somebody is to a head."""
    title = _("{name} 是户主 {head} 的").format(name=person.name, head=head)
    return Choice(relation_of(person.id), title, (*RELATIONS, LATER), proposed or "").answered(picked)


def relation_of(person_id: UUID) -> str:
    """The name of the question what a person is to the head."""
    return f"relation.{person_id}"


def follow(
    everybody: Lived, old_head: UUID | None, head: Person, *, staying: Lived, picked: Mapping[str, str]
) -> Headship:
    """What those who stay are to the new head; `everybody` includes who leaves, above all the old head.

    A relation that was not known stays unknown; one that cannot be worked out is asked.
    """
    before: dict[UUID | None, str | None] = {person.id: home.relation for home, person in everybody}
    sexes: dict[UUID | None, str | None] = {person.id: person.sex for _home, person in everybody}
    at = old_head if old_head in before else None  # None: a head who is not registered as living here
    before[at] = HEAD
    after = recompute(before, at, head.id, sexes)
    found: dict[UUID, str | None] = {}
    choices, steps = [], []
    for _home, person in staying:
        was = before[person.id]
        if was is None and person.id != head.id:
            found[person.id] = None
            continue
        code = after[person.id]
        if code is None:
            choice = ask_relation(person, head.name, picked)
            choices.append(choice)
            if not choice.chosen:
                continue
            code = None if choice.chosen == UNKNOWN else choice.chosen
        found[person.id] = code
        if code != was:
            steps.append(Step(person.name, word(was), word(code)))
    return Headship(head, found, tuple(choices), tuple(steps))


def install(session: Session, household: Household, headship: Headship, lived: Lived) -> None:
    """Write the head and the relations."""
    assign(household, {"head_id": headship.head.id, "head_name": headship.head.name})
    for home, person in lived:
        assign(home, {"relation": headship.codes[person.id]})
    session.flush()

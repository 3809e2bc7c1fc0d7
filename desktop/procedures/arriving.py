"""What follows behind a door when people come to live there: a household of their own, or one that they join."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt, headship
from desktop.procedures.headship import Headship, Lived
from desktop.registers.buildings.model import Dwelling
from desktop.registers.people.model import Household, Person, Residence
from desktop.registers.people.relations import HEAD, through
from desktop.registers.people.service import assign
from desktop.standard.consequences import UNKNOWN, Choice, Step, answer
from desktop.values import door as doors

JOIN, NEW, NEW_HEAD, TENURE = "join", "new", "new_head", "tenure"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where somebody goes: a door of the compound, or `text` as it was told; both empty: nobody knows."""

    door: Dwelling | None
    text: str
    unknown_door: bool = False  # it reads like a door of the compound, and there is none of that number

    def __str__(self) -> str:
        """Return it in words; "" when nobody knows."""
        return self.door.door if self.door else self.text


@dataclass(frozen=True, slots=True)
class Arriving:
    """Planned, not done. `joined` is None for a household of their own; `codes` are the relations to its head."""

    door: Dwelling
    people: tuple[Person, ...]
    joined: Household | None
    head: Person | None
    codes: Mapping[UUID, str | None]
    choices: tuple[Choice, ...]
    steps: tuple[Step, ...] = ()
    sentences: tuple[str, ...] = ()


def destination(session: Session, actor: Actor, said: str | None) -> Destination:
    """What was typed: 3-2-1302 is a door here when there is such a door, anything else a place elsewhere."""
    typed = (said or "").strip()
    try:
        normal = doors.parse(typed).normal if typed else ""
    except UserError:
        return Destination(None, typed)
    query = select(Dwelling).where(Dwelling.door == normal, Dwelling.alive, visible(Dwelling, actor))
    found = session.scalars(query.order_by(Dwelling.id)).first() if normal else None
    return Destination(found, "" if found else typed, unknown_door=bool(normal and found is None))


def plan(
    session: Session,
    door: Dwelling,
    people: Sequence[Person],
    *,
    before: Lived,
    old_head: UUID | None,
    picked: Mapping[str, str],
    but: Sequence[UUID] = (),
) -> Arriving:
    """What will follow. `before` is the household that they leave, all of it, `old_head` its head.

    `but`: households behind the door that are not to be joined, such as the one that is left.
    """
    there = dwelt.behind(session, door.id, but=but)
    made = Arriving(door, tuple(people), None, None, {}, ())
    if there:
        own = (NEW, _("另立一户"))
        options = (own, *((str(home.id), _("并入 {label}").format(label=dwelt.label(session, home))) for home in there))
        join = Choice(JOIN, _("{door} 已有住户").format(door=door.door), options).answered(picked)
        made = replace(made, choices=(join,))
        if not join.chosen:
            return made
        joined = next((home for home in there if str(home.id) == join.chosen), None)
        if joined is not None:
            return _joining(session, replace(made, joined=joined), before, picked)
    return _founding(made, before, old_head, picked)


def _joining(session: Session, made: Arriving, before: Lived, picked: Mapping[str, str]) -> Arriving:
    """What the first of them is to the head is asked; the others follow where the standard leaves no doubt."""
    assert made.joined is not None
    head = session.get(Person, made.joined.head_id) if made.joined.head_id else None
    head_name = dwelt.head_name(session, made.joined)
    was = {person.id: home.relation for home, person in before}
    anchor = next((person for person in made.people if was.get(person.id) == HEAD), made.people[0])
    if head is None and not dwelt.members(session, made.joined.id):  # 某户: the first whose name is known
        choices, found = list[Choice](), dict[UUID, str | None]({anchor.id: HEAD})
        made, head, head_name = replace(made, head=anchor), anchor, anchor.name
    else:
        first = headship.ask_relation(anchor, head_name, picked)
        choices, found = [first], {anchor.id: _code(first)}
    for person in made.people:
        if person.id == anchor.id:
            continue
        code = None
        if was.get(anchor.id) == HEAD and found[anchor.id] and head is not None:
            code = through(was.get(person.id), found[anchor.id], sex=person.sex, head_sex=head.sex, link_sex=anchor.sex)
        asked = headship.ask_relation(person, head_name, picked, proposed=code)
        choices.append(asked)
        found[person.id] = _code(asked)
    label = f"{made.door.door} {head_name}"
    said = _("{names} 并入 {label}。").format(names=dwelt.names(made.people), label=label)
    return replace(made, codes=found, choices=(*made.choices, *choices), sentences=(said,))


def _code(choice: Choice) -> str | None:
    return None if choice.chosen in ("", UNKNOWN) else choice.chosen


def _founding(made: Arriving, before: Lived, old_head: UUID | None, picked: Mapping[str, str]) -> Arriving:
    choices = list(made.choices)
    known = {person.id for _home, person in before}
    lived = [*before, *((Residence(relation=None), person) for person in made.people if person.id not in known)]
    ours = [pair for pair in lived if pair[1] in made.people]
    head = next((person for person in made.people if person.id == old_head), None)
    if head is None:
        asked, head = headship.ask_head(ours, picked, name=NEW_HEAD, title=_("新的一户由谁做户主"))
        choices += [asked] if asked else []
    found: Headship | None = None
    if head is not None:
        found = headship.follow(lived, old_head, head, staying=ours, picked=picked)
        choices += found.choices
    said = _("{names} 在 {door} 登记为一户，户主 {head}。").format(
        names=dwelt.names(made.people), door=made.door.door, head=head.name if head else _("待选")
    )
    if made.door.tenure == "vacant":
        options = tuple(pair for pair in codes.options("tenure") if pair[0] != "vacant")
        title = _("{door} 原为空置，住进后的房屋性质").format(door=made.door.door)
        choices.append(Choice(TENURE, title, (*options, headship.LATER)).answered(picked))
    return replace(
        made, head=head, codes=found.codes if found else {}, choices=tuple(choices), sentences=(said,),
        steps=found.steps if found else (),
    )  # fmt: skip


def carry_out(session: Session, made: Arriving, *, on: date, like: Household | None = None) -> Household:
    """Write it; returns the household. `like`: one whose telephone, wish for calls and cadence go along."""
    home = made.joined or _found(session, made, like)
    if made.head is not None:
        assign(home, {"head_id": made.head.id, "head_name": made.head.name})
    place = len(dwelt.members(session, home.id))
    for at, person in enumerate(made.people):
        session.add(
            Residence(
                unit_id=home.unit_id, person_id=person.id, household_id=home.id, relation=made.codes.get(person.id),
                starts_on=on, place=place + at, main=True,
            )
        )  # fmt: skip
    tenure = answer(made.choices, TENURE)
    if tenure and tenure != UNKNOWN:
        made.door.tenure = tenure
    session.flush()
    return home


def _found(session: Session, made: Arriving, like: Household | None) -> Household:
    assert made.head is not None
    home = Household(
        unit_id=made.door.unit_id, dwelling_id=made.door.id, head_id=made.head.id, head_name=made.head.name
    )
    if like is not None:
        home.phone, home.by_phone, home.visit_days = like.phone, like.by_phone, like.visit_days
    session.add(home)
    return home

"""Splitting a household: those ticked become one of their own, behind the same door or another."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import arriving, dwelt, leaving
from desktop.procedures.arriving import NEW, Arriving
from desktop.procedures.headship import word
from desktop.procedures.leaving import Leaving
from desktop.registers.contacts.model import ContactLink
from desktop.registers.people.model import Person
from desktop.standard.consequences import NOTHING, Choice, Consequences, Step, Tick, answer, require_answers

LINKED, BOTH, NONE = "linked", "both", "none"


@dataclass(frozen=True, slots=True)
class _Plan:
    leaving: Leaving
    arriving: Arriving
    choices: tuple[Choice, ...]
    people: tuple[Person, ...]


def foresee(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    on: date | None = None,
    door: str | None = None,
) -> Consequences:
    """What the split will bring about; nothing is written. Nobody is ticked at first."""
    home = dwelt.household(session, actor, household_id, "households.split")
    lived = dwelt.members(session, home.id)
    ticks = tuple(Tick(who.id, who.name, who.id in (ticked or ()), word(place.relation)) for place, who in lived)
    texts = {"on": today.isoformat()}
    if not ticked:
        said = (_("请勾选分出去的人；留下的人仍是 {label}。").format(label=dwelt.label(session, home)),)
        return Consequences(_("办理分户"), said, ticks=ticks, texts=texts)
    made = _plan(session, actor, household_id, today=today, ticked=ticked, picked=picked, on=on, door=door)
    label, there = dwelt.label(session, home), made.arriving.door.door
    steps = [Step(person.name, label, _("{door} 新的一户").format(door=there)) for person in made.people]
    return Consequences(
        _("办理分户 {n} 人").format(n=len(made.people)),
        (*made.arriving.sentences, *made.leaving.sentences),
        (*steps, *made.arriving.steps, *made.leaving.steps),
        made.choices,
        ticks,
        texts,
    )


def do(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    on: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    door: str | None = None,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    made = _plan(session, actor, household_id, today=today, ticked=ticked or (), picked=picked, on=on, door=door)
    require_answers(made.choices)
    old = made.leaving.home
    there = made.arriving.door.door
    leaving.carry_out(session, made.leaving, on=on, reason="split", moved_to=there)
    new = arriving.carry_out(session, made.arriving, on=on)
    if answer(made.choices, LINKED) == BOTH:
        for link, _member in dwelt.links(session, household_id=old.id):
            session.add(
                ContactLink(
                    unit_id=new.unit_id, member_id=link.member_id, household_id=new.id, kind=link.kind, starts_on=on
                )
            )
    session.flush()
    return _("已办理：{names} 从 {label} 分出，在 {door} 另立一户").format(
        names=dwelt.names(made.people), label=dwelt.label(session, old), door=there
    )


def _plan(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID],
    picked: Mapping[str, str],
    on: date | None,
    door: str | None,
) -> _Plan:
    home = dwelt.household(session, actor, household_id, "households.split")
    lived = dwelt.members(session, home.id)
    going = leaving.chosen(lived, ticked, what=_("分出去"))
    if len(going) == len(lived):
        raise UserError(_("全户的人都勾选了，没有人留下。全户换门牌请办“搬出”。"), field="ticked")
    dwelt.check_day(on or today, today, [pair for pair in lived if pair[1] in going])
    where = arriving.destination(session, actor, door)
    if (door or "").strip() and where.door is None:
        raise UserError(
            _("本小区没有登记“{door}”这个门牌，没有办理。分户要在本小区的门牌。").format(door=door), field="door"
        )
    place = where.door or dwelt.door_of(session, home)
    left = leaving.plan(session, home, {person.id for person in going}, picked=picked)
    came = arriving.plan(
        session, place, going, before=lived, old_head=home.head_id, picked={**picked, arriving.JOIN: NEW},
        but=(home.id,),
    )  # fmt: skip
    asked = tuple(choice for choice in came.choices if choice.name != arriving.JOIN)
    choices = [*asked, *left.choices]
    linked = dwelt.links(session, household_id=home.id)
    if linked:
        names = "、".join(member.name for _link, member in linked)
        options = ((BOTH, _("也联系新的一户")), (NONE, _("只联系原来的一户")))
        choices.append(Choice(LINKED, _("联户党员 {names}").format(names=names), options, BOTH).answered(picked))
    return _Plan(left, came, tuple(choices), tuple(going))

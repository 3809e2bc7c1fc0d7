"""Moving out: a whole household or some of its people, to a door of the compound, elsewhere, or nobody knows where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import arriving, dwelt, leaving, member_links
from desktop.procedures import ties as tied
from desktop.procedures.arriving import Arriving, Destination
from desktop.procedures.headship import word
from desktop.procedures.leaving import Leaving
from desktop.procedures.member_links import MemberLinks
from desktop.procedures.ties import TIES, Ties
from desktop.registers.contacts.model import ContactLink
from desktop.registers.people.model import Person
from desktop.standard.consequences import NOTHING, Choice, Consequences, Step, Tick, answer, require_answers

MOVED, MISTAKE = "moved", "mistake"
FOLLOW = "follow"
GOES, ENDS = "goes", "ends"


@dataclass(frozen=True, slots=True)
class _Plan:
    leaving: Leaving
    to: Destination
    arriving: Arriving | None
    links: MemberLinks
    choices: tuple[Choice, ...]

    @property
    def people(self) -> list[Person]:
        return [person for _home, person in self.leaving.going]

    @property
    def gone(self) -> tuple[UUID, ...]:
        """Who leaves the compound; within it nothing but the home changes."""
        return tuple(person.id for person in self.people) if self.arriving is None else ()

    @property
    def ended(self) -> tuple[UUID, ...]:
        return (self.leaving.home.id,) if self.leaving.ends else ()


def foresee(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    on: date | None = None,
    reason: str | None = None,
    to: str | None = None,
    ties: Ties = TIES,
) -> Consequences:
    """What moving out will bring about; nothing is written."""
    made = _plan(session, actor, household_id, today=today, ticked=ticked, picked=picked, on=on, reason=reason, to=to)
    label, people = dwelt.label(session, made.leaving.home), made.people
    lived = dwelt.members(session, household_id)
    there = _("搬到 {to}").format(to=made.to) if str(made.to) else _("搬走，去处未知")
    steps = [Step(person.name, label, there if reason != MISTAKE else _("不再登记在这一户")) for person in people]
    said = [*made.leaving.sentences]
    if made.to.unknown_door:
        said.append(_("本小区没有登记“{to}”这个门牌，按小区以外的去处记下。").format(to=made.to))
    if made.arriving is not None:
        said += made.arriving.sentences
    said += tied.told(ties, session, made.gone, made.ended)
    ticks = [Tick(who.id, who.name, ticked is None or who.id in ticked, word(home.relation)) for home, who in lived]
    return Consequences(
        _verb(made),
        tuple(said),
        (*steps, *_after_leaving(made), *(made.arriving.steps if made.arriving else ()), *made.links.steps),
        made.choices,
        tuple(ticks),
        {"on": today.isoformat(), "reason": MOVED},
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
    reason: str = MOVED,
    to: str | None = None,
    ties: Ties = TIES,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    made = _plan(session, actor, household_id, today=today, ticked=ticked, picked=picked, on=on, reason=reason, to=to)
    require_answers(made.choices)
    label, people, home = dwelt.label(session, made.leaving.home), made.people, made.leaving.home
    old = made.leaving.links if made.leaving.ends else ()
    ending = MISTAKE if reason == MISTAKE else MOVED
    leaving.carry_out(session, made.leaving, on=on, reason=reason, moved_to=str(made.to), ending=ending)
    if made.arriving is not None:
        new = arriving.carry_out(session, made.arriving, on=on, like=home if made.leaving.ends else None)
        if answer(made.choices, FOLLOW) == GOES:
            _take_along(session, old, new.id, on)
    tied.end(ties, session, made.gone, made.ended, on=on, reason=reason)
    member_links.carry_out(made.links, on=on, reason="member_left")
    session.flush()
    if not people:
        return _("已办理：{label} 全户搬出").format(label=label)
    return _("已办理：{names} 搬出 {label}").format(names=dwelt.names(people), label=label)


def _plan(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None,
    picked: Mapping[str, str],
    on: date | None,
    reason: str | None,
    to: str | None,
) -> _Plan:
    home = dwelt.household(session, actor, household_id, "households.move_out")
    lived = dwelt.members(session, home.id)
    going = leaving.chosen(lived, ticked, what=_("搬出"))
    dwelt.check_day(on or today, today, [pair for pair in lived if pair[1] in going])
    left = leaving.plan(session, home, {person.id for person in going}, picked=picked)
    where = arriving.destination(session, actor, "" if reason == MISTAKE else to)
    if where.door is not None and where.door.id == home.dwelling_id:
        raise UserError(_("这就是现在的门牌。同一扇门里另立一户，请办“分户”。"), field="to")
    came = None
    choices = [*left.choices]
    if where.door is not None and going:
        came = arriving.plan(session, where.door, going, before=lived, old_head=home.head_id, picked=picked)
        choices += came.choices
        if left.ends and left.links and came.joined is None:
            options = ((GOES, _("继续联系，随住户到新门牌")), (ENDS, _("随这一户结束")))
            choices.append(Choice(FOLLOW, _("联户党员"), options, GOES).answered(picked))
    links = member_links.plan(session, [] if where.door is not None else going, picked=picked)
    choices += links.choices
    return _Plan(left, where, came, links, tuple(choices))


def _after_leaving(made: _Plan) -> tuple[Step, ...]:
    """What follows in the household that is left; links that go along do not end."""
    if answer(made.choices, FOLLOW) != GOES:
        return made.leaving.steps
    return tuple(Step(step.title, step.before, _("随住户到新门牌")) for step in made.leaving.steps)


def _take_along(session: Session, old: Collection[ContactLink], household_id: UUID, on: date) -> None:
    for link in old:
        session.add(
            ContactLink(
                unit_id=link.unit_id, member_id=link.member_id, household_id=household_id, kind=link.kind, starts_on=on
            )
        )


def _verb(made: _Plan) -> str:
    if not made.people:
        return _("办理全户搬出")
    return _("办理搬出 {n} 人").format(n=len(made.people))

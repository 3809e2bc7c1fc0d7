"""A death: residences, links and membership end, the household gets another head, and nothing is sent any more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt, leaving, member_links
from desktop.procedures import ties as tied
from desktop.procedures.leaving import Leaving
from desktop.procedures.member_links import MemberLinks
from desktop.procedures.ties import TIES, Ties
from desktop.registers.people import rules
from desktop.registers.people.model import Membership, Person
from desktop.registers.people.service import membership_of
from desktop.standard.consequences import NOTHING, Choice, Consequences, Step, require_answers
from desktop.values.partial_day import PartialDay

DIED = "died"


@dataclass(frozen=True, slots=True)
class _Plan:
    person: Person
    day: date  # of the ends: the latest day that the day of death can be
    left: tuple[tuple[str, Leaving], ...]  # with the mark before the names of its questions
    links: MemberLinks
    membership: Membership | None
    choices: tuple[Choice, ...]

    @property
    def ended(self) -> tuple[UUID, ...]:
        return tuple(one.home.id for _at, one in self.left if one.ends)


def foresee(
    session: Session,
    actor: Actor,
    person_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    on: PartialDay | None = None,
    kin: str | None = None,
    ties: Ties = TIES,
) -> Consequences:
    """What the registration will bring about; nothing is written."""
    made = _plan(session, actor, person_id, on=on, today=today, picked=picked)
    person = made.person
    said = [_("{name} 登记为已故。以后的信函、走访名单和楼道通知不再包含 {name}。").format(name=person.name)]
    said += [line for _at, one in made.left for line in one.sentences]
    if made.membership is not None:
        said.append(_("党员身份随之结束，应到人数不再包含。"))
    said += tied.told(ties, session, (person.id,), made.ended)
    steps = [Step(person.name, dwelt.label(session, one.home), _("已故")) for _at, one in made.left]
    steps += [step for _at, one in made.left for step in one.steps]
    return Consequences(
        _("登记 {name} 已故").format(name=person.name), tuple(said), (*steps, *made.links.steps), made.choices,
        texts={"on": str(on) if on else ""}, danger=True,
    )  # fmt: skip


def do(
    session: Session,
    actor: Actor,
    person_id: UUID,
    *,
    today: date,
    on: PartialDay,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    kin: str | None = None,
    ties: Ties = TIES,
) -> str:
    """Do it in the open transaction; returns the sentence that says so. `kin`: whom the branch may turn to."""
    made = _plan(session, actor, person_id, on=on, today=today, picked=picked)
    require_answers(made.choices)
    person = made.person
    person.died_on = on
    if kin and kin.strip():
        person.next_of_kin = kin.strip()
    rules.check(person)
    for at, one in made.left:
        leaving.carry_out(
            session, one, on=made.day, reason=DIED, ending="emptied", at=at, link_reason="household_moved"
        )
    member_links.carry_out(made.links, on=made.day, reason=DIED)
    if made.membership is not None:
        made.membership.ends_on = made.day
    tied.end(ties, session, (person.id,), made.ended, on=made.day, reason=DIED)
    session.flush()
    return _("已登记：{name} 已故").format(name=person.name)


def _plan(
    session: Session, actor: Actor, person_id: UUID, *, on: PartialDay | None, today: date, picked: Mapping[str, str]
) -> _Plan:
    person = dwelt.person(session, actor, person_id, "people.pass_away")
    if on is not None and on.first() > today:
        raise UserError(_("这一天还没有到，请核对去世日期。"), field="on")
    if on is not None and person.born is not None and on.last() < person.born.first():
        raise UserError(_("去世日期要晚于出生日期。"), field="on")
    homes = dwelt.homes_of(session, person.id)
    left = []
    for number, (place, home) in enumerate(homes):
        if on is not None and place.starts_on is not None and on.last() < place.starts_on:
            raise UserError(
                _("{name} 是 {day} 住进来的，日期不能早于这一天。").format(name=person.name, day=place.starts_on),
                field="on",
            )
        at = f"{number}." if number else ""
        left.append((at, leaving.plan(session, home, {person.id}, picked=picked, at=at)))
    day = min(on.last(), today) if on is not None else today
    links = member_links.plan(session, [person], picked=picked, certain=True)
    choices = tuple(choice for _at, one in left for choice in one.choices)
    return _Plan(person, day, tuple(left), links, membership_of(session, person.id), choices)

"""Moving in: somebody new or known joins a household, or a known person goes to live behind a door."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.procedures import arriving, dwelt, leaving
from desktop.procedures import ties as tied
from desktop.procedures.arriving import JOIN, Arriving
from desktop.procedures.headship import Lived
from desktop.procedures.leaving import Leaving
from desktop.procedures.ties import TIES, Ties
from desktop.registers.people.model import Household, Person
from desktop.standard.consequences import NOTHING, Choice, Consequences, Step, require_answers
from desktop.values import person_name

UNBORN = UUID(int=0)  # the id of somebody who is not registered yet, so that questions keep their names


@dataclass(frozen=True, slots=True)
class _Plan:
    person: Person
    left: Leaving | None  # the home of now, when there is one in the compound
    came: Arriving
    choices: tuple[Choice, ...]


def foresee_into_household(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    person_id: UUID | None = None,
    name: str | None = None,
    on: date | None = None,
    ties: Ties = TIES,
) -> Consequences:
    """What moving in will bring about; nothing is written."""
    home = dwelt.household(session, actor, household_id, "households.move_in")
    texts = {"on": today.isoformat()}
    if person_id is None and not (name or "").strip():
        said = _("已登记的人从“搬来的人”里选；没有登记过的，在“新登记的人”里写姓名。")
        return Consequences(_("办理搬入"), (said,), texts=texts)
    made = _household_plan(session, actor, home, person_id=person_id, name=name, on=on, today=today, picked=picked)
    return _told(session, made, new=person_id is None, texts=texts, ties=ties)


def into_household(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    on: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    person_id: UUID | None = None,
    name: str | None = None,
    ties: Ties = TIES,
) -> str:
    """Do it in the open transaction; returns the sentence that says so. Without `person_id`, `name` is registered."""
    home = dwelt.household(session, actor, household_id, "households.move_in")
    made = _household_plan(session, actor, home, person_id=person_id, name=name, on=on, today=today, picked=picked)
    if person_id is None:
        require_answers(made.choices)
        made = _registered(session, made)
    return _carry_out(session, made, on=on, ties=ties)


def foresee_into_door(
    session: Session,
    actor: Actor,
    person_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    door: str | None = None,
    on: date | None = None,
    ties: Ties = TIES,
) -> Consequences:
    """What moving in will bring about; nothing is written."""
    person = dwelt.person(session, actor, person_id, "people.move_in")
    texts = {"on": today.isoformat()}
    if not (door or "").strip():
        said = _("请写 {name} 搬进的门牌，例如 3-2-1302。").format(name=person.name)
        return Consequences(_("办理搬入"), (said,), texts=texts)
    made = _door_plan(session, actor, person, door=door, on=on, today=today, picked=picked)
    return _told(session, made, new=False, texts=texts, ties=ties)


def into_door(
    session: Session,
    actor: Actor,
    person_id: UUID,
    *,
    today: date,
    on: date,
    door: str,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    ties: Ties = TIES,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    person = dwelt.person(session, actor, person_id, "people.move_in")
    made = _door_plan(session, actor, person, door=door, on=on, today=today, picked=picked)
    return _carry_out(session, made, on=on, ties=ties)


def _told(session: Session, made: _Plan, *, new: bool, texts: Mapping[str, str], ties: Ties) -> Consequences:
    name, door = made.person.name, made.came.door.door
    was = _("新登记的人") if new else dwelt.label(session, made.left.home) if made.left else _("没有登记住处")
    there = dwelt.label(session, made.came.joined) if made.came.joined else door
    said = list(made.came.sentences)
    if new:
        said.append(_("{name} 将新登记为居民，其他资料办完后在居民页补。").format(name=name))
    if made.left is not None:
        said += made.left.sentences
        said += tied.told(ties, session, (), (made.left.home.id,) if made.left.ends else ())
    steps = (Step(name, was, there), *made.came.steps, *(made.left.steps if made.left else ()))
    return Consequences(
        _("办理 {name} 搬入 {door}").format(name=name, door=door), tuple(said), steps, made.choices, texts=texts
    )


def _carry_out(session: Session, made: _Plan, *, on: date, ties: Ties) -> str:
    require_answers(made.choices)
    door = made.came.door.door
    if made.left is not None:
        leaving.carry_out(session, made.left, on=on, reason="moved", moved_to=door)
        tied.end(ties, session, (), (made.left.home.id,) if made.left.ends else (), on=on, reason="moved")
    home = arriving.carry_out(session, made.came, on=on)
    label = dwelt.label(session, home)
    return _("已办理：{name} 搬入 {label}").format(name=made.person.name, label=label)


def _registered(session: Session, made: _Plan) -> _Plan:
    """The same with the new person registered: a row needs an id of its own."""
    person, codes = made.person, made.came.codes
    person.id = uuid7()
    session.add(person)
    session.flush()
    return replace(made, came=replace(made.came, codes={person.id: codes.get(UNBORN)}))


def _household_plan(
    session: Session,
    actor: Actor,
    home: Household,
    *,
    person_id: UUID | None,
    name: str | None,
    on: date | None,
    today: date,
    picked: Mapping[str, str],
) -> _Plan:
    if person_id is not None:
        person = dwelt.person(session, actor, person_id, "households.move_in")
    else:
        typed = person_name.parse(name or "").name
        _refuse_namesake(session, home, typed)
        person = Person(unit_id=home.unit_id, name=typed, id=UNBORN)
    picked = {**picked, JOIN: str(home.id)}
    return _plan(session, person, door=home.dwelling_id, on=on, today=today, picked=picked, fixed=True)


def _door_plan(
    session: Session,
    actor: Actor,
    person: Person,
    *,
    door: str | None,
    on: date | None,
    today: date,
    picked: Mapping[str, str],
) -> _Plan:
    where = arriving.destination(session, actor, door)
    if where.door is None:
        raise UserError(_("本小区没有登记“{door}”这个门牌，没有办理。请核对门牌。").format(door=door), field="door")
    return _plan(session, person, door=where.door.id, on=on, today=today, picked=picked, fixed=False)


def _plan(
    session: Session,
    person: Person,
    *,
    door: UUID,
    on: date | None,
    today: date,
    picked: Mapping[str, str],
    fixed: bool,
) -> _Plan:
    """`fixed`: the household to join is known already, so that nobody is asked for it."""
    homes = dwelt.homes_of(session, person.id)
    target = picked.get(JOIN, "")
    if any(str(home.id) == target or (not fixed and home.dwelling_id == door) for _place, home in homes):
        raise UserError(_("{name} 已经住在这里，不用再办。").format(name=person.name), field="person_id")
    left, head = None, None
    lived: Lived = ()
    if homes:
        place, home = homes[0]
        lived = dwelt.members(session, home.id)
        dwelt.check_day(on or today, today, [(place, person)])
        left = leaving.plan(session, home, {person.id}, picked=picked)
        head = home.head_id
    else:
        dwelt.check_day(on or today, today, [])
    came = arriving.plan(session, dwelt.dwelling(session, door), [person], before=lived, old_head=head, picked=picked)
    asked = [choice for choice in came.choices if not (fixed and choice.name == JOIN)]
    return _Plan(person, left, came, (*asked, *(left.choices if left else ())))


def _refuse_namesake(session: Session, home: Household, name: str) -> None:
    if any(person.name == name for _place, person in dwelt.members(session, home.id)):
        raise UserError(
            _("这一户已经有叫{name}的人。真是同名的两个人，请在成员表里新增。").format(name=name), field="name"
        )

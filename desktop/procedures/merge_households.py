"""One household registered twice becomes one: its people, links and visits come together behind one door."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import dwelt, headship, leaving, merging, same_person
from desktop.procedures.headship import Lived
from desktop.procedures.merging import Fields
from desktop.registers.people.model import Household, Person
from desktop.registers.people.relations import HEAD, through
from desktop.registers.people.service import assign
from desktop.spec import Field
from desktop.standard.consequences import NOTHING, UNKNOWN, Choice, Consequences, Step, answer, require_answers

HEAD_CHOICE = "head"
FIELDS = (
    Field("phone", _("联系电话"), "phone"),
    Field("presence", _("人户状态"), "code", codes="presence"),
    Field("appointed_on", _("约定走访"), "day"),
    Field("visit_days", _("走访间隔天数"), "number"),
    Field("remark", _("备注")),
)


@dataclass(frozen=True, slots=True)
class _Plan:
    keep: Household
    gone: Household
    fields: Fields
    head: Person | None
    relations: Mapping[UUID, str | None]
    choices: tuple[Choice, ...]
    steps: tuple[Step, ...]
    sentences: tuple[str, ...]


def foresee(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    other_id: UUID | None = None,
) -> Consequences:
    """What merging will bring about; nothing is written. The household of `household_id` is kept."""
    keep = dwelt.household(session, actor, household_id, "households.merge")
    if other_id is None:
        first = _("保留 {one}。请选定与它是同一户的另一条登记。").format(one=dwelt.label(session, keep))
        return Consequences(_("合并两户"), (first,))
    made = _plan(session, actor, keep, other_id=other_id, today=today, picked=picked)
    label = dwelt.label(session, keep)
    counted = merging.counted(session, "household", made.gone.id)
    said = [
        _("保留 {one}，并入 {other}；并入的一条移出住户列表，随时可以撤销。").format(
            one=label, other=dwelt.label(session, made.gone)
        )
    ]
    if counted:
        said.append(_("一并归到保留的一户：{counted}。").format(counted=counted))
    door = dwelt.door_of(session, keep).door
    return Consequences(
        _("把 2 户合并为 {door} 一户").format(door=door), (*said, *made.sentences), made.steps, made.choices
    )


def do(
    session: Session,
    actor: Actor,
    household_id: UUID,
    *,
    today: date,
    other_id: UUID,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    keep = dwelt.household(session, actor, household_id, "households.merge")
    made = _plan(session, actor, keep, other_id=other_id, today=today, picked=picked)
    require_answers(made.choices)
    gone = made.gone
    leaving.vacate(session, gone, made.choices)
    same_person.same_home_rows(session, keep.id, gone.id)
    place = len(dwelt.members(session, keep.id))
    for at, (residence, _person) in enumerate(dwelt.members(session, gone.id)):
        residence.place = place + at
    merging.hand_over(session, "household", old=gone.id, new=keep.id)
    for residence, person in dwelt.members(session, keep.id):
        if person.id in made.relations:
            assign(residence, {"relation": made.relations[person.id]})
    if made.head is not None:
        assign(keep, {"head_id": made.head.id, "head_name": made.head.name})
    assign(keep, {**made.fields.values, "by_phone": keep.by_phone or gone.by_phone})
    gone.alive, gone.merged_into, gone.ended_on, gone.end_reason = False, keep.id, today, "merged"
    session.flush()
    return _("已合并：2 户合为 {label}").format(label=dwelt.label(session, keep))


def _plan(
    session: Session, actor: Actor, keep: Household, *, other_id: UUID, today: date, picked: Mapping[str, str]
) -> _Plan:
    if other_id == keep.id:
        raise UserError(_("选的是同一户，不用合并。"), field="other_id")
    gone = dwelt.household(session, actor, other_id, "households.merge")
    found = merging.fields(FIELDS, keep, gone, picked=picked, today=today, joined=("remark",))
    choices, steps, said = [*found.choices], [*found.steps], []
    doors = [dwelt.door_of(session, home).door for home in (keep, gone)]
    if doors[0] != doors[1]:
        said.append(_("两户登记在不同的门牌，合并后都住在 {door}。").format(door=doors[0]))
        vacate = leaving.ask_vacant(session, gone, picked)
        choices += [vacate] if vacate else []
    if keep.by_phone != gone.by_phone:
        said.append(_("其中一户要求只打电话不上门，合并后按只打电话。"))
    mine, theirs = dwelt.members(session, keep.id), dwelt.members(session, gone.id)
    said += _alike(mine, theirs)
    head, relations, asked = _relations(session, keep, gone, mine=mine, theirs=theirs, picked=picked)
    waiting = {choice.name for choice in asked if not choice.chosen}
    codes = {person.id: place.relation for place, person in (*mine, *theirs)}
    people = {person.id: person for _place, person in (*mine, *theirs)}
    steps += [
        Step(people[who].name, headship.word(codes[who]), headship.word(code))
        for who, code in relations.items()
        if code != codes[who] and headship.relation_of(who) not in waiting
    ]
    return _Plan(keep, gone, found, head, relations, (*choices, *asked), tuple(steps), tuple(said))


def _alike(mine: Lived, theirs: Lived) -> list[str]:
    """People who stand in both under the same name are perhaps one; merging them is a deed of its own."""
    known = {person.name: person.id for _place, person in mine}
    both = [person for _place, person in theirs if person.name in known and known[person.name] != person.id]
    if not both:
        return []
    return [_("{names} 两边都有同名的登记，会列在“疑似重复”里，可以再合并。").format(names=dwelt.names(both))]


def _relations(
    session: Session, keep: Household, gone: Household, *, mine: Lived, theirs: Lived, picked: Mapping[str, str]
) -> tuple[Person | None, dict[UUID, str | None], list[Choice]]:
    """The head of both, and what the people of the other side are to that head; its old head is asked about."""
    heads = {home.id: session.get(Person, home.head_id) if home.head_id else None for home in (keep, gone)}
    one, other = heads[keep.id], heads[gone.id]
    if one is None or other is None or one.id == other.id:
        return one or other, {}, []
    options = tuple((str(head.id), head.name) for head in (one, other))
    choice = Choice(HEAD_CHOICE, _("合并后的户主"), options, str(one.id)).answered(picked)
    head = other if answer([choice], HEAD_CHOICE) == str(other.id) else one
    side, old = (mine, one) if head is other else (theirs, other)
    here = {person.id for _place, person in (theirs if head is other else mine)}
    first = headship.ask_relation(old, head.name, picked)
    choices = [choice, first]
    link = None if first.chosen in ("", UNKNOWN) else first.chosen
    found: dict[UUID, str | None] = {head.id: HEAD, old.id: link}
    for place, person in side:
        if person.id == old.id or person.id in here:
            continue
        code = through(place.relation, link, sex=person.sex, head_sex=head.sex, link_sex=old.sex) if link else None
        asked = headship.ask_relation(person, head.name, picked, proposed=code)
        choices.append(asked)
        found[person.id] = None if asked.chosen in ("", UNKNOWN) else asked.chosen
    return head, found, choices

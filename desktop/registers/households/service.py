"""The page of a household: its door, its people and their facts, read and written as one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Dwelling
from desktop.registers.buildings.service import ensure_dwelling
from desktop.registers.people.model import Household, Person, Residence
from desktop.registers.people.queries import CURRENT, LIVING
from desktop.registers.people.service import (
    assign,
    completed,
    membership_of,
    phones_of,
    set_first_phone,
    set_membership,
)
from desktop.standard.load import Line
from desktop.values import door

SELF, HEAD = "01", "02"  # 本人, 户主 in GB/T 4761: a list says one or the other of a head
OWN = ("presence", "by_phone", "visit_days", "appointed_on", "remark")
OF_DOOR = ("tenure", "area", "owner_name")
OF_PERSON = ("name", "sex", "born", "id_no", "employer", "remark")


def load(session: Session, actor: Actor, household: Household) -> tuple[dict[str, Any], dict[str, tuple[Line, ...]]]:
    """The form's values and the members as lines; `actor` has been let in by the caller."""
    dwelling = session.get_one(Dwelling, household.dwelling_id)
    lines = tuple(_line(session, residence, person) for residence, person in _shown(session, household))
    head = next((line.values["name"] for line in lines if line.id == household.head_id), household.head_name)
    values = {name: getattr(household, name) for name in OWN} | {name: getattr(dwelling, name) for name in OF_DOOR}
    return values | {"door": dwelling.door, "head_name": head, "phone": household.phone}, {"members": lines}


def members(session: Session, household_id: UUID) -> Sequence[tuple[Residence, Person]]:
    """Who lives there now, the head first, then in the order of entry."""
    query = (
        select(Residence, Person)
        .join(Person, Person.id == Residence.person_id)
        .where(Residence.household_id == household_id, CURRENT, LIVING)
        .order_by((Residence.relation == HEAD).desc(), Residence.place, Residence.id)
    )
    return [(residence, person) for residence, person in session.execute(query)]


def _shown(session: Session, household: Household) -> Sequence[tuple[Residence, Person]]:
    """Who lives there now; of a household that has ended, who lived there on its last day, in the same order."""
    if household.ended_on is None:
        return members(session, household.id)
    query = (
        select(Residence, Person)
        .join(Person, Person.id == Residence.person_id)
        .where(Residence.household_id == household.id, Residence.alive, Person.alive)
        .where(Residence.ends_on.is_(None) | (Residence.ends_on >= household.ended_on))
        .order_by((Residence.relation == HEAD).desc(), Residence.place, Residence.id)
    )
    return [(residence, person) for residence, person in session.execute(query)]


def _line(session: Session, residence: Residence, person: Person) -> Line:
    values: dict[str, Any] = {name: getattr(person, name) for name in OF_PERSON}
    values["relation"] = residence.relation
    numbers = phones_of(session, person.id)
    values["phone"] = numbers[0].number if numbers else ""
    membership = membership_of(session, person.id)
    values["membership"] = membership.kind if membership else None
    return Line(person.id, values)


def save(
    session: Session,
    actor: Actor,
    record_id: UUID | None,
    *,
    values: Mapping[str, Any],
    children: Mapping[str, Sequence[Line]],
) -> Household:
    """Write the page. A new household needs a door; its head may be 某户 until the name is known."""
    household = session.get_one(Household, record_id) if record_id else _new(session, actor, values)
    dwelling = session.get_one(Dwelling, household.dwelling_id)
    assign(household, {name: values[name] for name in OWN if name in values})
    assign(dwelling, {name: values[name] for name in OF_DOOR if name in values})
    if "phone" in values:
        assign(household, {"phone": values["phone"] or ""})
    named, lines = values.get("head_name"), list(children.get("members", ()))
    if household.ended_on is not None and (named or lines):
        raise UserError(_("这一户已不在册，成员没有保存。要登记新住户，请在“住户”里另立一户。"), field="members")
    listed = next((at for at, line in enumerate(lines) if _is_head(household, line, named)), None)
    if listed is not None:  # the head stands among the members too: one person, not two
        lines[listed] = Line(None, {**lines[listed].values, "relation": HEAD})
    elif named:
        _name_head(session, household, named)
    for line in lines:
        _save_member(session, household, line)
    session.flush()
    return household


def _new(session: Session, actor: Actor, values: Mapping[str, Any]) -> Household:
    if not values.get("door"):
        raise UserError(_("请填写门牌，例如 3-2-1302"), field="door")
    dwelling = ensure_dwelling(session, actor.unit_id, door.parse(values["door"]))
    household = Household(unit_id=actor.unit_id, dwelling_id=dwelling.id)
    session.add(household)
    return household


def _is_head(household: Household, line: Line, named: str | None) -> bool:
    """Is a new line of the members the head whose name stands above?"""
    given = line.values
    same = line.id is None and not line.gone and bool(named) and given.get("name") == named
    return same and household.head_id is None and (given.get("relation") or HEAD) in (HEAD, SELF)


def _name_head(session: Session, household: Household, name: str) -> None:
    if household.head_id is not None:
        assign(session.get_one(Person, household.head_id), {"name": name})
    elif name.endswith(_("某户")):
        household.head_name = name
    else:
        person = Person(unit_id=household.unit_id, name=name)
        session.add(person)
        _move_in(session, household, person, HEAD)


def _save_member(session: Session, household: Household, line: Line) -> None:
    if line.gone:
        raise UserError(_("家庭成员不在这里删除。搬走、去世、登记有误，请在“办理”里办。"))
    given = dict(line.values)
    facts = completed({name: given[name] for name in OF_PERSON if name in given})
    if line.id is None:
        if not facts.get("name"):
            raise UserError(_("请填写成员姓名，其他栏可以以后再补。"), field="members")
        person = Person(unit_id=household.unit_id, **facts)
        session.add(person)
        _move_in(session, household, person, given.get("relation"))
    else:
        person = session.get_one(Person, line.id)
        assign(person, facts)
        _relate(session, household, person, given)
    if "phone" in given:
        set_first_phone(session, person, given["phone"] or "")
    if "membership" in given:
        set_membership(session, person, {"kind": given["membership"]})


def _move_in(session: Session, household: Household, person: Person, relation: str | None) -> None:
    place = len(members(session, household.id))
    session.add(
        Residence(
            unit_id=household.unit_id, person_id=person.id, household_id=household.id, relation=relation, place=place
        )
    )
    if relation == HEAD:
        household.head_id = person.id


def _relate(session: Session, household: Household, person: Person, given: Mapping[str, Any]) -> None:
    if "relation" not in given:
        return
    residence = session.scalars(
        select(Residence).where(Residence.household_id == household.id, Residence.person_id == person.id, CURRENT)
    ).one()
    assign(residence, {"relation": given["relation"]})
    if given["relation"] == HEAD and household.head_id is None:
        household.head_id = person.id

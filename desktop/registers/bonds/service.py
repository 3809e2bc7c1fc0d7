"""What people do with bonds: enter one, log what was done under it, end it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.bonds import rules
from desktop.registers.bonds.model import Bond, BondContact
from desktop.registers.buildings.model import Compound
from desktop.registers.organisations.model import Organisation
from desktop.search.pinyin import sort_key


def save(session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any) -> Bond:
    """Write the values that differ; what is left open follows from the unit that was chosen and from this one."""
    today = local_time(session.info["deed"].at).date()
    bond = session.get_one(Bond, record_id) if record_id else Bond(unit_id=actor.unit_id, kind="", name="", place="")
    actor.require("bonds.save", bond.unit_id)
    before = (bond.organisation_id, bond.name, bond.place)
    given = dict(values)
    given["cadence_days"] = given.get("cadence_days") or bond.cadence_days or rules.USUAL_DAYS
    given["starts_on"] = given.get("starts_on") or bond.starts_on or today
    _assign(bond, given)
    _follow(session, actor, bond, anew=bond.organisation_id != before[0])
    rules.check(bond)
    if (bond.organisation_id, bond.name, bond.place) != before:
        _refuse_double(session, bond)
    if record_id is None:
        session.add(bond)
    return bond


def enter(session: Session, actor: Actor, **values: Any) -> Bond:
    """A new bond as part of another deed."""
    made = save(session, actor, None, values=values, children=())
    session.flush()
    return made


def log(session: Session, actor: Actor, bond_id: UUID, *, on: date, kind: str, what: str, who: str = "") -> UUID:
    """Somebody came, talked or helped on the day `on`; `who` left open is the leader or the unit."""
    bond = _ours(session, actor, "bonds.log", bond_id)
    made = BondContact(
        unit_id=bond.unit_id, bond_id=bond_id, held_on=on, kind=kind, who=who.strip() or bond.name, what=what.strip()
    )
    rules.check_contact(made, bond, local_time(session.info["deed"].at).date())
    session.add(made)
    session.flush()
    return made.id


def finish(session: Session, actor: Actor, bond_id: UUID, *, on: date, reason: str) -> None:
    """结束包联 on the day `on`; what was done stays. UserError for a day that something was done on or after."""
    end(session, _ours(session, actor, "bonds.finish", bond_id), on=on, reason=reason)
    session.flush()


def end(session: Session, bond: Bond, *, on: date, reason: str) -> None:
    """The end of a bond as part of another deed. UserError as `check_end`."""
    check_end(session, bond, on)
    bond.ends_on, bond.end_reason = on, reason
    rules.check(bond)


def check_end(session: Session, bond: Bond, on: date) -> None:
    """UserError when a bond cannot end on this day: it has ended, or somebody came on it or later."""
    if not rules.is_open(bond):
        raise UserError(_("这条包联已经结束，什么也没有改。"))
    later = select(BondContact.held_on).where(
        BondContact.bond_id == bond.id, BondContact.alive, BondContact.held_on >= on
    )
    if (held := session.scalars(later.order_by(BondContact.held_on.desc())).first()) is not None:
        raise UserError(
            _("{day} 还有联系记录，结束日期要晚于这一天。没有改动。").format(day=held.isoformat()), field="on"
        )


def _ours(session: Session, actor: Actor, permission: str, bond_id: UUID) -> Bond:
    bond = session.get_one(Bond, bond_id)
    actor.require(permission, bond.unit_id)
    return bond


def _follow(session: Session, actor: Actor, bond: Bond, *, anew: bool) -> None:
    """The name and contact of the unit chosen, and the place that is meant when none is written."""
    unit = session.get_one(Unit, bond.unit_id)
    if bond.organisation_id is not None and anew:
        chosen = session.get_one(Organisation, bond.organisation_id)
        actor.require("bonds.save", chosen.unit_id)
        if bond.kind == rules.UNIT:
            _assign(bond, {"name": chosen.name, "phone": bond.phone or chosen.phone,
                           "contact_name": bond.contact_name or chosen.head_name})  # fmt: skip
    compounds = _compounds(session, unit)
    place = _place(unit, compounds, bond.kind, bond.place)
    named = next((one.id for one in compounds if one.name == place), None)
    _assign(bond, {
        "name": bond.name.strip(), "name_sort": sort_key(bond.name.strip()), "place": place,
        "compound_id": named if bond.kind == rules.UNIT else None,
    })  # fmt: skip


def place_of(session: Session, actor: Actor, kind: str, place: str) -> str:
    """The place as it is written, or the one that is meant when none is."""
    unit = session.get_one(Unit, actor.unit_id)
    return _place(unit, _compounds(session, unit), kind, place)


def _compounds(session: Session, unit: Unit) -> Sequence[Compound]:
    query = select(Compound).where(Compound.unit_id == unit.id, Compound.alive)
    return session.scalars(query.order_by(Compound.id)).all()


def _place(unit: Unit, compounds: Sequence[Compound], kind: str, place: str) -> str:
    if place.strip():
        return place.strip()
    if kind == rules.UNIT:
        return compounds[0].name if compounds else unit.name
    return unit.above.rsplit("/", 1)[-1]


def _assign(bond: Bond, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(bond, name) != value:
            setattr(bond, name, value)


def _refuse_double(session: Session, bond: Bond) -> None:
    same = select(Bond.id).where(
        Bond.kind == bond.kind, Bond.name == bond.name, Bond.place == bond.place, Bond.id != bond.id, Bond.alive,
        Bond.ends_on.is_(None),
    )  # fmt: skip
    with session.no_autoflush:
        if session.scalars(same).first() is not None:
            raise UserError(
                _("{name}已经包联{place}，没有重复登记。").format(name=bond.name, place=bond.place), field="name"
            )

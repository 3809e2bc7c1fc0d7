"""A file that stood alone becomes part of the county's: its grid gets the county's id, its places follow (SYNC §6)."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.roles import NO_HOMES
from desktop.access.scope import rebuild_closure
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.ids import place_id
from desktop.base.text import _
from desktop.registers.buildings import rules
from desktop.registers.buildings.model import Building, Compound, Dwelling, Stairwell
from desktop.registers.party_orgs.model import PartyOrg, PartyOrgBuilding, PartyOrgMember, Post
from desktop.registers.party_orgs.service.own import FIRST_TIERS, own_id
from desktop.registers.people.model import Person
from desktop.standard.unit_settings import UnitSetting
from desktop.store.record import Record, staying
from desktop.store.rekey import rekey
from desktop.sync.protocol import Values

ADOPT = "units.adopt"
OF_THE_COUNTY = frozenset({"unit", "person_lookup"})  # the county keeps its units itself, and who looked whom up
OWN = ("branch_name", "phone", "help_phone")  # of a unit, kept by the unit itself
_OTHER_LEVEL = _("登记码是给另一个层级的单位的，没有登记，数据没有变动。请向县里要本单位的登记码。")
Ids = dict[type[Record], dict[UUID, UUID]]
Dropped = dict[type[Record], set[UUID]]


def adopt(session: Session, actor: Actor, unit: UUID, *, level: str, row: Values) -> int:
    """Give the one unit of this file the county's id and every place the id that it has on every PC of the unit.

    `row`: the unit as the county keeps it. A file without people may become a unit of another level: what was made for
    a grid is taken out. Returns how many rows wait to be sent. UserError when the file has more than the one unit, or
    is of another level and has people, or work on homes that this level does not hold.
    """
    actor.require(ADOPT, actor.unit_id)
    units = list(session.scalars(select(Unit)))
    if len(units) != 1:
        raise UserError(_("这份数据里不止一个单位，没有登记，数据没有变动。请联系县里的技术人员。"))
    dropped: Dropped = {}
    if units[0].level != level:
        if session.scalar(select(Person.id).limit(1)) is not None:
            raise UserError(_OTHER_LEVEL)
        dropped = _of_a_grid(session, level)
    for name in ("name", "code", "level", "above"):
        setattr(units[0], name, row.get(name) or getattr(units[0], name))
    ids: Ids = {Unit: {units[0].id: unit}}
    ids[UnitSetting] = {one.id: uuid5(unit, one.key) for one in session.scalars(select(UnitSetting))}
    _places(session, unit, ids)
    ids[PartyOrg] = _first_orgs(session, unit)
    changed = {kind: _changed(of_kind, dropped.get(kind, ())) for kind, of_kind in ids.items()}
    waiting = rekey(session, changed, unsent=OF_THE_COUNTY | staying(), dropped=dropped)
    if dropped and session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise UserError(_OTHER_LEVEL)  # somebody answers for a house, is bound to a compound
    waiting += _say_own(session, session.get_one(Unit, unit), row)
    rebuild_closure(session)
    return waiting


def _of_a_grid(session: Session, level: str) -> Dropped:
    """What setting up made for a grid, and nobody worked with since, is no part of another level.

    It goes from the file, children first: the county would never hear of it, so no comparison with it could come out
    even. Street and county hold no homes, so theirs go with the houses that were entered.
    """
    orgs = session.execute(select(PartyOrg.id, PartyOrg.parent_id)).all()
    held = {org for kind in (PartyOrgBuilding, PartyOrgMember, Post) for org in session.scalars(select(kind.org_id))}
    for _tier in FIRST_TIERS:  # what stands above one that stays
        held |= {parent for org, parent in orgs if org in held and parent is not None}
    dropped: Dropped = {PartyOrg: {org for org, _parent in orgs if org not in held}}
    if level in NO_HOMES:
        return dropped | {
            kind: set(session.scalars(select(kind.id))) for kind in (Dwelling, Stairwell, Building, Compound)
        }
    empty = select(Compound.id).where(Compound.id.not_in(select(Building.compound_id)))
    return dropped | {Compound: set(session.scalars(empty))}


def _say_own(session: Session, unit: Unit, row: Values) -> int:
    """What the unit itself keeps and the county does not know yet: said once more, so that it is sent."""
    own = {name: getattr(unit, name) for name in OWN if getattr(unit, name) and not row.get(name)}
    for said in (dict.fromkeys(own, ""), own):
        for name, value in said.items():
            setattr(unit, name, value)
        session.flush()
    return 2 if own else 0


def compound_id(unit: UUID, name: str, *, place: int = 0) -> UUID:
    """The id of a compound of an enrolled unit: alike on all of its PCs. `place`: from 1 for one more of that name."""
    return uuid5(unit, f"compound {name.strip()}" + (f" {place}" if place else ""))


def _first_orgs(session: Session, unit: UUID) -> dict[UUID, UUID]:
    """What setting up founded at each tier; in an older file the oldest that stands since before anybody knows."""
    query = select(PartyOrg).where(PartyOrg.alive, PartyOrg.starts_on.is_(None), PartyOrg.tier.in_(FIRST_TIERS))
    orgs = sorted(session.scalars(query), key=lambda org: (org.id != own_id(org.unit_id, org.tier), org.id))
    first = {org.tier: org for org in reversed(orgs)}
    return {org.id: own_id(unit, tier) for tier, org in first.items()}


def _places(session: Session, unit: UUID, ids: Ids) -> None:
    known: Counter[str] = Counter()
    compounds: dict[UUID, UUID] = {}
    for compound in session.scalars(select(Compound).order_by(Compound.alive.desc(), Compound.id)):
        name = compound.name.strip()
        compounds[compound.id] = compound_id(unit, name, place=known[name])
        known[name] += 1
    buildings = {building.id: building for building in session.scalars(select(Building))}
    ids[Compound] = compounds
    ids[Building] = {
        one.id: _renamed(compounds, one.compound_id, one.id, rules.building_key(one.number))
        for one in buildings.values()
    }
    ids[Stairwell] = {}
    for stairwell in session.scalars(select(Stairwell)):
        building = buildings[stairwell.building_id]
        key = rules.stairwell_key(building.number, stairwell.number)
        ids[Stairwell][stairwell.id] = _renamed(compounds, building.compound_id, stairwell.id, key)
    ids[Dwelling] = {
        one.id: _renamed(compounds, buildings[one.building_id].compound_id, one.id, one.door)
        for one in session.scalars(select(Dwelling))
    }


def _renamed(compounds: dict[UUID, UUID], compound: UUID, place: UUID, key: str) -> UUID:
    """The new id of a place; one whose number was corrected keeps apart from what bears that number elsewhere."""
    return place_id(compounds[compound], key if place == place_id(compound, key) else f"was {place}")


def _changed(of_kind: dict[UUID, UUID], dropped: Collection[UUID]) -> dict[UUID, UUID]:
    return {was: now for was, now in of_kind.items() if was != now and was not in dropped}

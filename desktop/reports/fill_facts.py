"""The facts of people and of the households they live in, many at a time, for filling other agencies' tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.registers.buildings.model import Building, Compound, Dwelling, Stairwell
from desktop.registers.contacts.queries import standing_by_household
from desktop.registers.households.service import HEAD
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.registers.people.queries import CURRENT, ENROLLED, LIVING, grouped
from desktop.standard.derived import in_chunks
from desktop.values import door

PARTY_MEMBER = "01"  # 中共党员 in GB/T 4762
UNVERIFIED = "unverified"  # 待核实: said of nobody to others
Facts = dict[str, Any]


def people(session: Session, ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """What is known of each living person, without where they live."""
    found: dict[UUID, Facts] = {}
    for part in in_chunks(set(ids)):
        phones = grouped(session, Phone, "person_id", ids=part)
        memberships = grouped(session, Membership, "person_id", ids=part, current=ENROLLED)
        hukou = grouped(session, HukouRecord, "person_id", ids=part)
        for person in session.execute(select(Person.__table__).where(Person.id.in_(part), LIVING)):
            numbers = [phone.number for phone in sorted(phones.get(person.id, ()), key=lambda phone: phone.rank)]
            membership = next(iter(memberships.get(person.id, ())), None)
            sure = membership is not None and membership.kind != UNVERIFIED
            record = next(iter(hukou.get(person.id, ())), None)
            found[person.id] = {
                "name": person.name,
                "sex": person.sex,
                "born": person.born,
                "age": person.born,
                "id_type": person.id_type,
                "id_no": person.id_no,
                "phone": next(iter(numbers), ""),
                "phone_2": next(iter(numbers[1:]), ""),
                "former_name": person.former_name,
                "employer": person.employer,
                "occupation": person.occupation,
                "political": PARTY_MEMBER if sure else None,
                "is_party": sure,
                "party_kind": membership.kind if membership else None,
                "branch": membership.branch_name if membership else "",
                "joined_on": membership.joined_on if membership else None,
                "hukou_number": record.number if record else "",
                "hukou_kind": record.kind if record else None,
                "hukou_address": record.address if record else "",
                "presence": record.presence if record else None,
                "person_remark": person.remark,
            }
    return found


def homes(session: Session, ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """What is known of each household and its door, without its people; `head_id` may be None."""
    found: dict[UUID, Facts] = {}
    for part in in_chunks(set(ids)):
        links = standing_by_household(session, part)
        query = (
            select(Household, Dwelling, Stairwell.number, Building.number, Building.name, Compound)
            .join(Dwelling, Dwelling.id == Household.dwelling_id)
            .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
            .join(Building, Building.id == Dwelling.building_id)
            .join(Compound, Compound.id == Building.compound_id)
            .where(Household.id.in_(part))
        )
        for home, dwelling, stairwell, number, name, compound in session.execute(query):
            link = links.get(home.id)
            words = str(door.parse(dwelling.door))
            found[home.id] = {
                "head_id": home.head_id,
                "head_name": home.head_name,
                "sort": dwelling.sort,
                "address": f"{compound.address}{compound.name}{words}",
                "door": dwelling.door,
                "compound": compound.name,
                "building": number or name,
                "stairwell": stairwell,
                "floor": dwelling.floor,
                "room": dwelling.room,
                "tenure": dwelling.tenure,
                "area": dwelling.area,
                "owner_name": dwelling.owner_name,
                "home_phone": home.phone,
                "home_presence": home.presence,
                "contacts": "、".join(link.names) if link else "",  # data
                "last_visit": link.last_met if link else None,
            }
    return found


def residents(session: Session, household_ids: Collection[UUID]) -> dict[UUID, list[tuple[UUID, str | None]]]:
    """Who lives in each household now with the relation to its head: the head first, then in the order of entry."""
    found: dict[UUID, list[tuple[UUID, str | None]]] = defaultdict(list)
    for part in in_chunks(set(household_ids)):
        heads = dict(session.execute(select(Household.id, Household.head_id).where(Household.id.in_(part))).all())
        query = (
            select(Residence.household_id, Residence.person_id, Residence.relation, Residence.place, Residence.id)
            .join(Person, Person.id == Residence.person_id)
            .where(Residence.household_id.in_(part), CURRENT, LIVING)
        )
        rows = session.execute(query).all()
        rows = sorted(rows, key=lambda r: (r[1] != heads.get(r[0]), r[2] != HEAD, r[3], r[4]))
        for household_id, person_id, relation, _place, _id in rows:
            found[household_id].append((person_id, relation))
    return found


def main_homes(session: Session, person_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The household that each person lives in, the main one of several."""
    found: dict[UUID, UUID] = {}
    for part in in_chunks(set(person_ids)):
        query = (
            select(Residence.person_id, Residence.household_id)
            .where(Residence.person_id.in_(part), CURRENT)
            .order_by(Residence.main, Residence.id.desc())  # the last one wins: the main one entered first
        )
        found |= dict(session.execute(query).all())
    return found

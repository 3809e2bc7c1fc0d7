"""What is held on a household and on each person in it, for the letter that asks them to confirm it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.contacts.queries import standing_by_household
from desktop.registers.households.forms.household_facts import HEAD, place_of
from desktop.registers.households.model import HouseholdRow
from desktop.registers.people.model import Household, HukouRecord, Membership, Person, Phone, Residence
from desktop.registers.people.queries import CURRENT, ENROLLED, LIVING, grouped
from desktop.standard import wording
from desktop.standard.derived import in_chunks
from desktop.standard.show import long_day, show
from desktop.standard.subject import Subject

FORM = "confirm-letter"
ADULT_YEARS, CHILD_YEARS = 18, 14  # PIPL 31: under 14 the guardian consents
Held = tuple[str, str]  # what it is called, and what is held; "" when nothing is


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Subject):
    """The sheet of the household: address, notice, and what is held on the household as such."""

    place: str
    addressee: str
    branch: str
    day: str
    texts: tuple[tuple[str, str], ...]  # the wording, filled in
    held: tuple[Held, ...]
    people: tuple[Held, ...]  # name and relation only: the rest stands on each one's own sheet


@dataclass(frozen=True, slots=True)
class About:
    """What is held on one person. `age` is a note after the name of a minor, "" for an adult."""

    name: str
    held: tuple[Held, ...]
    minor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own(Subject):
    """The sheet of one adult: the own data, then those of the minors that this adult looks after."""

    about: tuple[About, ...]
    consent: str
    version: str


@dataclass(slots=True)
class _Found:
    """Rows of one chunk of households, by the id that they hang on."""

    residences: Mapping[UUID, Sequence[Residence]]
    people: Mapping[UUID, Person]
    phones: Mapping[UUID, Sequence[Phone]]
    memberships: Mapping[UUID, Sequence[Membership]]
    hukou: Mapping[UUID, Sequence[HukouRecord]]

    def members(self, household: Household) -> list[tuple[Residence, Person]]:
        """Who lives there now, the head first."""
        rows = self.residences.get(household.id, ())
        here = [(row, self.people[row.person_id]) for row in rows if row.person_id in self.people]
        return sorted(here, key=lambda pair: (pair[1].id != household.head_id, pair[0].relation != HEAD, pair[0].place))


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Subject]:
    """The sheets of each letter one after the other: the household's, then one for each adult.

    The dead, households that have moved out and vacant homes get no letter. UserError when nobody is left.
    """
    units = {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_(sorted(actor.scope))))}
    letters: dict[UUID, list[Subject]] = {}
    for part in in_chunks(set(ids)):
        letters |= _chunk(session, actor, part, units, today)
    sheets = [sheet for household_id in dict.fromkeys(ids) for sheet in letters.get(household_id, ())]
    if not sheets:
        raise UserError(_("所选的住户都已搬走或登记为空置，没有信息核对函可以打印。请回到列表重新选择。"))
    return sheets


def _chunk(
    session: Session, actor: Actor, ids: list[UUID], units: Mapping[UUID, Unit], today: date
) -> dict[UUID, list[Subject]]:
    homes = session.execute(
        select(Household, Dwelling, Stairwell, Building, HouseholdRow.last_visit)
        .join(HouseholdRow, HouseholdRow.id == Household.id)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .join(Stairwell, Stairwell.id == Dwelling.stairwell_id)
        .join(Building, Building.id == Dwelling.building_id)
        .where(Household.id.in_(ids), Household.alive, Household.ended_on.is_(None), visible(Household, actor))
    ).all()
    found = _found(session, ids)
    links = standing_by_household(session, ids)
    texts = {unit_id: _texts(session, units[unit_id]) for unit_id in {home[0].unit_id for home in homes}}
    letters: dict[UUID, list[Subject]] = {}
    for household, dwelling, stairwell, building, last_visit in homes:
        members = found.members(household)
        if dwelling.tenure == "vacant" and not members:
            continue
        unit = units[household.unit_id]
        head = members[0][1].name if members else household.head_name
        contacts = "、".join(links[household.id].names) if household.id in links else ""
        cover = Cover(
            register="households",
            record_id=household.id,
            unit_id=household.unit_id,
            headline=f"{dwelling.door} {head}".strip(),
            place=place_of(building, stairwell, dwelling),
            addressee=head,
            branch=unit.branch_name or unit.name,
            day=long_day(today),
            texts=texts[household.unit_id],
            held=_of_household(household, dwelling, contacts=contacts, last_visit=last_visit, today=today),
            people=tuple((person.name, _said("relation", row.relation)) for row, person in members),
        )
        letters[household.id] = [cover, *_own_sheets(found, members, cover, today)]
    return letters


def _texts(session: Session, unit: Unit) -> tuple[tuple[str, str], ...]:
    """The wording of the unit, filled in; a telephone that is not known is a line to write on."""
    words = wording.of_unit(session, unit.id, FORM)
    blank = "＿＿＿＿＿＿"
    said = {
        "branch": unit.branch_name or unit.name,
        "unit": unit.above.replace("/", "") + unit.name,
        "phone": unit.phone or blank,
        "help_phone": unit.help_phone or blank,
        "version": wording.edition(session, unit.id, FORM),
    }
    texts = tuple((key, wording.filled(text, **said)) for key, text in words.items())
    return (("version", said["version"]), *texts)


def _of_household(
    household: Household, dwelling: Dwelling, *, contacts: str, last_visit: date | None, today: date
) -> tuple[Held, ...]:
    area = show("area", dwelling.area, today=today)
    return (
        (_("人户状态"), _said("presence", household.presence)),
        (_("房屋性质"), _said("tenure", dwelling.tenure)),
        (_("产权人"), dwelling.owner_name),
        (_("房屋面积"), _("{area} 平方米").format(area=area) if area else ""),
        (_("户上的电话"), show("phone", household.phone, today=today)),
        (_("联户党员"), contacts),
        (_("走访方式"), _("只打电话") if household.by_phone else _("上门")),
        (_("上次走访"), long_day(last_visit)),
        (_("备注"), " ".join(household.remark.split())),
    )


def _found(session: Session, ids: list[UUID]) -> _Found:
    residences = grouped(session, Residence, "household_id", ids=ids, current=CURRENT)
    person_ids = {residence.person_id for rows in residences.values() for residence in rows}
    people: dict[UUID, Person] = {}
    phones: dict[UUID, Sequence[Phone]] = {}
    memberships: dict[UUID, Sequence[Membership]] = {}
    hukou: dict[UUID, Sequence[HukouRecord]] = {}
    for part in in_chunks(person_ids):
        people |= {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(part), LIVING))}
        phones |= grouped(session, Phone, "person_id", ids=part)
        memberships |= grouped(session, Membership, "person_id", ids=part, current=ENROLLED)
        hukou |= grouped(session, HukouRecord, "person_id", ids=part)
    return _Found(residences, people, phones, memberships, hukou)


def _own_sheets(found: _Found, members: Sequence[tuple[Residence, Person]], cover: Cover, today: date) -> list[Own]:
    """One sheet for each adult; minors stand with the first adult, who is the head where the head is of age."""
    adults = [pair for pair in members if not _years_below(pair[1], ADULT_YEARS, today)]
    minors = [pair for pair in members if _years_below(pair[1], ADULT_YEARS, today)]
    sheets = []
    # A household of minors only is written to all the same: to whoever looks after them.
    for at, guardian in enumerate(adults or [None]):
        about = [_about(found, *guardian, today=today)] if guardian else []
        about += [_about(found, *pair, today=today) for pair in minors] if at == 0 else []
        if not about:
            continue
        sheets.append(
            Own(
                register="people" if guardian else cover.register,
                record_id=guardian[1].id if guardian else cover.record_id,
                unit_id=cover.unit_id,
                headline=f"{cover.headline.partition(' ')[0]} {about[0].name}",
                about=tuple(about),
                consent=guardian[1].consent or "" if guardian else "",
                version=dict(cover.texts)["version"],
            )
        )
    return sheets


def _years_below(person: Person, years: int, today: date) -> bool:
    return person.born is not None and person.born.age_on(today) < years


def _about(found: _Found, residence: Residence, person: Person, *, today: date) -> About:
    numbers = sorted(found.phones.get(person.id, ()), key=lambda phone: phone.rank)
    membership = next(iter(found.memberships.get(person.id, ())), None)
    hukou = next(iter(found.hukou.get(person.id, ())), None)
    held = (
        (_("姓名"), person.name),
        (_("曾用名"), person.former_name),
        (_("性别"), _said("sex", person.sex)),
        (_("年龄"), show("age", person.born, today=today)),
        (_("证件末四位"), show("citizen_id", person.id_no, today=today)),
        (_("电话"), "、".join(show("phone", phone.number, today=today) for phone in numbers)),
        (_("与户主关系"), _said("relation", residence.relation)),
        (_("居住开始"), long_day(residence.starts_on)),
        (_("工作单位或学校"), person.employer),
        (_("职业或职务"), person.occupation),
        (_("户号"), hukou.number if hukou else ""),
        (_("户口类别"), _said("hukou_kind", hukou.kind) if hukou else ""),
        (_("户籍详址"), hukou.address if hukou else ""),
        (_("党员身份"), _said("membership_kind", membership.kind) if membership else ""),
        (_("所在党支部"), membership.branch_name if membership else ""),
        (_("入党时间"), str(membership.joined_on or "") if membership else ""),
        (_("告知书签收"), _noticed(person)),
        (_("备注"), " ".join(person.remark.split())),
    )
    minor = ""
    if _years_below(person, CHILD_YEARS, today):
        minor = _("未满十四周岁，请监护人核对并签字")
    elif _years_below(person, ADULT_YEARS, today):
        minor = _("未成年，请监护人一起核对")
    party = {_("党员身份"), _("所在党支部"), _("入党时间")}
    return About(person.name, tuple(each for each in held if membership or each[0] not in party), minor)


def _noticed(person: Person) -> str:
    if person.notice_on is None:
        return ""
    version = _("（{version} 版）").format(version=person.notice_version) if person.notice_version else ""
    return long_day(person.notice_on) + version


def _said(table: str, code: str | None) -> str:
    return codes.label(table, code) if code else ""

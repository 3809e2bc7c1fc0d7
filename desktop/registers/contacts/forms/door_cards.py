"""党员联户责任卡: a card for each Party member, to be put up at the doors that the member looks after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Card, Cards, Paragraph, Run, Title
from desktop.registers.buildings.model import Dwelling
from desktop.registers.contacts.model import ContactLink
from desktop.registers.contacts.queries import STANDING
from desktop.registers.people.model import Household, Membership, Person, Phone
from desktop.registers.people.queries import LIVING, grouped
from desktop.standard import wording
from desktop.standard.derived import in_chunks
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.values import phone

PUBLISHED = "publish"  # consent_kind: the member lets the number stand at the doors
FORM = "door-cards"
_MOST_DOORS = 6
_USUAL_DAYS = 365  # when a unit settled something that is no number
_CODE = "{{code}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorCard(Subject):
    """One member's card; its code opens the member. `count` is the number of doors; the first few are named."""

    name: str
    phone: str
    doors: tuple[str, ...]
    count: int
    branch: str
    branch_phone: str
    help_phone: str
    title: str
    duties: str
    valid: str  # until when, with {{code}} where the short code goes: it is given when the card is printed


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet(Subject):
    """All cards of a print; eight fit on a page. They are in `parts`."""


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[CardSheet]:
    """A card for each member among `ids` and for each member linked to a household, or by a link, among `ids`.

    Cards come in the order of the doors. UserError when none of them is or has a linked member.
    """
    members = members_of(session, actor, ids)
    doors = _doors(session, members)
    phones = {
        key: rows for part in in_chunks(members) for key, rows in grouped(session, Phone, "person_id", ids=part).items()
    }
    people = [
        person
        for part in in_chunks(members)
        for person in session.scalars(select(Person).where(Person.id.in_(part), LIVING, visible(Person, actor)))
    ]
    if not people:
        raise UserError(_("所选的住户还没有联户党员，没有责任卡可以打印。请先在“联系分工”里指定党员。"))
    units = {unit.id: unit for unit in session.scalars(select(Unit).where(Unit.id.in_({p.unit_id for p in people})))}
    words = {unit_id: wording.of_unit(session, unit_id, FORM) for unit_id in units}
    people.sort(key=lambda person: (not doors[person.id], doors[person.id][:1], person.name, person.id))
    cards = tuple(
        _card(
            person, units[person.unit_id], [door for _sort, door in doors[person.id]], phones.get(person.id, ()),
            words=words[person.unit_id], today=today,
        )
        for person in people
    )  # fmt: skip
    return [CardSheet(parts=cards)]


def members_of(session: Session, actor: Actor, ids: Sequence[UUID]) -> set[UUID]:
    """The Party members among `ids`, and those linked to a household, or by a link, among them."""
    found: set[UUID] = set()
    for part in in_chunks(set(ids)):
        linked = select(ContactLink.member_id).where(
            or_(ContactLink.household_id.in_(part), ContactLink.id.in_(part)), STANDING, visible(ContactLink, actor)
        )
        found.update(session.scalars(linked))
        standing = (Membership.alive, Membership.ends_on.is_(None))
        found.update(session.scalars(select(Membership.person_id).where(Membership.person_id.in_(part), *standing)))
    return found


def _doors(session: Session, members: set[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """The doors that each member looks after, (sort key, door), in order."""
    found: dict[UUID, list[tuple[str, str]]] = {member: [] for member in members}
    for part in in_chunks(members):
        query = (
            select(ContactLink.member_id, Dwelling.sort, Dwelling.door)
            .join(Household, Household.id == ContactLink.household_id)
            .join(Dwelling, Dwelling.id == Household.dwelling_id)
            .where(ContactLink.member_id.in_(part), STANDING, Household.alive, Household.ended_on.is_(None))
            .distinct()
            .order_by(Dwelling.sort, Dwelling.door)
        )
        for member, sort, door in session.execute(query):
            found[member].append((sort, door))
    return found


def _card(
    person: Person, unit: Unit, doors: list[str], numbers: Sequence[Phone], *, words: Mapping[str, str], today: date
) -> DoorCard:
    days = int(words["valid_days"]) if words["valid_days"].isdecimal() else _USUAL_DAYS
    valid = wording.filled(words["valid"], day=long_day(today + timedelta(days=days)), code=_CODE)
    number = min(numbers, key=lambda each: each.rank).number if numbers else ""
    return DoorCard(
        register="people",
        record_id=person.id,
        unit_id=person.unit_id,
        name=person.name,
        phone=number if person.consent == PUBLISHED or not number else phone.mask(number),
        doors=tuple(doors[:_MOST_DOORS]),
        count=len(doors),
        branch=unit.branch_name or unit.name,
        branch_phone=unit.phone,
        help_phone=unit.help_phone,
        title=words["title"],
        duties=words["duties"],
        valid=valid,
    )


def draw(sheet: CardSheet) -> Sequence[Block]:
    """Cards of 90 × 60 mm with marks to cut along."""
    return [Cards([_drawn(card) for card in sheet.parts if isinstance(card, DoorCard)], padding_mm=3.5)]


def _drawn(card: DoorCard) -> Card:
    more = _(" 等 {n} 户").format(n=card.count) if card.count > len(card.doors) else ""
    return Card(
        (
            Title(card.title, card.branch, size=15),
            _line(Run(_("党员　")), Run(card.name, "sans-bold"), Run("　" + card.phone), size=13),
            _line(Run(_("联系住户　")), Run("、".join(card.doors) + more), size=10.5),
            _line(
                Run(_("支部电话　")), Run(card.branch_phone, "sans-bold") if card.branch_phone else _BLANK, size=10.5
            ),
            _line(Run(_("监督电话　")), Run(card.help_phone, "sans-bold") if card.help_phone else _BLANK, size=10.5),
            _line(Run(card.duties, "kai"), size=10),
            _line(Run(wording.filled(card.valid, code=card.code)), size=8.5),
        ),
        qr=card.code,
        qr_mm=16,
    )


_BLANK = Run(blank_mm=36)


def _line(*runs: Run, size: float) -> Paragraph:
    return Paragraph(runs, face="sans", size=size, align="left", indent=0, leading=1.38)

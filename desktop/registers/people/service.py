"""What people do with people: save a person together with the first telephone and the Party membership."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.people.model import HukouRecord, Membership, Person, Phone
from desktop.standard.load import Line
from desktop.values import citizen_id
from desktop.values.partial_day import PartialDay

OF_MEMBERSHIP = {"membership": "kind", "branch_name": "branch_name", "joined_on": "joined_on"}
OF_HUKOU = {"hukou_number": "number", "hukou_kind": "kind", "hukou_address": "address"}
OWN = (
    "name", "former_name", "sex", "born", "id_no", "employer", "occupation", "remark", "notice_version", "notice_on",
    "consent",
)  # fmt: skip


def load(session: Session, actor: Actor, person: Person) -> tuple[dict[str, Any], dict[str, tuple[Line, ...]]]:
    """The form's values; `actor` has been let in by the caller."""
    values: dict[str, Any] = {name: getattr(person, name) for name in OWN}
    membership, hukou = membership_of(session, person.id), _hukou(session, person.id)
    values |= {field: getattr(membership, name, None) for field, name in OF_MEMBERSHIP.items()}
    values |= {field: getattr(hukou, name, None) for field, name in OF_HUKOU.items()}
    numbers = phones_of(session, person.id)
    return values, {"phones": tuple(Line(phone.id, {"number": phone.number, "kind": phone.kind}) for phone in numbers)}


def save(
    session: Session,
    actor: Actor,
    record_id: UUID | None,
    *,
    values: Mapping[str, Any],
    children: Mapping[str, Sequence[Line]],
) -> Person:
    """Write the person, the membership, the hukou facts and the telephones."""
    facts = completed({name: values[name] for name in OWN if name in values})
    if record_id is None:
        person = Person(unit_id=actor.unit_id, **facts)
        session.add(person)
    else:
        person = session.get_one(Person, record_id)
        assign(person, facts)
    set_membership(session, person, {n: values[f] for f, n in OF_MEMBERSHIP.items() if f in values})
    _set_hukou(session, person, {n: values[f] for f, n in OF_HUKOU.items() if f in values})
    for line in children.get("phones", ()):
        _save_phone(session, person, line)
    session.flush()
    return person


def completed(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the kind of document, birth date and sex that a good identity number tells, where left empty."""
    number = facts.get("id_no")
    if number:
        facts["id_type"] = citizen_id.kind(number)
        facts["born"] = facts.get("born") or PartialDay.of(citizen_id.birth(number))
        facts["sex"] = facts.get("sex") or str(citizen_id.sex(number))
    return facts


def assign(record: Any, values: Mapping[str, Any]) -> None:
    """Set what differs: setting a value to itself says nothing to the journal, and costs."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def phones_of(session: Session, person_id: UUID) -> Sequence[Phone]:
    """The person's telephones, the first to ring first."""
    query = select(Phone).where(Phone.person_id == person_id, Phone.alive).order_by(Phone.rank, Phone.id)
    return session.scalars(query).all()


def set_first_phone(session: Session, person: Person, number: str) -> None:
    """Replace the first telephone; "" takes it away."""
    first = next(iter(phones_of(session, person.id)), None)
    if first is None:
        if number:
            session.add(Phone(unit_id=person.unit_id, person_id=person.id, number=number))
    elif number:
        assign(first, {"number": number})
    else:
        first.alive = False


def _save_phone(session: Session, person: Person, line: Line) -> None:
    if line.id is None:
        if not line.gone and line.values.get("number"):
            rank = len(phones_of(session, person.id))
            session.add(Phone(unit_id=person.unit_id, person_id=person.id, rank=rank, **line.values))
        return
    phone = session.get_one(Phone, line.id)
    if line.gone:
        phone.alive = False
    else:
        assign(phone, line.values)


def membership_of(session: Session, person_id: UUID) -> Membership | None:
    """The membership that stands now."""
    standing = (Membership.person_id == person_id, Membership.alive, Membership.ends_on.is_(None))
    return session.scalars(select(Membership).where(*standing)).first()


def set_membership(session: Session, person: Person, facts: Mapping[str, Any]) -> None:
    """Write membership facts; an emptied kind takes away what was registered by mistake (leaving is a dated deed).

    UserError when something is said of a membership that has no kind: it would be lost without a word.
    """
    membership = membership_of(session, person.id)
    if membership is None:
        if facts.get("kind"):
            given = {name: value for name, value in facts.items() if value is not None}
            session.add(Membership(unit_id=person.unit_id, person_id=person.id, **given))
        elif any(facts.values()):
            raise UserError(_("已填所在党支部或入党时间，请选党员身份；还不清楚的选“待核实”。"), field="membership")
    elif "kind" in facts and not facts["kind"]:
        membership.alive = False
    else:
        assign(membership, facts)


def end_membership(session: Session, actor: Actor, person_id: UUID, *, on: date) -> None:
    """The membership ends here: transferred out, or the report-in ended."""
    membership = membership_of(session, person_id)
    if membership is None:
        raise UserError(_("这个人没有在册的党员身份，不用转出。"))
    actor.require("people.end_membership", membership.unit_id)
    membership.ends_on = on
    session.flush()


def _hukou(session: Session, person_id: UUID) -> HukouRecord | None:
    return session.scalars(select(HukouRecord).where(HukouRecord.person_id == person_id, HukouRecord.alive)).first()


def _set_hukou(session: Session, person: Person, facts: Mapping[str, Any]) -> None:
    record = _hukou(session, person.id)
    facts = {name: "" if value is None and name != "kind" else value for name, value in facts.items()}
    if record is not None:
        assign(record, facts)
    elif any(facts.values()):
        session.add(HukouRecord(unit_id=person.unit_id, person_id=person.id, **facts))

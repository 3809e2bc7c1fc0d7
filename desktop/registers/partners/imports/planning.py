"""The dry run of a roster of partners: who is new, what an agreement or a project adds, what stays as it is."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.registers.organisations.queries import by_number_or_name
from desktop.registers.partners.imports.columns import COLUMNS
from desktop.registers.partners.imports.reading import Line, read
from desktop.registers.partners.model import Agreement, Claim, Partner, Project
from desktop.registers.partners.rules import RESIDENT
from desktop.standard.importing.by_rows import plan_rows, unread
from desktop.standard.importing.choices import NONE, Choices, Who
from desktop.standard.importing.plan import Difference, Item, Plan, Verdict
from desktop.standard.importing.staged import Staged, StagedRow
from desktop.standard.show import show


@dataclass(frozen=True, slots=True)
class Work:
    """A row with what it would add; `partner_id` is None for a partner that is made."""

    line: Line
    partner_id: UUID | None
    contact: dict[str, str] = field(default_factory=dict)
    agreement: bool = False
    project: bool = False

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return self.partner_id is None or bool(self.contact) or self.agreement or self.project


def plan(
    session: Session,
    actor: Actor,
    staged: Staged,
    *,
    today: date,
    choices: Choices = NONE,
    known: Any = None,
) -> Plan:
    """What importing `staged` would do; writes nothing."""
    reader = Reader(staged, today=today, choices=choices, columns=COLUMNS)
    made: set[str] = set()  # partners that a row above makes

    def each(row: StagedRow) -> tuple[Work, Item] | None:
        line = read(reader, row)
        if line is None:
            return None
        work = _compared(session, actor, line, again=line.key in made)
        made.add(line.key)
        return work, _item(session, reader, work, today)

    return plan_rows(staged, reader, each, name="name", choices=choices)


def partner_of(session: Session, actor: Actor, line: Line) -> Partner | None:
    """The partner that a row means: by the organisation, or by the name of a resident."""
    query = select(Partner).where(Partner.alive, visible(Partner, actor))
    if line.kind == RESIDENT:
        named = query.where(Partner.kind == RESIDENT, Partner.name == line.name).order_by(Partner.id)
        return session.scalars(named).first()
    organisation = by_number_or_name(session, actor, uscc=line.uscc, name=line.name)
    if organisation is None:
        return None
    return session.scalars(query.where(Partner.organisation_id == organisation.id).order_by(Partner.id)).first()


def has_agreement(session: Session, partner_id: UUID, line: Line) -> bool:
    """Does an agreement of exactly this term stand already?"""
    query = select(Agreement.id).where(
        Agreement.partner_id == partner_id, Agreement.alive, Agreement.starts_on == line.starts_on,
        Agreement.ends_on == line.ends_on,
    )  # fmt: skip
    return session.scalars(query).first() is not None


def has_project(session: Session, partner_id: UUID, name: str) -> bool:
    """Did the partner ever claim a project of this name?"""
    query = (
        select(Claim.id)
        .join(Project, Project.id == Claim.project_id)
        .where(Claim.partner_id == partner_id, Claim.alive, Project.name == name)
    )
    return session.scalars(query).first() is not None


def _compared(session: Session, actor: Actor, line: Line, *, again: bool) -> Work:
    agreed, offered = bool(line.starts_on and line.ends_on), bool(line.project and line.service)
    partner = partner_of(session, actor, line)
    if partner is None:
        return Work(line, None, agreement=agreed and not again, project=offered)
    said = {"contact_name": line.contact, "phone": line.phone}
    contact = {name: value for name, value in said.items() if value and getattr(partner, name) != value}
    return Work(
        line, partner.id, contact,
        agreement=agreed and not has_agreement(session, partner.id, line),
        project=offered and not has_project(session, partner.id, line.project),
    )  # fmt: skip


def _item(session: Session, reader: Reader, work: Work, today: date) -> Item:
    line, told = work.line, []
    if work.partner_id is not None:
        partner = session.get_one(Partner, work.partner_id)
        titles = {"contact_name": (_("负责人"), "name"), "phone": (_("电话"), "phone")}
        for name, value in work.contact.items():
            title, kind = titles[name]
            old = getattr(partner, name)
            told.append(Difference(name, title, _said(kind, old, today), _said(kind, value, today)))
    if work.agreement and line.starts_on and line.ends_on:
        term = _("{first} 至 {last}").format(first=line.starts_on.isoformat(), last=line.ends_on.isoformat())
        told.append(Difference("agreement", _("协议"), "", term))
    if work.project:
        service = f"{line.project}（{codes.label('service_class', line.service)}）"
        told.append(Difference("project", _("领办项目"), "", service))
    new = work.partner_id is None
    verdict = Verdict.NEW if new else Verdict.CHANGED if told else Verdict.SAME
    return Item(
        Who(line.at), line.name, "", verdict, differences=tuple(told), problems=unread(reader, line.at),
        record_id=work.partner_id,
    )  # fmt: skip


def _said(kind: Any, value: str, today: date) -> str:
    return show(kind, value, today=today)

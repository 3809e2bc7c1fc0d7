"""Writing a planned roster of partners: organisation, partner, agreement and project of each row, as one deed a row."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.registers.organisations import service as organisations
from desktop.registers.organisations.queries import by_number_or_name
from desktop.registers.partners.imports.planning import Work, has_agreement, has_project, partner_of
from desktop.registers.partners.imports.reading import Line
from desktop.registers.partners.model import Agreement, AgreementItem, Claim, Partner, Project
from desktop.registers.partners.rules import RESIDENT
from desktop.registers.partners.service import agreements, enrolling
from desktop.search.pinyin import sort_key
from desktop.standard import numbering
from desktop.standard.importing.bring_in import Written
from desktop.standard.importing.by_rows import write_rows
from desktop.standard.importing.plan import Plan

# The kind of an organisation that a roster of partners names for the first time.
_KINDS = {"department": "department", "property": "property", "nonprofit": "nonprofit", "merchant": "merchant"}


def apply(
    session: Session, actor: Actor, plan: Plan, *, on_progress: Callable[[int, int], None] | None = None
) -> Written:
    """Write every row of `plan` that changes something; `on_progress(done, all)` may raise Cancelled."""
    return write_rows(
        session, plan, lambda work: _write(session, actor, work).id, table="partner", on_progress=on_progress
    )


def _write(session: Session, actor: Actor, work: Work) -> Partner:
    line = work.line
    partner = partner_of(session, actor, line)  # a row above may have made it
    if partner is None:
        partner = _enrol(session, actor, line)
    for name, value in work.contact.items():
        setattr(partner, name, value)
    agreement = None
    if work.agreement and not has_agreement(session, partner.id, line):
        agreement = _agreement(session, actor, partner, line)
    if work.project and not has_project(session, partner.id, line.project):
        _project(session, actor, partner, line)
        held = agreement or _agreement_of(session, partner.id, line)
        if held is not None:
            session.add(AgreementItem(
                unit_id=held.unit_id, agreement_id=held.id, kind=line.service, content=line.project,
                frequency=line.frequency,
            ))  # fmt: skip
    session.flush()
    return partner


def _enrol(session: Session, actor: Actor, line: Line) -> Partner:
    values: dict[str, object] = {
        "kind": line.kind, "contact_name": line.contact, "phone": line.phone, "remark": line.remark,
    }  # fmt: skip
    if line.kind == RESIDENT:
        return enrolling.enrol(session, actor, name=line.name, **values)
    organisation = by_number_or_name(session, actor, uscc=line.uscc, name=line.name)
    if organisation is None:
        organisation = organisations.enter(
            session, actor, name=line.name, kind=_KINDS[line.kind], uscc=line.uscc, head_name=line.contact,
            phone=line.phone, address=line.address,
        )  # fmt: skip
    return enrolling.enrol(session, actor, organisation_id=organisation.id, **values)


def _agreement(session: Session, actor: Actor, partner: Partner, line: Line) -> Agreement:
    """An agreement that was signed on paper before: its words lie in the binder, its number is given here."""
    assert line.starts_on is not None
    assert line.ends_on is not None
    unit = session.get_one(Unit, actor.unit_id)
    made = Agreement(
        unit_id=partner.unit_id, partner_id=partner.id, party_a=unit.branch_name or unit.name,
        number=numbering.take(session, actor, agreements.NUMBERED, year=line.starts_on.year),
        starts_on=line.starts_on, ends_on=line.ends_on, signed_on=line.starts_on,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _agreement_of(session: Session, partner_id: UUID, line: Line) -> Agreement | None:
    query = select(Agreement).where(
        Agreement.partner_id == partner_id, Agreement.alive, Agreement.starts_on == line.starts_on,
        Agreement.ends_on == line.ends_on,
    )  # fmt: skip
    return session.scalars(query).first()


def _project(session: Session, actor: Actor, partner: Partner, line: Line) -> None:
    """The project of this name, claimed by the partner from the day of the agreement; led, unless somebody leads it."""
    on = line.starts_on or enrolling.day_of(session)
    named = select(Project).where(Project.name == line.project, Project.alive, visible(Project, actor))
    project = session.scalars(named.order_by(Project.id)).first()
    if project is None:
        project = Project(
            unit_id=partner.unit_id, kind=line.service, name=line.project, name_sort=sort_key(line.project),
            times=line.frequency, starts_on=on,
        )  # fmt: skip
        session.add(project)
        session.flush()
    leads = select(Claim.id).where(
        Claim.project_id == project.id, Claim.role == "lead", Claim.alive, Claim.ended_on.is_(None)
    )
    role = "joint" if session.scalars(leads).first() else "lead"
    agreement = _agreement_of(session, partner.id, line)
    session.add(Claim(
        unit_id=partner.unit_id, project_id=project.id, partner_id=partner.id, role=role, claimed_on=on,
        agreement_id=agreement.id if agreement else None,
    ))  # fmt: skip

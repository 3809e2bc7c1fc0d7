"""What people do with projects: offer one, let a partner claim it, log what was given, ask those who were served."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.partners import rules
from desktop.registers.partners.model import Agreement, Claim, Delivery, Partner, Project, Rating
from desktop.registers.partners.service.enrolling import day_of
from desktop.search.pinyin import sort_key

LEAD = "lead"


def save(
    session: Session, actor: Actor, record_id: UUID | None, *, values: Mapping[str, Any], children: Any
) -> Project:
    """Write the values that differ."""
    given = dict(values)
    if "name" in given:
        given["name"] = given["name"].strip()
        given["name_sort"] = sort_key(given["name"])
    if record_id is None:
        given["starts_on"] = given.get("starts_on") or day_of(session)
        made = Project(unit_id=actor.unit_id, **given)
        session.add(made)
        return made
    project = session.get_one(Project, record_id)
    actor.require("projects.save", project.unit_id)
    for name, value in given.items():
        if getattr(project, name) != value:
            setattr(project, name, value)
    return project


def claim(
    session: Session,
    actor: Actor,
    project_id: UUID,
    *,
    partner_id: UUID,
    role: str,
    on: date,
    promise: str = "",
    due_on: date | None = None,
) -> UUID:
    """认领: a partner leads the project (one at a time) or joins. The agreement that stands on the day is noted."""
    project = _ours(session, actor, "projects.claim", project_id)
    partner = session.get_one(Partner, partner_id)
    actor.require("projects.claim", partner.unit_id)
    if not rules.is_open(project):
        raise UserError(_("“{name}”已经结束，没有认领。").format(name=project.name))
    if due_on is not None and due_on < on:
        raise UserError(_("承诺时限要不早于认领日期。"), field="due_on")
    for other in _standing(session, project_id):
        if other.partner_id == partner_id:
            raise UserError(_("{name}已经认领了这个项目，没有重复登记。").format(name=partner.name), field="partner_id")
        if other.role == LEAD and role == LEAD:
            leader = session.get_one(Partner, other.partner_id).name
            raise UserError(_("这个项目已由{name}主办，可以登记为联办。").format(name=leader), field="role")
    agreement = _agreement_of(session, partner_id, on)
    made = Claim(
        unit_id=project.unit_id, project_id=project_id, partner_id=partner_id, role=role, promise=promise.strip(),
        claimed_on=on, due_on=due_on, agreement_id=agreement.id if agreement else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made.id


def withdraw(session: Session, actor: Actor, project_id: UUID, *, partner_id: UUID, on: date, reason: str) -> None:
    """A partner gives the project back; what was served stays."""
    _ours(session, actor, "projects.withdraw", project_id)
    standing = _claim_of(session, project_id, partner_id)
    if on < standing.claimed_on:
        raise UserError(_("退出日期要不早于认领日期。"), field="on")
    standing.ended_on, standing.end_reason = on, reason.strip()
    session.flush()


def deliver(
    session: Session,
    actor: Actor,
    project_id: UUID,
    *,
    partner_id: UUID,
    on: date,
    served: int,
    minutes: int,
    what: str = "",
) -> UUID:
    """Log once that the service was given: when, to how many people, how long."""
    project = _ours(session, actor, "projects.deliver", project_id)
    standing = _claim_of(session, project_id, partner_id)
    made = Delivery(
        unit_id=project.unit_id, claim_id=standing.id, served_on=on, served=served, minutes=minutes,
        what=what.strip(), place=project.place,
    )  # fmt: skip
    rules.check_delivery(made, standing, day_of(session))
    session.add(made)
    session.flush()
    return made.id


def rate(session: Session, actor: Actor, delivery_id: UUID, *, on: date, level: str, words: str = "") -> UUID:
    """Write down what somebody who was served says of the service; several may say something."""
    delivery = session.get_one(Delivery, delivery_id)
    actor.require("deliveries.rate", delivery.unit_id)
    if on < delivery.served_on:
        raise UserError(_("评价日期要不早于服务日期。"), field="on")
    made = Rating(unit_id=delivery.unit_id, delivery_id=delivery_id, rated_on=on, level=level, words=words.strip())
    session.add(made)
    session.flush()
    return made.id


def close(session: Session, actor: Actor, project_id: UUID, *, on: date) -> None:
    """The project is over; the claims on it end the same day."""
    project = _ours(session, actor, "projects.close", project_id)
    project.ends_on = on
    rules.check_project(project)
    for standing in _standing(session, project_id):
        standing.ended_on, standing.end_reason = max(on, standing.claimed_on), _("项目结束")
    session.flush()


def _ours(session: Session, actor: Actor, permission: str, project_id: UUID) -> Project:
    project = session.get_one(Project, project_id)
    actor.require(permission, project.unit_id)
    return project


def _standing(session: Session, project_id: UUID) -> list[Claim]:
    query = select(Claim).where(Claim.project_id == project_id, Claim.alive, Claim.ended_on.is_(None))
    return list(session.scalars(query.order_by(Claim.claimed_on, Claim.id)))


def _claim_of(session: Session, project_id: UUID, partner_id: UUID) -> Claim:
    found = next((one for one in _standing(session, project_id) if one.partner_id == partner_id), None)
    if found is None:
        raise UserError(_("这位合伙人现在没有认领这个项目。请先办理“登记认领”。"), field="partner_id")
    return found


def _agreement_of(session: Session, partner_id: UUID, day: date) -> Agreement | None:
    query = select(Agreement).where(
        Agreement.partner_id == partner_id, Agreement.alive, Agreement.signed_on.is_not(None)
    )
    standing = (one for one in session.scalars(query) if rules.state(one, day, renewed=False) == "running")
    return next(standing, None)

"""服务认领单 and 服务记录单: what a partner takes on, what was given, with places to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Field, Fields, Signatures, Title, ticked
from desktop.registers.partners.model import Agreement, Claim, Delivery, Partner, Project, Rating
from desktop.registers.partners.queries.lists import standing
from desktop.standard.show import long_day
from desktop.standard.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet(Subject):
    """A project with one partner who took it on, or with nobody yet: then to be filled by hand."""

    kind: str
    name: str
    need: str
    target: str
    place: str
    times: str
    wanted: str
    partner: str = ""
    contact: str = ""
    role: str = ""
    promise: str = ""
    claimed: str = ""
    due: str = ""
    agreement: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySheet(Subject):
    """One service that was given."""

    project: str
    kind: str
    partner: str
    day: str
    place: str
    served: str
    minutes: str
    what: str
    levels: tuple[str, ...]
    words: str


def collect_claims(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[ClaimSheet]:
    """A sheet for each partner who holds one of the projects `ids`, a blank one for a project nobody took on."""
    query = select(Project).where(Project.id.in_(ids), Project.alive, visible(Project, actor))
    made = []
    for project in session.scalars(query.order_by(Project.name_sort, Project.id)):
        claims = (
            select(Claim, Partner)
            .join(Partner, Partner.id == Claim.partner_id)
            .where(Claim.project_id == project.id, standing(today))
            .order_by(Claim.role.desc(), Claim.claimed_on, Claim.id)  # 主办 before 联办
        )
        held = session.execute(claims).all()
        made += [_claim_sheet(session, project, claim, partner) for claim, partner in held] or [_blank(project)]
    return made


def _blank(project: Project) -> ClaimSheet:
    return ClaimSheet(
        register="projects", record_id=project.id, unit_id=project.unit_id,
        kind=codes.label("service_class", project.kind), name=project.name, need=project.need, target=project.target,
        place=project.place, times=project.times,
        wanted=_("{n} 人").format(n=project.wanted) if project.wanted else "",
    )  # fmt: skip


def _claim_sheet(session: Session, project: Project, claim: Claim, partner: Partner) -> ClaimSheet:
    blank = _blank(project)
    agreement = session.get(Agreement, claim.agreement_id) if claim.agreement_id else None
    given = session.scalars(select(Delivery).where(Delivery.claim_id == claim.id, Delivery.alive)).all()
    done = _("已服务 {times} 次 {served} 人").format(times=len(given), served=sum(one.served for one in given))
    return ClaimSheet(
        register="projects", record_id=project.id, unit_id=project.unit_id, kind=blank.kind, name=blank.name,
        need=blank.need, target=blank.target, place=blank.place, times=blank.times, wanted=blank.wanted,
        partner=partner.name, contact=f"{partner.contact_name} {partner.phone}".strip(),
        role=codes.label("claim_role", claim.role), promise=claim.promise, claimed=long_day(claim.claimed_on),
        due=long_day(claim.due_on), agreement=agreement.number if agreement else "", done=done if given else "",
    )  # fmt: skip


def draw_claim(sheet: ClaimSheet) -> Sequence[Block]:
    """The need, who takes it on, and what came of it."""
    return [
        Title(_("服务认领单")),
        Fields(
            (
                Field(_("项目名称"), sheet.name), Field(_("服务类别"), sheet.kind),
                Field(_("需求内容"), sheet.need, span=2, lines=3),
                Field(_("服务对象"), sheet.target), Field(_("需要人数"), sheet.wanted),
                Field(_("地点"), sheet.place), Field(_("时间"), sheet.times),
                Field(_("认领单位"), sheet.partner), Field(_("领办方式"), sheet.role),
                Field(_("联系人"), sheet.contact), Field(_("合伙协议"), sheet.agreement),
                Field(_("承诺内容"), sheet.promise, span=2, lines=3),
                Field(_("认领日期"), sheet.claimed), Field(_("承诺时限"), sheet.due),
                Field(_("完成情况"), sheet.done, span=2, lines=3),
                Field(_("服务评价"), ticked(_levels(), ()), span=2),
                Field(_("评价意见"), "", span=2, lines=2),
            ),
            columns=2,
        ),
        Signatures((_("认领单位（签章）"), _("受助人签字"), _("支部（签章）"))),
    ]  # fmt: skip


def collect_deliveries(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[DeliverySheet]:
    """A sheet for each service among `ids`."""
    query = (
        select(Delivery, Project, Partner)
        .join(Claim, Claim.id == Delivery.claim_id)
        .join(Project, Project.id == Claim.project_id)
        .join(Partner, Partner.id == Claim.partner_id)
        .where(Delivery.id.in_(ids), Delivery.alive, visible(Delivery, actor))
        .order_by(Delivery.served_on, Delivery.id)
    )
    return [_delivery_sheet(session, *row) for row in session.execute(query)]


def _delivery_sheet(session: Session, delivery: Delivery, project: Project, partner: Partner) -> DeliverySheet:
    query = select(Rating).where(Rating.delivery_id == delivery.id, Rating.alive).order_by(Rating.id)
    ratings = session.scalars(query).all()
    return DeliverySheet(
        register="deliveries", record_id=delivery.id, unit_id=delivery.unit_id, project=project.name,
        kind=codes.label("service_class", project.kind), partner=partner.name, day=long_day(delivery.served_on),
        place=delivery.place, served=_("{n} 人").format(n=delivery.served),
        minutes=_("{n} 分钟").format(n=delivery.minutes), what=delivery.what,
        levels=tuple(dict.fromkeys(codes.label("service_rating", one.level) for one in ratings)),
        words="\n".join(one.words for one in ratings if one.words),
    )  # fmt: skip


def draw_delivery(sheet: DeliverySheet) -> Sequence[Block]:
    """What was given, and what the served say."""
    return [
        Title(_("服务记录单")),
        Fields(
            (
                Field(_("项目名称"), sheet.project), Field(_("服务类别"), sheet.kind),
                Field(_("服务单位"), sheet.partner), Field(_("服务日期"), sheet.day),
                Field(_("地点"), sheet.place), Field(_("服务人数"), sheet.served),
                Field(_("服务时长"), sheet.minutes), Field(_("照片"), _("有 ☐　　没有 ☐")),
                Field(_("服务内容"), sheet.what, span=2, lines=5),
                Field(_("服务评价"), ticked(_levels(), sheet.levels), span=2),
                Field(_("评价意见"), sheet.words, span=2, lines=3),
            ),
            columns=2,
        ),
        Signatures((_("服务人员签字"), _("服务对象签字"), _("支部经办人"))),
    ]  # fmt: skip


def _levels() -> tuple[str, ...]:
    return tuple(label for _code, label in codes.options("service_rating"))

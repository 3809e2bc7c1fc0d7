"""One partner enrolled twice becomes one: its agreements, and the projects that it took on, stand under one name."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import merging
from desktop.procedures.merging import Fields
from desktop.registers.partners.model import Agreement, Claim, Partner
from desktop.registers.partners.service import enrolling
from desktop.registers.partners.service.projects import LEAD
from desktop.spec import Field
from desktop.standard.consequences import NOTHING, Consequences, require_answers

_PERMISSION = "partners.merge"
_A_DAY = timedelta(days=1)
_ASKED = (Field("contact_name", _("负责人"), "name"), Field("phone", _("电话"), "phone"), Field("remark", _("备注")))


def foresee(
    session: Session,
    actor: Actor,
    partner_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    other_id: UUID | None = None,
) -> Consequences:
    """What merging will bring about; nothing is written. The one of `partner_id` is kept."""
    keep = _found(session, actor, partner_id)
    if other_id is None:
        said = _("保留“{name}”。请选定与它是同一家的另一条登记。").format(name=keep.name)
        return Consequences(_("合并合伙人"), (said,))
    gone = _other(session, actor, keep, other_id)
    found = _fields(keep, gone, picked, today)
    said = _("保留“{one}”，并入“{other}”；并入的一条移出合伙人，随时可以撤销。").format(one=keep.name, other=gone.name)
    return Consequences(_("把 2 条合并为 {name}").format(name=keep.name), (said, *told(session, keep, gone)),
                        found.steps, found.choices)  # fmt: skip


def do(
    session: Session,
    actor: Actor,
    partner_id: UUID,
    *,
    today: date,
    other_id: UUID,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    keep = _found(session, actor, partner_id)
    gone = _other(session, actor, keep, other_id)
    found = _fields(keep, gone, picked, today)
    require_answers(found.choices)
    join(session, keep, gone)
    of_person = {} if keep.person_id or not gone.person_id else {"person_id": gone.person_id}
    enrolling.save(session, actor, keep.id, values={**found.values, **of_person}, children=())
    session.flush()
    return _("已合并：“{name}”的 2 条登记合为 1 条").format(name=keep.name)


def told(session: Session, keep: Partner, gone: Partner) -> tuple[str, ...]:
    """What goes over to the one that is kept, and agreements that would stand side by side."""
    counted = merging.counted(session, "partner", gone.id)
    said = [_("一并归到保留的一条：{counted}。").format(counted=counted)] if counted else []
    mine, theirs = (_standing(session, one.id) for one in (keep, gone))
    both = next(
        ((a, b) for a in mine for b in theirs if a.starts_on <= _last(b) and b.starts_on <= _last(a)), None
    )  # fmt: skip
    if both is not None:
        said.append(
            _("协议 {one} 和 {other} 的期限重叠，合并以后请终止其中一份。").format(
                one=both[0].number, other=both[1].number
            )
        )
    return tuple(said)


def join(session: Session, keep: Partner, gone: Partner) -> None:
    """Hand everything of `gone` over and put it away; of two claims on one project one goes on."""
    mine = {one.project_id: one for one in _claims(session, keep.id)}
    for other in _claims(session, gone.id):
        claim = mine.get(other.project_id)
        if claim is None:
            continue
        merging.hand_over(session, "partner_claim", old=other.id, new=claim.id)
        values = {
            "role": LEAD if LEAD in {claim.role, other.role} else claim.role, "promise": claim.promise or other.promise,
            "claimed_on": min(claim.claimed_on, other.claimed_on), "due_on": claim.due_on or other.due_on,
            "agreement_id": claim.agreement_id or other.agreement_id,
        }  # fmt: skip
        for name, value in values.items():
            if getattr(claim, name) != value:
                setattr(claim, name, value)
        other.alive = False
    session.flush()
    merging.hand_over(session, "partner", old=gone.id, new=keep.id)
    gone.alive = False
    session.flush()


def of_organisation(session: Session, organisation_id: UUID) -> list[Partner]:
    """The partners that stand for an organisation, the first enrolled first: more than one only after a merge."""
    query = select(Partner).where(Partner.organisation_id == organisation_id, Partner.alive)
    return list(session.scalars(query.order_by(Partner.id)))


def _fields(keep: Partner, gone: Partner, picked: Mapping[str, str], today: date) -> Fields:
    return merging.fields(_ASKED, keep, gone, picked=picked, today=today, joined=("remark",))


def _claims(session: Session, partner_id: UUID) -> list[Claim]:
    query = select(Claim).where(Claim.partner_id == partner_id, Claim.alive, Claim.ended_on.is_(None))
    return list(session.scalars(query.order_by(Claim.id)))


def _standing(session: Session, partner_id: UUID) -> list[Agreement]:
    query = select(Agreement).where(
        Agreement.partner_id == partner_id, Agreement.alive, Agreement.signed_on.is_not(None)
    )
    return [one for one in session.scalars(query.order_by(Agreement.id)) if _last(one) >= one.starts_on]


def _last(one: Agreement) -> date:
    """The last day on which it stands: the day before it was terminated, or the end of its term."""
    return one.ends_on if one.terminated_on is None else min(one.ends_on, one.terminated_on - _A_DAY)


def _found(session: Session, actor: Actor, partner_id: UUID) -> Partner:
    actor.require(_PERMISSION)
    found = session.get(Partner, partner_id)
    if found is None or not found.alive:
        raise UserError(_("这位合伙人已经合并或不在名册，没有办理。请回到列表再查一次。"))
    actor.require(_PERMISSION, found.unit_id)
    return found


def _other(session: Session, actor: Actor, keep: Partner, other_id: UUID) -> Partner:
    if other_id == keep.id:
        raise UserError(_("选的是同一条登记，不用合并。"), field="other_id")
    gone = _found(session, actor, other_id)
    if keep.organisation_id != gone.organisation_id:
        raise UserError(
            _("这两条不是同一家单位，没有合并。单位登记了两次的，先到“单位库”合并，合伙人会一起合并。"),
            field="other_id",
        )
    if keep.person_id and gone.person_id and keep.person_id != gone.person_id:
        raise UserError(_("这两条是两位居民，没有合并。居民登记了两次的，先到“居民”里合并重复登记。"), field="other_id")
    return gone

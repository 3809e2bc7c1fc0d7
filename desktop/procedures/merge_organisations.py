"""One organisation entered twice becomes one: field by field, with everything that refers to either."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures import merge_partners, merging
from desktop.procedures.merging import Fields
from desktop.registers.organisations import service
from desktop.registers.organisations.model import Organisation
from desktop.registers.partners.model import Partner
from desktop.spec import Field
from desktop.standard.consequences import NOTHING, Consequences, require_answers

_PERMISSION = "organisations.merge"
_ASKED = (
    Field("name", _("单位名称")),
    Field("kind", _("单位类别"), "code", codes="organisation_kind"),
    Field("short_name", _("简称")),
    Field("uscc", _("统一社会信用代码")),
    Field("other_no", _("旧证照号")),
    Field("head_name", _("负责人")),
    Field("phone", _("电话"), "phone"),
    Field("address", _("地址")),
    Field("party_org", _("所属党组织")),
    Field("party_head", _("党组织负责人")),
    Field("party_phone", _("党组织电话"), "phone"),
    Field("remark", _("备注")),
)


def foresee(
    session: Session,
    actor: Actor,
    organisation_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    other_id: UUID | None = None,
) -> Consequences:
    """What merging will bring about; nothing is written. The one of `organisation_id` is kept."""
    keep = _found(session, actor, organisation_id)
    if other_id is None:
        said = _("保留“{name}”。请选定与它是同一个单位的另一条登记。").format(name=keep.name)
        return Consequences(_("合并单位"), (said,))
    gone = _other(session, actor, keep, other_id)
    found = _fields(keep, gone, picked, today)
    said = _("保留“{one}”，并入“{other}”；并入的一条移出单位库，随时可以撤销。").format(one=keep.name, other=gone.name)
    counted = merging.counted(session, "organisation", gone.id)
    more = [_("一并归到保留的一条：{counted}。").format(counted=counted)] if counted else []
    partners = _partners(session, keep, gone)
    for other in partners[1:]:
        more += [_("两条都登记了合伙人，也合为一个。"), *merge_partners.told(session, partners[0], other)]
    verb = _("把 2 条合并为 {name}").format(name=found.values.get("name", keep.name))
    return Consequences(verb, (said, *more), found.steps, found.choices)


def do(
    session: Session,
    actor: Actor,
    organisation_id: UUID,
    *,
    today: date,
    other_id: UUID,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """Do it in the open transaction; returns the sentence that says so."""
    keep = _found(session, actor, organisation_id)
    gone = _other(session, actor, keep, other_id)
    found = _fields(keep, gone, picked, today)
    require_answers(found.choices)
    partners = _partners(session, keep, gone)
    merging.hand_over(session, "organisation", old=gone.id, new=keep.id)
    for other in partners[1:]:
        merge_partners.join(session, partners[0], other)
    gone.alive, gone.merged_into_id = False, keep.id
    session.flush()  # the code of the one that goes is free from here on
    service.save(session, actor, keep.id, values=found.values, children=())
    if gone.state == "confirmed":
        keep.state = "confirmed"
    session.flush()
    return _("已合并：“{name}”的 2 条登记合为 1 条").format(name=keep.name)


def _fields(keep: Organisation, gone: Organisation, picked: Mapping[str, str], today: date) -> Fields:
    return merging.fields(_ASKED, keep, gone, picked=picked, today=today, certain=("uscc",), joined=("remark",))


def _partners(session: Session, keep: Organisation, gone: Organisation) -> list[Partner]:
    """All partners that stand for either; the first, of the one that is kept if it has any, goes on."""
    return [one for each in (keep, gone) for one in merge_partners.of_organisation(session, each.id)]


def _found(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    actor.require(_PERMISSION)
    found = session.get(Organisation, organisation_id)
    if found is None or not found.alive:
        raise UserError(_("这家单位已经合并或不在单位库，没有办理。请回到列表再查一次。"))
    actor.require(_PERMISSION, found.unit_id)
    return found


def _other(session: Session, actor: Actor, keep: Organisation, other_id: UUID) -> Organisation:
    if other_id == keep.id:
        raise UserError(_("选的是同一家单位，不用合并。"), field="other_id")
    return _found(session, actor, other_id)

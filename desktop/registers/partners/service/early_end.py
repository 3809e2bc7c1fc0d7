"""An early end of an agreement with what it leaves standing: claims of needs, the renewal already signed."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.registers.partners import rules
from desktop.registers.partners.model import Agreement, Claim
from desktop.registers.partners.service import agreements
from desktop.standard import renewals
from desktop.standard.consequences import NOTHING, Choice, Consequences


def foresee(
    session: Session,
    actor: Actor,
    agreement_id: UUID,
    *,
    today: date,
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
    on: date | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> Consequences:
    """What the end will bring about; nothing is written."""
    agreement = agreements.ours(session, actor, "agreements.terminate", agreement_id)
    if not rules.is_signed(agreement):
        raise UserError(_("只有签订过、还没有终止的协议可以终止。"))
    said = [_("从终止日期起，协议里的服务不再履行；已经登记的服务都保留。")]
    if claims := session.scalar(select(func.count()).select_from(Claim).where(*agreements.standing(agreement_id))):
        said.append(_("按这份协议认领的 {n} 个项目同一天结束认领。").format(n=claims))
    newer, asked = _asked(session, agreement_id, picked)
    if asked and renewals.ends_too(asked):
        said.append(_("续签的协议 {number} 已经签订，和这一份一起终止，不再开始。").format(number=newer.number))
    elif asked:
        said.append(
            _("续签的协议 {number} 已经签订，仍然有效，从 {first} 开始。").format(
                number=newer.number, first=newer.starts_on.isoformat()
            )
        )
    elif draft := renewals.told(newer):
        said.append(draft)
    return Consequences(_("终止协议 {number}").format(number=agreement.number), tuple(said), choices=asked, danger=True)


def do(
    session: Session,
    actor: Actor,
    agreement_id: UUID,
    *,
    today: date,
    on: date,
    reason: str,
    note: str = "",
    ticked: Collection[UUID] | None = None,
    picked: Mapping[str, str] = NOTHING,
) -> str:
    """End it in the open transaction, with its renewal where that was chosen; returns the sentence that says so."""
    number = session.get_one(Agreement, agreement_id).number
    newer, asked = _asked(session, agreement_id, picked)
    agreements.terminate(session, actor, agreement_id, on=on, reason=reason, note=note)
    said = _("已终止：{number}，从 {day} 起不再履行").format(number=number, day=on.isoformat())
    if renewals.ends_too(asked):
        why = _("接续的协议 {number} 提前终止").format(number=number)
        agreements.terminate(session, actor, newer.id, on=renewals.first_day(newer), reason=reason, note=why)
    return said + renewals.done(newer, asked)


def _asked(session: Session, agreement_id: UUID, picked: Mapping[str, str]) -> tuple[Agreement, tuple[Choice, ...]]:
    return renewals.asked_of(session, Agreement, agreement_id, title=_("续签的协议"), picked=picked)

"""The log of reveals, prints and exports: who, what, how many, why; never the value (SAFETY §6)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.standard.tables import Look

CARE = _("关怀登记")  # what the log calls a look at care needs; only those who may see them read such a line


def log(
    session: Session,
    actor: Actor,
    *,
    kind: str,
    what: str,
    at: int,
    count: int = 1,
    reason: str = "",
    record_id: UUID | None = None,
) -> str:
    """Write one line and return its number: 编号 on the paper, such as 20261122-003."""
    day = f"{local_time(at):%Y%m%d}"
    before = session.scalar(select(func.count()).select_from(Look).where(Look.number.like(f"{day}-%"))) or 0
    number = f"{day}-{before + 1:03}"
    session.add(
        Look(
            kind=kind, what=what, at=at, count=count, reason=reason, record_id=record_id, actor=actor.id, number=number
        )
    )
    session.flush()
    return number


def looks(session: Session, *, limit: int = 200, without: str = "") -> Sequence[Look]:
    """The newest lines, for the secretary and for a subject's report; `without` leaves out those of one `what`."""
    query = select(Look).where(Look.what != without).order_by(Look.at.desc()).limit(limit)
    return session.scalars(query).all()

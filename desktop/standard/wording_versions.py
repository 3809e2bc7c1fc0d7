"""The versions of a form's wording that were settled: dated, by whom, the highest unit's standing for all below."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desktop.access.unit import Unit, UnitClosure
from desktop.base.clock import local_time
from desktop.standard import numbering
from desktop.store.record import Record
from desktop.store.types import Instant

PERMISSION = "wording.settle"


class WordingVersion(Record):
    """One version of the wording of a form. It is never edited: another change is another version.

    `texts` holds what differs from the shipped wording, a JSON object by key; {} is the shipped wording again.
    """

    __tablename__ = "wording_version"
    form: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]  # 2026-11-22-A1: day, letter of the PC, serial of the day
    texts: Mapped[str]
    settled_on: Mapped[date]
    at: Mapped[int] = mapped_column(Instant)
    by_name: Mapped[str]

    permission: ClassVar[str] = PERMISSION


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it is listed; `unit` is whose it is."""

    id: UUID
    unit_id: UUID
    unit: str
    name: str
    settled_on: date
    at: int
    by_name: str
    texts: Mapping[str, Any]


def history(session: Session, unit_id: UUID, form: str) -> tuple[Version, ...]:
    """Every version that a unit and those above it settled, the newest first."""
    above = select(UnitClosure.above_id).where(UnitClosure.below_id == unit_id)
    query = (
        select(WordingVersion, Unit)
        .outerjoin(Unit, Unit.id == WordingVersion.unit_id)
        .where(WordingVersion.form == form, WordingVersion.alive)
        .where(WordingVersion.unit_id.in_(above) | (WordingVersion.unit_id == unit_id))
        .order_by(WordingVersion.at.desc(), WordingVersion.id.desc())
    )
    return tuple(
        Version(
            one.id, one.unit_id, (unit.branch_name or unit.name) if unit else "", one.name, one.settled_on, one.at,
            one.by_name, _texts(one.texts),
        )
        for one, unit in session.execute(query)
    )  # fmt: skip


def current(session: Session, unit_id: UUID, form: str, *, on: date | None = None) -> Version | None:
    """The version in force (on a day): the newest of the highest unit that has settled any; None: the shipped one."""
    found = [one for one in history(session, unit_id, form) if on is None or one.settled_on <= on]
    if not found:
        return None
    depth = {unit: _depth(session, unit) for unit in {one.unit_id for one in found}}
    top = min(depth.values())
    return next(one for one in found if depth[one.unit_id] == top)


def add(
    session: Session,
    unit_id: UUID,
    form: str,
    *,
    texts: Mapping[str, Any],
    by_name: str,
    name: str = "",
) -> WordingVersion:
    """One more version of a unit, in the open deed; unless `name` says otherwise it is called after the day."""
    at: int = session.info["deed"].at
    day = local_time(at).date()
    made = WordingVersion(
        unit_id=unit_id, form=form, name=name or _next_name(session, day), settled_on=day, at=at,
        texts=json.dumps(dict(texts), ensure_ascii=False, sort_keys=True), by_name=by_name,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _next_name(session: Session, day: date) -> str:
    """The letter keeps two PCs without a network from giving one name twice; taken back ones are not given again."""
    begun = f"{day.isoformat()}-{numbering.letter_of(session)}"
    given = select(func.count()).select_from(WordingVersion).where(WordingVersion.name.startswith(begun))
    return f"{begun}{(session.scalar(given) or 0) + 1}"


def _depth(session: Session, unit_id: UUID) -> int:
    above = select(func.count()).select_from(UnitClosure).where(UnitClosure.below_id == unit_id)
    return session.scalar(above) or 0


def _texts(said: str) -> Mapping[str, Any]:
    found = json.loads(said)
    return found if isinstance(found, dict) else {}

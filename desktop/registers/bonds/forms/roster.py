"""“三联”包保责任制一览表: every bond that stands, and below it the third link in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Table, Title
from desktop.registers.bonds.queries import third
from desktop.registers.bonds.queries.lists import bond_rows
from desktop.standard.show import long_day
from desktop.standard.subject import Subject
from desktop.values import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Subject):
    """A text for each column of each bond, and the sentence on the third link."""

    day: str
    rows: tuple[tuple[str, ...], ...]
    third: str


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Roster]:
    """One list of the bonds among `ids`; telephones are masked, as in every list."""
    rows: Any = bond_rows(today).c
    query = select(rows).where(rows.id.in_(ids), visible(rows, actor))
    listed = tuple(
        (
            codes.label("bond_kind", one.kind), one.name, one.post, one.place, one.contact_name,
            phone.mask(one.phone) if one.phone else "", _("每 {n} 天").format(n=one.cadence_days), str(one.times),
            one.last_on.isoformat() if one.last_on else "", codes.label("bond_state", one.state),
        )
        for one in session.execute(query.order_by(rows.kind, rows.place, rows.name_sort, rows.id))
    )  # fmt: skip
    if not listed:
        return []
    said = third.figures(session, actor).words
    return [Roster(unit_id=actor.unit_id, listed=True, day=long_day(today), rows=listed, third=said)]


def draw(sheet: Roster) -> Sequence[Block]:
    """A row for each bond."""
    columns = (
        Column(_("序号"), 11), Column(_("包联类别"), 32), Column(_("领导、单位"), weight=1.3, align="left"),
        Column(_("职务"), weight=1, align="left"), Column(_("社区、小区"), weight=1, align="left"),
        Column(_("联络员"), 20), Column(_("电话"), 27), Column(_("周期"), 19), Column(_("今年次数"), 21),
        Column(_("最近一次"), 24), Column(_("状态"), 18),
    )  # fmt: skip
    return [
        Title(_("“三联”包保责任制一览表"), _("截至 {day}").format(day=sheet.day)),
        Table(columns, [(str(at), *row) for at, row in enumerate(sheet.rows, 1)]),
        Note(_("第三联　党员联户：{words}。").format(words=sheet.third), size=11),
    ]

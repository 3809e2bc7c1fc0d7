"""数据交换提醒名单: which units did not exchange for so many days, and the telephone to ring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.blocks import Block, Column, Note, Table, Title
from desktop.registers.branches import rules
from desktop.registers.branches.model import Branch
from desktop.registers.branches.queries import last_day
from desktop.standard.show import long_day
from desktop.standard.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders(Subject):
    """A text for each column of each late unit; `told` is when the server said so."""

    day: str
    days: int
    told: str
    rows: tuple[tuple[str, ...], ...]


def collect(
    session: Session, actor: Actor, ids: Sequence[UUID], *, today: date, days: int | None = None
) -> Sequence[Reminders]:
    """One list of those among `ids` that have a PC but did not exchange for more than `days` days, the latest last.

    The telephone of a branch is an office's and stands in full: the list is there to ring it. UserError for none.
    """
    most = rules.EVERY_DAYS if days is None else days
    query = select(Branch).where(Branch.id.in_(ids), Branch.pcs > 0, visible(Branch, actor))
    rows = [
        one for one in session.scalars(query.order_by(Branch.seen_at, Branch.name_sort))
        if rules.late(last_day(one.seen_at), today, most)
    ]  # fmt: skip
    if not rows:
        raise UserError(_("所选的单位都在 {days} 天之内交换过，没有要提醒的。").format(days=most))
    told = f"{local_time(max(one.told_at for one in rows)):%Y-%m-%d %H:%M}"
    return [Reminders(
        unit_id=actor.unit_id, listed=True, day=long_day(today), days=most, told=told,
        rows=tuple(_line(one, today) for one in rows),
    )]  # fmt: skip


def _line(one: Branch, today: date) -> tuple[str, ...]:
    last = last_day(one.seen_at)
    return (
        one.place.replace("/", " "), one.name, last.isoformat() if last else _("还没有过"),
        codes.label("exchange_way", one.way) if one.way else "", str((today - last).days) if last else "",
        str(one.asked) if one.asked else "", one.phone, "",
    )  # fmt: skip


def draw(sheet: Reminders) -> Sequence[Block]:
    """A row for each, with room for what was said on the telephone."""
    columns = (
        Column(_("序号"), 13), Column(_("所属"), weight=1.3, align="left"), Column(_("单位"), weight=1, align="left"),
        Column(_("最近交换"), 24), Column(_("方式"), 13), Column(_("几天前"), 15), Column(_("待定"), 12),
        Column(_("支部电话"), 28), Column(_("联系结果"), 22),
    )  # fmt: skip
    subtitle = _("截至 {day}，超过 {days} 天没有交换的 {count} 个单位").format(
        day=sheet.day, days=sheet.days, count=len(sheet.rows)
    )
    return [
        Title(_("数据交换提醒名单"), subtitle),
        Table(columns, [(str(at), *row) for at, row in enumerate(sheet.rows, 1)]),
        Note(_("情况是县服务器 {told} 的。没有网络的单位可以用 U 盘交换，由社区捎带。").format(told=sheet.told)),
    ]

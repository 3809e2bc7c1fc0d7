"""包保联系提醒函: asks a unit to come, in the county's words, after GB/T 9704."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import official
from desktop.printing.blocks import Block, Paragraph, Spacer
from desktop.registers.bonds import rules
from desktop.registers.bonds.model import Bond
from desktop.registers.bonds.queries.lists import last_contact, next_due, standing
from desktop.standard import wording
from desktop.standard.show import long_day
from desktop.standard.subject import Subject

NAME = "bond-reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Subject):
    """One letter: its title, its text, and who sends it on which day."""

    title: str
    text: str
    sender: str
    day: str


def collect(session: Session, actor: Actor, ids: Sequence[UUID], *, today: date) -> Sequence[Reminder]:
    """A letter for each standing bond of a unit among `ids`. UserError when there is none: leaders get no letters."""
    query = (
        select(Bond, last_contact(today), next_due(today), Unit)
        .join(Unit, Unit.id == Bond.unit_id)
        .where(Bond.id.in_(ids), Bond.kind == rules.UNIT, standing(today), visible(Bond, actor))
        .order_by(Bond.name_sort, Bond.id)
    )
    letters = [_letter(session, *row, today=today) for row in session.execute(query)]
    if not letters:
        raise UserError(_("所选的里面没有在包保期内的单位，没有提醒函可以打印。请勾选“单位包保小区”的行。"))
    return letters


def _letter(session: Session, *row: Any, today: date) -> Reminder:
    bond, last, due, unit = row
    words = wording.of_unit(session, bond.unit_id, NAME)
    so_far = _("最近一次联系是{day}").format(day=long_day(last)) if last is not None else _("目前还没有登记到联系记录")
    text = wording.filled(
        words["body"], unit=bond.name, place=bond.place, starts=long_day(bond.starts_on), days=str(bond.cadence_days),
        last=so_far, due=long_day(due), contact=unit.phone or _("＿＿＿＿＿＿"),
    )  # fmt: skip
    return Reminder(
        unit_id=bond.unit_id, title=wording.filled(words["title"]), text=text, sender=unit.branch_name or unit.name,
        day=long_day(today), headline=bond.name,
    )  # fmt: skip


def draw(sheet: Reminder) -> Sequence[Block]:
    """The letter with the sender at its foot, for the seal."""
    first, _newline, rest = sheet.text.partition("\n")

    def foot(text: str) -> Paragraph:
        return Paragraph(text, size=official.SIZE, align="right", indent=0, leading=official.LINE_PT / official.SIZE)

    return [
        official.title(sheet.title),
        Spacer(6),
        Paragraph(first.strip(), size=official.SIZE, align="left", indent=0,
                  leading=official.LINE_PT / official.SIZE),
        *official.body(rest, {}),
        Spacer(12),
        foot(sheet.sender + "　　"),
        foot(sheet.day + "　　　　"),
    ]  # fmt: skip

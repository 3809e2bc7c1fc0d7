"""What bonds bring to 今日工作: those under which nobody has come for longer than was agreed."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.text import _
from desktop.registers.bonds.model import Bond
from desktop.registers.bonds.queries.lists import last_contact, next_due, standing
from desktop.standard.show import SOON_DAYS
from desktop.standard.todo import Todo, due_when


def todos(session: Session, actor: Actor, today: date) -> Sequence[Todo]:
    """The bonds that are due up to a week ahead, the longest waiting first."""
    due, last = next_due(today), last_contact(today)
    query = (
        select(Bond.id, Bond.name, Bond.place, Bond.cadence_days, due, last)
        .where(standing(today), visible(Bond, actor), due <= today + timedelta(days=SOON_DAYS))
        .order_by(due, Bond.id)
    )
    found = []
    for key, name, place, days, day, held in session.execute(query):
        since = _("上次 {day}").format(day=held.isoformat()) if held else _("还没有联系记录")
        detail = _("约定 {days} 天内联系一次，{since}").format(days=days, since=since)
        title = _("{name}包联{place}").format(name=name, place=place)
        found.append(Todo(due_when(day, today), title, detail, _("打开包联"), "bonds", key, day))
    return found

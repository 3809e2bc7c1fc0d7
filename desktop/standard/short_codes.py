"""The way back from a short code on paper to the record that it stands for."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import short_code
from desktop.standard.tables import PaperCode


@dataclass(frozen=True, slots=True)
class Opened:
    """The record that a short code stands for."""

    register: str
    record_id: UUID
    form: str


def open_code(session: Session, actor: Actor, typed: str) -> Opened:
    """The record behind a typed or scanned code; whether it may still be seen, its page asks again."""
    code = short_code.decode(typed)
    row = session.get(PaperCode, code.number)
    if row is None or row.letter != code.kind:
        raise UserError(_("这张纸不是在这台电脑上打印的，短码打不开。请按门牌或姓名查找。"))
    actor.require(f"{row.register}.see")
    return Opened(row.register, row.record_id, row.form)

"""Which record a person means who writes an id, or what the record is called."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field, Register
from desktop.standard.list import rows_of


def key_of(session: Session, actor: Actor, register: Register, text: str) -> UUID:
    """The id that was written, or that of the one record of this name or number.

    UserError when there is none, or when several are called so: which one is not guessed.
    """
    said = text.strip()
    try:
        return UUID(said)
    except ValueError:
        pass
    actor.require(f"{register.name}.see")
    found = _called(session, actor, register, said)
    if not found:
        raise UserError(
            _("“{title}”里没有“{text}”，什么也没有做。请写名称或编号，用 find 或 list 加 --json 查看。").format(
                title=register.title, text=said
            )
        )
    if len(found) > 1:
        raise UserError(
            _("“{title}”里有 {n} 条叫“{text}”，什么也没有做。请写编号，用 list 加 --json 查看。").format(
                title=register.title, n=len(found), text=said
            )
        )
    return found[0]


def with_keys(
    session: Session, actor: Actor, registers: Iterable[Register], *, fields: Iterable[Field], typed: dict[str, str]
) -> dict[str, str]:
    """What was typed, with the id in place of the name wherever a field asks for a record."""
    known = {register.name: register for register in registers}
    picking = {name: field.picks for field in fields if field.kind == "record" for name in (field.name, field.title)}
    return {
        name: str(key_of(session, actor, known[picking[name]], text)) if picking.get(name) and text.strip() else text
        for name, text in typed.items()
    }


def _called(session: Session, actor: Actor, register: Register, said: str) -> list[UUID]:
    rows = rows_of(register)
    label = getattr(rows, register.label, None)
    if not said or not isinstance(label, InstrumentedAttribute):  # a label that is put together is no column to ask
        return []
    query = select(rows.id).where(label == said, visible(rows, actor))
    if hasattr(rows, "alive"):
        query = query.where(rows.alive)
    return list(session.scalars(query.order_by(rows.id).limit(9)))

"""Typing or scanning the short code of a paper finds its record, in Ctrl+K and on the command line alike."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import short_code
from desktop.search.finding import Hit
from desktop.search.ranking import Tier
from desktop.spec import Register
from desktop.standard.load import label_of, record_in_scope


def hits(session: Session, actor: Actor, text: str, *, catalog: Iterable[Register]) -> list[Hit]:
    """The record behind `text`, if it is a code printed on this PC that the actor may open; else nothing."""
    try:
        short_code.decode(text)
    except UserError:
        return []
    from desktop.standard import paper  # late: the PDF library is loaded when paper is first spoken of

    try:
        opened = paper.open_code(session, actor, text)
        register = next(one for one in catalog if one.name == opened.register)
        record = record_in_scope(session, actor, register, opened.record_id)
    except (UserError, StopIteration):
        return []
    label = label_of(session, register, record)
    said = _("短码 {code}").format(code=text.strip().upper())
    return [Hit(register.name, record.id, record.unit_id, label, said, (), Tier.LIVES_THERE)]

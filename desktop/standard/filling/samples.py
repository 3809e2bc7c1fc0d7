"""How the first rows would look in a table, with all numbers masked, so that a wrong column is seen at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.sheets.write import shown
from desktop.standard import list as listing
from desktop.standard.filling.choice import query_of
from desktop.standard.filling.course import Opened
from desktop.standard.filling.prepare import prepare

_READ, _SHOWN = 6, 2  # rows read, and values shown of a column


def samples(session: Session, actor: Actor, opened: Opened, *, today: date) -> Mapping[str, Sequence[str]]:
    """A few different values by the title of the column; nothing where nobody is chosen or nothing is mapped."""
    actor.require(f"{opened.source.register.name}.export")
    query = query_of(opened.choice, opened.source, today=today)
    first = listing.page(session, actor, opened.source.register, query=query, today=today, limit=_READ)
    ids = [row.id for row in first.rows]
    if not ids:
        return {}
    choice = replace(opened.choice, full=False)
    try:
        made = prepare(
            session, actor, opened.source, template=opened.template, layout=opened.layout, mapping=opened.mapping,
            choice=choice, today=today, ids=ids,
        )  # fmt: skip
    except UserError:  # no column is mapped yet
        return {}
    found = {}
    for column in opened.layout.columns:
        values = [shown(row.get(column.column)) for row in made.rows]
        found[column.title] = tuple(dict.fromkeys(value for value in values if value))[:_SHOWN]
    return found

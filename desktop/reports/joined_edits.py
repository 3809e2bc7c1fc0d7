"""What the exchange joined by itself: two people wrote other fields of one record without seeing each other."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.reports.conflict_cards import Reader
from desktop.reports.exchange_standing import of_joined
from desktop.spec import Register
from desktop.standard.history import Wording
from desktop.store.record import record_types
from desktop.sync.conflict_row import Conflict
from desktop.sync.shown import Joined

MOST = 500


def joined_edits(
    session: Session, actor: Actor, catalog: Sequence[Register], *, today: date
) -> tuple[Joined, ...]:  # fmt: skip
    """The newest first; what is given by name is told to those it was given to."""
    actor.require("conflicts.see")
    reader = Reader(session, Wording.of(catalog), catalog, today, None)
    known = {kind.__tablename__: kind for kind in record_types()}
    query = select(Conflict).where(of_joined(actor)).order_by(Conflict.mine_at.desc(), Conflict.id.desc()).limit(MOST)
    found = []
    for one in session.scalars(query):
        kind = known.get(one.table_name)
        if kind is not None and (not kind.permission or actor.may(kind.permission)):
            found.append(reader.joined(one, kind))
    return tuple(found)

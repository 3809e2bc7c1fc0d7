"""What a PC need not offer again: sending states of changes that the county has had for more than a year (SYNC §2).

The journal keeps every change; only a county that was put back from a backup is offered them again, and no backup is
that old. Of a row of which something was set aside, all is kept: whether that was settled since is asked of it.
"""

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from desktop.store.journal import Change, Outgoing, table_of

KEPT_MS = 400 * 86_400_000
KEPT_CHANGES = 20_000  # the newest stay whatever their time says: the clock of a PC may be wrong by years
_JOURNAL, _OUTBOX = table_of(Change), table_of(Outgoing)


def prune(session: Session, now: int) -> int:
    """Forget the sending states of old changes that the feed has shown; returns how many. `now` in UTC ms."""
    connection = session.connection()
    newest: int = connection.execute(_NEWEST).scalar() or 0
    said = {"before": now - KEPT_MS, "place": newest - KEPT_CHANGES}
    return connection.execute(_PRUNE, said).rowcount


_NEWEST = select(func.max(_JOURNAL.c.n))
_ASIDE = (
    select(_JOURNAL.c.row_id)
    .join_from(_OUTBOX, _JOURNAL, _OUTBOX.c.change_id == _JOURNAL.c.id)
    .where(_OUTBOX.c.state == "quarantined")
)
_OLD = select(_JOURNAL.c.id).where(
    _JOURNAL.c.at < bindparam("before"), _JOURNAL.c.n <= bindparam("place"), _JOURNAL.c.row_id.not_in(_ASIDE)
)
_PRUNE = delete(_OUTBOX).where(_OUTBOX.c.state == "done", _OUTBOX.c.change_id.in_(_OLD))

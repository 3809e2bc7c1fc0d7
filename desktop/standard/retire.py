"""To the recycle bin and back: a row is never deleted, it stops being alive (SYNC §4)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.spec import Register
from desktop.standard.load import record_in_scope


def retire(
    session: Session,
    actor: Actor,
    register: Register,
    *,
    ids: Sequence[UUID],
    alive: bool = False,
    on_step: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Put records into the recycle bin (or take them out, `alive=True`); returns how many changed.

    UserError for a record that the register's rules keep, such as a signed contract; then none is put away.
    `on_step(done, all)` may raise Cancelled, which does the same.
    """
    actor.require(f"{register.name}.retire")
    changed = 0
    for at, record_id in enumerate(ids):
        on_step(at, len(ids))
        record = record_in_scope(session, actor, register, record_id)
        if not alive and register.keep is not None:
            register.keep(record)
        changed += record.alive != alive
        record.alive = alive
    session.flush()
    return changed

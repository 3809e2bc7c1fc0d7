"""Which rows a PC need not be told again: they stand at the hub as it sent them."""

from collections.abc import Sequence
from uuid import UUID

from desktop.sync.hub_state import HubState
from desktop.sync.protocol import Change, Key, Result
from desktop.sync.shape import UNIT


def as_sent(
    state: HubState, changes: Sequence[Change], results: Sequence[Result], *, read: int, began: int
) -> frozenset[Key]:
    """The rows of which all that the PC has not read is its own, sent just now and written as it was sent.

    `read`: the sequence up to which it read everything; `began`: the newest one before this request. What moved goes
    through the feeds of two units, and what was offered to a restored hub before is judged by what others built upon
    it: both are told.
    """
    fine = {result.id for result in results if result.kind == "ok" and result.seq > began}
    own: dict[Key, set[UUID]] = {}
    told: set[Key] = set()
    for change in changes:
        key = (change.table, change.row)
        if change.id in fine and not change.was and (change.op == "insert" or UNIT not in change.patch):
            own.setdefault(key, set()).add(change.id)
        else:
            told.add(key)
    return frozenset(
        key
        for key, mine in own.items()
        if key not in told and all(seq <= read or by in mine for seq, by in state.revs(key).values())
    )

"""What the author of an edit had seen of a row, asked of the sendings that lie over it; the rule is the store's own."""

from collections.abc import Iterable

from desktop.store import seen as rule
from desktop.sync.desk_state import Sending
from desktop.sync.protocol import Patch
from desktop.sync.shape import TableShape


def seen(shape: TableShape, patch: Patch, pending: Iterable[Sending], *, now: int) -> dict[str, int]:
    """See `store.seen.seen`, by which the journal captures it."""
    over = (rule.Over(frozenset(map(shape.group, one.change.patch)) - one.lost, one.change.seen) for one in pending)
    groups = dict.fromkeys(map(shape.group, patch))
    return rule.seen(groups, over, now=now, retires=rule.is_retirement(patch))

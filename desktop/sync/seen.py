"""What the author of an edit had seen of a row: the server sequence of each field group (SYNC §4, `base_seq`)."""

from collections.abc import Iterable

from desktop.sync.desk_state import Sending
from desktop.sync.protocol import Patch
from desktop.sync.shape import ALIVE, TableShape


def seen(shape: TableShape, patch: Patch, pending: Iterable[Sending], *, now: int) -> dict[str, int]:
    """For each group of the patch what was seen at its first edit that still lies over the hub's value, else `now`.

    Whoever retires a row answers for all of it, so the groups that own pending edits cover are told too: what came in
    under them was not seen, although the PC has read it.
    """
    first: dict[str, int] = {}
    for one in pending:
        for group in {shape.group(name) for name in one.change.patch} - one.lost:
            first.setdefault(group, one.change.seen.get(group, now))
    found = {group: first.get(group, now) for group in {shape.group(name) for name in patch}}
    if patch.get(ALIVE, [None, None])[1] is False:
        return first | found
    return found

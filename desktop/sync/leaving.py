"""Rows that leave a PC: when they go, what stays of them, and when a person is asked first."""

from collections import Counter
from collections.abc import Iterable

from desktop.sync.desk_state import DeskState
from desktop.sync.protocol import Key
from desktop.sync.shape import Shape, table_of

MUCH = 5  # a fifth of a table
FEW_LEAVE = 20  # rows that leave without a question, however small the table


def let_go(desk: DeskState, shape: Shape) -> None:
    """Rows that left the scope go when nothing of them is unanswered; of one that is referred to, the name stays.

    Where that is much of a table at once, all of them wait until a person has said that they may (SYNC §5).
    """
    order = {table: place for place, table in enumerate(shape)}
    ready = [key for key in desk.left() if all(one.state == "acked" for one in desk.pending(key))]
    much = _much(desk, shape, ready)
    if much and not desk.may_leave():
        desk.hold(much)
        return
    desk.hold({})
    for key in sorted(ready, key=lambda one: order.get(one[0], 0), reverse=True):
        if not desk.referred(key, shape):
            desk.remove(key)
        elif not list(desk.pending(key)) and (row := desk.row(key)) is not None:
            desk.put(key, dict.fromkeys(row) | table_of(shape, key[0]).only_named(row))


def _much(desk: DeskState, shape: Shape, leaving: Iterable[Key]) -> dict[str, int]:
    """How many rows leave the tables that would lose more than a fifth of theirs; what is a name only, is not lost."""
    whole = ((key, desk.row(key) or {}) for key in leaving)
    counts = Counter(key[0] for key, row in whole if row.keys() - table_of(shape, key[0]).only_named(row).keys())
    return {table: n for table, n in counts.items() if n > FEW_LEAVE and MUCH * n > desk.count(table)}

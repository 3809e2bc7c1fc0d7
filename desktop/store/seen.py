"""What the author of an edit had seen of a row: the server sequence of each field group (SYNC §4, `base_seq`)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from sqlalchemy import Connection, bindparam, select, text

from desktop.store.exchange_rows import Exchange
from desktop.store.types import Id

MOST = 500  # ids in one question
Asked = tuple[str, UUID, Mapping[str, Sequence[object]], Callable[[str], str]]  # table, row, patch, field → group


@dataclass(frozen=True, slots=True)
class Over:
    """A change that lies over what the hub says: its field groups but those in conflict, and what was seen of them."""

    groups: frozenset[str]
    seen: Mapping[str, int]


def seen(groups: Iterable[str], pending: Iterable[Over], *, now: int, retires: bool) -> dict[str, int]:
    """For each group what was seen at its first edit that still lies over the hub's value, else `now`.

    Whoever retires a row answers for all of it, so the groups that own pending edits cover are told too: what came in
    under them was not seen, although the PC has read it.
    """
    first: dict[str, int] = {}
    for one in pending:
        for each in one.groups:
            first.setdefault(each, one.seen.get(each, now))
    found = {each: first.get(each, now) for each in groups}
    return first | found if retires else found


def is_retirement(patch: Mapping[str, Sequence[object]]) -> bool:
    """Does this change put the row into the recycle bin?"""
    return "alive" in patch and patch["alive"][1] is False


def read(connection: Connection, asked: Sequence[Asked], *, whole: int) -> list[dict[str, int]]:
    """`seen` for edits that are about to be written, each beside what is pending of its row now."""
    ids = list({row_id for _table, row_id, _patch, _group in asked})
    until: dict[tuple[str, UUID], int] = {}
    over: dict[tuple[str, UUID], list[tuple[Iterable[str], frozenset[str], dict[str, int]]]] = {}
    for start in range(0, len(ids), MOST):
        part = {"ids": ids[start : start + MOST]}
        for row in connection.execute(_UNTIL, part):
            until[row.table_name, row.row_id] = max(until.get((row.table_name, row.row_id), 0), row.seq)
        for row in connection.execute(_PENDING, part):
            names = msgspec.json.decode(row.patch) if row.patch else {}
            lost = frozenset(msgspec.json.decode(row.lost)) if row.lost else frozenset()
            seen_then = msgspec.json.decode(row.base_seq)
            over.setdefault((row.table_name, row.row_id), []).append((names, lost, seen_then))
    found = []
    for table, row_id, patch, group in asked:
        pending = [
            Over(frozenset(map(group, names)) - lost, then) for names, lost, then in over.get((table, row_id), ())
        ]
        now = max(whole, until.get((table, row_id), 0))
        found.append(seen(dict.fromkeys(map(group, patch)), pending, now=now, retires=is_retirement(patch)))
    return found


def whole_reading(connection: Connection) -> int | None:
    """The cursor of the last whole reading; None before the first exchange."""
    found: int | None = connection.execute(_WHOLE).scalar()
    return found


_WHOLE = select(Exchange.whole)
# In words of SQL, since the journal asks: its own tables are mapped beside it.
_UNTIL = (
    text(
        "SELECT table_name, row_id, seq FROM read_ahead WHERE row_id IN :ids "
        "UNION ALL SELECT table_name, row_id, read_until FROM doubted_row WHERE row_id IN :ids"
    )
    .bindparams(bindparam("ids", expanding=True, type_=Id))
    .columns(row_id=Id)
)
_PENDING = (
    text(
        "SELECT journal.table_name, journal.row_id, journal.patch, journal.base_seq, outbox.lost "
        "FROM journal JOIN outbox ON outbox.change_id = journal.id "
        "WHERE journal.row_id IN :ids AND outbox.state IN ('new', 'sent', 'parked', 'acked') ORDER BY journal.n"
    )
    .bindparams(bindparam("ids", expanding=True, type_=Id))
    .columns(row_id=Id)
)

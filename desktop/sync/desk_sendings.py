"""The changes of a PC on their way, read from its journal and outbox within one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    Connection,
    Executable,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    type_coerce,
    update,
)
from sqlalchemy.types import NullType

from desktop.base.ids import id_of
from desktop.store.fast_rows import run_rows
from desktop.store.journal import Change as Said
from desktop.store.journal import Outgoing, patch_said, table_of
from desktop.store.many_ids import among_asked as _among
from desktop.sync.desk_state import WAITING, Sending
from desktop.sync.protocol import ASIDE, KEPT_BACK, Change, Key

MOST = 500  # ids in one question
LIVE = (*sorted(WAITING), "acked")
_NO_ROW = UUID(int=0)
_JOURNAL, _OUTBOX = table_of(Said), table_of(Outgoing)
_seen = msgspec.json.Decoder(dict[str, int]).decode
_groups = msgspec.json.Decoder(tuple[str, ...]).decode
_encode = msgspec.json.Encoder().encode
_NOTHING = frozenset[str]()


class DeskSendings:
    """See `DeskState`: the part of it that is about changes. Settled ones are written at `flush`."""

    def __init__(self, connection: Connection, stay: frozenset[str], sent: Mapping[UUID, Change]) -> None:
        """`stay`: tables whose changes keep their place in the chain, and of which nothing else is told.

        `sent`: changes that were read in another transaction; of these only the states are read.
        """
        self._connection, self._stay, self._sent = connection, stay, sent
        self._known: dict[UUID, Sending | None] = {}
        self._of: dict[Key, list[Sending]] = {}
        self._settled: dict[UUID, Sending] = {}
        self._live: bool | None = None  # does anything lie over what the hub says? mostly not

    def expect(self, keys: Iterable[Key], changes: Iterable[UUID]) -> None:
        """Read these at once: what is pending of rows, and changes by their ids."""
        wanted = [one for one in changes if one not in self._known]
        self._known |= dict.fromkeys(wanted)
        for part in _parts([one for one in wanted if one in self._sent]):
            self._read_states(part)
        for part in _parts([one for one in wanted if self._known[one] is None]):
            self._read(_BY_ID, part)
        fresh = [key for key in keys if key not in self._of]
        self._of |= {key: [] for key in fresh}
        if self._live is None:
            self._live = self._connection.execute(_ANY).first() is not None
        for part in _parts(list({key[1] for key in fresh})) if self._live else ():
            for one in self._read(_BY_ROW, part):
                self._of.setdefault((one.change.table, one.change.row), []).append(one)

    def _read(self, query: Executable, ids: Sequence[UUID]) -> list[Sending]:
        found = []
        for row in self._connection.execute(query, {"ids": ids}).all():
            change_id = id_of(row[0])
            one = self._known.get(change_id)
            if one is None:
                one = self._known[change_id] = self._sending(row, left=0)
            found.append(one)
        return found

    def _read_states(self, ids: Sequence[UUID]) -> None:
        """Of changes that are at hand; one that a person's erasure emptied meanwhile is read again."""
        for change_id, state, seq, lost, why in self._connection.execute(_STATES, {"ids": ids}).all():
            change = self._sent[id_of(change_id)]
            self._known[change.id] = Sending(change, state, seq or 0, _lost(lost), why)

    def unsent(self) -> list[Sending]:
        """See `DeskState.unsent`."""
        self.flush()
        rows = self._connection.execute(_UNSENT).all()
        last: dict[bytes, int] = dict(self._connection.execute(_TOGETHER).all())
        return [self._sending(row, left=last[row[5]] - row[2] if row[5] in last else 0) for row in rows]

    def _sending(self, row: Any, *, left: int) -> Sending:
        said = _sending(row, left=left)
        if row[6] not in self._stay:
            return said
        return replace(said, change=msgspec.structs.replace(
            said.change, op=KEPT_BACK, table="", row=_NO_ROW, patch={}, seen={}
        ))  # fmt: skip

    def pending(self, key: Key) -> list[Sending]:
        """See `DeskState.pending`."""
        if key not in self._of:
            self.expect([key], ())
        return [one for one in self._of[key] if one.state in LIVE]

    def sending(self, change_id: UUID) -> Sending | None:
        """See `DeskState.sending`."""
        if change_id not in self._known:
            self.expect((), [change_id])
        one = self._known[change_id]
        return None if one is None or one.state == "done" else one

    def settle(self, sending: Sending) -> None:
        """See `DeskState.settle`."""
        self._known[sending.change.id] = self._settled[sending.change.id] = sending

    def waiting(self, changes: list[UUID]) -> set[UUID]:
        """Those of them that have no answer yet."""
        self.flush()
        return {
            id_of(row[0]) for part in _parts(changes) for row in self._connection.execute(_WAITS, {"ids": part}).all()
        }

    def acked(self) -> list[tuple[UUID, int, Key]]:
        """What the hub has and the feed has not shown yet: change, sequence, row."""
        before = (
            (one.change_id, one.acked_seq, (one.table_name, one.row_id))
            for one in self._connection.execute(_ACKED).all()
            if one.change_id not in self._settled
        )
        now = (
            (change, one.seq, (one.change.table, one.change.row))
            for change, one in self._settled.items()
            if one.state == "acked"
        )
        return [*before, *now]

    def done(self, changes: Sequence[UUID]) -> None:
        """The feed has shown them."""
        older = [{"its_id": change} for change in changes if change not in self._settled]
        if older:
            self._connection.execute(_DONE, older)
        for change in changes:
            one = self._known.get(change)
            if one is not None:
                one.state = "done"

    def offer_again(self) -> None:
        """See `DeskState.offer_again`."""
        self.flush()
        groups = {
            row.id: _encode(sorted(_seen(row.base_seq))).decode() for row in self._connection.execute(_QUARANTINED)
        }
        self._connection.execute(_OFFERED)
        if groups:
            self._connection.execute(_ASIDE, [{"its_id": change, "groups": said} for change, said in groups.items()])
        self._known.clear()
        self._of.clear()

    def flush(self) -> None:
        """Write the states."""
        if self._settled:
            rows = [
                {
                    "its_id": change, "state": one.state, "acked_seq": one.seq or None, "result": one.why,
                    "lost": _encode(sorted(one.lost)).decode() if one.lost else None,
                }
                for change, one in self._settled.items()
            ]  # fmt: skip
            run_rows(self._connection, _SETTLE, rows)
            self._settled.clear()


def _sending(row: Any, *, left: int) -> Sending:
    (
        change_id, chain, n, prev, digest, tx, table, row_id, op, base_seq, patch, actor, at, schema,
        state, acked_seq, result, lost, was, asked,
    ) = row  # fmt: skip
    change = Change(
        id_of(change_id), _shared(chain), n, prev, digest, _shared(tx), left, table, id_of(row_id), op,
        patch_said(patch), _seen(base_seq), _shared(actor), at, schema, was or 0, _groups(asked) if asked else (),
    )  # fmt: skip
    return Sending(change, state, acked_seq or 0, _lost(lost), result)


def _lost(said: str | None) -> frozenset[str]:
    return frozenset(_groups(said)) if said else _NOTHING


@lru_cache(maxsize=4096)
def _shared(said: bytes) -> UUID:
    """An id that many changes have in common."""
    return id_of(said)


def _parts(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[start : start + MOST] for start in range(0, len(ids), MOST))


_ALL: Select[*tuple[Any, ...]] = (
    select(*(
        type_coerce(column, NullType()).label(column.key)  # as the driver has it: thousands are read at once
        for column in (
            _JOURNAL.c.id, _JOURNAL.c.chain, _JOURNAL.c.n, _JOURNAL.c.prev, _JOURNAL.c.digest, _JOURNAL.c.tx,
            _JOURNAL.c.table_name, _JOURNAL.c.row_id, _JOURNAL.c.op, _JOURNAL.c.base_seq, _JOURNAL.c.patch,
            _JOURNAL.c.actor, _JOURNAL.c.at, _JOURNAL.c.schema,
            _OUTBOX.c.state, _OUTBOX.c.acked_seq, _OUTBOX.c.result, _OUTBOX.c.lost, _OUTBOX.c.was, _OUTBOX.c.asked,
        )
    ))
    .join_from(_JOURNAL, _OUTBOX, _OUTBOX.c.change_id == _JOURNAL.c.id)
    .order_by(_JOURNAL.c.n)
)  # fmt: skip
_BY_ID = _ALL.where(_among(_JOURNAL.c.id), _OUTBOX.c.state != "done")
_BY_ROW = _ALL.where(_among(_JOURNAL.c.row_id), _OUTBOX.c.state.in_(LIVE))
_UNSENT = _ALL.where(_OUTBOX.c.state.in_(sorted(WAITING)))
_WAITING_TX = (
    select(_JOURNAL.c.tx)
    .join(_OUTBOX, _OUTBOX.c.change_id == _JOURNAL.c.id)
    .where(_OUTBOX.c.state.in_(sorted(WAITING)))
)
_TOGETHER = (  # deeds of several parts, and their last place; parts that lie between others' go alone, as in an import
    select(type_coerce(_JOURNAL.c.tx, NullType()), func.max(_JOURNAL.c.n))
    .where(_JOURNAL.c.tx.in_(_WAITING_TX))
    .group_by(_JOURNAL.c.tx)
    .having(func.count() > 1, func.count() == func.max(_JOURNAL.c.n) - func.min(_JOURNAL.c.n) + 1)
)
_STATES = (
    select(type_coerce(_OUTBOX.c.change_id, NullType()), *(
        _OUTBOX.c[name] for name in ("state", "acked_seq", "lost", "result")
    ))
    .join(_JOURNAL, _JOURNAL.c.id == _OUTBOX.c.change_id)
    .where(_among(_OUTBOX.c.change_id), _OUTBOX.c.state != "done", _JOURNAL.c.patch.is_not(None))
)  # fmt: skip
_ACKED = (
    select(_OUTBOX.c.change_id, _OUTBOX.c.acked_seq, _JOURNAL.c.table_name, _JOURNAL.c.row_id)
    .join(_JOURNAL, _JOURNAL.c.id == _OUTBOX.c.change_id)
    .where(_OUTBOX.c.state == "acked")
)
_OWN = _OUTBOX.c.change_id == bindparam("its_id")
_WAITS: Select[Any] = select(type_coerce(_OUTBOX.c.change_id, NullType())).where(
    _among(_OUTBOX.c.change_id), _OUTBOX.c.state.in_(sorted(WAITING))
)
_ANY = select(_OUTBOX.c.change_id).where(_OUTBOX.c.state.in_(LIVE)).limit(1)
_DONE = update(_OUTBOX).where(_OWN).values(state="done")
_SETTLE = (
    update(_OUTBOX).where(_OWN).values({name: bindparam(name) for name in ("state", "acked_seq", "result", "lost")})
)
_QUARANTINED = (
    select(_JOURNAL.c.id, _JOURNAL.c.base_seq)
    .join(_OUTBOX, _OUTBOX.c.change_id == _JOURNAL.c.id)
    .where(_OUTBOX.c.state == "quarantined")
)
_OFFERED = update(_OUTBOX).values(
    state="new", was=func.coalesce(_OUTBOX.c.acked_seq, _OUTBOX.c.was), asked=_OUTBOX.c.lost, acked_seq=None, result=""
)
_ASIDE = update(_OUTBOX).where(_OWN).values(was=literal_column(str(ASIDE)), lost=bindparam("groups"))

"""What a PC remembers for the exchange, in its own encrypted file: `DeskState` over the store."""

# ruff: noqa: D102 - the port says what each does

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.base.ids import uuid7
from desktop.store.record import record_types, staying
from desktop.store.session import Changes, Store
from desktop.sync import desk_checks, desk_tables
from desktop.sync.desk_moment import Moment
from desktop.sync.desk_state import Sending
from desktop.sync.desk_tables import DeskTable
from desktop.sync.protocol import Change, Key, Values
from desktop.sync.shape import Shape

APPLY = "exchange.apply"  # the action of the deed: it writes no journal, for what it writes was journaled elsewhere
NOBODY = UUID(int=0)


class DeskStore:
    """See `DeskState`. Every question is asked inside `with desk.transaction():`, as `run.run` and `run.take` do.

    `told` hears after each transaction which tables changed, so that open screens reload.
    """

    def __init__(
        self,
        store: Store,
        *,
        actor: UUID = NOBODY,
        told: Callable[[Changes], None] = lambda _changes: None,
        tables: Mapping[str, DeskTable] | None = None,
    ) -> None:
        self._store, self._actor, self._told = store, actor, told
        self._tables = _travelling() if tables is None else tables
        self._stay = staying()
        self._held: Moment | None = None
        self._sent: dict[UUID, Change] = {}  # what went last, and has its answer next
        self._copies = False
        self._underived: set[str] = set()

    @contextmanager
    def copying(self) -> Iterator[None]:
        """Until the block ends, whole or broken off, no lists are written of the pages of a first copy.

        Each page of it touches the same people again: once with their names, once with where they live, once with
        their telephones.
        """
        self._copies = True
        try:
            yield
        finally:
            self._copies = False
            if self._underived:
                self._store.derive_waiting(self._actor)
                tables, self._underived = frozenset(self._underived), set[str]()
                self._told(Changes(tables, uuid7()))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            with self._store.write(self._actor, APPLY) as session:
                schema = self._store.schema(session)
                self._held = Moment.read(session, self._tables, self._stay, sent=self._sent, schema=schema)
                yield
                self._held.flush()
                if self._copies and not self._held.marks.whole:
                    self._leave_underived(session)
        finally:
            self._held = None
        changes: Changes = session.info["changes"]
        if changes.tables:
            self._told(changes)

    def _leave_underived(self, session: Session) -> None:
        touched = session.info["deed"].touched
        if touched:
            self._store.derive_later(session)
            self._underived |= touched.keys()

    @property
    def _now(self) -> Moment:
        if self._held is None:
            raise AssertionError("the exchange asks its desk inside a transaction only")
        return self._held

    @property
    def cursor(self) -> int:
        return self._now.cursor

    @cursor.setter
    def cursor(self, seq: int) -> None:
        self._now.cursor = seq

    @property
    def epoch(self) -> int:
        return self._now.epoch

    @epoch.setter
    def epoch(self, epoch: int) -> None:
        self._now.epoch = epoch

    def expect(self, keys: Iterable[Key], changes: Iterable[UUID]) -> None:
        now, rows = self._now, list(keys)
        now.sendings.expect(rows, changes)
        now.rows.expect(rows)
        now.marks.expect(rows)

    # Scope

    def units(self) -> frozenset[UUID]:
        return self._now.units

    def set_units(self, units: frozenset[UUID]) -> None:
        self._now.scope_changed |= units != self._now.units
        self._now.units = units

    def lagging(self) -> Mapping[UUID, int]:
        return self._now.lagging

    def set_lagging(self, lagging: Mapping[UUID, int]) -> None:
        self._now.scope_changed |= lagging != self._now.lagging
        self._now.lagging = dict(lagging)

    # Changes

    def unsent(self) -> Iterable[Sending]:
        return self._now.sendings.unsent()

    def pending(self, key: Key) -> Iterable[Sending]:
        return self._now.sendings.pending(key)

    def sending(self, change_id: UUID) -> Sending | None:
        return self._now.sendings.sending(change_id)

    def send(self, changes: Sequence[Change]) -> list[Change]:
        waiting = self._now.sendings.waiting([change.id for change in changes])
        going = [change for change in changes if change.id in waiting]
        self._sent = {change.id: change for change in going}
        return going

    def settle(self, sending: Sending) -> None:
        self._now.sendings.settle(sending)

    def forget_acked(self) -> set[Key]:
        now = self._now
        acked = now.sendings.acked()
        now.marks.expect(key for _change, seq, key in acked if seq > now.marks.whole)
        shown = [(change, key) for change, seq, key in acked if seq <= now.marks.read_until(key)]
        now.sendings.done([change for change, _key in shown])
        return {key for _change, key in shown}

    def offer_again(self) -> None:
        self._sent.clear()  # each of them says something more from now on
        self._now.sendings.offer_again()

    # Rows

    def row(self, key: Key) -> Values | None:
        return self._now.rows.row(key)

    def put(self, key: Key, values: Values) -> None:
        self._now.rows.put(key, values)

    def remove(self, key: Key) -> None:
        self._now.rows.remove(key)
        self._now.marks.forget(key)
        self._now.marks.leaving(key, gone=True)  # its changes stay in the journal: `check` is told why there is no row

    def referred(self, key: Key, shape: Shape) -> bool:
        return self._now.rows.referred(key, shape)

    def rows_of(self, unit: UUID) -> Iterable[Key]:
        return self._now.rows.of_unit(unit)

    def every(self) -> Iterable[Key]:
        """All rows here."""
        return self._now.rows.every()

    # What is noted about them

    def behind(self, key: Key) -> dict[str, Values]:
        return self._now.marks.behind(key)

    def keep_behind(self, key: Key, group: str, values: Values | None) -> None:
        self._now.marks.keep_behind(key, group, values)

    def keep_ahead(self, key: Key, seq: int) -> None:
        self._now.marks.keep_ahead(key, seq)

    def keep_whole(self, seq: int) -> None:
        self._now.marks.keep_whole(seq)

    def read_until(self, key: Key) -> int:
        return self._now.marks.read_until(key)

    def is_whole(self) -> bool:
        now = self._now
        return now.marks.whole == now.cursor and not now.lagging and not now.marks.doubted()

    def leaving(self, key: Key, *, gone: bool) -> None:
        self._now.marks.leaving(key, gone=False if gone else None)

    def left(self) -> Iterable[Key]:
        return self._now.marks.left()

    def doubt_all(self) -> None:
        self._now.marks.doubt(list(self.every()))

    def doubted(self) -> Iterable[Key]:
        return list(self._now.marks.doubted())

    def doubt(self, keys: Iterable[Key]) -> None:
        self._now.marks.doubt_these(keys)

    def sure(self, keys: Iterable[Key]) -> None:
        self._now.marks.sure(keys)

    # What is held against the hub, and against a person's word

    def standing(self) -> Iterable[tuple[Key, Values]]:
        self._now.rows.flush()
        return desk_checks.standing(self._now.connection, self._tables)

    def unsettled(self) -> Mapping[Key, bool]:
        self._now.sendings.flush()
        return desk_checks.unsettled(self._now.connection)

    def amiss(self) -> frozenset[int]:
        return self._now.check.amiss()

    def set_amiss(self, buckets: frozenset[int]) -> None:
        self._now.check.set_amiss(buckets)

    def held(self) -> Mapping[str, int]:
        return self._now.check.held()

    def hold(self, counts: Mapping[str, int]) -> None:
        self._now.check.hold(counts)

    def may_leave(self) -> bool:
        return self._now.check.may_leave()

    def count(self, table: str) -> int:
        self._now.rows.flush()
        return desk_checks.count(self._now.connection, self._tables, table)


def _travelling() -> dict[str, DeskTable]:
    return desk_tables.of_records(kind for kind in record_types() if kind.travels)


def place_laid_up(store: Store) -> None:
    """What a newer hub told an older schema has its place now: call it after an upgrade, before people edit."""
    with DeskStore(store).transaction():
        pass

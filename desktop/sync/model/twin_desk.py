"""A PC of the model that keeps everything twice, in memory and in an encrypted file, and holds the answers together."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import msgspec

from desktop.store import journal, seen
from desktop.store.session import WriteSession
from desktop.sync.desk_rows import DeskRows
from desktop.sync.desk_state import Sending
from desktop.sync.desk_store import DeskStore
from desktop.sync.model import real_tables
from desktop.sync.model.drawer import Drawer
from desktop.sync.model.law import Broken
from desktop.sync.model.memory_desk import MemoryDesk
from desktop.sync.protocol import Change, Key
from desktop.sync.shape import Shape

_ORDERED = msgspec.json.Encoder(order="deterministic")


class TwinDesk(MemoryDesk):
    """See `MemoryDesk` and `DeskStore`: whatever is asked inside a transaction is asked of both."""

    def __init__(self, drawer: Drawer, shape: Shape, *, older: bool) -> None:
        super().__init__()
        self._drawer, self._shape, self._older = drawer, shape, older
        self._open_transaction, self._took = False, False
        self.store = drawer.desk(older=older)
        self.real = DeskStore(self.store, tables=real_tables.ways(older=older))
        self._session: WriteSession | None = None

    # What people do

    @contextmanager
    def deed(self) -> Iterator[None]:
        """In the file: one transaction, captured as the journal does it."""
        with self.store.write(UUID(int=1), "model.deed") as self._session:
            yield
        self._session = None

    def edited(self, change: Change) -> None:
        """Both know of it, and what was seen is the same."""
        assert self._session is not None
        connection = self._session.connection()
        key: Key = (change.table, change.row)
        whole = seen.whole_reading(connection)
        group = self._shape[change.table].group
        (said,) = seen.read(connection, [(*key, change.patch, group)], whole=whole or 0)
        hold_same("seen", change.seen, said)
        super().edited(change)
        row = {
            "id": change.id, "chain": change.chain, "n": change.n, "prev": change.prev, "digest": change.digest,
            "tx": change.tx, "batch": None, "table_name": change.table, "row_id": change.row, "op": change.op,
            "base_seq": _ORDERED.encode(said).decode(), "patch": _ORDERED.encode(change.patch), "salt": b"",
            "sealed": b"", "action": "", "source": "", "actor": change.actor, "at": change.at,
            "schema": change.schema, "app": "",
        }  # fmt: skip
        journal.append(connection, self._session.info["chain"], [row])
        rows = DeskRows(self._session, real_tables.ways(older=self._older))
        rows.put(key, {name: new for name, (_old, new) in change.patch.items()})
        rows.flush()

    # What the exchange asks

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Both, and both stand alike when it is over."""
        with self.real.transaction():
            self._open_transaction, self._took = True, False
            try:
                yield
                if self._took:
                    self._hold_alike()
            finally:
                self._open_transaction = False

    def _hold_alike(self) -> None:
        hold_same("cursor", self.cursor, self.real.cursor)
        hold_same("epoch", self.epoch, self.real.epoch)
        hold_same("units", self._units, self.real.units())
        hold_same("lagging", self._lagging, self.real.lagging())
        hold_same("left", sorted(self._left), sorted(self.real.left()))
        hold_same("doubted", sorted(self._doubted), sorted(self.real.doubted()))
        self.real.expect(self.rows, ())
        hold_same("rows", sorted(self.rows), sorted(self.real.every()))
        for key, row in self.rows.items():
            hold_same("row", row, self.real.row(key))
            hold_same("beneath", self._behind.get(key, {}), self.real.behind(key))
            hold_same("read until", MemoryDesk.read_until(self, key), self.real.read_until(key))

    def __setattr__(self, name: str, value: Any) -> None:
        """The cursor and the epoch are told to both."""
        super().__setattr__(name, value)
        if name in ("cursor", "epoch") and getattr(self, "_open_transaction", False):
            setattr(self.real, name, value)
            self._took = True

    def settle(self, sending: Sending) -> None:
        """Each has a sending of its own: what was changed in the one is changed in the other."""
        super().settle(sending)
        if self._open_transaction:
            real = self.real.sending(sending.change.id)
            assert real is not None
            real.state, real.seq, real.lost, real.why = sending.state, sending.seq, sending.lost, sending.why
            self.real.settle(real)

    # The disk

    def copy(self) -> "KeptDisk":
        """What a clone or a backup takes along."""
        with self.store.read() as session:
            disk = real_tables.copy_of(session.connection(), real_tables.of_desk(older=self._older))
        return KeptDisk(self, super().copy(), disk)

    def fill(self, memory: MemoryDesk, disk: real_tables.Disk) -> None:
        """A disk is put into this PC."""
        self.__dict__.update(memory.__dict__)
        with self.store.write(UUID(int=1), "model.clone") as session:
            real_tables.put_back(session.connection(), real_tables.of_desk(older=self._older), disk)

    def another(self) -> "TwinDesk":
        """An empty one of its kind."""
        return TwinDesk(self._drawer, self._shape, older=self._older)


class KeptDisk(MemoryDesk):
    """A disk in a drawer: the memory and all tables of the file."""

    def __init__(self, of: TwinDesk, memory: MemoryDesk, disk: real_tables.Disk) -> None:
        self._of, self._memory, self._disk = of, memory, disk

    def copy(self) -> TwinDesk:
        """It is put into a PC."""
        twin = self._of.another()
        twin.fill(self._memory.copy(), self._disk)
        return twin


def hold_same(what: str, memory: object, real: object) -> None:
    """Raise Broken when the file does not say what the memory says."""
    if memory != real:
        raise Broken(f"the file says otherwise: {what}: {memory!r} {real!r}")


def both(name: str, plain: Callable[[Any], object]) -> Callable[..., Any]:
    """A method that asks the memory, asks the file, and holds the answers together."""
    asked = getattr(MemoryDesk, name)

    def method(self: TwinDesk, *given: Any, **more: Any) -> Any:
        answer = asked(self, *given, **more)
        if self._open_transaction:
            real = getattr(self.real, name)(*given, **more)
            hold_same(f"{name}{given}", plain(answer), plain(real))
        return answer

    return method


def _same(said: object) -> object:
    return said


def _sending(one: Sending | None) -> object:
    """Without what only the sender is told of: how many of its deed follow."""
    if one is None:
        return None
    return (msgspec.structs.replace(one.change, left=0), one.state, one.seq, one.lost)


def _sendings(some: Iterable[Sending]) -> object:
    return [_sending(one) for one in some]


def _unsent(some: Iterable[Sending]) -> object:
    return [(one.change, one.state, one.seq, one.lost) for one in some]


def _sorted(keys: Iterable[Key]) -> object:
    return sorted(keys)


_PLAIN: dict[str, Callable[[Any], object]] = {
    "units": _same, "set_units": _same, "lagging": _same, "set_lagging": _same, "unsent": _unsent,
    "pending": _sendings, "sending": _sending, "send": _same, "forget_acked": _same, "offer_again": _same,
    "doubt_all": _same, "doubted": _sorted, "sure": _same, "row": _same, "put": _same, "remove": _same,
    "behind": _same, "keep_behind": _same, "keep_ahead": _same, "keep_whole": _same, "read_until": _same,
    "is_whole": _same,
    "doubt": _same, "amiss": _same, "set_amiss": _same, "held": _same, "hold": _same, "may_leave": _same,
    "count": _same, "unsettled": _same, "standing": lambda rows: sorted(rows, key=lambda pair: pair[0]),
    "leaving": _same, "left": _sorted, "referred": _same, "rows_of": _sorted,
}  # fmt: skip
for _name, _way in _PLAIN.items():
    setattr(TwinDesk, _name, both(_name, _way))

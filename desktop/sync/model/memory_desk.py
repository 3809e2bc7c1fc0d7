"""A PC's state in memory: the meaning of the real one, and a disk that can be cloned."""

# ruff: noqa: D102 - the port says what each does

import copy
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from desktop.sync.desk_state import WAITING, Sending
from desktop.sync.protocol import ASIDE, Change, Key, Values
from desktop.sync.shape import Shape


@dataclass
class MemoryDesk:
    """See `DeskState`; `copy()` is a clone of the disk."""

    cursor: int = 0
    epoch: int = 0
    _units: frozenset[UUID] = frozenset()
    _lagging: dict[UUID, int] = field(default_factory=dict)
    rows: dict[Key, Values] = field(default_factory=dict)
    outbox: dict[UUID, Sending] = field(default_factory=dict)
    kept: dict[UUID, Sending] = field(default_factory=dict)  # acked, for a hub that may have to be told again
    _behind: dict[Key, dict[str, Values]] = field(default_factory=dict)
    ahead: dict[Key, int] = field(default_factory=dict)
    _left: set[Key] = field(default_factory=set)
    _doubted: dict[Key, int] = field(default_factory=dict)  # and how far each was read before the hub was restored
    _whole: int = 0
    _amiss: frozenset[int] = frozenset()
    _held: dict[str, int] = field(default_factory=dict)
    allowed: bool = False  # a person said so

    def deed(self) -> AbstractContextManager[None]:
        """The people here do something, as a whole."""
        return nullcontext()

    def edited(self, change: Change) -> None:
        """A change of theirs, as part of it."""
        self.outbox[change.id] = Sending(change)
        self.put((change.table, change.row), {name: pair[1] for name, pair in change.patch.items()})

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()

    def expect(self, keys: Iterable[Key], changes: Iterable[UUID]) -> None:
        pass

    def units(self) -> frozenset[UUID]:
        return self._units

    def set_units(self, units: frozenset[UUID]) -> None:
        self._units = units

    def lagging(self) -> Mapping[UUID, int]:
        return self._lagging

    def set_lagging(self, lagging: Mapping[UUID, int]) -> None:
        self._lagging = dict(lagging)

    def unsent(self) -> list[Sending]:
        return [one for one in self.outbox.values() if one.state in WAITING]

    def pending(self, key: Key) -> list[Sending]:
        return [
            one
            for one in self.outbox.values()
            if (one.change.table, one.change.row) == key and one.state != "quarantined"
        ]

    def sending(self, change_id: UUID) -> Sending | None:
        return self.outbox.get(change_id)

    def send(self, changes: Sequence[Change]) -> list[Change]:
        found = (self.outbox.get(change.id) for change in changes)
        return [one.change for one in found if one is not None and one.state in WAITING]

    def settle(self, sending: Sending) -> None:
        self.outbox[sending.change.id] = sending

    def forget_acked(self) -> set[Key]:
        acked = [one for one in self.outbox.values() if one.state == "acked"]
        done = [one for one in acked if one.seq <= self.read_until((one.change.table, one.change.row))]
        for one in done:
            self.kept[one.change.id] = self.outbox.pop(one.change.id)
        return {(one.change.table, one.change.row) for one in done}

    def offer_again(self) -> None:
        for one in (*self.kept.values(), *self.outbox.values()):
            aside = one.state == "quarantined"
            was = ASIDE if aside else one.seq or one.change.was
            again = msgspec.structs.replace(one.change, was=was, asked=tuple(sorted(one.lost)))
            self.outbox[one.change.id] = Sending(again, lost=frozenset(again.seen) if aside else one.lost)
        self.kept.clear()
        self.outbox = dict(sorted(self.outbox.items(), key=lambda pair: pair[1].change.n))

    def doubt_all(self) -> None:
        self._doubted = {key: self.read_until(key) for key in self.rows}
        self._whole = 0
        self.ahead.clear()

    def doubted(self) -> Iterable[Key]:
        return self._doubted

    def doubt(self, keys: Iterable[Key]) -> None:
        self._doubted |= {key: self.read_until(key) for key in keys}

    def sure(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self._doubted.pop(key, None)

    def row(self, key: Key) -> Values | None:
        return self.rows.get(key)

    def put(self, key: Key, values: Values) -> None:
        row = {**self.rows.get(key, {}), **values}
        self.rows[key] = {name: value for name, value in row.items() if value is not None}

    def remove(self, key: Key) -> None:
        self.rows.pop(key, None)
        self._behind.pop(key, None)
        self._left.discard(key)

    def behind(self, key: Key) -> dict[str, Values]:
        return self._behind.get(key, {})

    def keep_behind(self, key: Key, group: str, values: Values | None) -> None:
        kept = self._behind.setdefault(key, {})
        if values is None:
            kept.pop(group, None)
        else:
            kept[group] = values

    def keep_ahead(self, key: Key, seq: int) -> None:
        self.ahead[key] = seq

    def keep_whole(self, seq: int) -> None:
        self._whole = seq
        self.ahead.clear()

    def read_until(self, key: Key) -> int:
        return max(self._whole, self.ahead.get(key, 0), self._doubted.get(key, 0))

    def is_whole(self) -> bool:
        return self._whole == self.cursor and not self._lagging and not self._doubted

    def leaving(self, key: Key, *, gone: bool) -> None:
        if gone:
            self._left.add(key)
        else:
            self._left.discard(key)

    def left(self) -> list[Key]:
        return list(self._left)

    def referred(self, key: Key, shape: Shape) -> bool:
        naming = [(table.name, name) for table in shape.values() for name, to in table.refers.items() if to == key[0]]
        said = str(key[1])
        return any(
            row.get(name) == said for (table, _id), row in self.rows.items() for own, name in naming if own == table
        )

    def rows_of(self, unit: UUID) -> list[Key]:
        return [key for key, row in self.rows.items() if row.get("unit_id") == str(unit)]

    def standing(self) -> Iterable[tuple[Key, Values]]:
        return self.rows.items()

    def unsettled(self) -> Mapping[Key, bool]:
        found: dict[Key, bool] = {}
        for one in self.outbox.values():
            key, here_only = (
                (one.change.table, one.change.row),
                one.state == "quarantined" and one.change.op == "insert",
            )
            if one.state != "quarantined" or here_only:
                found[key] = found.get(key, False) or here_only
        return found

    def amiss(self) -> frozenset[int]:
        return self._amiss

    def set_amiss(self, buckets: frozenset[int]) -> None:
        self._amiss = buckets

    def held(self) -> Mapping[str, int]:
        return self._held

    def hold(self, counts: Mapping[str, int]) -> None:
        self._held, self.allowed = dict(counts), False

    def may_leave(self) -> bool:
        return self.allowed

    def count(self, table: str) -> int:
        return sum(key[0] == table for key in self.rows)

    def copy(self) -> "MemoryDesk":
        """A clone, down to the sending states."""
        return MemoryDesk(
            self.cursor, self.epoch, self._units, dict(self._lagging), dict(self.rows),
            {key: copy.copy(one) for key, one in self.outbox.items()},
            {key: copy.copy(one) for key, one in self.kept.items()},
            {key: dict(groups) for key, groups in self._behind.items()}, dict(self.ahead), set(self._left),
            dict(self._doubted),
            self._whole, self._amiss, dict(self._held), self.allowed,
        )  # fmt: skip

    def every(self) -> list[Sending]:
        """All own changes that the disk still knows."""
        return [*self.kept.values(), *self.outbox.values()]

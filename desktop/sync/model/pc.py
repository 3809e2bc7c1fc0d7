"""One PC of the model: its disk, its chain, and the edits of the people at it."""

import hashlib
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from desktop.sync.model.memory_desk import MemoryDesk
from desktop.sync.protocol import Change, Key, Patch, Values
from desktop.sync.seen import seen
from desktop.sync.shape import Shape

Snapshot = tuple[MemoryDesk, bytes, int, frozenset[UUID]]


@dataclass
class Ledger:
    """What the authors knew, for the laws: kept beside the exchange, which never sees it."""

    knew: dict[UUID, frozenset[UUID]] = field(default_factory=dict)  # change → the earlier ones of its own disk
    saw: dict[UUID, Values] = field(default_factory=dict)  # change → the row as its author saw it
    made: list[tuple[UUID, Change]] = field(default_factory=list)  # PC and change, in order
    writer: dict[object, UUID] = field(default_factory=dict)  # value → the change that wrote it


@dataclass
class Pc:
    """`desk` and the chain's tip lie on the disk; `id`, `unit` and the clock's error do not."""

    id: UUID
    unit: UUID
    chain: UUID
    shape: Shape
    random: Random
    desk: MemoryDesk = field(default_factory=MemoryDesk)
    tip: bytes = b""
    n: int = 0
    clock: int = 0
    committed: set[UUID] = field(default_factory=set)  # what this disk was told is saved
    ledger: Ledger = field(default_factory=Ledger)

    def disk(self) -> Snapshot:
        """What a clone or a backup takes along."""
        return self.desk.copy(), self.tip, self.n, frozenset(self.committed)

    def put_back(self, disk: Snapshot) -> None:
        """An old state of the disk is put in place."""
        self.desk, self.tip, self.n, self.committed = disk[0].copy(), disk[1], disk[2], set(disk[3])

    def deed(self, edits: list[tuple[Key, str, Patch]]) -> list[Change]:
        """Commit edits as one deed: every change with what its author had seen, in one chain."""
        tx = self._id()
        with self.desk.deed():
            return [
                self._edit(key, op, patch, tx=tx, left=len(edits) - 1 - place)
                for place, (key, op, patch) in enumerate(edits)
            ]

    def _edit(self, key: Key, op: str, patch: Patch, *, tx: UUID, left: int) -> Change:
        change = self._change(key, op, patch, tx=tx, left=left)
        self.ledger.knew[change.id] = frozenset(self.committed)
        self.ledger.writer |= {new: change.id for _old, new in patch.values() if type(new) is int}
        self.ledger.made.append((self.id, change))
        self.committed.add(change.id)
        self.ledger.saw[change.id] = dict(self.desk.row(key) or {})
        self.desk.edited(change)
        return change

    def _change(self, key: Key, op: str, patch: Patch, *, tx: UUID, left: int) -> Change:
        made, prev = self._id(), self.tip
        self.n += 1
        self.tip = hashlib.sha256(prev + made.bytes).digest()
        return Change(
            made, self.chain, self.n, prev, self.tip, tx, left, key[0], key[1], op, patch,
            self.seen(key, patch), self.id, self.clock, "1",
        )  # fmt: skip

    def seen(self, key: Key, patch: Patch) -> dict[str, int]:
        """What people here have seen of the groups of an edit."""
        return seen(self.shape[key[0]], patch, self.desk.pending(key), now=self.desk.read_until(key))

    def alive(self, table: str) -> list[tuple[UUID, Values]]:
        """The rows that people see and may edit; one that is about to leave is not theirs any more."""
        left = set(self.desk.left())
        rows = (
            (key[1], row)
            for key, row in self.desk.rows.items()
            if key[0] == table and row.get("alive") and key not in left
        )
        return sorted(rows, key=lambda pair: pair[0])

    def _id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128))

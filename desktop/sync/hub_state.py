"""What the hub remembers: the port that the steps are written against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import msgspec

from desktop.sync.merge import Rev
from desktop.sync.protocol import Change, FeedRow, Key, Result, Values


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled PC as the hub knows it. `units` is its scope now; `above` are the units over its own."""

    id: UUID
    unit: UUID
    residents: bool  # a community or branch PC: may hold residents
    units: frozenset[UUID]
    above: frozenset[UUID] = frozenset()
    enabled: bool = True


class Link(msgspec.Struct, frozen=True, gc=False):
    """A change in the chain it came on: the branch and its place there. No dataclass: each change makes several."""

    branch: UUID
    n: int


class HubState(Protocol):
    """Everything in one transaction; whoever calls has locked the clock (SYNC §2, `sync_clock`)."""

    epoch: int

    def expect(self, changes: Sequence[Change]) -> None:
        """These are about to be taken in: whatever is asked of them and their rows may be read at once."""
        ...

    def expect_rows(self, keys: Iterable[Key]) -> None:
        """These rows are about to be asked for."""
        ...

    def seq(self) -> int:
        """The newest sequence."""
        ...

    def next_seq(self) -> int:
        """Take the next one."""
        ...

    def lost(self, seq: int) -> bool:
        """Was this sequence given after the backup that the hub was restored from? What it told then is not known."""
        ...

    def applied(self, change_id: UUID) -> tuple[bytes, Result] | None:
        """The body's hash and the result of a change that is known."""
        ...

    def keep(self, change: Change, body: bytes, *, result: Result, link: Link) -> None:
        """Remember a change, its result and its place in the chain; a second call replaces the result."""
        ...

    def change(self, change_id: UUID) -> Change | None:
        """A change that was kept."""
        ...

    def link(self, change_id: UUID) -> Link | None:
        """Where a kept change stands in its chain."""
        ...

    def change_at(self, link: Link) -> Change | None:
        """The change at a place of a branch."""
        ...

    def conflict_opened(self, key: Key, conflict: UUID) -> None:
        """Remember that something about this row is asked."""
        ...

    def conflicts_of(self, key: Key) -> Iterable[UUID]:
        """The conflicts ever opened about it."""
        ...

    def at_digest(self, digest: bytes) -> tuple[Link, bool] | None:
        """The change with this digest, and whether nothing follows it yet."""
        ...

    def fork_of(self, branch: UUID) -> Link | None:
        """Where a branch left another; None for the first one of a chain."""
        ...

    def forked(self, branch: UUID, at: Link) -> None:
        """A branch begins after `at`."""
        ...

    def row(self, key: Key) -> Values | None:
        """The row as it stands."""
        ...

    def revs(self, key: Key) -> dict[str, Rev]:
        """The last write of each field group."""
        ...

    def write(self, key: Key, values: Values, revs: dict[str, Rev]) -> None:
        """Set fields and the revs of their groups."""
        ...

    def alike(self, table: str, unit: UUID, values: Values, *, but: UUID) -> UUID | None:
        """Another living row of the unit that holds these values."""
        ...

    def tell(self, unit: UUID, key: Key, *, seq: int, kind: str) -> None:
        """The newest entry of (unit, row) in the feed."""
        ...

    def told(
        self,
        units: frozenset[UUID],
        *,
        after: int,
        most: int,
        until: int | None = None,
        spared: frozenset[Key] = frozenset(),
    ) -> list[FeedRow]:
        """Entries of these units with a sequence above `after` (and at most `until`), in order, with their rows.

        `spared`: rows written in this transaction that need not be told; that one of them left is told.
        """
        ...

    def entry(self, key: Key) -> FeedRow | None:
        """The row as the feed of its own unit tells it; None where there is no such row."""
        ...

    def owners(self, key: Key, *, since: int) -> frozenset[UUID]:
        """The units that the row belonged to at a sequence and ever after."""
        ...

    def park(self, change: Change, waits_for: bytes) -> None:
        """Keep a change that came before what it follows."""
        ...

    def unpark(self, waits_for: bytes) -> Iterable[Change]:
        """Take the changes that waited for this digest or row."""
        ...

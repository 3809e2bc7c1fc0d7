"""The hub's state in memory: the meaning of the real one, and fast enough for thousands of seeds."""

# ruff: noqa: D102 - the port says what each does

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from uuid import UUID

from desktop.sync.hub_state import Link
from desktop.sync.merge import Rev
from desktop.sync.protocol import RESTORED_GAP, Change, FeedRow, Key, Result, Values


@dataclass
class MemoryHub:
    """See `HubState`."""

    epoch: int = 1
    _seq: int = 0
    _lost: list[tuple[int, int]] = field(default_factory=list)
    _applied: dict[UUID, tuple[bytes, Result]] = field(default_factory=dict)
    _changes: dict[UUID, Change] = field(default_factory=dict)
    _links: dict[UUID, Link] = field(default_factory=dict)
    _digests: dict[bytes, Link] = field(default_factory=dict)
    _followed: set[bytes] = field(default_factory=set)
    _forks: dict[UUID, Link] = field(default_factory=dict)
    rows: dict[Key, Values] = field(default_factory=dict)
    _revs: dict[Key, dict[str, Rev]] = field(default_factory=dict)
    feed: dict[tuple[UUID, Key], tuple[int, str]] = field(default_factory=dict)
    _owners: dict[Key, list[tuple[int, UUID]]] = field(default_factory=lambda: defaultdict(list))
    _at: dict[Link, Change] = field(default_factory=dict)
    _conflicts: dict[Key, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    written: list[tuple[int, Key, Values, Values | None]] = field(default_factory=list)  # for the oracles
    history: dict[Key, list[tuple[int, Values]]] = field(default_factory=lambda: defaultdict(list))
    writers: list[UUID] = field(default_factory=list)
    retirements: list[tuple[UUID, Values]] = field(default_factory=list)
    parked: dict[bytes, list[Change]] = field(default_factory=lambda: defaultdict(list))

    def expect(self, changes: Sequence[Change]) -> None:
        """Everything is at hand."""

    def expect_rows(self, keys: Iterable[Key]) -> None:
        """Everything is at hand."""

    def seq(self) -> int:
        return self._seq

    def next_seq(self) -> int:
        self._seq += 1
        return self._seq

    def lost(self, seq: int) -> bool:
        return any(after < seq < until for after, until in self._lost)

    def applied(self, change_id: UUID) -> tuple[bytes, Result] | None:
        return self._applied.get(change_id)

    def keep(self, change: Change, body: bytes, *, result: Result, link: Link) -> None:
        self._applied[change.id] = (body, result)
        self._changes[change.id] = change
        self._links[change.id] = link
        self._at[link] = change
        self._digests[change.digest] = link
        if change.prev:
            self._followed.add(change.prev)

    def change(self, change_id: UUID) -> Change | None:
        return self._changes.get(change_id)

    def link(self, change_id: UUID) -> Link | None:
        return self._links.get(change_id)

    def change_at(self, link: Link) -> Change | None:
        return self._at.get(link)

    def conflict_opened(self, key: Key, conflict: UUID) -> None:
        self._conflicts[key].append(conflict)

    def conflicts_of(self, key: Key) -> Iterable[UUID]:
        return tuple(self._conflicts.get(key, ()))

    def at_digest(self, digest: bytes) -> tuple[Link, bool] | None:
        link = self._digests.get(digest)
        return None if link is None else (link, digest not in self._followed)

    def fork_of(self, branch: UUID) -> Link | None:
        return self._forks.get(branch)

    def forked(self, branch: UUID, at: Link) -> None:
        self._forks[branch] = at
        self._followed.add(self._at[at].digest)

    def row(self, key: Key) -> Values | None:
        return self.rows.get(key)

    def revs(self, key: Key) -> dict[str, Rev]:
        return self._revs.get(key, {})

    def write(self, key: Key, values: Values, revs: dict[str, Rev]) -> None:
        before = self.rows.get(key)
        self.written.append((self._seq, key, dict(values), before))
        self.history[key].append((self._seq, dict(values)))
        if key[0] != "conflict":
            self.writers += {rev[1] for rev in revs.values()}
            if values.get("alive") is False and before is not None:
                self.retirements.append((revs["alive"][1], dict(before)))
        row = {**self.rows.get(key, {}), **values}
        self.rows[key] = {name: value for name, value in row.items() if value is not None}
        self._revs[key] = {**self._revs.get(key, {}), **revs}
        if "unit_id" in values:
            self._owners[key].append((self._seq, UUID(values["unit_id"])))

    def alike(self, table: str, unit: UUID, values: Values, *, but: UUID) -> UUID | None:
        for (name, row_id), row in self.rows.items():
            here = name == table and row_id != but and row.get("alive") and row.get("unit_id") == str(unit)
            if here and all(row.get(each) == value for each, value in values.items()):
                return row_id
        return None

    def tell(self, unit: UUID, key: Key, *, seq: int, kind: str) -> None:
        self.feed[unit, key] = (seq, kind)

    def told(
        self,
        units: frozenset[UUID],
        *,
        after: int,
        most: int,
        until: int | None = None,
        spared: frozenset[Key] = frozenset(),
    ) -> list[FeedRow]:
        wanted = sorted(
            (seq, kind, key)
            for (unit, key), (seq, kind) in self.feed.items()
            if unit in units
            and seq > after
            and (until is None or seq <= until)
            and not (kind == "up" and key in spared)
        )
        return [self._entry(*each) for each in wanted[:most]]

    def _entry(self, seq: int, kind: str, key: Key) -> FeedRow:
        up = kind == "up"
        revs = {group: rev[0] for group, rev in self.revs(key).items()} if up else {}
        return FeedRow(seq, key[0], key[1], kind, dict(self.rows[key]) if up else {}, revs)

    def entry(self, key: Key) -> FeedRow | None:
        row = self.rows.get(key)
        if row is None:
            return None
        seq, kind = self.feed[UUID(row["unit_id"]), key]
        return self._entry(seq, kind, key)

    def owners(self, key: Key, *, since: int) -> frozenset[UUID]:
        owned = self._owners.get(key, ())
        before = [unit for seq, unit in owned if seq <= since][-1:]
        return frozenset([*before, *(unit for seq, unit in owned if seq > since)])

    def park(self, change: Change, waits_for: bytes) -> None:
        others = [one for one in self.parked[waits_for] if one.id != change.id]
        self.parked[waits_for] = [*others, change]  # once, at the end: sent again it waits again

    def unpark(self, waits_for: bytes) -> Iterator[Change]:
        yield from self.parked.pop(waits_for, ())

    def restored(self, epoch: int) -> None:
        """It was put back from a backup: a later epoch, and no sequence that was ever given."""
        self._lost.append((self._seq, epoch * RESTORED_GAP))
        self.epoch, self._seq = epoch, epoch * RESTORED_GAP

    def copy(self) -> "MemoryHub":
        """A backup; what is in the containers is never changed in place, but for the lists of these four."""
        twin = MemoryHub(**{one.name: copy.copy(getattr(self, one.name)) for one in fields(self)})
        for name in ("_owners", "_conflicts", "parked", "history"):
            setattr(twin, name, defaultdict(list, {key: list(said) for key, said in getattr(self, name).items()}))
        return twin

    def every(self) -> Iterable[Change]:
        """The changes that were kept, in no order."""
        return self._changes.values()

    def all_changes(self) -> dict[UUID, Change]:
        """Everything that was taken in."""
        return dict(self._changes)

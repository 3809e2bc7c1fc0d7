"""The changes that the hub took in, within one transaction: read at most once, written together at its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from desktop.store.fast_rows import insert_rows, run_rows
from desktop.sync.hub_state import Link
from desktop.sync.hub_tables import CHANGE, FORK, PARKED
from desktop.sync.protocol import Change, Result

_pack = msgspec.msgpack.Encoder(uuid_format="bytes").encode
_change = msgspec.msgpack.Decoder(Change).decode
_result = msgspec.msgpack.Decoder(Result).decode
MOST_ASKED = 500  # ids in one question


@dataclass(slots=True)
class Kept:
    """A change with its body's hash, its result, its place."""

    change: Change | bytes  # as it is in the table, until somebody asks
    hash: bytes
    result: Result
    link: Link


class HubChanges:
    """See `HubState`: the part of it that is about changes and their chains."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[UUID, Kept | None] = {}
        self._at: dict[Link, UUID] = {}
        self._digests: dict[bytes, Link] = {}
        self._tips: dict[UUID, int] = {}  # branch → its last place
        self._left: dict[UUID, set[int]] = {}  # branch → the places where others left it
        self._forks: dict[UUID, Link | None] = {}
        self._fresh: set[UUID] = set()
        self._changed: set[UUID] = set()
        self._reach = 0  # how many places are read beside the one that is asked for

    def expect(self, ids: Iterable[UUID]) -> None:
        """These will be asked for: read them at once."""
        wanted = [one for one in dict.fromkeys(ids) if one not in self._kept]
        for start in range(0, len(wanted), MOST_ASKED):
            part = wanted[start : start + MOST_ASKED]
            self._kept |= dict.fromkeys(part)
            for row in self._connection.execute(_BY_ID, {"ids": part}):
                self._read(row)

    def _read(self, row: Any) -> Kept:
        link = Link(row.branch, row.n)
        kept = Kept(row.body, row.hash, _result(row.result), link)
        self._kept[row.id] = kept
        self._at.setdefault(link, row.id)
        self._digests.setdefault(row.digest, link)
        return kept

    def _read_before(self, link: Link) -> None:
        """A place of a branch with what comes before it: whoever asks for the one asks for the others next."""
        before = {"branch": link.branch, "first": link.n - self._reach, "last": link.n}
        self._reach = min(MOST_ASKED, 8 * self._reach + 1)
        for row in self._connection.execute(_BEFORE, before):
            if self._kept.get(row.id) is None:
                self._read(row)

    def find(self, change_id: UUID) -> Kept | None:
        """A change by its id."""
        if change_id not in self._kept:
            self.expect([change_id])
        return self._kept[change_id]

    def body(self, kept: Kept) -> Change:
        """What it says."""
        if isinstance(kept.change, bytes):
            kept.change = _change(kept.change)
        return kept.change

    def keep(self, change: Change, body: bytes, *, result: Result, link: Link) -> None:
        """See `HubState.keep`."""
        if self.find(change.id) is None:
            self._fresh.add(change.id)
        else:
            self._changed.add(change.id)
        self._kept[change.id] = Kept(change, body, result, link)
        self._at[link] = change.id
        self._digests[change.digest] = link
        self._tips[link.branch] = max(self._tip(link.branch), link.n)

    def at(self, link: Link) -> Change | None:
        """The change at a place of a branch."""
        if link.n > self._tip(link.branch):
            return None
        if link not in self._at:
            self._read_before(link)
        kept = self._kept.get(self._at[link]) if link in self._at else None
        return None if kept is None else self.body(kept)

    def at_digest(self, digest: bytes) -> tuple[Link, bool] | None:
        """See `HubState.at_digest`."""
        link = self._digests.get(digest)
        if link is None:
            row = self._connection.execute(_DIGEST, {"digest": digest}).first()
            if row is None:
                return None
            link = self._digests[digest] = Link(row.branch, row.n)
        followed = link.n < self._tip(link.branch) or link.n in self._left_at(link.branch)
        return link, not followed

    def _tip(self, branch: UUID) -> int:
        if branch not in self._tips:
            self._tips[branch] = self._connection.execute(_TIP, {"branch": branch}).scalar() or 0
        return self._tips[branch]

    def _left_at(self, branch: UUID) -> set[int]:
        if branch not in self._left:
            self._left[branch] = set(self._connection.execute(_LEFT_AT, {"branch": branch}).scalars())
        return self._left[branch]

    def fork_of(self, branch: UUID) -> Link | None:
        """See `HubState.fork_of`."""
        if branch not in self._forks:
            row = self._connection.execute(_FORK, {"of": branch}).first()
            self._forks[branch] = None if row is None else Link(row.left_branch, row.left_n)
        return self._forks[branch]

    def forked(self, branch: UUID, at: Link) -> None:
        """See `HubState.forked`."""
        stands = self.fork_of(branch)
        self._left_at(at.branch).add(at.n)
        self._forks[branch] = at
        row = {"left_branch": at.branch, "left_n": at.n}
        if stands is None:
            self._connection.execute(insert(FORK), {"branch": branch, **row})
        else:
            self._connection.execute(update(FORK).where(FORK.c.branch == branch), row)

    def park(self, change: Change, waits_for: bytes) -> None:
        """See `HubState.park`."""
        where = (PARKED.c.waits_for == waits_for) & (PARKED.c.change_id == change.id)
        self._connection.execute(delete(PARKED).where(where))
        place = self._connection.execute(select(func.coalesce(func.max(PARKED.c.place), 0) + 1)).scalar_one()
        row = {"waits_for": waits_for, "change_id": change.id, "place": place, "body": _pack(change)}
        self._connection.execute(insert(PARKED), row)
        self._parked = True

    _parked: bool | None = None  # does anything wait at all? almost never

    def unpark(self, waits_for: bytes) -> Sequence[Change]:
        """See `HubState.unpark`."""
        if self._parked is None:
            self._parked = self._connection.execute(_ANY_PARKED).first() is not None
        if not self._parked:
            return ()
        where = PARKED.c.waits_for == waits_for
        rows = self._connection.execute(select(PARKED.c.body).where(where).order_by(PARKED.c.place)).scalars().all()
        if rows:
            self._connection.execute(delete(PARKED).where(where))
        return [_change(body) for body in rows]

    def flush(self) -> None:
        """Write what was kept."""
        insert_rows(self._connection, CHANGE, [self._columns(each) for each in self._fresh])
        run_rows(self._connection, _UPDATE, [self._columns(each) for each in self._changed - self._fresh])
        self._fresh.clear()
        self._changed.clear()

    def _columns(self, change_id: UUID) -> dict[str, Any]:
        kept = self._kept[change_id]
        assert kept is not None
        return {
            "id": change_id, "its_id": change_id, "branch": kept.link.branch, "n": kept.link.n,
            "digest": self.body(kept).digest, "hash": kept.hash, "body": _pack(kept.change),
            "result": _pack(kept.result),
        }  # fmt: skip


_UPDATE = (
    update(CHANGE)
    .where(CHANGE.c.id == bindparam("its_id", type_=CHANGE.c.id.type))
    .values({column.key: bindparam(column.key) for column in CHANGE.columns if column.key != "id"})
)
_BY_ID = select(CHANGE).where(CHANGE.c.id.in_(bindparam("ids", expanding=True)))
_BEFORE = select(CHANGE).where(
    CHANGE.c.branch == bindparam("branch"), CHANGE.c.n.between(bindparam("first"), bindparam("last"))
)
_DIGEST = select(CHANGE.c.branch, CHANGE.c.n).where(CHANGE.c.digest == bindparam("digest")).limit(1)
_TIP = select(func.max(CHANGE.c.n)).where(CHANGE.c.branch == bindparam("branch"))
_FORK = select(FORK).where(FORK.c.branch == bindparam("of"))
_ANY_PARKED = select(PARKED.c.place).limit(1)
_LEFT_AT = select(FORK.c.left_n).where(FORK.c.left_branch == bindparam("branch"))

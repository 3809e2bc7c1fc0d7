"""The changes that the hub took in, within one transaction: read at most once, written together at its end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, LargeBinary, bindparam, delete, func, insert, select, type_coerce, update
from sqlalchemy.types import NullType

from desktop.store.fast_rows import insert_rows, run_rows
from desktop.store.many_ids import among_asked
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
    stands: bool = True  # in the table
    moved: bool = False  # to be written at the end


@dataclass(slots=True)
class Branch:
    """A branch of a chain, as far as it was read."""

    tip: int  # its last place
    left: set[int]  # the places where others left it
    at: dict[int, Kept] = field(default_factory=dict)


class HubChanges:
    """See `HubState`: the part of it that is about changes and their chains."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[UUID, Kept | None] = {}
        self._branches: dict[UUID, Branch] = {}
        self._last: tuple[UUID | None, Branch] = (None, Branch(0, set()))  # one chain mostly, many changes of it
        self._digests: dict[bytes, Link] = {}
        self._forks: dict[UUID, Link | None] = {}
        self._moved: list[Kept] = []
        self._reach = 0  # how many places are read beside the one that is asked for

    def expect(self, ids: Iterable[UUID]) -> None:
        """These will be asked for: read them at once."""
        wanted = [one for one in dict.fromkeys(ids) if one not in self._kept]
        for start in range(0, len(wanted), MOST_ASKED):
            part = wanted[start : start + MOST_ASKED]
            self._kept |= dict.fromkeys(part)
            for row in self._connection.execute(_BY_ID, {"ids": part}).all():
                self._read(row)

    def _read(self, row: Any) -> None:
        link = Link(row.branch, row.n)
        kept = Kept(row.body, row.hash, _result(row.result), link)
        self._kept[row.id] = kept
        self._branch(row.branch).at.setdefault(row.n, kept)
        self._digests.setdefault(row.digest, link)

    def _read_before(self, link: Link) -> None:
        """A place of a branch with what comes before it: whoever asks for the one asks for the others next."""
        before = {"branch": link.branch, "first": link.n - self._reach, "last": link.n}
        self._reach = min(MOST_ASKED, 8 * self._reach + 1)
        for row in self._connection.execute(_BEFORE, before).all():
            if self._kept.get(row.id) is None:
                self._read(row)

    def _branch(self, branch: UUID) -> Branch:
        if branch is self._last[0]:
            return self._last[1]
        found = self._branches.get(branch)
        if found is None:
            tip = self._connection.execute(_TIP, {"branch": branch}).scalar() or 0
            left = set(self._connection.execute(_LEFT_AT, {"branch": branch}).scalars())
            found = self._branches[branch] = Branch(tip, left)
        self._last = branch, found
        return found

    def find(self, change_id: UUID) -> Kept | None:
        """A change by its id."""
        try:
            return self._kept[change_id]
        except KeyError:
            self.expect([change_id])
            return self._kept[change_id]

    def body(self, kept: Kept) -> Change:
        """What it says."""
        if isinstance(kept.change, bytes):
            kept.change = _change(kept.change)
        return kept.change

    def keep(self, change: Change, body: bytes, *, result: Result, link: Link) -> None:
        """See `HubState.keep`."""
        kept = self.find(change.id)
        if kept is None:
            kept = self._kept[change.id] = Kept(change, body, result, link, stands=False)
        else:
            kept.change, kept.hash, kept.result, kept.link = change, body, result, link
        if not kept.moved:
            kept.moved = True
            self._moved.append(kept)
        branch = self._branch(link.branch)
        branch.at[link.n] = kept
        branch.tip = max(branch.tip, link.n)
        self._digests[change.digest] = link

    def at(self, link: Link) -> Change | None:
        """The change at a place of a branch."""
        branch = self._branch(link.branch)
        if link.n > branch.tip:
            return None
        if link.n not in branch.at:
            self._read_before(link)
        kept = branch.at.get(link.n)
        return None if kept is None else self.body(kept)

    def at_digest(self, digest: bytes) -> tuple[Link, bool] | None:
        """See `HubState.at_digest`."""
        link = self._digests.get(digest)
        if link is None:
            row = self._connection.execute(_DIGEST, {"digest": digest}).first()
            if row is None:
                return None
            link = self._digests[digest] = Link(row.branch, row.n)
        branch = self._branch(link.branch)
        followed = link.n < branch.tip or link.n in branch.left
        return link, not followed

    def fork_of(self, branch: UUID) -> Link | None:
        """See `HubState.fork_of`."""
        if branch not in self._forks:
            row = self._connection.execute(_FORK, {"of": branch}).first()
            self._forks[branch] = None if row is None else Link(row.left_branch, row.left_n)
        return self._forks[branch]

    def forked(self, branch: UUID, at: Link) -> None:
        """See `HubState.forked`."""
        stands = self.fork_of(branch)
        self._branch(at.branch).left.add(at.n)
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
        insert_rows(self._connection, CHANGE, [self._columns(one) for one in self._moved if not one.stands])
        run_rows(self._connection, _UPDATE, [self._columns(one) for one in self._moved if one.stands])
        for one in self._moved:
            one.stands, one.moved = True, False
        self._moved.clear()

    def _columns(self, kept: Kept) -> dict[str, Any]:
        change = self.body(kept)
        return {
            "id": change.id, "its_id": change.id, "branch": kept.link.branch, "n": kept.link.n,
            "digest": change.digest, "hash": kept.hash, "body": _pack(change), "result": _pack(kept.result),
        }  # fmt: skip


_UPDATE = (
    update(CHANGE)
    .where(CHANGE.c.id == bindparam("its_id", type_=CHANGE.c.id.type))
    .values({column.key: bindparam(column.key) for column in CHANGE.columns if column.key != "id"})
)
_WHOLE = select(*(
    type_coerce(column, NullType()).label(column.key) if isinstance(column.type, LargeBinary) else column
    for column in CHANGE.columns
))  # fmt: skip
_BY_ID = _WHOLE.where(among_asked(CHANGE.c.id))
_BEFORE = _WHOLE.where(
    CHANGE.c.branch == bindparam("branch"), CHANGE.c.n.between(bindparam("first"), bindparam("last"))
)
_DIGEST = select(CHANGE.c.branch, CHANGE.c.n).where(CHANGE.c.digest == bindparam("digest")).limit(1)
_TIP = select(func.max(CHANGE.c.n)).where(CHANGE.c.branch == bindparam("branch"))
_FORK = select(FORK).where(FORK.c.branch == bindparam("of"))
_ANY_PARKED = select(PARKED.c.place).limit(1)
_LEFT_AT = select(FORK.c.left_n).where(FORK.c.left_branch == bindparam("branch"))

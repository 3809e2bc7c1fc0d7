"""The words of the exchange, alike over HTTPS, in process and in a sealed file.

The design is SYNC.md of the project; where building taught better, it stands here:

- The feed keeps one entry for each (unit, table, row), the newest: a row that changed a hundred times is sent once,
  and the feed is as long as the data, not as its history. A row that left a unit leaves an `evict` entry behind in it.
- A chain may fork (a cloned disk, a restored backup). A change names the digest before it; whatever digest the hub
  knows may be followed, so a fork needs no word of its own: the hub keeps it as a branch of the chain, and ancestry is
  asked of branches. The client is told, and mints a new chain before its next edit.
- `base_seq` in the journal is the cursor at the time of an edit. What counts in the merge is the cursor at the first
  edit of the group that was still pending then; it is derived when a change is sent, from what is kept anyway.
- There are no set-valued fields in the schema (what is a set is a table), so patches are `{field: [old, new]}` only.
- A page carries, beside its rows, the parents they refer to when those come later in the feed, so that references
  hold at every local commit.
"""

from typing import Any
from uuid import UUID

import msgspec

PROTO = 1
MOST_CHANGES = 500
MOST_BYTES = 256 * 1024
PAGE_ROWS = 1_000

Key = tuple[str, UUID]  # table, row
Values = dict[str, Any]  # field → wire value (store.types.to_wire)
Patch = dict[str, list[Any]]  # field → [old, new], both wire values


class Change(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One change of one row on its way. `digest` closes the chain up to here; `left` more of the same tx follow."""

    id: UUID
    chain: UUID
    n: int
    prev: bytes
    digest: bytes
    tx: UUID
    left: int
    table: str
    row: UUID
    op: str  # insert | update
    patch: Patch
    seen: dict[str, int]  # field group → server sequence that the author had seen of it
    actor: UUID
    at: int  # UTC ms, shown only: order never comes from a clock
    schema: str


class Result(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What became of a change. `seq`: from this sequence on the feed shows it. `lost`: field groups in conflict."""

    id: UUID
    kind: str  # ok | merged | noop | conflict | parked | quarantined
    seq: int = 0
    lost: tuple[str, ...] = ()
    why: str = ""


class FeedRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The newest state of one row for one unit: its values, the sequence of each field group, or that it left."""

    seq: int
    table: str
    row: UUID
    kind: str  # up | evict | dead
    values: Values
    revs: dict[str, int]


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One round trip: what was done here, and from where on the feed is wanted."""

    device: UUID
    cursor: int
    changes: tuple[Change, ...] = ()
    scope_version: int = 0
    epoch: int = 0
    fill: int = 0  # how far the rows of units newly in scope were read
    schema: str = ""
    proto: int = PROTO


class Response(msgspec.Struct, frozen=True, array_like=True):
    """The answer: results in the order asked, one page of the feed, and where to go on."""

    results: tuple[Result, ...]
    page: tuple[FeedRow, ...]
    cursor: int
    more: bool
    epoch: int
    scope_version: int = 0
    removed: tuple[UUID, ...] = ()  # units no longer in scope
    fill: int = 0
    forked: tuple[UUID, ...] = ()  # chains of which another branch is known
    min_schema: str = ""


encoder = msgspec.msgpack.Encoder(uuid_format="bytes")

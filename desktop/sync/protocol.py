"""The words of the exchange, alike over HTTPS, in process and in a sealed file.

The design is SYNC.md of the project; where building taught better, it stands here:

- The feed keeps one entry for each (unit, table, row), the newest: a row that changed a hundred times is sent once,
  and the feed is as long as the data, not as its history. A row that left a unit leaves an `evict` entry behind in it.
  The price: in the midst of its pages a PC has not seen all that lies before its cursor, since a row that changed again
  went on to a later page. What is seen for certain is the cursor of the last reading that came to its end, and for each
  row the entry that was read of it since (`read_until`).
- A chain may fork (a cloned disk, a restored backup). A change names the digest before it; whatever digest the hub
  knows may be followed, so a fork needs no word of its own: the hub keeps it as a branch of the chain, and ancestry is
  asked of branches. The client is told, and mints a new chain before its next edit.
- `base_seq` in the journal is the cursor at the time of an edit. What counts in the merge is the cursor at the first
  edit of the group that was still pending then; it is derived when a change is sent, from what is kept anyway.
- A scope that changed is no state of the hub: the PC says which units it believes in and which of them lag behind its
  cursor (`lagging`); the hub answers with the units that are right. New units are read from the beginning, beside the
  rest, and a cut connection loses nothing of it.
- There are no set-valued fields in the schema (what is a set is a table), so patches are `{field: [old, new]}` only.
- A restored hub takes a new epoch and goes on far above every sequence it ever gave (`RESTORED_GAP`), so that none
  means two things. PCs offer all their kept changes again and read anew; `was` tells which sequence a change had, so
  that whoever had seen it then is still known to have seen it. What was asked or set aside then is so again: people
  have seen since that it does not stand, and what they did meanwhile was not built upon it.
  What somebody built upon and wrote over is done with; the half of a field group that nobody wrote over is asked.
- What a PC holds and a restored hub did not tell again it asks about, row by row (`doubt`): the hub may have lost the
  move that brought it. A row that the hub does not know at all stays: somebody may yet offer it.
- What was set aside is not sent again by itself. A person lets it be told anew: an update as another edit, a row that
  the hub never took as one insert of all that stands (`store.told_anew`), for edits of it would name a row unknown.
- The header of an answer that is carried names the package that it answers (`Head.answers`): whoever carries both knows
  without a key that the question has come home.
- A page carries, beside its rows, the parents they refer to when those come later in the feed, so that references
  hold at every local commit. Of a parent that is not in scope (a home that moved while one of its people stayed) comes
  the name only, and only the name stays of a row that left while something here still refers to it.
- What left a unit tells where it is now, and a name is told with the names that it cannot stand without (a dwelling's
  with its building's): so what stays here as a name is a row of its own unit, and no reference of it dangles.
- A row that the exchange wrote carries a seal of its moment (`store.journal.applied`): screens see that it changed, and
  `check` knows that no change of this PC wrote it.
- A row that stays on its PC (care needs, whose key never leaves it) is journaled like every other, so its place in the
  chain travels (`KEPT_BACK`) and nothing else of it.
- What was joined without a question is told as a row beside the questions (`conflicts.joined`), to both authors alike.
- Files of records are no changes: they follow the rows that name them, by their own messages (blobs.py).
- Root hash (SYNC §3, step 4): the hub keeps no sum of hash(id‖rev), for a PC has no rev of a row to hold against it,
  and one more write for each row would cost every exchange for what almost never happens. So the sums are made of what
  the rows say, when somebody asks (compare.py): once a day over the line, with each stick; equal ones cost 20 bytes on
  the wire and one reading of the rows at either end. 64 buckets go across all tables: two steps instead of three, which
  matters where a step is a stick. A bucket that differs is read again; what a PC holds of it beyond that, it doubts.
- There are no snapshot blocks: a first copy is pages like all others. A page of `PAGE_ROWS` has some 120 KB on the line
  (28 B a row of homes and people), a cut repeats no more than one, and of what a first copy computes a tenth is the
  hub's: blocks made ready before could save no more than that, and each would have to be made again at every change.
- A row is not told to who just sent it and read all else of it (`Request.whole`, as_sent.py): the result says so. Over
  a line only: of a file that is carried the answer may come to a disk that was put back meanwhile, and never sent it.
- That a change was sent is not written down before the answer: it is sent again either way (`sent` stands in older
  files).
- While a PC believes in other units than the hub, it is told the units and no page: it could not say how far it read
  the new ones.
"""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

PROTO = 1
MOST_CHANGES = 500
MOST_BYTES = 256 * 1024
PAGE_ROWS = 4_000  # some 100 KB on the line; what belongs together is derived once
RESTORED_GAP = 1 << 32
ASIDE = -1  # it was quarantined before the hub was restored
KEPT_BACK = "kept"  # the op of a change of a row that stays: its place in the chain travels, and no word of it

Key = tuple[str, UUID]  # table, row
Values = dict[str, Any]  # field → wire value (store.types.to_wire)
Sum = tuple[int, int]  # how many rows, and the hashes of what they say, each upon the other
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
    was: int = 0  # the sequence that it had before the hub was restored from a backup, or ASIDE
    asked: tuple[str, ...] = ()  # its groups that were in conflict before the hub was restored


class Result(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What became of a change. `seq`: from this sequence on the feed shows it. `lost`: field groups in conflict."""

    id: UUID
    kind: str  # ok | merged | noop | conflict | parked | quarantined
    seq: int = 0
    lost: tuple[str, ...] = ()
    why: str = ""


class FeedRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The newest state of one row for one unit: its values, or that it left, with the unit where it is now.

    `name`: a row of another scope that a shown one refers to; its values are its name. `revs`: the sequence of each
    field group, for whoever asks what the hub has; nothing of it is needed to follow the feed.
    """

    seq: int
    table: str
    row: UUID
    kind: str  # up | evict | dead | name
    values: Values
    revs: dict[str, int]


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One round trip: what was done here, and from where on the feed is wanted.

    `lagging`: units that came into scope later than the rest, and how far each was read. `scope`: `scope_mark` of the
    units that the PC believes to be its own. `doubt`: rows that a restored hub told nothing of.
    """

    device: UUID
    cursor: int
    changes: tuple[Change, ...] = ()
    lagging: dict[UUID, int] = {}
    scope: bytes = b""
    epoch: int = 0
    schema: str = ""
    proto: int = PROTO
    doubt: tuple[Key, ...] = ()
    app: str = ""  # the version of the program
    compare: int = 0  # how many sums of all rows in scope are wanted with the last page: none, the root, or BUCKETS
    again: tuple[int, ...] = ()  # buckets of which all rows are wanted with the last page
    whole: bool = False  # all up to the cursor was read here: what stands as it is sent now need not be told


class Again(msgspec.Struct, frozen=True, array_like=True):
    """All rows in scope that lie in some buckets, with the parents that they refer to."""

    buckets: tuple[int, ...]
    rows: tuple[FeedRow, ...]


class Response(msgspec.Struct, frozen=True, array_like=True):
    """The answer: what became of the changes, one page of the feed, and where to go on.

    `lagging` holds the units that still lag; `scope` the units of the PC when they are not what it believes. Of rows
    that were doubted the page says which left; what the hub does not know stays, and stays in doubt.
    """

    results: tuple[Result, ...]
    page: tuple[FeedRow, ...]
    cursor: int
    more: bool
    epoch: int
    lagging: dict[UUID, int] = {}
    scope: tuple[UUID, ...] | None = None
    min_schema: str = ""
    sums: tuple[Sum, ...] = ()  # as wanted, of what stands after the page; none where it was not the last
    again: Again | None = None


def scope_mark(units: Iterable[UUID]) -> bytes:
    """A short mark by which both ends see that they mean the same units."""
    return hashlib.blake2b(b"".join(sorted(unit.bytes for unit in units)), digest_size=8).digest()


encoder = msgspec.msgpack.Encoder(uuid_format="bytes")

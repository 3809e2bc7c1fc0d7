"""All rows of a scope held against each other by their sums: what was lost or spoiled in silence is read again.

The rows of both ends fall into BUCKETS by their ids. Of each bucket there is the number of its rows and the XOR of the
hashes of what they say, so that no order matters; the root is all buckets upon each other. What stands here is
compared as the hub would have it: without what is pending, and without what is here only.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

import msgspec

from desktop.sync import pull
from desktop.sync.desk_state import DeskState
from desktop.sync.hub_state import Device
from desktop.sync.protocol import Again, FeedRow, Key, Response, Sum, Values
from desktop.sync.push import Hub
from desktop.sync.shape import Shape, table_of

BUCKETS = 64
ROOT = 1
MOST_COMPARED = 200_000  # rows; beyond them the hub would be busy with one PC for too long, and tells no sums
AT_ONCE = 4  # buckets in one answer
_PAGE = 5_000
# What stands in a column that may not be null, where nothing was told: one end may have it, the other nothing.
_NOTHING = frozenset({str(UUID(int=0)), "1900-01-01", "1900"})
_encode = msgspec.msgpack.Encoder(order="deterministic", uuid_format="bytes").encode


def sums_of(rows: Iterable[tuple[Key, Values]]) -> list[Sum]:
    """The sums of all buckets."""
    counts, hashes = [0] * BUCKETS, [0] * BUCKETS
    for key, values in rows:
        place = bucket_of(key)
        counts[place] += 1
        hashes[place] ^= _hash(key, values)
    return list(zip(counts, hashes, strict=True))


def root_of(sums: Iterable[Sum]) -> Sum:
    """All of them in one."""
    count = hashed = 0
    for number, each in sums:
        count, hashed = count + number, hashed ^ each
    return count, hashed


def bucket_of(key: Key) -> int:
    """The bucket of a row: the end of an id is as good as chance."""
    return key[1].int % BUCKETS


def _hash(key: Key, values: Values) -> int:
    said = {name: value for name, value in values.items() if value and not (type(value) is str and value in _NOTHING)}
    told = _encode((str(key[0]), key[1], said))  # the database's own kind of str is none to the encoder
    return int.from_bytes(hashlib.blake2b(told, digest_size=7).digest())


# The hub's half


def sums_at_hub(hub: Hub, device: Device, *, wanted: int) -> tuple[Sum, ...]:
    """The root, or all sums, of what this PC should hold; none where that is too much."""
    found: list[tuple[Key, Values]] = []
    for entry in _in_scope(hub, device):
        found.append(((entry.table, entry.row), entry.values))
        if len(found) > MOST_COMPARED:
            return ()
    sums = sums_of(found)
    return (root_of(sums),) if wanted == ROOT else tuple(sums)


def told_again(hub: Hub, device: Device, buckets: Sequence[int]) -> Again:
    """All rows of some buckets, their parents before them."""
    wanted = frozenset(buckets)
    shown = [entry for entry in _in_scope(hub, device) if bucket_of((entry.table, entry.row)) in wanted]
    parents = pull.parents_of(hub, device, shown, read=lambda _unit: 0)
    return Again(tuple(buckets), (*parents, *shown))


def _in_scope(hub: Hub, device: Device) -> Iterator[FeedRow]:
    for unit in sorted(device.units | device.above):
        after, more = 0, True
        while more:
            found = hub.state.told(frozenset({unit}), after=after, most=_PAGE)
            more = len(found) == _PAGE
            after = found[-1].seq if found else after
            yield from (entry for entry in found if entry.kind == "up" and pull.may_see(hub, device, entry))


# The PC's half


def take_compared(desk: DeskState, shape: Shape, response: Response) -> int:
    """Note what differs, write what came again, in the transaction of `pull.take`; how many sums to ask for next."""
    if response.more or desk.lagging():
        return 0
    if response.again is not None:
        _write_again(desk, shape, response.again)
    if not response.sums:
        return 0
    sums = sums_of(as_told(desk, shape))
    if len(response.sums) == ROOT:
        return BUCKETS if root_of(sums) != response.sums[0] else 0
    said = enumerate(zip(sums, response.sums, strict=True))
    desk.set_amiss(frozenset(place for place, (here, there) in said if here != there))
    return 0


def as_told(desk: DeskState, shape: Shape) -> Iterator[tuple[Key, Values]]:
    """The rows in scope as the hub told them: what is pending lies not over them, what is here only is left out."""
    unsettled, out = desk.unsettled(), {*desk.left(), *desk.doubted()}
    for key, row in desk.standing():
        if key in out:
            continue
        if key not in unsettled:
            yield key, row
        elif not unsettled[key] and (told := _beneath(desk, shape, key, row)) is not None:
            yield key, told


def _beneath(desk: DeskState, shape: Shape, key: Key, row: Values) -> Values | None:
    """The row without what is pending of it; None when it was registered here, and the hub has not said so yet."""
    table = table_of(shape, key[0])
    before: Values = {}
    for one in desk.pending(key):
        if one.change.op == "insert":
            return None
        for name, (old, _new) in one.change.patch.items():
            if table.group(name) not in one.lost:
                before.setdefault(name, old)
    for values in desk.behind(key).values():
        before |= values
    return {**row, **before}


def _write_again(desk: DeskState, shape: Shape, again: Again) -> None:
    told = {(entry.table, entry.row) for entry in again.rows if entry.kind == "up"}
    buckets = frozenset(again.buckets)
    desk.expect(told, ())
    for entry in again.rows:
        pull.write_entry(desk, shape, entry)
    desk.doubt([key for key, _row in as_told(desk, shape) if bucket_of(key) in buckets and key not in told])
    desk.set_amiss(desk.amiss() - buckets)

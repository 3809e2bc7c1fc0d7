"""Wrong exchanges on purpose: each must break a law within a number of seeds, or the laws are asleep."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch
from uuid import UUID

import msgspec

from desktop.sync import compare, conflicts, merge, pull, push, run, seen
from desktop.sync.merge import Merged
from desktop.sync.model import faults, simulate
from desktop.sync.model import pc as pc_
from desktop.sync.model.memory_desk import MemoryDesk
from desktop.sync.model.memory_hub import MemoryHub
from desktop.sync.model.pc import Pc
from desktop.sync.protocol import Response, Result
from desktop.sync.shape import TableShape


@dataclass(frozen=True, slots=True)
class Mutant:
    """A seeded bug: what is put in place of what."""

    name: str
    parts: tuple[tuple[Any, str, Any], ...]
    first: int = 0  # the seed to begin with: near one that is known to show a rare bug


def _last_writer_wins(change: Any, row: Any, revs: Any, *, shape: Any, **_more: Any) -> Merged:
    values = {name: pair[1] for name, pair in change.patch.items() if not row or row.get(name) != pair[1]}
    return Merged("ok" if values else "noop", values, tuple({shape.group(name) for name in values}))


def _merge_by_field(change: Any, row: Any, revs: Any, *, shape: Any, **more: Any) -> Merged:
    """Fields of one group merge apart."""
    alone = replace(shape, groups={name: name for name in shape.groups})
    seen = {name: change.seen.get(shape.group(name), 0) for name in change.patch}
    return _merge(msgspec.structs.replace(change, seen=seen), row, revs, shape=alone, **more)


def _conflict_forgotten(*_given: Any, **_more: Any) -> None:
    """The loser is nowhere."""


def _drop_at_answer(desk: MemoryDesk) -> set[Any]:
    done = [one for one in desk.outbox.values() if one.state == "acked"]
    desk.kept |= {one.change.id: desk.outbox.pop(one.change.id) for one in done}
    return {(one.change.table, one.change.row) for one in done}


def _cursor_is_seen(desk: MemoryDesk, _key: Any) -> int:
    """All that lies before the cursor is held to be seen, also in the midst of a reading."""
    return desk.cursor


def _cursor_first(desk: Any, shape: Any, response: Response) -> None:
    """The cursor is committed, the rows are not."""
    if len(response.page) > 1:
        response = msgspec.structs.replace(response, page=response.page[:-1])
    _take(desk, shape, response)


def _evict_at_once(desk: Any, _shape: Any) -> None:
    for key in list(desk.left()):
        for one in list(desk.pending(key)):
            desk.outbox.pop(one.change.id)
        desk.remove(key)


def _former_owner_refused(_hub: Any, device: Any, change: Any, row: Any) -> str:
    unit = (row or {}).get("unit_id") or change.patch["unit_id"][1]
    return "" if UUID(unit) in device.units else "the row belongs to another unit"


def _nothing_known(_hub: Any, _change_id: UUID) -> None:
    """Every change is new."""


def _seen_now(pc: Pc, key: Any, patch: Any) -> dict[str, int]:
    """What is pending is not asked: an edit claims to have seen what lies beneath."""
    shape = pc.shape[key[0]]
    return {shape.group(name): pc.desk.cursor for name in patch}


def _overlay_gone(_shape: Any, _pending: Any) -> set[str]:
    return set()


def _everybody_sees(_hub: Any, _device: Any, _entry: Any) -> bool:
    return True


def _same_sequences(hub: Any, epoch: int) -> None:
    hub.epoch = epoch


def _always_the_tip(hub: Any, digest: bytes) -> Any:
    found = _at_digest(hub, digest)
    return None if found is None else (found[0], True)


def _seen_by_row(pc: Pc, key: Any, patch: Any) -> dict[str, int]:
    """One base for the whole row: that of its first pending edit."""
    shape = pc.shape[key[0]]
    first = min([pc.desk.read_until(key), *(seq for one in pc.desk.pending(key) for seq in one.change.seen.values())])
    return dict.fromkeys({shape.group(name) for name in patch}, first)


def _seen_alive_only(shape: Any, patch: Any, pending: Any, *, now: int) -> dict[str, int]:
    """A retirement answers for nothing but itself."""
    groups = {shape.group(name) for name in patch}
    return {group: seq for group, seq in _seen(shape, patch, pending, now=now).items() if group in groups}


def _once_a_number(hub: Any, device: Any, change: Any, *, results: list[Result]) -> None:
    """What a device numbered alike is held to be known: a restored disk numbers anew."""
    if any(one.chain == change.chain and one.n == change.n != 0 and one.id != change.id for one in hub.state.every()):
        results.append(Result(change.id, "ok", hub.state.seq()))
    else:
        _take_in(hub, device, change, results=results)


def _tell_late(hub: MemoryHub, unit: UUID, key: Any, *, seq: int, kind: str) -> None:
    """Some entries are committed after a later one was read: a counter given before the commit."""
    late = hub.__dict__.setdefault("late", [])
    for each in (*late,):
        _tell(hub, each[0], each[1], seq=each[2], kind=each[3])
    late.clear()
    if seq % 5:
        _tell(hub, unit, key, seq=seq, kind=kind)
    else:
        late.append((unit, key, seq, kind))


def _tell_no_evict(hub: MemoryHub, unit: UUID, key: Any, *, seq: int, kind: str) -> None:
    if kind != "evict":
        _tell(hub, unit, key, seq=seq, kind=kind)
    else:
        hub.feed.pop((unit, key), None)


def _blocked(desk: MemoryDesk) -> list[Any]:
    """Nothing goes on after a change that was set aside."""
    if any(one.state == "quarantined" for one in desk.outbox.values()):
        return []
    return list(_outgoing(desk))


def _parked_for_good(desk: MemoryDesk) -> list[Any]:
    return [one for one in desk.outbox.values() if one.state in ("new", "sent")]


def _all_of_it(_shape: Any, values: Any) -> Any:
    return values


def _hash_of_id(key: Any, _values: Any) -> int:
    return int(key[1].int >> 70)


def _spared_if_taken(_state: Any, changes: Any, results: Any, **_more: Any) -> frozenset[Any]:
    """Whoever else wrote to the row: it is not told to who sent something of it."""
    fine = {result.id for result in results if result.kind == "ok"}
    return frozenset((change.table, change.row) for change in changes if change.id in fine)


def _as_it_stands(_desk: Any, _shape: Any, _key: Any, row: Any) -> Any:
    return row


_merge, _take = merge.merge, pull.take
_at_digest = MemoryHub.at_digest
_seen, _take_in, _tell, _outgoing = seen.seen, push._take, MemoryHub.tell, run.outgoing
_NEVER: Callable[..., bool] = lambda *_given, **_more: False  # noqa: E731 - a value to be put in place

MUTANTS: tuple[Mutant, ...] = (
    Mutant("last writer wins", ((push, "merge", _last_writer_wins),)),
    Mutant("no ancestor rule", ((push, "is_ancestor", _NEVER), (conflicts, "is_ancestor", _NEVER))),
    Mutant("everything is an ancestor", ((push, "is_ancestor", lambda *_given: True),)),
    Mutant("delete wins", ((merge, "_retires_unseen", _NEVER),)),
    Mutant("fields of a group merge apart", ((push, "merge", _merge_by_field),)),
    Mutant("the loser is nowhere", ((conflicts, "open_", _conflict_forgotten),)),
    Mutant("dropped at the answer", ((MemoryDesk, "forget_acked", _drop_at_answer),)),
    Mutant("cursor before rows", ((faults, "take", _cursor_first), (run, "take", _cursor_first))),
    Mutant("evict discards pending work", ((pull, "let_go", _evict_at_once),)),
    Mutant("no overlay of pending edits", ((pull, "covered", _overlay_gone),)),
    Mutant("an edit over a pending one claims to have seen", ((Pc, "seen", _seen_now),)),
    Mutant("residents for everybody", ((pull, "may_see", _everybody_sees),)),
    Mutant("a restored hub gives sequences twice", ((MemoryHub, "restored", _same_sequences),)),
    Mutant("parents come when they come", ((pull, "parents_of", lambda *_given, **_more: []),)),
    Mutant("a fork is the same branch", ((MemoryHub, "at_digest", _always_the_tip),)),
    Mutant("no dedupe", ((MemoryHub, "applied", _nothing_known),)),
    Mutant("403 for the former owner", ((push, "not_entitled", _former_owner_refused),)),
    Mutant("the cursor is held to be seen", ((MemoryDesk, "read_until", _cursor_is_seen),)),
    Mutant("one base for a whole row", ((Pc, "seen", _seen_by_row),)),
    Mutant("a retirement answers for nothing but itself", ((pc_, "seen", _seen_alive_only),), 800),
    Mutant("dedupe by a device's counter", ((push, "_take", _once_a_number),)),
    Mutant("sequence before commit", ((MemoryHub, "tell", _tell_late),)),
    Mutant("evict is not sent", ((MemoryHub, "tell", _tell_no_evict),)),
    Mutant("quarantine blocks the rest", ((run, "outgoing", _blocked),)),
    Mutant("parked for ever at the hub", ((MemoryHub, "unpark", lambda *_given: ()),)),
    Mutant("parked is not offered again", ((MemoryDesk, "unsent", _parked_for_good),)),
    Mutant("a restored hub judges what it lost", ((MemoryHub, "lost", _NEVER),), 195),
    Mutant("all of a row that is referred to", ((TableShape, "only_named", _all_of_it),)),
    Mutant("nothing is compared", ((run, "take_compared", lambda *_given: 0),)),
    Mutant("ids are compared, not what rows say", ((compare, "_hash", _hash_of_id),)),
    Mutant("what is pending is compared too", ((compare, "_beneath", _as_it_stands),)),
    Mutant("what the hub has not told stays", ((MemoryDesk, "doubt", _conflict_forgotten),)),
    Mutant("what is read again is not written", ((compare, "_write_again", _conflict_forgotten),)),
    Mutant("poison is taken in", ((push, "_poison", lambda _change: ""),)),
    Mutant("what was joined is told to nobody", ((conflicts, "joined", _conflict_forgotten),)),
    Mutant("a row that others wrote to is not told", ((run, "as_sent", _spared_if_taken),)),
    Mutant("what lies beneath is not said", ((pull, "_say_beneath", _conflict_forgotten),)),
    Mutant("conflicts stay behind when a home moves", ((conflicts, "move", _conflict_forgotten),), 300),
)


@contextmanager
def in_place(mutant: Mutant) -> Iterator[None]:
    """The bug is in force."""
    with ExitStack() as stack:
        for where, name, what in mutant.parts:
            stack.enter_context(patch.object(where, name, what))
        yield


def caught(mutant: Mutant, *, most: int, first: int = 0) -> int:
    """How many seeds it took to break a law, or to end in an error; 0 when `most` were not enough."""
    with in_place(mutant):
        for number, seed in enumerate(range(mutant.first + first, mutant.first + first + most), 1):
            if simulate.simulate(seed).broken:
                return number
    return 0

"""Changes on their way up: what a PC sends, and what the hub makes of it."""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import msgspec

from desktop.base.ids import id_said
from desktop.sync import conflicts
from desktop.sync.ancestry import is_ancestor
from desktop.sync.hub_state import Device, HubState, Link
from desktop.sync.merge import Clash, Merged, Rev, merge
from desktop.sync.protocol import (
    ASIDE,
    KEPT_BACK,
    MOST_BYTES,
    MOST_CHANGES,
    RESTORED_GAP,
    Change,
    Key,
    Result,
    Values,
    encoder,
)
from desktop.sync.shape import ALIVE, UNIT, Shape, table_of

Rule = Callable[[str, Values], str]  # why a row may not stand, "" when it may
Entitled = Callable[[Device, Change], str]  # why who made it may not make such a change, "" when they may


# The PC's half


def packed(changes: Iterable[Change], *, most: int = MOST_CHANGES, size: int = MOST_BYTES) -> Iterator[list[Change]]:
    """Oldest first, in portions that one request carries; a longer tx goes in parts (`left` says how many follow)."""
    portion: list[Change] = []
    weight = 0
    for change in changes:
        own = len(encoder.encode(change))
        if portion and (len(portion) >= most or weight + own > size):
            yield portion
            portion, weight = [], 0
        portion.append(change)
        weight += own
    if portion:
        yield portion


# The hub's half


@dataclass(frozen=True, slots=True)
class Hub:
    """The hub as the steps see it: its state, the shape of the tables and the rules of their rows."""

    state: HubState
    shape: Shape
    rule: Rule = lambda _table, _values: ""
    entitled: Entitled = lambda _device, _change: ""
    tells_joined: bool = False  # write down what was joined by itself


def receive(hub: Hub, device: Device, changes: Sequence[Change]) -> list[Result]:
    """Take changes in; the results, also of earlier parts of a deed and of parked ones that could go on."""
    results: list[Result] = []
    hub.state.expect(changes)
    for change in changes:
        _take(hub, device, change, results=results)
    return results


def _take(hub: Hub, device: Device, change: Change, *, results: list[Result]) -> None:
    state, body = hub.state, body_hash(change)
    known = state.applied(change.id)
    if known is not None and known[1].kind != "parked":
        same = known[0] == body
        results.append(known[1] if same else Result(change.id, "quarantined", why="another body under a known id"))
        return
    before = state.at_digest(change.prev) if change.prev else None
    link = _place(state, change, before) if known is None else state.link(change.id)
    if link is None:
        state.park(change, change.prev)
        results.append(Result(change.id, "parked", why="waits for the change before it"))
        return
    if change.left and state.change_at(Link(link.branch, link.n + change.left)) is None:
        result = Result(change.id, "parked", why="waits for the rest of its deed")
        state.keep(change, body, result=result, link=link)
        results.append(result)
    else:
        earlier = [] if change.left else _earlier_parts(state, change, before)
        if earlier:
            state.expect(earlier)
        for each in earlier:
            results.append(_apply(hub, device, each, link=state.link(each.id) or link, body=body_hash(each)))
        results.append(_apply(hub, device, change, link=link, body=body))
    for waiting in state.unpark(change.digest):
        _take(hub, device, waiting, results=results)


def _earlier_parts(state: HubState, last: Change, before: tuple[Link, bool] | None) -> list[Change]:
    """The parts of a deed that came before its last one and wait for it, oldest first."""
    parts: list[Change] = []
    while before is not None:
        change = state.change_at(before[0])
        if change is None or not change.left or change.tx != last.tx:  # what is no part ended a deed of its own
            break
        known = state.applied(change.id)
        if known is not None and known[1].kind == "parked":
            parts.insert(0, change)
        before = state.at_digest(change.prev) if change.prev else None
    return parts


def body_hash(change: Change) -> bytes:
    """What tells two changes apart that claim one id."""
    plain = msgspec.structs.replace(change, was=0, asked=()) if change.was or change.asked else change
    return hashlib.sha256(encoder.encode(plain)).digest()


def _place(state: HubState, change: Change, before: tuple[Link, bool] | None) -> Link | None:
    """The place of a new change in its chain, after what it follows; None when that is not known yet.

    What follows a change that is followed already begins a branch (a clone, a restored disk), and so does a chain that
    was begun anew on such a disk: its first change follows the last one of the old chain.
    """
    if not change.prev:
        return Link(change.id, change.n)
    if before is None:
        return None
    link, is_tip = before
    if is_tip and change.n > link.n:  # a number that another has would put it in that one's place
        return Link(link.branch, change.n)
    state.forked(change.id, link)
    return Link(change.id, change.n)


def _written_over(state: HubState, later: UUID, group: str, change: Change) -> Container[str] | None:
    """What `later` wrote, if its author had seen `change`, which the hub lost in a restore and is offered again."""
    writer = state.change(later) if change.was > 0 else None
    return writer.patch if writer and _before_restore(change, writer.seen.get(group, 0)) else None


def _before_restore(change: Change | None, seen: int) -> bool:
    """Had somebody who read as far as `seen` read this change before the hub lost it?

    Only a sequence of the same time can tell: who read beyond the restore was not told of it again.
    """
    return change is not None and 0 < change.was <= seen and seen // RESTORED_GAP == change.was // RESTORED_GAP


def _apply(hub: Hub, device: Device, change: Change, *, link: Link, body: bytes) -> Result:
    state = hub.state
    keep = partial(_keep, state, change, link=link, body=body)
    key: Key = (change.table, change.row)
    row, revs = state.row(key), state.revs(key)
    shape = table_of(hub.shape, change.table)
    if change.op == KEPT_BACK:
        return keep(Result(change.id, "noop", state.seq()))
    if shape.audience == "nobody":  # an older program sent it: what nobody but its author may hold is not kept
        held = msgspec.structs.replace(change, op=KEPT_BACK, patch={})
        return _keep(state, held, Result(change.id, "noop", state.seq()), link=link, body=body)
    if poison := _poison(change):
        return keep(Result(change.id, "quarantined", why=poison))
    if change.was == ASIDE:
        return keep(Result(change.id, "quarantined", why="it was set aside before the restore"))
    refused = not_entitled(hub, device, change, row) or hub.entitled(device, change)
    if refused and device.enabled and any(state.lost(seq) for seq in change.seen.values()):
        return keep(Result(change.id, "parked", why="waits for what the hub lost in a restore"))
    if refused:
        return keep(Result(change.id, "quarantined", why=refused))
    merged = merge(
        change, row, revs, shape=shape,
        known=lambda earlier, seen: (
            is_ancestor(state, earlier, link) or _before_restore(state.change(earlier), seen)
        ),
        superseded=lambda later, group: _written_over(state, later, group, change),
    )  # fmt: skip
    ruled = _ruled(hub, change, row, merged)
    if ruled is None:
        return keep(Result(change.id, "quarantined", why="the row could not stand so"))
    merged = ruled
    if merged.writes:
        _write(hub, key, change, row=row, merged=merged, link=link)
        if hub.tells_joined and row is not None:
            conflicts.joined(state, key, change, groups=merged.groups, shape=shape, revs=revs, link=link)
    for clash in merged.clashes:
        conflicts.open_(state, key, change, clash=clash, revs=revs, link=link)
    lost = tuple(clash.group for clash in merged.clashes if clash.group not in merged.groups)
    return keep(Result(change.id, merged.kind, state.seq(), lost))


def _poison(change: Change) -> str:
    """Why nothing can be made of a change that a broken program wrote, "" when something can: the rest goes on."""
    if change.op not in ("insert", "update") or not {2}.issuperset(map(len, change.patch.values())):
        return "it is no change"
    said = change.patch.get(UNIT)
    try:
        fine = said is None or bool(UUID(said[1]))
    except (ValueError, AttributeError, TypeError):
        fine = False
    return "" if fine else "its unit is no unit"


def _keep(state: HubState, change: Change, result: Result, *, link: Link, body: bytes) -> Result:
    state.keep(change, body, result=result, link=link)
    return result


def not_entitled(hub: Hub, device: Device, change: Change, row: Values | None) -> str:
    """Why this PC may not change this row, "" when it may: the hub's own row decides, as it is or as it was seen.

    Whoever owned it since the author looked has a say: what was done before it left comes late, not in vain.
    """
    if not device.enabled:
        return "the account was disabled"
    units = device.units
    if row is None:
        said = change.patch.get(UNIT)
        if change.op != "insert":
            return "the row it changes is not known"
        return "" if said and id_said(said[1]) in units else "the row belongs to another unit"
    if id_said(row[UNIT]) in units:
        return ""
    owners = hub.state.owners((change.table, change.row), since=min(change.seen.values(), default=0))
    return "" if owners & units else "the row belongs to another unit"


def _ruled(hub: Hub, change: Change, row: Values | None, merged: Merged) -> Merged | None:
    """The same where the row may stand; else everything it changes is asked. None: a new row that may not stand."""
    if not merged.writes or not hub.rule(change.table, {**(row or {}), **merged.writes}):
        return merged
    if row is None:
        return None
    shape = table_of(hub.shape, change.table)
    clashes = []
    for group in merged.groups:
        wanted = {name: value for name, value in merged.writes.items() if shape.group(name) == group}
        base = {name: change.patch[name][0] for name in wanted if name in change.patch}
        clashes.append(Clash(group, base, wanted, {name: row.get(name) for name in wanted}, "rule"))
    return Merged("conflict", {}, (), (*merged.clashes, *clashes))


def _write(hub: Hub, key: Key, change: Change, *, row: Values | None, merged: Merged, link: Link) -> None:
    state = hub.state
    seq = state.next_seq()
    was = id_said(row[UNIT]) if row else None
    rev: Rev = (seq, change.id)
    state.write(key, merged.writes, dict.fromkeys(merged.groups, rev))
    now = id_said(merged.writes.get(UNIT) or (row or {})[UNIT])
    if was is not None and was != now:
        state.tell(was, key, seq=seq, kind="evict")
        conflicts.move(state, key, to=now, by=change.id)
        seq = state.next_seq()  # no two entries of the feed share a sequence: a page may end between them
    state.tell(now, key, seq=seq, kind="up")
    _ask_duplicate(hub, key, change, link)


def _ask_duplicate(hub: Hub, key: Key, change: Change, link: Link) -> None:
    shape = hub.shape.get(key[0])
    if shape is None or not shape.natural or not any(name in change.patch for name in shape.natural):
        return
    row = hub.state.row(key) or {}
    values = {name: row.get(name) for name in shape.natural}
    if not row.get(ALIVE) or not all(values.values()):
        return
    other = hub.state.alike(key[0], UUID(row[UNIT]), values, but=key[1])
    if other is not None:
        clash = Clash("duplicate", {}, {"row": str(key[1])}, {"row": str(other)}, "duplicate")
        conflicts.open_(hub.state, key, change, clash=clash, revs={}, link=link)

"""Merging one change into one row, field group by field group: a pure function (SYNC §4)."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from desktop.sync.protocol import Change, Values
from desktop.sync.shape import ALIVE, TableShape

Rev = tuple[int, UUID]  # the sequence of a group's last write, and the change that wrote it
Known = Callable[[UUID, int], bool]  # did the author, who had seen so far, know of this change in another way?
# The fields that this change wrote, when its author had seen the one being merged, in this group; None when not.
Superseded = Callable[[UUID, str], Container[str] | None]


def _never(_change: UUID, _group: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Clash:
    """One field group that two people changed without seeing each other."""

    group: str
    base: Values  # what both began with, as far as the later one knew
    mine: Values  # what the change being merged wanted
    theirs: Values  # what stands at the hub
    kind: str = "edit"  # edit | retired | rule | duplicate | asked (before the hub was restored): why it is asked


class Merged(msgspec.Struct, frozen=True):
    """What becomes of the row: fields to write, the groups written, and what has to be asked."""

    kind: str  # ok | merged | noop | conflict
    writes: Values
    groups: tuple[str, ...]
    clashes: tuple[Clash, ...] = ()


def merge(
    change: Change,
    row: Values | None,
    revs: Mapping[str, Rev],
    *,
    shape: TableShape,
    known: Known,
    superseded: Superseded = _never,
) -> Merged:
    """Merge `change` into `row` (None: the row is not there yet) whose groups stand at `revs`.

    A group merges when the author had seen its last write, or wrote it, or when all of it stands as the author saw it
    (it was changed and changed back meanwhile); otherwise it is a clash and the row keeps what
    it has. A retirement of a row that holds anything unseen is a clash and the row stays; an edit of a row that was
    retired unseen brings it back and is a clash on `alive`: no edit that nobody saw is ever lost. What comes after an
    edit that was built upon it (the hub lost it in a restore) is in that edit; a field that the edit did not touch, and
    that stands as if nothing had happened, is a clash: the two would not be together again otherwise.
    """
    if row is None:
        values = {name: new for name, (_old, new) in change.patch.items()}
        return Merged("ok", values, tuple({shape.group(name) for name in values}))
    by_group: dict[str, dict[str, list[Any]]] = {}
    for name, pair in change.patch.items():
        by_group.setdefault(shape.group(name), {})[name] = pair
    writes: Values = {}
    groups: list[str] = []
    clashes: list[Clash] = []
    for group, patch in by_group.items():
        if all(row.get(name) == pair[1] for name, pair in patch.items()):
            continue
        if group in change.asked:
            clashes.append(replace(_clash(group, patch, row=row, fields=shape.members(group)), kind="asked"))
            continue
        if group in revs and (written := superseded(revs[group][1], group)) is not None:
            missed = {name: pair for name, pair in patch.items() if name not in written and row.get(name) == pair[0]}
            if missed:
                clashes.append(_clash(group, missed, row=row, fields=shape.members(group)))
            continue
        fine = _seen(revs.get(group), change.seen.get(group, 0), known) or _stands(patch, row, shape.members(group))
        if fine and not _retires_unseen(group, change, revs, known):
            writes |= {name: pair[1] for name, pair in patch.items()}
            groups.append(group)
        else:
            clashes.append(_clash(group, patch, row=row, fields=shape.members(group)))
    if groups and ALIVE not in by_group and row.get(ALIVE) is False:
        seen = max(change.seen.values(), default=0)
        if not _seen(revs.get(ALIVE), seen, known):
            writes[ALIVE] = True
            groups.append(ALIVE)
            clashes.append(Clash(ALIVE, {ALIVE: True}, {ALIVE: True}, {ALIVE: False}, "retired"))
    return Merged(_kind(groups, clashes), writes, tuple(groups), tuple(clashes))


def _stands(patch: Mapping[str, list[Any]], row: Values, fields: tuple[str, ...]) -> bool:
    """Is all of the group as the author saw it?"""
    return patch.keys() >= set(fields) and all(row.get(name) == old for name, (old, _new) in patch.items())


def _seen(rev: Rev | None, seen: int, known: Known) -> bool:
    return rev is None or rev[0] <= seen or known(rev[1], seen)


def _retires_unseen(group: str, change: Change, revs: Mapping[str, Rev], known: Known) -> bool:
    """A retirement by somebody who did not know all of the row."""
    if group != ALIVE or change.patch[ALIVE][1] is not False:
        return False
    whole = change.seen.get(ALIVE, 0)
    return not all(_seen(rev, change.seen.get(each, whole), known) for each, rev in revs.items())


def _clash(group: str, patch: Mapping[str, list[Any]], *, row: Values, fields: tuple[str, ...]) -> Clash:
    return Clash(
        group,
        {name: pair[0] for name, pair in patch.items()},
        {name: pair[1] for name, pair in patch.items()},
        {name: row.get(name) for name in fields},
        "retired" if group == ALIVE else "edit",
    )


def _kind(groups: list[str], clashes: list[Clash]) -> str:
    if clashes:
        return "merged" if groups else "conflict"
    return "ok" if groups else "noop"

"""Wrong exchanges that one law alone finds: all PCs agree and nothing is lost, yet something is not as promised."""

from collections.abc import Callable
from dataclasses import dataclass
from random import SystemRandom
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid5

import msgspec

from desktop.sync import conflicts, pull, push, run
from desktop.sync.model.law import Broken
from desktop.sync.model.memory_hub import MemoryHub
from desktop.sync.model.mutants import Mutant, in_place
from desktop.sync.model.other_ways import (
    i10_cut_and_resumed_is_uninterrupted,
    i12_commuting_edits_commute,
    i13_other_clocks_same_state,
    i15_old_and_new_together,
    i17_same_seed_same_trace,
)
from desktop.sync.protocol import Change, Key, Result
from desktop.sync.pull import Shown


@dataclass(frozen=True, slots=True)
class Own:
    """A law, and a seeded bug that no other one finds."""

    law: Callable[[int], None]
    mutant: Mutant


def _judged_anew(hub: Any, device: Any, change: Change, *, results: list[Result]) -> None:
    """What is known is answered as fine: that it was a conflict is told once only, and that answer may be cut."""
    known, place = hub.state.applied(change.id), len(results)
    _take(hub, device, change, results=results)
    if known is not None and len(results) > place and results[place].kind == "conflict":
        results[place] = msgspec.structs.replace(results[place], kind="ok", lost=())


def _stamped(state: MemoryHub, key: Key, change: Change, **said: Any) -> None:
    """A row says who wrote to it last, beside what another wrote."""
    before = len(tuple(state.conflicts_of(key)))
    _joined(state, key, change, **said)
    if len(tuple(state.conflicts_of(key))) > before:
        state.rows[key] = {**state.rows[key], "written_by": str(change.id)}


def _dated(state: Any, key: Key, change: Change, **said: Any) -> None:
    """The id of a question is made of the time at which it was asked, as UUIDv7 are."""

    def of_time(one: UUID, name: str) -> UUID:
        return uuid5(one, f"{name} {change.at}")

    with patch.object(conflicts, "uuid5", of_time):
        _open(state, key, change, **said)


def _known_fields_only(hub: Any, device: Any, changes: Any) -> list[Result]:
    """A hub keeps of a change what its own schema knows."""
    return _receive(hub, device, [
        msgspec.structs.replace(
            one, patch={name: pair for name, pair in one.patch.items() if name in hub.shape[one.table].groups}
        ) if one.table in hub.shape else one
        for one in changes
    ])  # fmt: skip


def _until_time_is_up(hub: Any, device: Any, *, most: int, **more: Any) -> Shown:
    """A page ends when the hub has worked on it for long enough."""
    return _page(hub, device, most=min(most, SystemRandom().choice((1, 2, 3))), **more)


_take, _receive, _open, _joined, _page = push._take, push.receive, conflicts.open_, conflicts.joined, pull.page

OWN: tuple[Own, ...] = (
    Own(i10_cut_and_resumed_is_uninterrupted, Mutant("known is fine", ((push, "_take", _judged_anew),))),
    Own(i12_commuting_edits_commute, Mutant("a row says who wrote it last", ((conflicts, "joined", _stamped),))),
    Own(i13_other_clocks_same_state, Mutant("questions named by the clock", ((conflicts, "open_", _dated),))),
    Own(i15_old_and_new_together, Mutant("unknown fields are dropped", ((run, "receive", _known_fields_only),))),
    Own(i17_same_seed_same_trace, Mutant("a page ends by the clock", ((run, "page", _until_time_is_up),))),
)


def found_by_own(own: Own, *, most: int, first: int = 0) -> int:
    """How many seeds its law took to find it; 0 when `most` were not enough."""
    with in_place(own.mutant):
        for number, seed in enumerate(range(first, first + most), 1):
            if breaks(own.law, seed):
                return number
    return 0


def breaks(law: Callable[[int], None], seed: int) -> bool:
    """Does the law not hold for this seed?"""
    try:
        law(seed)
    except Broken:
        return True
    return False

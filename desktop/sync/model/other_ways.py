"""The laws that compare two ways to the same end (SYNC §7, I10 to I13, I15, I17): each is a simulation of its own."""

import copy
from collections.abc import Callable
from uuid import UUID

from desktop.sync.conflicts import CONFLICT, JOINED
from desktop.sync.model.doings import DOINGS
from desktop.sync.model.faults import exchange, quiet
from desktop.sync.model.law import hold
from desktop.sync.model.pc import Pc
from desktop.sync.model.simulate import simulate, weighted
from desktop.sync.model.world import World
from desktop.sync.protocol import Key, Request, Response, Values
from desktop.sync.run import outgoing, request_of, run

STEPS = 30
SHOWN_TIMES = frozenset({"mine_at", "theirs_at"})  # of a conflict
End = tuple[dict[Key, Values], list[dict[Key, Values]]]


class _Cut(OSError):
    """The connection broke."""


class _CutAt:
    """A line that breaks once: before the request came through, or before its answer did."""

    def __init__(self, world: World, pc: Pc, *, at: int) -> None:
        self.world, self.pc, self.left = world, pc, at

    def exchange(self, request: Request) -> Response:
        """One round trip; each counts twice, for there are two places to break."""
        self.left -= 2
        if self.left == -2:
            raise _Cut
        response = self.world.serve(self.pc, request)
        if self.left == -1:
            raise _Cut
        return response


def story(seed: int, *, skew: int = 0) -> World:
    """Some weeks without faults: people work, exchange now and then, and much is unsent at the end."""
    world = World(seed, 4)
    for pc in world.pcs:
        pc.clock = skew * (1 + pc.id.int % 3)
    for _step in range(STEPS):
        pc = world.random.choice(world.pcs)
        if world.random.random() < 0.3:
            exchange(world, pc, bad=False)
        else:
            weighted(world, DOINGS)(world, pc)
    return world


def end(world: World) -> End:
    """What everybody holds when all is quiet."""
    quiet(world)
    return dict(world.memory().rows), [dict(pc.desk.rows) for pc in world.pcs]


def _answers(world: World) -> list[dict[UUID, tuple[str, frozenset[str], str]]]:
    """What every PC was told became of its changes."""
    return [{one.change.id: (one.state, one.lost, one.why) for one in pc.desk.every()} for pc in world.pcs]


def i10_cut_and_resumed_is_uninterrupted(seed: int) -> None:
    """Wherever the connection breaks, the next exchange goes on as if it had not, and people are told the same."""
    begun = story(seed)
    smooth = copy.deepcopy(begun)
    whole = end(smooth), _answers(smooth)
    for at in range(12):
        world = copy.deepcopy(begun)
        pc = world.pcs[0]
        try:
            run(pc.desk, pc.shape, _CutAt(world, pc, at=at), device=pc.id, most=world.portion)
        except _Cut:
            exchange(world, pc, bad=False)
        resumed = end(world), _answers(world)
        hold("I10 cut and resumed is uninterrupted", true=resumed == whole, said=(seed, at))


def i11_what_is_carried_may_come_in_any_order(seed: int) -> None:
    """A prefix, a second copy or another order of what was sent changes nothing."""
    begun = story(seed)
    pc = begun.pcs[0]
    sticks = [request_of(pc.desk, [change], device=pc.id) for change in outgoing(pc.desk)]
    whole = end(copy.deepcopy(begun))
    for times in range(3):
        world = copy.deepcopy(begun)
        mixed = [*sticks, *sticks[: len(sticks) // 2]]
        world.random.shuffle(mixed)
        for stick in mixed if times else mixed[: len(mixed) // 2]:
            world.serve(world.pcs[0], stick)
        hold("I11 sticks in any order", true=end(world) == whole, said=(seed, times))
        for stick in mixed:
            world.serve(world.pcs[0], stick)
        hold("I11 sticks that come again", true=end(world) == whole, said=(seed, times))


def i12_commuting_edits_commute(seed: int) -> None:
    """Whoever comes first, edits of different groups end alike, and nobody is asked."""
    begun = World(seed, 4)
    first = next(pc for pc in begun.pcs if pc.unit == begun.pcs[0].unit)
    second = begun.new_pc(first.unit, 70)
    begun.pcs.append(second)
    home: Key = ("home", begun.new_id())
    first.deed([(home, "insert", {"unit_id": [None, str(first.unit)], "alive": [None, True]})])
    quiet(begun)
    first.deed([(home, "update", {"phone": [None, begun.fresh(None)]})])
    second.deed([(home, "update", {"note": [None, begun.fresh(None)]})])
    second.deed([(home, "update", {"ends": [None, begun.fresh(None)]})])
    ends = []
    for order in ((0, 1), (1, 0)):
        world = copy.deepcopy(begun)
        for place in order:
            exchange(world, (world.pcs[0], world.pcs[-1])[place], bad=False)
        ends.append(_but_joined(end(world)))
    hold("I12 commuting edits commute", true=ends[0] == ends[1], said=seed)
    hold("I12 nobody is asked", true=all(key[0] != CONFLICT for key in ends[0][0]), said=seed)


def _but_joined(told: End) -> End:
    """Who came first is told in what was joined, and nowhere else."""
    everybody = [
        {key: row for key, row in rows.items() if row.get("kind") != JOINED} for rows in (told[0], *told[1])
    ]  # fmt: skip
    return everybody[0], everybody[1:]


def i13_other_clocks_same_state(seed: int) -> None:
    """Clocks that are wrong by decades change nothing but the times that are shown."""
    ends = [_without_times(end(story(seed, skew=skew))) for skew in (0, -20 * 31_557_600_000, 20 * 31_557_600_000)]
    hold("I13 other clocks, same state", true=ends[0] == ends[1] == ends[2], said=seed)


def _without_times(told: End) -> End:
    """What a conflict shows of when both sides wrote is the only thing that a clock may change."""
    everybody = [
        {key: {name: value for name, value in row.items() if name not in SHOWN_TIMES} for key, row in rows.items()}
        for rows in (told[0], *told[1])
    ]
    return everybody[0], everybody[1:]


def i15_old_and_new_together(seed: int) -> None:
    """Programs of two schemas exchange, and every other law holds: nothing of what only one of them knows is lost."""
    broken = simulate(seed, mixed=True).broken
    hold("I15 old and new schema together", true=not broken, said=(seed, broken))


def i17_same_seed_same_trace(seed: int) -> None:
    """What broke once can be broken again."""
    hold("I17 same seed, same trace", true=simulate(seed) == simulate(seed), said=seed)


OTHER_WAYS: tuple[Callable[[int], None], ...] = (
    i10_cut_and_resumed_is_uninterrupted,
    i11_what_is_carried_may_come_in_any_order,
    i12_commuting_edits_commute,
    i13_other_clocks_same_state,
    i15_old_and_new_together,
    i17_same_seed_same_trace,
)

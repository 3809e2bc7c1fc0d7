"""What happens between the PCs and the hub: exchanges, cut anywhere; sticks, late and doubled; disks put back."""

from collections.abc import Callable
from random import Random

import msgspec

from desktop.sync.compare import ROOT, as_told, root_of, sums_at_hub, sums_of
from desktop.sync.conflicts import CONFLICT
from desktop.sync.model.law import hold
from desktop.sync.model.pc import Pc
from desktop.sync.model.world import BRANCHES, EAST, SHAPE, WEST, World
from desktop.sync.protocol import Change, Patch, Request, Response
from desktop.sync.pull import take
from desktop.sync.push import packed
from desktop.sync.run import outgoing, request_of, run

CUT = 0.15  # of the requests, and again of the answers
SPOILED = 0.3  # of the disks, in each of three ways


class Cut(OSError):
    """The connection broke."""


class Line:
    """The hub over a bad line: a request or its answer may be lost, a request may come twice."""

    def __init__(self, world: World, pc: Pc, *, bad: bool = True) -> None:
        self.world, self.pc, self.bad = world, pc, bad

    def exchange(self, request: Request) -> Response:
        """One round trip, with what may happen to it."""
        chance = self.world.random.random
        if self.bad and chance() < CUT:
            raise Cut
        response = self.world.serve(self.pc, request)
        if self.bad and chance() < CUT:
            lingers = msgspec.structs.replace(request, whole=False)  # its answer is not for the run that asked
            self.world.carried.append((self.pc.id, lingers))
        if self.bad and chance() < CUT:
            raise Cut
        return response


def exchange(world: World, pc: Pc, *, bad: bool = True, compare: bool = False) -> bool:
    """A PC exchanges, as far as the line lets it."""
    disk = pc.disk() if bad and world.random.random() < 0.1 else None
    try:
        line = Line(world, pc, bad=bad)
        rounds = run(pc.desk, pc.shape, line, device=pc.id, most=world.portion, compare=compare)
        world.rounds = max(world.rounds, rounds)
    except Cut:
        world.note("cut", pc.id)
    if disk is not None:  # the PC lost power before anything of it was committed
        pc.put_back(disk)
    return True


def carry(world: World, pc: Pc) -> bool:
    """What is unsent goes onto sticks, in parts; each may arrive late, twice, or never."""
    with pc.desk.transaction():
        changes = list(outgoing(pc.desk))
    for part in list(packed(changes, most=world.random.choice((1, 2, 500))))[:3] or [[]]:
        world.carried.append((pc.id, request_of(pc.desk, part, device=pc.id)))
    return True


def fetch(world: World, pc: Pc) -> bool:
    """A PC reads a page while its own work still waits: a stick from the hub came first."""
    response = world.serve(pc, request_of(pc.desk, [], device=pc.id))
    with pc.desk.transaction():
        take(pc.desk, pc.shape, response)
        heard = any(world.memory().applied(one.change.id) for one in pc.desk.unsent())  # and the answer was lost
        if not (response.more or pc.desk.lagging() or heard or response.epoch > 1):
            here = root_of(sums_of(as_told(pc.desk, pc.shape)))
            there = sums_at_hub(world.hub, world.device(pc), wanted=ROOT)
            hold("I14 nothing is read again for nothing", true=here == there[0], said=(pc.id, here, there))
    return True


def arrive(world: World, _pc: Pc) -> bool:
    """Something carried arrives, in any order; its answer goes back on the stick, or is lost."""
    if not world.carried:
        return False
    place = world.random.randrange(len(world.carried))
    device, request = world.carried[place]
    if world.random.random() < 0.7:
        del world.carried[place]
    pc = next(one for one in world.pcs if one.id == device)
    response = world.serve(pc, request)
    fresh = request.cursor == pc.desk.cursor and request.epoch == pc.desk.epoch
    if fresh and dict(request.lagging) == dict(pc.desk.lagging()) and world.random.random() < 0.6:
        with pc.desk.transaction():
            take(pc.desk, pc.shape, response)
    return True


def back_up(world: World, pc: Pc) -> bool:
    """Keep the disk of a PC for later."""
    world.disks[pc.id] = pc.disk()
    return True


def put_back(world: World, pc: Pc) -> bool:
    """A disk is restored from its backup: what was done since is gone with it, unless it was sent."""
    disk = world.disks.get(pc.id)
    if disk is None:
        return False
    pc.put_back(disk)
    return True


def back_up_hub(world: World, _pc: Pc) -> bool:
    """Keep the hub for later."""
    world.hub_backup = world.backup_of_hub()
    return True


def put_back_hub(world: World, _pc: Pc) -> bool:
    """The hub is restored from its backup."""
    if world.hub_backup is None or world.random.random() < 0.5:
        return False
    world.restore_hub(world.hub_backup)
    return True


def clone(world: World, pc: Pc) -> bool:
    """The disk is copied into another PC; its device token says so, and it goes on with a chain of its own."""
    if len(world.pcs) > world.replicas:
        return False
    twin = world.new_pc(pc.unit, len(world.pcs) + 50)
    twin.put_back(pc.disk())
    world.pcs.append(twin)
    return True


def jump(world: World, pc: Pc) -> bool:
    """The clock of a PC goes wrong by years."""
    pc.clock += world.random.randrange(-20, 21) * 31_557_600_000
    return True


def regroup(world: World, _pc: Pc) -> bool:
    """A branch comes under the other community."""
    branch = world.random.choice(BRANCHES[EAST] + BRANCHES[WEST])
    world.regroup(branch, WEST if world.parents[branch] == EAST else EAST)
    return True


def disable(world: World, pc: Pc) -> bool:
    """The county disables a PC, or lets it in again."""
    world.disabled ^= {pc.id}
    return True


def poison(world: World, pc: Pc) -> bool:
    """A broken program sends what no program should; it is set aside, and nothing else is the worse for it."""
    shapes: tuple[tuple[str, Patch], ...] = (
        ("update", {"phone": [None]}),
        ("update", {"unit_id": [None, "nowhere"]}),
        ("insert", {"unit_id": [None, 7], "alive": [None, True]}),
        ("erase", {"phone": [None, 1]}),
    )
    op, patch = world.random.choice(shapes)
    made = world.new_id()
    change = Change(
        made, made, 1, pc.tip, made.bytes, made, 0, "home", world.new_id(), op, patch, {"phone": 0},
        pc.id, 0, "1",
    )  # fmt: skip
    response = world.serve(pc, request_of(pc.desk, [change], device=pc.id))
    for result in response.results:
        hold("I4 poison is set aside", true=result.id != made or result.kind in ("quarantined", "parked"), said=result)
    return True


def upgrade(world: World, pc: Pc) -> bool:
    """A PC gets the newer program: what it was told before has its place now."""
    if not world.upgrading:
        return False
    pc.shape = SHAPE
    return True


def quiet(world: World) -> None:
    """Everything that can still come through does: all are let in, the line is good, until nothing moves."""
    world.disabled.clear()
    for number in range(4):
        world.rounds, world.moved = 0, False
        for pc in world.pcs:
            exchange(world, pc, bad=False, compare=number > 0)
        if number and not world.moved:
            return


def spoil(world: World) -> None:
    """Some disks lose rows, or change or keep them wrongly, and nothing says so; with chance of its own."""
    random = Random(world.seed)  # noqa: S311 - see World
    for pc in world.pcs:
        settled = dict(as_told(pc.desk, pc.shape))
        keys = sorted(key for key in settled if key not in pc.desk.unsettled() and world.memory().row(key))
        strange = sorted(
            key for key in world.memory().rows if key[0] in ("home", "notice") and pc.desk.row(key) is None
        )  # fmt: skip
        with pc.desk.transaction():
            alone = [key for key in keys if key[0] != "home"]  # of a home that people come to later, its name is kept
            if alone and random.random() < SPOILED:
                keys.remove(key := random.choice(alone))
                pc.desk.remove(key)
            if keys and random.random() < SPOILED:
                key = random.choice(keys)
                name = random.choice(sorted(settled[key].keys() - {"unit_id", "alive", "home"}) or ["door"])
                pc.desk.put(key, {name: -1} if key[0] != CONFLICT else {"state": "unreadable"})
            if strange and random.random() < SPOILED and pc.shape is SHAPE:
                key = random.choice(strange)
                pc.desk.put(key, world.memory().rows[key])


FAULTS: tuple[tuple[int, Callable[[World, Pc], bool]], ...] = (
    (14, exchange),
    (2, carry),
    (4, fetch),
    (2, arrive),
    (2, back_up),
    (2, put_back),
    (1, back_up_hub),
    (1, put_back_hub),
    (1, jump),
    (1, regroup),
    (1, disable),
    (1, clone),
    (1, poison),
    (1, upgrade),
)

"""The exchange by sealed files alone: written, carried by anybody, lost, doubled, late, torn, and answered."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from desktop.sync.bundle import hand_over, read_back
from desktop.sync.key_pair import OwnKeys, PublicKeys
from desktop.sync.model.faults import (
    back_up,
    back_up_hub,
    clone,
    disable,
    exchange,
    jump,
    put_back,
    put_back_hub,
    regroup,
)
from desktop.sync.model.law import hold
from desktop.sync.model.pc import Pc
from desktop.sync.model.world import World
from desktop.sync.package import answered, gather, pack_up
from desktop.sync.protocol import Request, Response

HUB = UUID(int=99)
SMALL = 400  # bytes of a part, so that there are parts


class Served:
    """The hub as it serves one PC."""

    def __init__(self, world: World, pc: Pc) -> None:
        self.world, self.pc, self.rounds = world, pc, 0

    def exchange(self, request: Request) -> Response:
        """One round of the conversation that the file stands for."""
        self.rounds += 1
        return self.world.serve(self.pc, request)


@cache
def keys(end: UUID) -> OwnKeys:
    """The keys of an end; they differ from run to run, and nothing that is told does."""
    return OwnKeys.new(end)


def write_stick(world: World, pc: Pc) -> bool:
    """A PC hands over what is unsent, in one part or in many."""
    size = world.random.choice((SMALL, 1 << 20))
    ups = hand_over(pc.desk, device=pc.id, size=size)
    files = pack_up(ups, by=keys(pc.id), to=keys(HUB).public(), at=0)
    world.sticks.append((pc.id, tuple(one.data for one in files)))
    return True


def carry_stick(world: World, _pc: Pc) -> bool:
    """A stick arrives where it is read, in any order: perhaps again later, torn, or with a part missing."""
    if not world.sticks:
        return False
    place = world.random.randrange(len(world.sticks))
    end, files = world.sticks[place]
    if world.random.random() < 0.7:
        del world.sticks[place]
    pc = next(one for one in world.pcs if one.id == end)
    world.touched.add(pc.id)
    files = _handled(world, files)
    _read_at_hub(world, pc, files)
    _read_at_pc(pc, files)
    return True


def _handled(world: World, files: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """What the way does to a stick."""
    chance = world.random.random()
    if chance < 0.15:  # a part is lost
        files = tuple(one for one in files if world.random.random() < 0.7)
    elif chance < 0.3:  # a bit flips, or the end is missing
        place = world.random.randrange(len(files))
        torn = bytearray(files[place])
        if world.random.random() < 0.5:
            torn[int(world.random.random() * len(torn))] ^= 1 << world.random.randrange(8)
        else:
            del torn[int(world.random.random() * len(torn)) :]
        refused = gather([("", bytes(torn))], own=keys(HUB), who=_who)
        hold("I11 a torn file is refused", true=len(refused.refused) == 1, said=place)
        files = (*files[:place], bytes(torn), *files[place + 1 :])
    elif chance < 0.5:  # it was copied twice, and in another order
        files = tuple(world.random.sample((*files, *files), 2 * len(files)))
    return files


def _read_at_hub(world: World, pc: Pc, files: tuple[bytes, ...]) -> None:
    for package in gather([("", one) for one in files], own=keys(HUB), who=_who).mine:
        size = world.random.choice((SMALL, 1 << 20))
        answer = answered(package, Served(world, pc), own=keys(HUB), to=keys(pc.id).public(), at=0, size=size)
        if world.random.random() < 0.8:  # or nobody carries it back
            world.sticks.append((pc.id, tuple(one.data for one in answer)))


def _read_at_pc(pc: Pc, files: tuple[bytes, ...]) -> None:
    for package in gather([("", one) for one in files], own=keys(pc.id), who=_who).mine:
        for down in package.downs():
            read_back(pc.desk, pc.shape, down)


def _who(end: UUID) -> PublicKeys:
    return keys(end).public()


def week(world: World, pc: Pc) -> bool:
    """A stick goes there and back, and nothing happens to it."""
    ups = hand_over(pc.desk, device=pc.id)
    files = pack_up(ups, by=keys(pc.id), to=keys(HUB).public(), at=0)
    (package,) = gather([(one.name, one.data) for one in files], own=keys(HUB), who=_who).mine
    hub = Served(world, pc)
    answer = answered(package, hub, own=keys(HUB), to=keys(pc.id).public(), at=0)
    world.rounds = hub.rounds
    _read_at_pc(pc, tuple(one.data for one in answer))
    return True


def quiet_by_stick(world: World) -> None:
    """Everything that can still come through does, by stick alone: nothing that still lies about is needed for it."""
    world.disabled.clear()
    world.sticks.clear()
    for _round in range(6):
        for pc in world.pcs:
            week(world, pc)


STICK_FAULTS: tuple[tuple[int, Callable[[World, Pc], bool]], ...] = (
    (8, write_stick),
    (12, carry_stick),
    (2, week),
    (2, exchange),
    (2, back_up),
    (2, put_back),
    (1, back_up_hub),
    (1, put_back_hub),
    (1, jump),
    (1, regroup),
    (1, disable),
    (1, clone),
)

"""One seed from its first step to its quiet end, with every law asked on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from desktop.sync.conflicts import CONFLICT, JOINED
from desktop.sync.model import oracles
from desktop.sync.model.doings import DOINGS
from desktop.sync.model.faults import FAULTS, quiet, spoil
from desktop.sync.model.honesty import HONEST
from desktop.sync.model.law import Broken
from desktop.sync.model.pc import Pc
from desktop.sync.model.sticks import STICK_FAULTS, quiet_by_stick
from desktop.sync.model.world import World


@dataclass(frozen=True, slots=True)
class Run:
    """What a seed came to: "" or what broke, a law or the program itself, and what happened on the way."""

    seed: int
    broken: str
    conflicts: int
    changes: int
    trace: str


def simulate(
    seed: int,
    *,
    replicas: int = 6,
    ops: int = 80,
    mixed: bool = False,
    upgrading: bool = False,
    by_stick: bool = False,
) -> Run:
    """Run one seed; the same seed gives the same Run.

    `mixed`: some PCs, perhaps the hub, know an older schema; `upgrading`: and get the newer one meanwhile.
    `by_stick`: they exchange by sealed files.
    """
    return run_in(World(seed, replicas, mixed or upgrading, upgrading), ops=ops, by_stick=by_stick)


def run_in(world: World, *, ops: int, by_stick: bool = False) -> Run:
    """Run the seed of a world that has just been made."""
    broken = ""
    try:
        _happen(world, ops, by_stick=by_stick)
    except Broken as law:
        broken = str(law)
    except Exception as fault:  # one seed that ends in an error is told like the others, and the run goes on
        last = extract_tb(fault.__traceback__)[-1]
        broken = f"{type(fault).__name__}: {fault} ({Path(last.filename).name}:{last.lineno} {last.name})"
    rows = world.memory().rows
    conflicts = sum(key[0] == CONFLICT and row["kind"] != JOINED for key, row in rows.items())
    return Run(world.seed, broken, conflicts, len(world.memory().all_changes()), world.trace())


def _happen(world: World, ops: int, *, by_stick: bool) -> None:
    faults = STICK_FAULTS if by_stick else FAULTS
    for _step in range(ops):
        pc = world.random.choice(world.pcs)
        steps = DOINGS if world.random.random() < 0.55 else faults
        step = weighted(world, steps)
        world.touched.add(pc.id)
        world.note(step.__name__, pc.id, step(world, pc))
        ask(world, (*oracles.STEPS, *HONEST))
    spoil(world)
    (quiet_by_stick if by_stick else quiet)(world)
    world.touched.update(pc.id for pc in world.pcs)
    ask(world, (*oracles.STEPS, *HONEST, *oracles.ENDS))


def ask(world: World, laws: Sequence[Callable[[World], None]]) -> None:
    """Ask every law; what was looked at is not looked at again."""
    for law in laws:
        law(world)
    world.touched.clear()
    world.checked = len(world.memory().written)
    world.checked_retirements = len(world.memory().retirements)
    world.checked_made = len(world.ledger.made)
    world.checked_writers = len(world.memory().writers)


def weighted(world: World, steps: Sequence[tuple[int, Callable[[World, Pc], bool]]]) -> Callable[[World, Pc], bool]:
    """One of the steps, by its weight."""
    return world.random.choices([step for _weight, step in steps], [weight for weight, _step in steps])[0]

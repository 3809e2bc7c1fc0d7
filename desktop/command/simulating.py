"""The simulator of the exchange from the command line: seeds, seeded bugs, and the line that replays a failure."""

import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer

if TYPE_CHECKING:
    from desktop.sync.model.simulate import Run

BROKEN = 1
MOST_SEEDS_A_BUG = 2_000


@dataclass(slots=True)
class Count:
    """What the seeds came to."""

    seeds: int = 0
    changes: int = 0
    conflicts: int = 0
    seconds: float = 0.0
    rate: float = 0.0  # seeds a second
    broken: list[dict[str, object]] = field(default_factory=list)


def simulate(said: Namespace, _clock: Clock) -> Answer:
    """Run seeds, or the seeded bugs with `--mutants`; exit code 1 when a law broke or a bug was not caught."""
    if said.seeds < 1 or said.first_seed < 0 or said.ops < 1 or not 1 <= said.replicas <= 12:
        raise UserError(_("种子数和步数要大于 0，起始种子不能小于 0，电脑数要在 1 到 12 之间。"))
    if said.upgrading and said.real:
        raise UserError(_("--upgrading 不能和 --real 一起写，什么也没有做。"))
    return _bugs(said) if said.mutants else _seeds(said)


def _seeds(said: Namespace) -> Answer:
    count, began = Count(), time.monotonic()
    for run in _runs(said):
        count.seeds += 1
        count.changes += run.changes
        count.conflicts += run.conflicts
        if run.broken:
            count.broken.append({"seed": run.seed, "law": run.broken, "replay": replay(run.seed, said)})
    took = time.monotonic() - began
    count.seconds, count.rate = round(took, 2), round(count.seeds / took, 2)
    lines = [
        _("{seeds} 个种子，{changes} 次改动，{conflicts} 处冲突，{seconds} 秒，每秒 {rate} 个种子。").format_map(
            asdict(count)
        ),
        *(f"{one['law']}\n{one['replay']}" for one in count.broken),
    ]
    return Answer(asdict(count), lines, code=BROKEN if count.broken else 0)


def _runs(said: Namespace) -> "Iterator[Run]":
    from desktop.sync.hub_engine import open_server  # all four: loaded by this command alone
    from desktop.sync.model.drawer import Drawer
    from desktop.sync.model.real_world import simulate_real
    from desktop.sync.model.simulate import simulate as in_memory

    server = open_server(said.database) if said.database else None
    with Drawer.opened(server) if said.real else nullcontext() as drawer:
        for seed in range(said.first_seed, said.first_seed + said.seeds):
            if drawer:
                yield simulate_real(
                    seed, replicas=said.replicas, ops=said.ops, by_stick=said.by_stick, drawer=drawer
                )  # fmt: skip
            else:
                yield in_memory(
                    seed, replicas=said.replicas, ops=said.ops, by_stick=said.by_stick, upgrading=said.upgrading
                )  # fmt: skip


def replay(seed: int, said: Namespace) -> str:
    """The line that runs one seed again."""
    line = f"python3 main.py simulate --seeds 1 --first-seed {seed} --replicas {said.replicas} --ops {said.ops}"
    line += (" --by-stick" if said.by_stick else "") + (" --upgrading" if said.upgrading else "")
    return line + (" --real" if said.real else "") + (f" --database {said.database}" if said.database else "")


def _bugs(said: Namespace) -> Answer:
    from desktop.sync.model import mutants, own_mutants  # loaded by this command alone

    most = max(said.seeds, MOST_SEEDS_A_BUG)
    found = {one.name: mutants.caught(one, most=most, first=said.first_seed) for one in mutants.MUTANTS}
    for own in own_mutants.OWN:
        found[own.mutant.name] = own_mutants.found_by_own(own, most=most, first=said.first_seed)
    asleep = [name for name, seeds in found.items() if not seeds]
    lines = [_("{n} 个种子后发现：{name}").format(n=n, name=name) for name, n in found.items() if n]
    lines += [_("没有发现：{name}").format(name=name) for name in asleep]
    return Answer({"mutants": found, "asleep": asleep}, lines, code=BROKEN if asleep else 0)

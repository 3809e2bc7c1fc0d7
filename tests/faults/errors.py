"""A disk that refuses, once or from then on: told in plain words, readable meanwhile, at work again with space."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from desktop.base.errors import UserError
from tests.faults import kill, migrating, traced
from tests.faults.at_work import Worker, at_work
from tests.faults.desk import Ground, Seen, ground, look
from tests.faults.tried import Tried

NAME = "errors"
DEEDS = ("save", "save", "import", "backup", "password", migrating.DEED)
ERRORS = ("ENOSPC", "EIO", "EROFS")


def run(first: int, count: int, folder: Path) -> Iterator[Tried]:
    """One refusing disk for each seed from `first` on, in `folder`; needs strace (UserError without)."""
    traced.require()
    with ground(folder) as at, at_work() as worker:
        before = look(at.fresh())
        known: dict[str, kill.Whole] = {}
        for seed in range(first, first + count):
            random, deed = Random(seed), DEEDS[seed % len(DEEDS)]
            whole = known[deed] = known.get(deed) or kill.undisturbed(worker, at, deed)
            call, error, lasting = (
                random.randint(1, len(whole.calls)),
                random.choice(ERRORS),
                random.choice((False, True)),
            )
            faults = traced.at_call(call, whole.calls, fault=f"error={error}", lasting=lasting)
            told = refused(worker, at.lay(deed), deed, faults)
            yield Tried(
                seed, f"{deed}: {error} at call {call}{'+' * lasting} of {len(whole.calls)}",
                wrong(at, deed, told, before=before, whole=whole),
            )  # fmt: skip


def refused(worker: Worker, folder: Path, deed: str, faults: list[str]) -> list[str]:
    """What was told of the deed, and of the work after the disk took things again."""
    pid = worker.start(deed, folder)
    with traced.watched(pid, faults=faults):
        worker.go()
        told = worker.told(until=("read", "ended"))
    if not told[-1].startswith("ended"):
        worker.go()
        told += worker.told()
    return told


def wrong(at: Ground, deed: str, told: list[str], *, before: Seen, whole: kill.Whole) -> str:
    """What the refusal broke; empty when nothing."""
    for line in told:
        if line.startswith("fault") or line in ("ended -6", "ended -7", "ended -11"):
            return line
    if any(line.startswith("read") for line in told) and "again" not in told:
        return f"not at work again: {told[-2]}"
    try:
        if whole.after is None:
            migrating.bring_up(at.desk)
            return migrating.wrong(at.desk)
        after = look(at.desk)
        return kill.lost(told, before, after) or _kept(deed, told, before=before, after=after, whole=whole.after)
    except UserError as refusal:
        return f"does not open: {refusal.message}"


def _kept(deed: str, told: list[str], *, before: Seen, after: Seen, whole: Seen) -> str:
    """What is there though it was refused, or half there."""
    said = {line.split()[1] for line in told if line.startswith("home ")}
    if deed != "import":
        extra = len(after.homes - before.homes - said)
        return f"{extra} homes that were refused" if extra else ""
    kept, full = len(after.homes - before.homes - said), len(whole.homes) - len(before.homes)
    return "" if kept in ((full,) if "imported" in told else (0, full)) else f"half a batch: {kept} of {full}"

"""Killed at any call that changes a file: what was told as kept is there, and at most the one in flight besides."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop.base.errors import UserError
from desktop.store import backup
from tests.faults import migrating, traced
from tests.faults.at_work import Worker, at_work
from tests.faults.deeds import NEXT, open_desk
from tests.faults.desk import Ground, Seen, ground, look
from tests.faults.tried import Tried

NAME, KILL = "kill", "signal=SIGKILL"
DEEDS = ("save", "save", "save", "import", "backup", "password", migrating.DEED)  # by weight


@dataclass(frozen=True, slots=True)
class Whole:
    """A deed undisturbed: its calls that change a file, and what stood after it (None: of an older file)."""

    calls: tuple[str, ...]
    after: Seen | None


def run(first: int, count: int, folder: Path) -> Iterator[Tried]:
    """One kill for each seed from `first` on, in `folder`; needs strace (UserError without)."""
    traced.require()
    with ground(folder) as at, at_work() as worker:
        before = look(at.fresh())
        known: dict[str, Whole] = {}
        for seed in range(first, first + count):
            deed = DEEDS[seed % len(DEEDS)]
            whole = known[deed] = known.get(deed) or undisturbed(worker, at, deed)
            call = Random(seed).randint(1, len(whole.calls))
            told = killed(worker, at.lay(deed), deed, traced.at_call(call, whole.calls, fault=KILL))
            yield Tried(
                seed, f"{deed}: call {call} of {len(whole.calls)}", wrong(at, deed, told, before=before, whole=whole)
            )


def undisturbed(worker: Worker, at: Ground, deed: str) -> Whole:
    """The deed as it goes by itself; raises AssertionError when it does not."""
    folder, log = at.lay(deed), at.folder / "calls"
    pid = worker.start(deed, folder)
    with traced.watched(pid, log=log):
        worker.go()
        told = worker.told()
    assert told[-1] == "ended 0", told
    return Whole(traced.called(log, pid), None if deed == migrating.DEED else look(folder))


def killed(worker: Worker, folder: Path, deed: str, faults: list[str]) -> list[str]:
    """What was told of the deed before it was killed."""
    pid = worker.start(deed, folder)
    with traced.watched(pid, faults=faults):
        worker.go()
        return worker.told()


def wrong(at: Ground, deed: str, told: list[str], *, before: Seen, whole: Whole) -> str:
    """What the kill broke; empty when nothing."""
    for line in told:
        if line.startswith(("fault", "refused")):
            return line
    try:
        if whole.after is None:
            migrating.bring_up(at.desk)
            return migrating.wrong(at.desk)
        after = look(at.desk)
        return (
            lost(told, before, after)
            or too_much(deed, told, before=before, after=after, whole=whole.after)
            or unproven(at, told, after.password)
        )
    except UserError as refusal:
        return f"does not open: {refusal.message}"


def lost(told: list[str], before: Seen, after: Seen) -> str:
    """What was told as kept, or was there before, and is there no more."""
    if after.findings:
        return f"check: {after.findings[0]}"
    for kind, were, are in (("home", before.homes, after.homes), ("link", before.links, after.links)):
        if missing := ({line.split()[1] for line in told if line.startswith(f"{kind} ")} | were) - are:
            return f"{len(missing)} {kind} told and gone"
    return "the old password still opens" if "password" in told and after.password != NEXT else ""


def too_much(deed: str, told: list[str], *, before: Seen, after: Seen, whole: Seen) -> str:
    """What is half there: a batch is there or is not, and of what was saved at most the one in flight was not told."""
    if deed == "save":
        kept = len(after.homes - before.homes) + len(after.links - before.links)
        said = sum(line.startswith(("home ", "link ")) for line in told)
        people = after.people - before.people - 2 * len(after.homes - before.homes)
        return "" if said <= kept <= said + 1 and not people else f"{kept} kept, {said} told, {people} people too many"
    sizes = [(len(seen.homes), seen.people) for seen in (after, whole, before)]
    if sizes[0] not in (sizes[1:2] if "imported" in told else sizes[1:]):
        return f"half a batch: {sizes[0]} of {sizes[1]}"
    return ""


def unproven(at: Ground, told: list[str], password: str) -> str:
    """A backup that was told and is not there, or one that bears the name and cannot be put back."""
    known = {path.name for path in at.kept.glob("backups/*")}
    made = [path for path in at.desk.glob(f"backups/*{backup.SUFFIX}") if path.name not in known]
    if gone := {line.split(" ", 1)[1] for line in told if line.startswith("backup ")} - {path.name for path in made}:
        return f"{gone} told and gone"
    desk = open_desk(at.desk, password=password)
    desk.close()
    for path in made:
        backup.put_back(path, desk.store.keys, database=at.folder / "proof.db", keyrings=[])
    return ""

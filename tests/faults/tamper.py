"""Files changed behind the desk's back: it reads as before, or it is found, and nothing new is made in its place."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.store import backup
from desktop.store.session import Keys
from tests.faults.deeds import open_desk, work
from tests.faults.desk import Ground, content, ground, look
from tests.faults.tried import Tried

NAME, PAGE = "tamper", 4096
DATABASE, LOG, ONE_KEYRING, KEYRINGS, BACKUP = "database", "log", "keyring", "both keyrings", "backup"
TARGETS = (DATABASE, DATABASE, DATABASE, LOG, ONE_KEYRING, KEYRINGS, BACKUP)  # by weight
Content = dict[str, str]


@dataclass(frozen=True, slots=True)
class Before:
    """The desk before it is tampered with: shut in order, and as a crash leaves it, with its newest deeds in the log.

    `earlier` is its database of some deeds ago, `states` what it read after each deed of the log.
    """

    shut: Path
    crashed: Path
    earlier: bytes
    states: tuple[Content, ...]
    keys: Keys
    proven: str  # the hash of the rows of its backup


def run(first: int, count: int, folder: Path) -> Iterator[Tried]:
    """One change of one file for each seed from `first` on, in `folder`; works on every system."""
    with ground(folder) as at:
        before = _before(at)
        for seed in range(first, first + count):
            random, target = Random(seed), TARGETS[seed % len(TARGETS)]
            at.put_back(before.crashed if target == LOG else before.shut)
            profile = Profile(at.desk)
            paths = {
                DATABASE: (profile.database,), LOG: (at.desk / "desk.db-wal",), KEYRINGS: profile.keyrings,
                ONE_KEYRING: (random.choice(profile.keyrings),), BACKUP: tuple(profile.backups.glob("*")),
            }  # fmt: skip
            earlier = before.earlier if target == DATABASE else b""
            told = {change(random, path, earlier) for path in paths[target]}
            yield Tried(seed, f"{target}: {', '.join(sorted(told))}", _wrong(at, target, before, paths[target]))


def change(random: Random, path: Path, earlier: bytes) -> str:
    """Change a file in one of the ways that disks and people have; returns which. `earlier`: what it once held."""
    data = bytearray(path.read_bytes())
    pages = len(data) // PAGE
    ways: list[tuple[str, Callable[[], object]]] = [
        ("a bit flipped", lambda: _flip(random, data)),
        ("cut short", lambda: data.__delitem__(slice(random.randrange(len(data)), None))),
        ("emptied", data.clear),
    ]
    if pages > 1:
        one, other = random.sample(range(pages), 2)
        ways += [
            ("a page zeroed", lambda: _lay(data, one, bytes(PAGE))),
            ("a page doubled", lambda: _lay(data, one, data[other * PAGE : (other + 1) * PAGE])),
        ]
    changed = [page for page in range(min(pages, len(earlier) // PAGE)) if _page(earlier, page) != _page(data, page)]
    if changed:
        ways += [("an old page put back", lambda: _put_back(data, earlier, random.sample(changed, 1)))] * 3
        ways += [("old pages put back", lambda: _put_back(data, earlier, random.sample(changed, len(changed) // 2)))]
    name, do = random.choice([*ways, ("missing", data.clear)])
    do()
    path.unlink()
    if name != "missing":
        path.write_bytes(data)
    return name


def _page(data: bytes | bytearray, page: int) -> bytes:
    return bytes(data[page * PAGE : (page + 1) * PAGE])


def _flip(random: Random, data: bytearray) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _lay(data: bytearray, page: int, with_: bytes | bytearray) -> None:
    data[page * PAGE : (page + 1) * PAGE] = with_


def _put_back(data: bytearray, earlier: bytes, pages: list[int]) -> None:
    for page in pages:
        _lay(data, page, _page(earlier, page))


def _before(at: Ground) -> Before:
    """Some deeds after the backup, kept with their log as a crash would leave it, then shut in order."""
    earlier, crashed, shut = (at.kept / "desk.db").read_bytes(), at.folder / "crashed", at.folder / "shut"
    states = [content(at.fresh())]
    desk = open_desk(at.desk)

    def keep(_words: str) -> None:
        shutil.rmtree(crashed, ignore_errors=True)
        shutil.copytree(at.desk, crashed, ignore=shutil.ignore_patterns("*-shm"))
        states.append(content(at.desk))

    work(desk, keep, times=2)
    desk.close()
    shutil.copytree(at.desk, shut)
    (made,) = (at.desk / "backups").glob(f"*{backup.SUFFIX}")
    proven = backup.put_back(made, desk.store.keys, database=at.folder / "proof.db", keyrings=[]).row_hash
    return Before(shut, crashed, earlier, tuple(states), desk.store.keys, proven)


def _wrong(at: Ground, target: str, before: Before, paths: tuple[Path, ...]) -> str:
    """What was taken for true though it was changed; empty when it was found, or reads as before."""
    try:
        if target == BACKUP and paths[0].exists():
            put = backup.put_back(paths[0], before.keys, database=at.folder / "proof.db", keyrings=[])
            return "" if put.row_hash == before.proven else "a changed backup was put back"
        if look(at.desk).findings:
            return ""
        now = content(at.desk)
    except UserError as refusal:
        made = target == DATABASE and not paths[0].exists() and (at.desk / "desk.db").exists()
        return "a new database was made" if made else ("" if refusal.message else "no sentence")
    except Exception as fault:
        return f"fault {type(fault).__name__}: {str(fault)[:200]}"
    # Of a log that ends early the file itself tells nothing: the chain of the county does (SAFETY §1.4).
    right = before.states if target == LOG else before.states[-1:]
    if now in right:
        return ""
    differs = sorted(name for name, digest in now.items() if digest != right[-1].get(name))
    return f"changed and not found: {', '.join(differs)}"

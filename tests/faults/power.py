"""Power loss at any write: a log of everything written is replayed up to a moment, and what was not settled is lost.

Per file each write since its last fsync is kept, dropped or torn into sectors; a folder loses the last of its steps
since its own fsync. Then everything that was told before has to be there, whole (SAFETY §3). The shared memory beside
the database is left out: SQLite makes it anew.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest import mock

import sqlcipher3.dbapi2 as sqlcipher

from desktop.access import keyring as keyrings
from desktop.access.device import device_for
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from tests.faults import traced
from tests.faults.deeds import NEXT, PASSWORD, USER
from tests.faults.desk import Seen, light_passwords, look
from tests.faults.power_disk import Disk, build
from tests.faults.power_events import Event, record
from tests.faults.power_promises import Image, Promised, Story, digest, files_broken
from tests.faults.tried import Tried

NAME = "power"
DEEDS = ("make", "save", "save", "save", "password", "password", "backup", "export", "stick", "end")
DATABASE = ("desk.db", "desk.db-wal", "desk.db-journal")


def run(first: int, count: int, folder: Path) -> Iterator[Tried]:
    """Cut the power once for each seed, at a moment and with losses of its own."""
    yield from sorted(cuts(folder).each(range(first, first + count)), key=lambda tried: tried.seed)


def cuts(folder: Path) -> "Cuts":
    """Every deed done once in `folder`, to be cut off anywhere."""
    traced.require()
    ground = folder / "ground"
    (ground / "stick").mkdir(parents=True)
    worker = ["-m", "tests.faults.power_worker", str(ground)]
    events = record(worker, under=ground, log=folder / "calls", environ={**os.environ, **_device(ground)})
    (folder / "calls").unlink()
    return Cuts(events, ground)


@dataclass(slots=True)
class Cuts:
    """Power cuts over one log; what a database or a keyring holds is looked up once."""

    events: Sequence[Event]
    ground: Path
    _opens: dict[tuple[str, ...], tuple[str, bytes]] = field(default_factory=dict)
    _seen: dict[str, Seen | str] = field(default_factory=dict)
    _recovered: dict[tuple[str, ...], str] = field(default_factory=dict)

    def each(self, seeds: Sequence[int]) -> Iterator[Tried]:
        """Every seed, in the order of their moments: the log is gone through once."""
        story = Story(self.events)
        story.read(self._disk())
        moments = []
        for seed in seeds:
            random = Random(seed)
            deed = random.choice(DEEDS)
            begun, ended = story.deeds[deed]
            moments.append((random.randint(begun, ended), seed, deed, random))
        disk, done = self._disk(), 0
        with mock.patch.dict(os.environ, _device(self.ground)), light_passwords():
            for at, seed, deed, random in sorted(moments, key=lambda each: each[:2]):
                while done < at:
                    disk.take(self.events[done])
                    done += 1
                image = disk.image(random)
                yield Tried(seed, f"{deed}, call {at} of {len(self.events)}", self.broken(story.promised(at), image))

    def _disk(self) -> Disk:
        return Disk(str(self.ground), ("stick",))

    def broken(self, promised: Promised, image: Image) -> str:
        """What of the promises an image does not keep; empty when all is well."""
        return files_broken(promised, image, str(self.ground)) or self._desk_broken(promised, image)

    def _desk_broken(self, promised: Promised, image: Image) -> str:
        if not promised.made and self._may_be_set_up_again(image):
            return ""
        password, key = self._keyring(image)
        if not key:
            return f"the keyring does not open: {password}"
        if password not in promised.passwords:
            return "the keyring opens with the wrong password"
        seen = self._database(image, key)
        if isinstance(seen, str):
            return seen
        if seen.findings:
            return f"check: {seen.findings[0]}"
        for told, there in ((promised.homes, seen.homes), (promised.links, seen.links)):
            if told - there:
                return f"lost: {sorted(told - there)}"
            if len(there) > len(told) + 1:
                return f"{len(there)} where {len(told)} were told"
        return "" if seen.people == 2 * len(seen.homes) else f"{seen.people} people in {len(seen.homes)} homes"

    def _may_be_set_up_again(self, image: Image) -> bool:
        """Does the program take the folder for one in which nobody has begun, whatever a set-up left there?"""
        desk = Profile(self.ground / "desk")
        stands = {path.name for path in (desk.begun, desk.database, *desk.keyrings) if f"{path}" in image}
        return not stands or desk.begun.name in stands

    def _keyring(self, image: Image) -> tuple[str, bytes]:
        """Which password opens and the key of the database; a sentence and nothing when none does."""
        desk = Profile(self.ground / "desk")
        files = [*desk.keyrings, *(Path(path) for path in image if path.endswith(".device"))]
        contents = tuple(digest(image.get(str(path)) or b"") for path in files)
        if contents not in self._opens:
            build({path: content for path, content in image.items() if _small(path)}, self.ground)
            self._opens[contents] = self._unlocked(desk)
        return self._opens[contents]

    def _unlocked(self, desk: Profile) -> tuple[str, bytes]:
        try:
            keyring = keyrings.load(*desk.keyrings)
        except UserError as refusal:
            return refusal.message, b""
        secret = device_for(self.ground / "device", keyring.profile).secret
        for password in (PASSWORD, NEXT):
            try:
                return password, keyrings.open_with_password(keyring, USER, password, secret).keys().database
            except UserError as refusal:
                said = refusal.message
        return said, b""

    def _database(self, image: Image, key: bytes) -> Seen | str:
        """What stands in the database as SQLite recovers it; a sentence when it does not open."""
        desk = self.ground / "desk"
        contents = tuple(digest(image.get(f"{desk}/{name}") or b"") for name in DATABASE)
        if contents not in self._recovered:
            build({path: content for path, content in image.items() if "/backups/" not in path}, self.ground)
            try:
                self._recovered[contents] = _recover(desk / "desk.db", key)
            except sqlcipher.DatabaseError as error:
                return f"the database does not open: {error}"
        state = self._recovered[contents]
        if state not in self._seen:
            build({path: content for path, content in image.items() if "/backups/" not in path}, self.ground)
            try:
                self._seen[state] = look(desk)
            except UserError as refusal:
                self._seen[state] = refusal.message
        return self._seen[state]


def _device(ground: Path) -> dict[str, str]:
    """Where the secret of this PC lies: it loses power with the rest."""
    return {"GRID_DEVICE_DIR": str(ground / "device")}


def _small(path: str) -> bool:
    return not path.endswith(DATABASE) and "/backups/" not in path


def _recover(database: Path, key: bytes) -> str:
    """Let SQLite put the database in order; a digest of the file."""
    if not database.exists():
        raise sqlcipher.OperationalError("it is gone")
    with closing(sqlcipher.connect(str(database), isolation_level=None)) as connection:
        connection.execute("PRAGMA cipher_log='off'")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return digest(database.read_bytes())

"""An open, encrypted profile with one grid, its compound and its secretary, for tests of what stands on the store."""

import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

import desktop.catalog  # noqa: F401 - maps every table before they are made, or the guards would miss some
from desktop.access.actor import Actor
from desktop.access.roles import SECRETARY
from desktop.access.scope import rebuild_closure
from desktop.access.unit import Unit, User
from desktop.base.clock import FixedClock, at_noon
from desktop.registers.buildings.model import Compound
from desktop.store import engine, migrate
from desktop.store.session import Derived, Keys, Store

TODAY = date(2026, 3, 10)
KEYS = Keys(database=b"k" * 32 + b"s" * 16, mac=b"m" * 32, backup=b"b" * 32, care=b"c" * 32)
TOKEN = b"t" * 32
UNIT_ID = UUID("018f0000-0000-7000-8000-000000000001")
USER_ID = UUID("018f0000-0000-7000-8000-000000000002")
COMPOUND_ID = UUID("018f0000-0000-7000-8000-000000000003")


@dataclass
class Profile:
    """The open store and who acts in it; `close` it at the end of the test."""

    store: Store
    clock: FixedClock
    actor: Actor
    unit_id: UUID = UNIT_ID
    compound_id: UUID = COMPOUND_ID

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()


def make_profile(
    folder: Path, *, derived: tuple[Derived, ...] = (), role: str = SECRETARY, file: bytes | None = None
) -> Profile:
    """A profile in `folder`, like every other one made here down to its ids; the clock stands at noon of `TODAY`.

    `file` is one that was made here before and filled since, as `taken` has it.
    """
    path = folder / "desk.db"
    path.write_bytes(file or _fresh())
    clock = at_noon(TODAY)
    store = Store(path, KEYS, clock=clock, token=TOKEN, derived=derived)
    return Profile(store, clock, Actor(USER_ID, "王书记", role, UNIT_ID, frozenset({UNIT_ID})))


@cache
def _fresh() -> bytes:
    """The bytes of a profile as set-up leaves it; made once, since migrating takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        writer = engine.make_engine(path, KEYS.database, writes=True)
        migrate.upgrade(writer)
        writer.dispose()
        store = Store(path, KEYS, clock=at_noon(TODAY), token=TOKEN)
        with store.write(USER_ID, "units.init") as session:
            session.add(Unit(id=UNIT_ID, unit_id=UNIT_ID, level="grid", name="第一网格", branch_name="第一网格党支部"))
            session.add(User(id=USER_ID, unit_id=UNIT_ID, name="王书记", role=SECRETARY))
            session.add(Compound(id=COMPOUND_ID, unit_id=UNIT_ID, name="阳光花园"))
            session.flush()
            rebuild_closure(session)
        return taken(store)


def taken(store: Store) -> bytes:
    """The file of a store with everything that was written, to be copied for other tests; the store is closed."""
    raw = store.connection()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    store.close()
    return store.path.read_bytes()

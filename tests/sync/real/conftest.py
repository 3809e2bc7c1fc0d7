"""A hub in a file and the PCs of one branch, each a real profile with real registers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest

from desktop import catalog
from desktop.access.actor import Actor
from desktop.access.roles import SECRETARY
from desktop.base.clock import at_noon
from desktop.procedures import exchanged
from desktop.store import engine, migrate
from desktop.store.session import Store
from desktop.sync.desk_store import DeskStore
from desktop.sync.hub_engine import open_file
from desktop.sync.hub_state import Device
from desktop.sync.hub_store import HubStore
from desktop.sync.protocol import Request, Response
from desktop.sync.run import run
from desktop.sync.shape import Shape
from tests.factories.profile import KEYS, TODAY, TOKEN, UNIT_ID, USER_ID, Profile, make_profile


@dataclass
class Pc:
    """A profile, what it exchanges with, and the hub as it serves it."""

    profile: Profile
    desk: DeskStore
    hub: HubStore
    device: Device
    requests: list[Request] = field(default_factory=list)

    def exchange(self, request: Request) -> Response:
        """The hub in process."""
        self.requests.append(request)
        return self.hub.answer(self.device, request)

    @property
    def store(self) -> Store:
        """Its file."""
        return self.profile.store

    def told(self) -> int:
        """Exchange; the round trips."""
        return run(self.desk, self.hub.shape, self, device=self.device.id)


@pytest.fixture(scope="session")
def shape() -> Shape:
    assert catalog.REGISTERS  # maps every table
    return exchanged.shape()


@pytest.fixture
def hub(tmp_path: Path, shape: Shape) -> Iterator[HubStore]:
    made = HubStore(open_file(tmp_path / "hub.db", KEYS.database), shape)
    made.prepare()
    yield made
    made.engine.dispose()


@cache
def _empty() -> bytes:
    """The bytes of a file with nothing in it, as a PC has it that is about to read its first copy."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        writer = engine.make_engine(path, KEYS.database, writes=True)
        migrate.upgrade(writer)
        writer.dispose()
        raw = engine.connect(path, KEYS.database)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.close()
        return path.read_bytes()


def empty_profile(folder: Path) -> Profile:
    """An open profile with nothing in it."""
    (folder / "desk.db").write_bytes(_empty())
    clock = at_noon(TODAY)
    store = Store(folder / "desk.db", KEYS, clock=clock, token=TOKEN, derived=catalog.DERIVED)
    return Profile(store, clock, Actor(USER_ID, "王书记", SECRETARY, UNIT_ID, frozenset({UNIT_ID})))


def _set_up(folder: Path) -> Profile:
    return make_profile(folder, derived=catalog.DERIVED)


@pytest.fixture
def new_pc(tmp_path: Path, hub: HubStore) -> Iterator[Callable[..., Pc]]:
    made: list[Pc] = []
    number = count(1)

    def make(*units: UUID, filled: Callable[[Path], Profile] = _set_up, residents: bool = True) -> Pc:
        n = next(number)
        folder = tmp_path / f"pc{n}"
        folder.mkdir()
        profile = filled(folder)
        scope = frozenset(units or (UNIT_ID,))
        device = Device(UUID(int=n), min(scope), residents=residents, units=scope)
        made.append(Pc(profile, DeskStore(profile.store), hub, device))
        return made[-1]

    yield make
    for one in made:
        one.profile.close()

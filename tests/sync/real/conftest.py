"""A hub in a file and the PCs of one branch, each a real profile with real registers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from desktop import catalog
from desktop.store.record import record_types
from desktop.sync.desk_store import DeskStore
from desktop.sync.hub_engine import open_file
from desktop.sync.hub_state import Device
from desktop.sync.hub_store import HubStore
from desktop.sync.protocol import Request, Response
from desktop.sync.run import run
from desktop.sync.shape import Shape, of_records
from tests.factories.profile import KEYS, UNIT_ID, Profile, make_profile


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

    def told(self) -> int:
        """Exchange; the round trips."""
        return run(self.desk, self.hub.shape, self, device=self.device.id)


@pytest.fixture(scope="session")
def shape() -> Shape:
    assert catalog.REGISTERS  # maps every table
    return of_records(record_types())


@pytest.fixture
def hub(tmp_path: Path, shape: Shape) -> Iterator[HubStore]:
    made = HubStore(open_file(tmp_path / "hub.db", KEYS.database), shape)
    made.prepare()
    yield made
    made.engine.dispose()


@pytest.fixture
def new_pc(tmp_path: Path, hub: HubStore) -> Iterator[Callable[..., Pc]]:
    made: list[Pc] = []
    number = count(1)

    def make(*units: UUID) -> Pc:
        n = next(number)
        folder = tmp_path / f"pc{n}"
        folder.mkdir()
        profile = make_profile(folder, derived=catalog.DERIVED)
        scope = frozenset(units or (UNIT_ID,))
        device = Device(UUID(int=n), min(scope), residents=True, units=scope)
        made.append(Pc(profile, DeskStore(profile.store), hub, device))
        return made[-1]

    yield make
    for one in made:
        one.profile.close()

"""The county in small on real stores: each PC an encrypted file, the hub an encrypted file or a server's database."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from desktop.sync.hub_engine import open_file
from desktop.sync.hub_tables import HUB
from desktop.sync.model import real_tables
from desktop.sync.model.pc import Pc
from desktop.sync.model.simulate import Run, run_in
from desktop.sync.model.twin_desk import TwinDesk
from desktop.sync.model.twin_hub import TwinHub
from desktop.sync.model.world import OLD_SHAPE, World
from desktop.sync.protocol import Request, Response


@dataclass
class RealWorld(World):
    """See `World`; `server` is an engine of a PostgreSQL database that may be emptied, None for a file."""

    folder: Path = field(kw_only=True)
    server: Engine | None = field(default=None, kw_only=True)
    opened: list[TwinDesk] = field(default_factory=list, kw_only=True)
    number: Iterator[int] = field(default_factory=count, kw_only=True)

    def __post_init__(self) -> None:
        """As in memory, then the hub gets its database."""
        super().__post_init__()
        self._engine = self.server or open_file(self.folder / "hub.db", real_tables.KEYS.database)
        if self.server is not None:
            HUB.drop_all(self.server)
        hub = TwinHub(self._engine, self.hub.shape)
        hub.store.prepare()
        self.hub = replace(self.hub, state=hub)

    def new_pc(self, unit: UUID, number: int) -> Pc:
        """A PC with a file."""
        made = super().new_pc(unit, number)
        older = made.shape is OLD_SHAPE
        made.desk = TwinDesk(self.folder, self.number, made.shape, older=older, opened=self.opened)
        return made

    def serve(self, pc: Pc, request: Request) -> Response:
        """The hub answers in one transaction of its database."""
        state = self.hub.state
        assert isinstance(state, TwinHub)
        with state.serving():
            return super().serve(pc, request)

    def close(self) -> None:
        """Let go of all files."""
        for desk in self.opened:
            desk.close()
        if self.server is None:
            self._engine.dispose()


def simulate_real(
    seed: int,
    *,
    replicas: int = 6,
    ops: int = 80,
    mixed: bool = False,
    server: Engine | None = None,
    by_stick: bool = False,
) -> Run:
    """Run one seed on real stores; see `simulate`."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        world = RealWorld(seed, replicas, mixed, folder=Path(folder), server=server)
        stack.callback(world.close)
        return run_in(world, ops=ops, by_stick=by_stick)

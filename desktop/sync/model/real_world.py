"""The county in small on real stores: each PC an encrypted file, the hub an encrypted file or a server's database."""

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from uuid import UUID

from desktop.sync.model.drawer import Drawer
from desktop.sync.model.pc import Pc
from desktop.sync.model.simulate import Run, run_in
from desktop.sync.model.twin_desk import TwinDesk
from desktop.sync.model.twin_hub import TwinHub
from desktop.sync.model.world import OLD_SHAPE, World
from desktop.sync.protocol import Request, Response


@dataclass
class RealWorld(World):
    """See `World`; what it takes out of the drawer is empty at first."""

    drawer: Drawer = field(kw_only=True)

    def __post_init__(self) -> None:
        """As in memory, then the hub gets its database."""
        super().__post_init__()
        self.hub = replace(self.hub, state=TwinHub(self.drawer.hub, self.hub.shape))

    def new_pc(self, unit: UUID, number: int) -> Pc:
        """A PC with a file."""
        made = super().new_pc(unit, number)
        made.desk = TwinDesk(self.drawer, made.shape, older=made.shape is OLD_SHAPE)
        return made

    def serve(self, pc: Pc, request: Request) -> Response:
        """The hub answers in one transaction of its database."""
        state = self.hub.state
        assert isinstance(state, TwinHub)
        with state.serving():
            return super().serve(pc, request)


def simulate_real(
    seed: int,
    *,
    replicas: int = 6,
    ops: int = 80,
    mixed: bool = False,
    by_stick: bool = False,
    drawer: Drawer | None = None,
) -> Run:
    """Run one seed on real stores; see `simulate`. `drawer`: the files of the seeds before it."""
    with ExitStack() as stack:
        own = drawer or stack.enter_context(Drawer.opened())
        stack.callback(own.back)
        return run_in(RealWorld(seed, replicas, mixed, drawer=own), ops=ops, by_stick=by_stick)

"""A small county whose PCs do what a test says."""

import pytest

from desktop.sync.conflicts import CONFLICT, JOINED
from desktop.sync.model.faults import exchange
from desktop.sync.model.pc import Pc
from desktop.sync.model.world import BRANCHES, EAST, World
from desktop.sync.protocol import Key, Values

FIRST, SECOND = BRANCHES[EAST]


class County:
    """PCs by name: two in one branch, one in the next, one of the community; `told` exchanges over a good line."""

    def __init__(self) -> None:
        self.world = World(1)
        self.world.page_rows, self.world.portion = 1_000, 500
        self.world.pcs = [self.world.new_pc(unit, n) for n, unit in enumerate((FIRST, FIRST, SECOND, EAST))]
        self.ann, self.bo, self.next_branch, self.community = self.world.pcs

    def told(self, *pcs: Pc) -> None:
        """These exchange, one after the other."""
        for pc in pcs:
            exchange(self.world, pc, bad=False)

    def home(self, pc: Pc, **values: object) -> Key:
        """A home registered at a PC."""
        key: Key = ("home", self.world.new_id())
        patch = {name: [None, value] for name, value in {"unit_id": str(pc.unit), "alive": True, **values}.items()}
        pc.deed([(key, "insert", patch)])
        return key

    def edit(self, pc: Pc, key: Key, **values: object) -> None:
        """Fields of a row are changed at a PC."""
        row = pc.desk.row(key) or {}
        pc.deed([(key, "update", {name: [row.get(name), value] for name, value in values.items()})])

    def asked(self) -> list[Values]:
        """The conflicts that the hub keeps, but for what was joined without a question."""
        return [row for key, row in self.world.memory().rows.items() if key[0] == CONFLICT and row["kind"] != JOINED]


@pytest.fixture
def county() -> County:
    """Four PCs that know nothing of each other yet."""
    return County()

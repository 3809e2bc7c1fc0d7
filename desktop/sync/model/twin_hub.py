"""The hub of the model kept twice, in memory and in a database, each answer of the one held against the other's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Engine

from desktop.sync.hub_store import HubStore, HubTransaction
from desktop.sync.hub_tables import HUB
from desktop.sync.model import real_tables
from desktop.sync.model.law import Broken
from desktop.sync.model.memory_hub import MemoryHub
from desktop.sync.model.real_tables import Disk
from desktop.sync.shape import Shape

_TABLES = list(HUB.sorted_tables)


class TwinHub(MemoryHub):
    """See `MemoryHub` and `HubStore`: what is asked while somebody is served is asked of both."""

    def __init__(self, engine: Engine, shape: Shape) -> None:
        super().__init__()
        self.store = HubStore(engine, shape)
        self._real: HubTransaction | None = None

    @contextmanager
    def serving(self) -> Iterator[None]:
        """One answer: one transaction of the database."""
        with self.store.serve() as hub:
            assert isinstance(hub.state, HubTransaction)
            self._real = hub.state
            try:
                yield
            finally:
                self._real = None

    def restored(self, epoch: int) -> None:
        """Both were put back."""
        super().restored(epoch)
        self.store.restored(epoch)

    def copy(self) -> "KeptHub":
        """A backup of both."""
        with self.store.engine.begin() as connection:
            return KeptHub(self, super().copy(), real_tables.copy_of(connection, _TABLES))

    def fill(self, memory: MemoryHub, disk: Disk) -> "TwinHub":
        """A backup is put in place."""
        self.__dict__.update(memory.__dict__)
        with self.store.engine.begin() as connection:
            real_tables.put_back(connection, _TABLES, disk)
        return self


class KeptHub(MemoryHub):
    """A backup of the hub: the memory and all tables of the database."""

    def __init__(self, of: TwinHub, memory: MemoryHub, disk: Disk) -> None:
        self._of, self._memory, self._disk = of, memory, disk
        self.__dict__.update(memory.__dict__)  # the laws look into it

    def copy(self) -> MemoryHub:
        """It is put in place: there is one hub only."""
        return self._of.fill(self._memory.copy(), self._disk)


def both(name: str, plain: Callable[[Any], object]) -> Callable[..., Any]:
    """A method that asks the memory, asks the database, and holds the answers together."""
    asked = getattr(MemoryHub, name)

    def method(self: TwinHub, *given: Any, **more: Any) -> Any:
        answer = asked(self, *given, **more)
        if name == "unpark":
            answer = list(answer)
        real = self._real
        if real is not None:
            said = getattr(real, name)(*given, **more)
            if plain(answer) != plain(said):
                raise Broken(f"the database says otherwise: {name}{given}: {plain(answer)!r} {plain(said)!r}")
        return answer

    return method


def _same(said: object) -> object:
    return said


def _entry(entry: Any) -> object:
    return None if entry is None else msgspec.structs.replace(entry, revs={})


_PLAIN: dict[str, Callable[[Any], object]] = {
    "expect": _same, "expect_rows": _same, "seq": _same, "next_seq": _same, "lost": _same, "applied": _same,
    "keep": _same, "change": _same, "link": _same, "change_at": _same, "conflict_opened": _same, "conflicts_of": list,
    "at_digest": _same, "fork_of": _same, "forked": _same, "row": _same, "revs": _same, "write": _same,
    "alike": _same, "tell": _same, "told": lambda page: [_entry(one) for one in page], "entry": _entry,
    "owners": _same, "park": _same, "unpark": list,
}  # fmt: skip
for _name, _way in _PLAIN.items():
    setattr(TwinHub, _name, both(_name, _way))

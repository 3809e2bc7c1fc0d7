"""The files and databases that real seeds use one after the other: to make and open them costs more than a seed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine

from desktop.base.clock import FixedClock
from desktop.store.session import Store
from desktop.sync.hub_engine import open_file
from desktop.sync.hub_store import HubStore
from desktop.sync.hub_tables import HUB
from desktop.sync.model import real_tables


class Drawer:
    """Lends empty files of PCs and an empty hub; all of them come `back` when a seed is over."""

    def __init__(self, folder: Path, server: Engine | None = None) -> None:
        """`server`: a PostgreSQL database that may be emptied; without one the hub is a file."""
        self._folder = folder
        self.hub = server or open_file(folder / "hub.db", real_tables.KEYS.database)
        self._own_hub = server is None
        if server is not None:
            HUB.drop_all(server)
        HubStore(self.hub, {}).prepare()
        self._free: dict[bool, list[tuple[Store, Any]]] = {True: [], False: []}
        self._lent: list[tuple[bool, Store, Any]] = []
        self._opened: list[tuple[Store, Any]] = []

    def desk(self, *, older: bool) -> Store:
        """A file in which nothing has happened."""
        store, raw = self._free[older].pop() if self._free[older] else self._new(older=older)
        self._lent.append((older, store, raw))
        return store

    def _new(self, *, older: bool) -> tuple[Store, Any]:
        path = self._folder / f"{len(self._opened)}.db"
        path.write_bytes(real_tables.fresh(older=older))
        store = Store(path, real_tables.KEYS, clock=FixedClock(0), token=b"t" * 32)
        self._opened.append((store, store.connection()))
        return self._opened[-1]

    def back(self) -> None:
        """Everything is empty again and may be lent."""
        for older, store, raw in self._lent:
            real_tables.emptied(raw, older=older)
            self._free[older].append((store, raw))
        self._lent.clear()
        with self.hub.begin() as connection:
            for table in reversed(HUB.sorted_tables):
                connection.execute(table.delete())
        HubStore(self.hub, {}).prepare()

    def close(self) -> None:
        """Let go of all files."""
        for store, raw in self._opened:
            raw.close()
            store.close()
        if self._own_hub:
            self.hub.dispose()

    @classmethod
    @contextmanager
    def opened(cls, server: Engine | None = None) -> Iterator[Self]:
        """One whose folder is gone afterwards."""
        quick = Path("/dev/shm")  # noqa: S108 - a disk in memory, where there is one: nothing here is to last
        with tempfile.TemporaryDirectory(dir=quick if quick.is_dir() else None) as folder:
            drawer = cls(Path(folder), server)
            try:
                yield drawer
            finally:
                drawer.close()

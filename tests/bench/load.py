"""A real server process under load: N PCs send M changes each at once, then N other PCs take a first copy at once.

Small by default. `GRID_LOAD=200x500` asks for the sizes of the design, `GRID_LOAD_WORKERS=2` for processes of the
server, `GRID_LOAD_PORTION=100` for smaller requests than a PC makes; with `GRID_TEST_DSN` or an installed PostgreSQL
it stands on that, with `GRID_LOAD_FILE=1` on an encrypted file.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import random

from sqlalchemy import text

import desktop.catalog  # noqa: F401 - maps every table
from desktop.base.clock import SystemClock
from desktop.base.ids import uuid7
from desktop.county import work
from desktop.county.office import Office
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape
from desktop.sync.model.memory_desk import MemoryDesk
from desktop.sync.peer_http import HttpPeer, Later
from desktop.sync.protocol import MOST_CHANGES, Request, Response
from desktop.sync.run import run
from tests.bench.figures import Figure, percentile
from tests.county.conftest import Pc, enrolled
from tests.county.programs import Program
from tests.factories.server import postgres

SOON_S = 1.0  # a PC that could not connect tries again


@dataclass
class Timed:
    """The county as a PC asks it: every admitted request is timed, a refusal for now is waited out and counted."""

    peer: HttpPeer
    seconds: list[float] = field(default_factory=list)
    waited: int = 0

    def exchange(self, request: Request) -> Response:
        """See `Peer`."""
        while True:
            began = time.perf_counter()
            try:
                response = self.peer.exchange(request)
            except Later as later:
                self.waited += 1
                wait = later.wait if later.wait is not None else SOON_S
                threading.Event().wait(wait + random())  # as HttpPeer spreads them
                continue
            self.seconds.append(time.perf_counter() - began)
            return response


@dataclass(frozen=True, slots=True)
class Wave:
    """What came of many PCs at once: wall and own processor seconds, the times of admitted requests, waits."""

    wall: float
    own: float
    seconds: list[float]
    waited: int
    rows: int

    def figures(self, what: str, *, drained: str) -> list[Figure]:
        """As lines of the table."""
        return [
            Figure(f"{what}: drained", self.wall, "s", drained),
            Figure(f"{what}: rows", self.rows / self.wall, "rows/s", ""),
            Figure(f"{what}: admitted request, p95", percentile(self.seconds, 0.95), "s", "<= 2 s"),
            Figure(f"{what}: told to come later", self.waited, "times", "no error"),
            Figure(f"{what}: processor time of the load itself", self.own, "s", ""),
        ]


def measure(*, pcs: int = 0, changes: int = 0) -> list[Figure]:
    """Pushes of all PCs at once, then a first copy of each unit at once."""
    said = os.environ.get("GRID_LOAD", "20x100").split("x")
    pcs, changes = pcs or int(said[0]), changes or int(said[1])
    portion = int(os.environ.get("GRID_LOAD_PORTION", MOST_CHANGES))
    spent: list[float] = []
    with tempfile.TemporaryDirectory() as folder, _county(Path(folder), spent) as (office, program):
        grids = [("grid", f"4201{n:04}", f"小区{n}", "420101") for n in range(pcs)]
        work.grown(office, [("county", "42", "县", ""), ("street", "4201", "街道", "42"),
                            ("community", "420101", "社区", "4201"), *grids])  # fmt: skip
        first = [enrolled(office, code) for _level, code, *_rest in grids]
        fresh = [enrolled(office, code) for _level, code, *_rest in grids]
        for _again in range(2):  # the worker processes load what they need when they are first asked
            _at_once(office, program, [(pc, MemoryDesk()) for pc in first[:4]])
        pushed = _at_once(office, program, [(pc, _full(pc, changes)) for pc in first], most=portion)
        copied = _at_once(office, program, [(pc, MemoryDesk()) for pc in fresh])
    kind = "PostgreSQL" if program.words else "file"
    sizes = f"{kind}, {pcs} PCs × {changes}"
    return [
        *pushed.figures(f"{sizes} changes", drained="<= 60 s (200 × 500)"),
        *copied.figures(f"{sizes} rows first copy", drained=""),
        Figure(f"{sizes}: processor time of the server, its start included", sum(spent), "s", ""),
    ]


@contextmanager
def _county(folder: Path, spent: list[float]) -> Iterator[tuple[Office, Program]]:
    """A county with its server running, on a database of its own; in the end `spent` has what it cost."""
    if os.environ.get("GRID_LOAD_FILE"):
        yield from _served(Place(folder / "county"), (), spent)
        return
    with postgres() as dsn:
        place = Place(folder / "county", dsn)
        office = _open(place)
        with office.transaction() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        office.engine.dispose()
        words = ("--database", dsn, "--workers", os.environ.get("GRID_LOAD_WORKERS", "2"))
        yield from _served(place, words, spent)


def _served(place: Place, words: tuple[str, ...], spent: list[float]) -> Iterator[tuple[Office, Program]]:
    office, program = _open(place), Program(place.folder, words=words)
    before = os.times()
    program.start()
    try:
        yield office, program
    finally:
        program.stop()
        after = os.times()  # children are counted when they have ended
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
        office.engine.dispose()


def _open(place: Place) -> Office:
    return open_office(place, SystemClock(), shape=shape(), rule=row_rule)


def _full(pc: Pc, changes: int) -> MemoryDesk:
    """The desk of a PC that worked long without a line."""
    desk = MemoryDesk()
    for n in range(changes):
        change = pc.change("person", uuid7(), unit_id=str(pc.unit), name=f"人{n}", alive=True)
        desk.edited(change)
    return desk


def _at_once(office: Office, program: Program, desks: list[tuple[Pc, MemoryDesk]], *, most: int = MOST_CHANGES) -> Wave:
    timed: list[Timed] = []
    rows: list[int] = []
    faults: list[BaseException] = []

    def one(pc: Pc, desk: MemoryDesk) -> None:
        try:
            with HttpPeer(program.url, office.authority.certificate, pc.keys, patience=0) as peer:
                mine = Timed(peer)
                timed.append(mine)
                run(desk, office.shape, mine, device=pc.keys.id, most=most)
            rows.append(sum(key[0] == "person" for key in desk.rows))
        except BaseException as fault:  # told by the main thread
            faults.append(fault)

    wall, own = _together([lambda pc=pc, desk=desk: one(pc, desk) for pc, desk in desks])
    if faults:
        raise faults[0]
    seconds = [each for one_ in timed for each in one_.seconds]
    return Wave(wall, own, seconds, sum(one_.waited for one_ in timed), sum(rows))


def _together(jobs: list[Callable[[], None]]) -> tuple[float, float]:
    """Run all at once; wall and processor seconds of this process."""
    threads = [threading.Thread(target=job) for job in jobs]
    wall, own = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - wall, time.process_time() - own

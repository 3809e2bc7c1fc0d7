"""How fast rows are exchanged between two encrypted files by way of a hub in process, beside bare encrypted inserts."""

import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from time import perf_counter
from uuid import UUID

import zstandard
from sqlalchemy import select

from desktop import catalog
from desktop.procedures import exchanged
from desktop.registers.people.model import Person
from desktop.store import bulk
from desktop.sync.desk_store import DeskStore
from desktop.sync.hub_engine import open_file
from desktop.sync.hub_state import Device
from desktop.sync.hub_store import HubStore
from desktop.sync.protocol import Request, Response, encoder
from desktop.sync.run import run
from tests.bench.figures import Figure
from tests.factories.profile import KEYS, UNIT_ID, USER_ID, Profile, make_profile

PUSH, PULL = "≥ 0.6 × anki", "≥ 0.6 × anki"


class Line:
    """The hub in process; the bodies are weighed as they would go over the line."""

    def __init__(self, hub: HubStore, number: int) -> None:
        self._hub = hub
        self.device = Device(UUID(int=number), UNIT_ID, residents=True, units=frozenset([UNIT_ID]))
        self.up: list[int] = []
        self.down: list[int] = []

    def exchange(self, request: Request) -> Response:
        """One round trip."""
        response = self._hub.answer(self.device, request)
        pack = zstandard.ZstdCompressor(level=3).compress
        self.up.append(len(pack(encoder.encode(request))))
        self.down.append(len(pack(encoder.encode(response))))
        return response


def measure(*, people: int = 5_000) -> list[Figure]:
    """Rows a second of first sending, first copy, changes up and down; round trips; bytes a row on the line."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root, shape = Path(folder), exchanged.shape()
        hub = HubStore(open_file(root / "hub.db", KEYS.database), shape, exchanged.row_rule)
        stack.callback(hub.engine.dispose)
        hub.prepare()
        ann, bo = _profile(root / "ann", stack), _profile(root / "bo", stack)
        up, down = Line(hub, 1), Line(hub, 2)

        def told(profile: Profile, line: Line) -> float:
            began = perf_counter()
            run(DeskStore(profile.store), shape, line, device=line.device.id)
            return perf_counter() - began

        _add(ann, people)
        sent, copied = told(ann, up), told(bo, down)
        snapshot = sum(down.down) / people
        _edit(ann)
        up.up.clear()
        pushed, pulled = told(ann, up), told(bo, down)
        change, least = sum(up.up) / people, _bare(ann, people)
        up.up.clear(), up.down.clear()
        told(ann, up)
        idle = sum(up.up) + sum(up.down)
    of = "bare inserts into an encrypted table"
    return [
        Figure(f"first sending of {people:,} rows", people / sent, "rows/s", "", people / least, of),
        Figure("first copy, lists and search with it", people / copied, "rows/s", "≥ 0.5 ×", people / least, of),
        Figure(f"{people:,} changes up", people / pushed, "rows/s", PUSH),
        Figure(f"{people:,} changes down, lists and search with them", people / pulled, "rows/s", PULL),
        Figure("snapshot row on the line", snapshot, "B", "≤ 50 B"),
        Figure("change on the line", change, "B", "≤ 90 B"),
        Figure("exchange with nothing to say", idle, "B", "≤ 1,024 B"),
    ]


def _profile(folder: Path, stack: ExitStack) -> Profile:
    folder.mkdir()
    made = make_profile(folder, derived=catalog.DERIVED)
    stack.callback(made.close)
    return made


def _add(profile: Profile, people: int) -> None:
    """As an import does it: one household a deed."""
    with profile.store.write(USER_ID, "people.import") as session:
        new = bulk.NewRows(session)
        for number in range(people):
            session.info["deed"].next_tx()
            new.add(Person, unit_id=UNIT_ID, name=f"居民{number}", employer=f"单位{number % 97}")
        new.write()


def _edit(profile: Profile) -> None:
    with profile.store.write(USER_ID, "people.save") as session:
        for number, person in enumerate(session.scalars(select(Person))):
            session.info["deed"].next_tx()
            session.info["deed"].claim(person.id)
            person.employer = f"新单位{number}"


def _bare(profile: Profile, people: int) -> float:
    """Seconds of copying as many rows into a table of their own, in one transaction."""
    with closing(profile.store.connection()) as bare:
        rows = bare.execute("SELECT * FROM person LIMIT ?", (people,)).fetchall()
        began = perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("CREATE TABLE copy_person AS SELECT * FROM person LIMIT 0")
        bare.executemany(f"INSERT INTO copy_person VALUES ({','.join('?' * len(rows[0]))})", rows)
        bare.execute("COMMIT")
        return perf_counter() - began

"""First copies of a branch and of a community by a fresh program: seconds, its memory, how late its windows get."""

import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter, process_time
from typing import TypedDict
from uuid import UUID

from desktop import catalog
from desktop.procedures import exchanged
from desktop.registers.buildings.model import Building, Dwelling, Stairwell
from desktop.registers.people.model import Household, Person, Phone, Residence
from desktop.store import bulk
from desktop.store.session import Store
from desktop.sync.desk_store import DeskStore
from desktop.sync.hub_engine import open_file
from desktop.sync.hub_store import HubStore
from desktop.sync.run import run
from tests.bench.figures import Figure, peak_mb, percentile
from tests.bench.line import Line
from tests.factories.profile import COMPOUND_ID, KEYS, UNIT_ID, USER_ID, make_profile

ROOT = Path(__file__).resolve().parents[2]
BRANCH, COMMUNITY = 1_000, 6_000  # homes of some ten rows each
LIMITS = {BRANCH: "≤ 2 s", COMMUNITY: "≤ 10 s"}
TICK = 0.005
AN_HOUSE = 60


class Copied(TypedDict):
    """What one first copy took."""

    rows: int
    seconds: float
    computing: float
    late_ms: float
    mb: float


def measure(*, homes: tuple[int, ...] = (BRANCH, COMMUNITY)) -> list[Figure]:
    """For each size: seconds beside what was computed in them, memory beside the limit, lateness of the main thread."""
    figures = []
    for count in homes:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder), homes=count)
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench.copying", folder], cwd=ROOT, check=True, capture_output=True,
            )  # fmt: skip
        found: Copied = json.loads(done.stdout)
        what = f"first copy of {found['rows']:,} rows"
        figures += [
            Figure(
                what, found["seconds"], "s", LIMITS.get(count, ""), found["computing"], "computing, the hub's with it"
            ),
            Figure(f"{what}: memory, hub and program", found["mb"], "MB", "≤ 250 MB"),
            Figure(f"{what}: window late, p99", found["late_ms"], "ms", "≤ 50 ms"),
        ]
    return figures


def fill(folder: Path, *, homes: int) -> None:
    """A hub in `folder` that has homes with their people, as a PC sent them."""
    hub = _hub(folder)
    hub.prepare()
    (folder / "ann").mkdir()
    ann = make_profile(folder / "ann")
    with ann.store.write(USER_ID, "households.import") as session:
        new = bulk.NewRows(session)
        for number in range(homes):
            session.info["deed"].next_tx()
            _home(new, number)
        new.write()
    run(DeskStore(ann.store), hub.shape, Line(hub, 1), device=UUID(int=1))
    ann.close()
    hub.engine.dispose()


def _hub(folder: Path) -> HubStore:
    return HubStore(open_file(folder / "hub.db", KEYS.database), exchanged.shape(), exchanged.row_rule)


def _home(new: bulk.NewRows, number: int) -> None:
    house, room = divmod(number, AN_HOUSE)
    if room == 0:
        said = {"number": str(house + 1), "name": f"{house + 1}栋", "sort": f"{house + 1:04}"}
        building = new.add(Building, id=UUID(int=house + 1), unit_id=UNIT_ID, compound_id=COMPOUND_ID, **said)
        stairs = {"number": "1", "name": "1单元", "sort": "0001"}
        new.add(Stairwell, id=UUID(int=house + 1), unit_id=UNIT_ID, building_id=building["id"], **stairs)
    door = f"{house + 1}-1-{room // 3 + 1}0{room % 3 + 1}"
    dwelling = new.add(
        Dwelling, unit_id=UNIT_ID, building_id=UUID(int=house + 1), stairwell_id=UUID(int=house + 1), door=door,
        room=door.rpartition("-")[2], floor=room // 3 + 1, sort=f"{house:04}-{room:04}",
    )  # fmt: skip
    home = new.add(Household, unit_id=UNIT_ID, dwelling_id=dwelling["id"])
    for member in range(3):
        person = new.add(Person, unit_id=UNIT_ID, name=f"{'林周吴郑王'[number % 5]}{'涛丽强敏洋'[member]}{number}")
        lived = {"person_id": person["id"], "household_id": home["id"], "relation": "02"}
        new.add(Residence, unit_id=UNIT_ID, main=True, **lived)
        if member < 2:
            new.add(Phone, unit_id=UNIT_ID, person_id=person["id"], number=f"170{number:06}{member:02}")


def copy(folder: Path) -> Copied:
    """The first copy of a PC from the hub of `folder`, applied on another thread than the one that ticks."""
    hub = _hub(folder)
    (folder / "bo").mkdir()
    bo = make_profile(folder / "bo", derived=catalog.DERIVED)
    worker = threading.Thread(target=lambda: _copied(bo.store, hub), daemon=True)
    late: list[float] = []
    began, computed = perf_counter(), process_time()
    worker.start()
    while worker.is_alive():
        due = perf_counter() + TICK
        worker.join(TICK)
        late.append((perf_counter() - due) * 1000)
    seconds, computing = perf_counter() - began, process_time() - computed
    with bo.store.read() as session:
        tables = ("building", "stairwell", "dwelling", "household", "person", "residence", "phone")
        counts = (session.connection().exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in tables)
        rows = sum(counts)
    bo.close()
    hub.engine.dispose()
    return Copied(rows=rows, seconds=seconds, computing=computing, late_ms=percentile(late, 0.99), mb=peak_mb())


def _copied(store: Store, hub: HubStore) -> None:
    desk = DeskStore(store)
    with desk.copying():
        run(desk, hub.shape, Line(hub, 2), device=UUID(int=2))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(copy(Path(sys.argv[1]))))

"""How fast rows are exchanged between two encrypted files by way of a hub in process, beside bare encrypted inserts."""

import json
import os
import subprocess
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path
from time import perf_counter
from uuid import UUID

from sqlalchemy import select

from desktop import catalog
from desktop.procedures import exchanged
from desktop.registers.people.model import Person
from desktop.store import bulk
from desktop.sync import bundle
from desktop.sync import stick as stick_files
from desktop.sync.desk_store import DeskStore
from desktop.sync.hub_engine import open_file
from desktop.sync.hub_store import HubStore
from desktop.sync.key_pair import OwnKeys
from desktop.sync.package import gather, pack_down, pack_up
from desktop.sync.run import run
from tests.bench.figures import Figure
from tests.bench.line import Line
from tests.factories.profile import KEYS, UNIT_ID, USER_ID, Profile, make_profile

ANKI = "GRID_ANKI"  # the environment names a Python that has the package anki, if there is one on this machine
BESIDE = "≥ 0.6 × anki"
MOST_CHANGED = 1_000  # in a week that goes by stick


def measure(*, people: int = 5_000) -> list[Figure]:
    """Rows a second of first sending, first copy, changes up and down; bytes a row on the line; a week by stick."""
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
        week = _by_stick(ann, up)
    anki = _anki(people)
    of = "bare inserts into an encrypted table"
    return [
        Figure(f"first sending of {people:,} rows", people / sent, "rows/s", "", people / least, of),
        Figure("first copy, lists and search with it", people / copied, "rows/s", "≥ 0.5 ×", people / least, of),
        Figure(f"{people:,} changes up", people / pushed, "rows/s", BESIDE, anki.get("pushed"), "anki"),
        Figure(
            f"{people:,} changes down, lists and search with them",
            people / pulled,
            "rows/s",
            BESIDE,
            anki.get("pulled"),
            "anki",
        ),
        Figure("snapshot row on the line", snapshot, "B", "≤ 50 B"),
        Figure("change on the line", change, "B", "≤ 90 B"),
        Figure("exchange with nothing to say", idle, "B", "≤ 1,024 B"),
        *week,
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


def _edit(profile: Profile, *, most: int | None = None) -> None:
    with profile.store.write(USER_ID, "people.save") as session:
        for number, person in enumerate(session.scalars(select(Person).limit(most))):
            session.info["deed"].next_tx()
            session.info["deed"].claim(person.id)
            person.employer = f"新单位{number}" if most is None else f"第{number}小学"


def _by_stick(profile: Profile, line: Line) -> list[Figure]:
    """A week of changes on a stick and the answer: KB, seconds of export and of import."""
    pc, county = OwnKeys.new(line.device.id), OwnKeys.new(UUID(int=99))
    _edit(profile, most=MOST_CHANGED)
    desk = DeskStore(profile.store)
    with tempfile.TemporaryDirectory() as stick:
        began = perf_counter()
        sealed = pack_up(bundle.hand_over(desk, device=pc.id), by=pc, to=county.public(), at=1)
        stick_files.put(Path(stick), sealed)
        exported = perf_counter() - began
        (mine,) = gather(stick_files.found(Path(stick)), own=county, who=lambda _who: pc.public()).mine
        answers = bundle.answer_to(line, mine.ups())
        down = pack_down(answers, by=county, to=pc.public(), at=2)
    began = perf_counter()
    (mine,) = gather([(one.name, one.data) for one in down], own=pc, who=lambda _who: county.public()).mine
    for part in mine.downs():
        bundle.read_back(desk, exchanged.shape(), part)
    imported = perf_counter() - began
    return [
        Figure(f"stick with {MOST_CHANGED:,} changes", sum(len(one.data) for one in sealed) / 1000, "KB", "≤ 120 KB"),
        Figure("its export, proved by reading", exported, "s", "≤ 3 s"),
        Figure("import of the answer", imported, "s", "≤ 5 s"),
    ]


def _anki(rows: int) -> dict[str, float]:
    """Rows a second of anki's own synchronisation, where a Python with it is named."""
    python = os.environ.get(ANKI)
    if not python:
        return {}
    script = Path(__file__).with_name("anki_peer.py")
    done = subprocess.run([python, "-P", str(script), str(rows)], check=True, capture_output=True, timeout=300)
    found: dict[str, float] = json.loads(done.stdout)
    return found


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

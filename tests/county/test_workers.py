"""Several worker processes over one PostgreSQL: many PCs at once, each change once, in one order."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from desktop.base.clock import SystemClock
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.county import backup, work
from desktop.county.office import Office
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape
from desktop.sync.hub_tables import CHANGE, ROW
from desktop.sync.model.memory_desk import MemoryDesk
from desktop.sync.peer_http import HttpPeer
from desktop.sync.run import run
from tests.county.conftest import TREE, Pc, enrolled
from tests.county.programs import Program
from tests.factories.server import postgres

PCS, EACH = 6, 400


@pytest.fixture(scope="module")
def dsn() -> Iterator[str]:
    with postgres() as made:
        yield made


def emptied(dsn: str, folder: Path) -> Place:
    place = Place(folder, dsn)
    office = opened(place)
    with office.transaction() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    office.engine.dispose()
    return place


def opened(place: Place) -> Office:
    return open_office(place, SystemClock(), shape=shape(), rule=row_rule)


def test_pcs_that_come_at_once_are_all_served(dsn: str, tmp_path: Path) -> None:
    place = emptied(dsn, tmp_path / "county")
    office = opened(place)
    work.grown(office, TREE)
    pcs = [enrolled(office, "42010101") for _n in range(PCS)]
    program = Program(place.folder, words=("--database", dsn, "--workers", "2"))
    program.start()
    desks = [MemoryDesk() for _pc in pcs]
    try:
        said = [
            threading.Thread(target=push, args=(program, office, pc, desk)) for pc, desk in zip(pcs, desks, strict=True)
        ]
        for each in said:
            each.start()
        for each in said:
            each.join()
        for pc, desk in zip(pcs, desks, strict=True):
            with HttpPeer(program.url, office.authority.certificate, pc.keys, patience=60) as peer:
                run(desk, office.shape, peer, device=pc.keys.id)
    finally:
        program.stop()
    assert [{one.state for one in desk.outbox.values()} - {"acked"} for desk in desks] == [set()] * PCS
    people = [{key for key in desk.rows if key[0] == "person"} for desk in desks]
    assert all(each == people[0] for each in people)
    assert len(people[0]) == PCS * EACH
    with office.transaction() as connection:
        changes = connection.execute(select(func.count()).select_from(CHANGE)).scalar_one()
        assert changes == PCS * EACH + len(TREE)
        seqs = connection.execute(select(ROW.c.seq)).scalars().all()
    assert len(set(seqs)) == len(seqs)
    office.engine.dispose()


def push(program: Program, office: Office, pc: Pc, desk: MemoryDesk) -> None:
    for n in range(EACH):
        change = pc.change("person", uuid7(), unit_id=str(pc.unit), name=f"人{n}", alive=True)
        desk.edited(change)
    with HttpPeer(program.url, office.authority.certificate, pc.keys, patience=60) as peer:
        run(desk, office.shape, peer, device=pc.keys.id, most=100)


def test_the_same_county_opens_again_and_its_keys_are_backed_up(dsn: str, tmp_path: Path) -> None:
    place = emptied(dsn, tmp_path / "county")
    office = opened(place)
    work.grown(office, TREE[:2])
    made = backup.make(office, place, tmp_path / "backups")
    assert sorted(path.name for path in made.iterdir()) == ["certificates", "own.key"]
    office.engine.dispose()
    again = opened(place)
    before = again.healthy()
    assert before["seq"] == 2
    assert again.keys.id == office.keys.id
    again.engine.dispose()
    backup.restore(made, Place(tmp_path / "restored", dsn), SystemClock())
    restored = opened(Place(tmp_path / "restored", dsn))
    assert restored.keys.id == office.keys.id
    assert restored.healthy()["epoch"] > before["epoch"]
    restored.engine.dispose()


def test_what_is_no_address_of_a_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="postgresql://"):
        opened(Place(tmp_path / "county", "mysql://grid"))

"""Real programs in processes of their own: the county's server, PCs that exchange with it, a server that is killed."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.base.clock import SystemClock
from desktop.base.ids import uuid7
from desktop.county import work
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape
from desktop.sync.desk_state import Sending
from desktop.sync.hub_tables import CHANGE, ROW
from desktop.sync.model.memory_desk import MemoryDesk
from desktop.sync.peer_http import HttpPeer, Later
from desktop.sync.protocol import Request, Response
from desktop.sync.run import run
from tests.county.conftest import TREE, Pc, code_for, enrolled
from tests.county.programs import Program, command

ROSTER = "楼栋,单元,房号,姓名,与户主关系,手机号码\n1,1,101,安娜,户主,13800001111\n1,1,102,伯恩,户主,13800002222\n"
MANY = 6_000
KILLED = ((2, 0.0), (3, 0.08), (4, 0.25))  # in which request, and how many seconds into it


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "county")
    yield made
    made.stop()


def test_two_programs_exchange_through_a_third(program: Program, tmp_path: Path) -> None:
    office = open_office(Place(program.folder), SystemClock(), shape=shape(), rule=row_rule)
    work.grown(office, TREE)
    codes = [code_for(office, "42010101") for _n in range(2)]
    office.engine.dispose()
    program.start()
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, "utf-8")
    homes = []
    for name, code in zip(("one", "other"), codes, strict=True):
        own, folder = {"GRID_DEVICE_DIR": str(tmp_path / f"{name}-device")}, str(tmp_path / name)
        command("init", "--data", folder, "--unit", "阳光花园", "--user", f"{name}书记", environ=own)
        if name == "one":
            command("import", str(roster), "--data", folder, environ=own)
        command("enrol", code, "--server", program.url, "--data", folder, environ=own)
        command("sync", "--data", folder, environ=own)
        homes.append([home["id"] for home in command("list", "households", "--data", folder, environ=own)])
    assert homes[0] == homes[1]
    assert len(homes[0]) == 2


class Killing:
    """The county, killed while it answers."""

    def __init__(self, peer: HttpPeer, program: Program, *, request: int, after: float) -> None:
        self._peer, self._program, self._left, self._after = peer, program, request, after

    def exchange(self, request: Request) -> Response:
        self._left -= 1
        if self._left:
            return self._peer.exchange(request)
        killing = threading.Timer(self._after, self._program.kill)  # a moment of the server's work
        killing.start()
        try:
            return self._peer.exchange(request)
        finally:
            killing.join()


def test_a_server_that_is_killed_in_a_batch_loses_nothing_and_does_nothing_twice(program: Program) -> None:
    office = open_office(Place(program.folder), SystemClock(), shape=shape(), rule=row_rule)
    work.grown(office, TREE)
    pc: Pc = enrolled(office, "42010101")
    before = [_count(office, table) for table in (CHANGE, ROW)]
    office.engine.dispose()
    desk = MemoryDesk()
    made = [pc.change("person", uuid7(), unit_id=str(pc.unit), name=f"人{n}") for n in range(MANY)]
    desk.outbox = {change.id: Sending(change) for change in made}
    for request, after in KILLED:
        program.start()
        with HttpPeer(program.url, office.authority.certificate, pc.keys) as peer, pytest.raises(Later):
            run(desk, office.shape, Killing(peer, program, request=request, after=after), device=pc.keys.id)
        program.kill()
    program.start()
    with HttpPeer(program.url, office.authority.certificate, pc.keys) as peer:
        run(desk, office.shape, peer, device=pc.keys.id)
    program.stop()
    assert [one for one in desk.outbox.values() if one.state != "acked"] == []
    again = open_office(Place(program.folder), SystemClock(), shape=shape(), rule=row_rule)
    assert [_count(again, table) - count for table, count in zip((CHANGE, ROW), before, strict=True)] == [MANY, MANY]
    again.engine.dispose()


def _count(office: object, table: object) -> int:
    with office.transaction() as connection:  # type: ignore[attr-defined]  # an office
        return connection.execute(select(func.count()).select_from(table)).scalar_one()

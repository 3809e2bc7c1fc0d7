"""`enrol` and `sync` from the command line of a PC: by code, by file, told and refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import run_command
from desktop.base.clock import FixedClock, at_noon
from desktop.county import tickets, work
from desktop.county.office import Office
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape
from tests.county.conftest import TREE, code_for, unit_of
from tests.county.heard import Heard, heard_at
from tests.county.real_pcs import PASSWORD, made
from tests.factories.profile import TODAY


@pytest.fixture
def clock() -> FixedClock:
    return at_noon(TODAY)


@pytest.fixture
def heard(tmp_path: Path, clock: FixedClock) -> Iterator[Heard]:
    office: Office = open_office(Place(tmp_path / "county"), clock, shape=shape(), rule=row_rule)
    work.grown(office, TREE)
    with heard_at(office) as server:
        yield server
    office.engine.dispose()


@pytest.fixture(autouse=True)
def _pc(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRID_PASSWORD", PASSWORD)
    made(tmp_path / "pc", clock).close()


def said(capsys: pytest.CaptureFixture[str], clock: FixedClock, *words: str) -> tuple[int, str]:
    code = run_command.main(words, clock=clock)
    told = capsys.readouterr()
    return code, told.out + told.err


def test_a_code_then_an_exchange(
    heard: Heard, tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(tmp_path / "pc"))
    assert said(capsys, clock, "sync", *data)[0] == 2
    code, told = said(capsys, clock, "enrol", code_for(heard.office, "42010101"), "--server", heard.url, *data)
    assert (code, "已登记到县里：阳光花园" in told) == (0, True)
    code, told = said(capsys, clock, "sync", "--json", *data)
    assert (code, json.loads(told)["sent"] > 0) == (0, True)
    heard.stop()
    code, told = said(capsys, clock, "sync", *data)
    assert (code, "没有连上县服务器" in told) == (2, True)


def test_a_file_then_the_county_hears_of_it(
    heard: Heard, tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(tmp_path / "pc"))
    unit, until = unit_of(heard.office, "42010101"), clock.now_ms() + 1_000
    code = code_for(heard.office, "42010101")
    file = tmp_path / "pc.gridenrol"
    file.write_bytes(tickets.make(heard.office, code, unit, role="secretary", server=heard.url, until=until))
    answer, told = said(capsys, clock, "enrol", str(file), *data)
    assert (answer, "县里还不知道这台电脑" in told) == (0, True)
    assert said(capsys, clock, "sync", *data)[0] == 0


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pc.gridenrol"
    file.write_bytes(b"x")
    genuine = Path.open

    def refused(self: Path, *mode: str, **more: str) -> object:
        if self == file:
            raise PermissionError
        return genuine(self, *mode, **more)

    monkeypatch.setattr(Path, "open", refused)
    assert "读不出来" in said(capsys, clock, "enrol", str(file), "--data", str(tmp_path / "pc"))[1]

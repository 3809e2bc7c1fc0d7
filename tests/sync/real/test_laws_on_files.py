"""The laws hold on encrypted files and on a server: whatever is asked of a real store, the model answers the same.

More seeds on request: `python3 main.py simulate --real --seeds N --first-seed F`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from desktop.sync.desk_sendings import DeskSendings
from desktop.sync.hub_engine import open_server
from desktop.sync.hub_store import HubTransaction
from desktop.sync.model.drawer import Drawer
from desktop.sync.model.real_world import simulate_real
from desktop.sync.model.simulate import simulate
from tests.factories.server import DSN, LACKING, postgres

SEEDS, SLICE = 24, 8
SHORT = range(1_000, 1_276)  # of fewer PCs and days: what a file can do wrong, it does early
MIXED = range(100, 108)
ON_A_SERVER = range(200, 206)
WAITED_TWICE = 1_635  # of 2,000 the one in which file and model differed: a change that was sent again waited twice
UNTRACED = pytest.mark.no_cover  # see test_laws.py


@pytest.fixture(scope="module")
def server() -> Iterator[Engine]:
    with postgres() as dsn:
        engine = open_server(dsn)
        yield engine
        engine.dispose()


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    with Drawer.opened() as files:
        yield files


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=UNTRACED) for first in range(SLICE, SEEDS, SLICE))])
def test_every_law_holds_on_encrypted_files_as_it_does_in_memory(first: int, drawer: Drawer) -> None:
    for seed in range(first, first + SLICE):
        run = simulate_real(seed, drawer=drawer)
        assert run == simulate(seed)
        assert run.broken == ""


@UNTRACED
@pytest.mark.parametrize("first", SHORT[::23])
def test_every_law_holds_on_encrypted_files_in_short_stories(first: int, drawer: Drawer) -> None:
    for seed in range(first, first + 23):
        run = simulate_real(seed, replicas=3, ops=40, drawer=drawer)
        assert run == simulate(seed, replicas=3, ops=40)
        assert run.broken == ""


def test_a_change_that_waits_and_is_sent_again_waits_once(drawer: Drawer) -> None:
    assert simulate_real(WAITED_TWICE, drawer=drawer).broken == ""


def test_every_law_holds_on_files_while_an_older_schema_takes_part(drawer: Drawer) -> None:
    for seed in MIXED:
        run = simulate_real(seed, mixed=True, drawer=drawer)
        assert run == simulate(seed, mixed=True)
        assert run.broken == ""


def test_every_law_holds_on_a_server(server: Engine) -> None:
    with Drawer.opened(server) as drawer:
        for seed in ON_A_SERVER:
            run = simulate_real(seed, drawer=drawer)
            assert run == simulate(seed)
            assert run.broken == ""


def test_a_file_that_says_otherwise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeskSendings, "acked", lambda _sendings: [])
    assert simulate_real(0).broken.startswith("the file says otherwise: forget_acked")


def test_a_database_that_says_otherwise_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HubTransaction, "seq", lambda _state: 0)
    assert simulate_real(0).broken.startswith("the database says otherwise: seq")


def test_a_server_in_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DSN, "postgresql://there")
    with postgres() as dsn:
        assert dsn == "postgresql://there"


def test_where_there_is_no_server_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DSN, raising=False)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(Path, "glob", lambda _path, _pattern: iter(()))
    with pytest.raises(AssertionError, match="apt-get install postgresql"), postgres():
        pass
    assert "apt-get" in LACKING

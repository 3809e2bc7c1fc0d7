"""The hub's clock on a server: whoever answers holds it until the commit, so sequences come in the order of commits."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from desktop.sync.hub_engine import open_server
from desktop.sync.hub_store import HubStore
from desktop.sync.hub_tables import HUB
from desktop.sync.model.world import SHAPE
from tests.factories.server import postgres


@pytest.fixture
def servers() -> Iterator[tuple[Engine, Engine]]:
    """Two worker processes' engines; the second one loses patience at once."""
    with postgres() as dsn:
        first, second = open_server(dsn), open_server(f"{dsn}&options=-c%20lock_timeout%3D50")
        HUB.drop_all(first)
        yield first, second
        first.dispose(), second.dispose()


def test_a_second_worker_waits_for_the_first_and_goes_on_after_it(servers: tuple[Engine, Engine]) -> None:
    first, second = (HubStore(engine, SHAPE) for engine in servers)
    first.prepare()
    second.prepare()  # made once
    with first.serve() as hub:
        assert hub.state.next_seq() == 1
        with pytest.raises(OperationalError, match="lock timeout"), second.serve():
            pass
    with second.serve() as hub:
        assert hub.state.next_seq() == 2


def test_what_fails_in_the_midst_leaves_no_trace_and_no_gap(servers: tuple[Engine, Engine]) -> None:
    hub_store = HubStore(servers[0], SHAPE)
    hub_store.prepare()

    def answer() -> None:
        with hub_store.serve() as hub:
            raise RuntimeError(f"in the midst of {hub.state.next_seq()}")

    with pytest.raises(RuntimeError, match="midst of 1"):
        answer()
    with servers[0].connect() as connection:
        assert connection.execute(text("SELECT seq FROM hub_clock")).scalar_one() == 0


def test_a_hub_is_not_put_back_under_an_epoch_that_was(servers: tuple[Engine, Engine]) -> None:
    hub_store = HubStore(servers[0], SHAPE)
    hub_store.prepare()
    hub_store.restored(7)
    with pytest.raises(AssertionError, match="epoch"):
        hub_store.restored(7)
    with hub_store.serve() as hub:
        assert (hub.state.epoch, hub.state.lost(hub.state.seq() - 1)) == (7, True)

"""The hub's clock on a server: whoever answers holds it until the commit, so sequences come in the order of commits."""

from collections.abc import Iterator

import pytest
from sqlalchemy import BigInteger, Column, Engine, LargeBinary, MetaData, String, Table, bindparam, select, text, update
from sqlalchemy.exc import OperationalError

from desktop.base.ids import uuid7
from desktop.store.fast_rows import insert_rows, run_rows
from desktop.store.types import Id, SomeDay
from desktop.sync.hub_engine import open_server
from desktop.sync.hub_store import HubStore
from desktop.sync.hub_tables import HUB
from desktop.sync.model.world import SHAPE
from desktop.values.partial_day import PartialDay
from tests.factories.server import postgres


@pytest.fixture(scope="module")
def dsn() -> Iterator[str]:
    """A server for all of these tests."""
    with postgres() as made:
        yield made


@pytest.fixture
def servers(dsn: str) -> Iterator[tuple[Engine, Engine]]:
    """Two worker processes' engines; the second one loses patience at once."""
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


def test_rows_that_go_by_column_come_back_as_they_were(servers: tuple[Engine, Engine]) -> None:
    table = Table(
        "kinds", MetaData(), Column("id", Id, primary_key=True), Column("n", BigInteger), Column("name", String),
        Column("said", LargeBinary), Column("on", SomeDay), Column("only", LargeBinary),
    )  # fmt: skip
    said = [(1, "人", b"\0\xff", PartialDay(1970, 3)), (1 << 40, None, None, None), (2, "", b"", None)]
    rows = [dict(zip(table.columns.keys(), (uuid7(), *each, None), strict=True)) for each in said]
    with servers[0].begin() as connection:
        table.create(connection)
        insert_rows(connection, table, [])
        insert_rows(connection, table, rows)
        assert [row._asdict() for row in connection.execute(select(table).order_by(table.c.id))] == rows
        renamed = update(table).where(table.c.id == bindparam("its", type_=table.c.id.type)).values(n=bindparam("n"))
        run_rows(connection, renamed, [{"its": row["id"], "n": 7} for row in rows[1:]])
        assert connection.execute(select(table.c.n).order_by(table.c.id)).scalars().all() == [1, 7, 7]
        table.drop(connection)


def test_a_hub_is_not_put_back_under_an_epoch_that_was(servers: tuple[Engine, Engine]) -> None:
    hub_store = HubStore(servers[0], SHAPE)
    hub_store.prepare()
    hub_store.restored(7)
    with pytest.raises(AssertionError, match="epoch"):
        hub_store.restored(7)
    with hub_store.serve() as hub:
        assert (hub.state.epoch, hub.state.lost(hub.state.seq() - 1)) == (7, True)

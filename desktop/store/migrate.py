"""Brings a database to the newest schema: Alembic configured in code, guards made anew afterwards."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from desktop.store.guard import lift_guards, raise_guards
from desktop.store.record import Row

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def config(connection: Connection | None = None) -> "Config":
    """The Alembic configuration, for one open connection when a step is to run."""
    from alembic.config import Config  # a quarter of the start-up time, needed once a release

    logging.getLogger("alembic").setLevel(logging.WARNING)
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    made.attributes["metadata"] = Row.metadata
    return made


def steps() -> tuple[str, ...]:
    """Every revision that this program knows, the first one first: the numbers that the files begin with."""
    return tuple(sorted(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py")))


def head() -> str:
    """The newest revision that this program knows."""
    return steps()[-1]


def revision(connection: Connection) -> str:
    """The revision that the database stands at; "" for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run what is missing in one transaction: old schema or new, never between."""
    from alembic import command  # as in config

    _run(engine, lambda made: command.upgrade(made, to))


def downgrade(engine: Engine, to: str) -> None:
    """Go back; for tests of each step."""
    from alembic import command  # as in config

    _run(engine, lambda made: command.downgrade(made, to))


def _run(engine: Engine, step: "Callable[[Config], None]") -> None:
    with engine.connect() as connection, _without_references(connection), connection.begin():
        lift_guards(connection)
        step(config(connection))
        if connection.dialect.name == "sqlite" and revision(connection):
            raise_guards(connection)
            broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
            assert not broken, f"a migration left {len(broken)} dangling references"


@contextmanager
def _without_references(connection: Connection) -> Iterator[None]:
    """Batch mode copies and drops tables, so references rest meanwhile; SQLite hears it outside a transaction only."""
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=0")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=1")

"""Brings a database to the newest schema: Alembic configured in code, guards made anew afterwards."""

import logging
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from desktop.store.guard import raise_guards
from desktop.store.record import Row

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def config(connection: Connection) -> Config:
    """The Alembic configuration for one open connection."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    made.attributes["metadata"] = Row.metadata
    return made


def head() -> str:
    """The newest revision that this program knows."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(made).get_current_head() or ""


def revision(connection: Connection) -> str:
    """The revision that the database stands at; "" for an empty one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run what is missing in one transaction: old schema or new, never between."""
    _run(engine, lambda made: command.upgrade(made, to))


def downgrade(engine: Engine, to: str) -> None:
    """Go back; for tests of each step."""
    _run(engine, lambda made: command.downgrade(made, to))


def _run(engine: Engine, step: Any) -> None:
    with engine.connect() as connection:
        # Batch mode copies tables: foreign keys are off while it does, and checked before the commit.
        connection.exec_driver_sql("PRAGMA foreign_keys=0") if connection.dialect.name == "sqlite" else None
        connection.commit()
        with connection.begin():
            step(config(connection))
            if revision(connection) and connection.dialect.name == "sqlite":
                raise_guards(connection)
                broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
                assert not broken, f"a migration left {len(broken)} dangling references"
        connection.exec_driver_sql("PRAGMA foreign_keys=1") if connection.dialect.name == "sqlite" else None
        connection.commit()

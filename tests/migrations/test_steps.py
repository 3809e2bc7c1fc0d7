"""Each step of the schema goes up and down, with data, and the newest is what the models say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from desktop.catalog import REGISTERS
from desktop.store import engine, migrate
from desktop.store.guard import missing_guards
from desktop.store.record import Row
from tests.factories.profile import KEYS, make_profile


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Engine]:
    made = engine.make_engine(tmp_path / "desk.db", KEYS.database, writes=True)
    yield made
    made.dispose()


def schema(writer: Engine) -> set[tuple[str, ...]]:
    with writer.connect() as connection:
        rows = connection.execute(text("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))
        return {tuple(row) for row in rows if not row[1].startswith("sqlite_")}


def test_the_newest_schema_is_what_the_models_say(writer: Engine) -> None:
    assert REGISTERS  # the catalog maps every table
    migrate.upgrade(writer)
    with writer.connect() as connection:
        options = {"include_name": lambda name, kind, _up: not (kind == "table" and name.startswith("search_"))}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Row.metadata) == []


def test_every_step_goes_up_and_down_again_to_the_same_schema(writer: Engine) -> None:
    before = "base"
    for step in migrate.steps():
        shape = schema(writer)
        migrate.upgrade(writer, step)
        after = schema(writer)
        assert after != shape
        migrate.downgrade(writer, before)
        migrate.upgrade(writer, step)
        assert schema(writer) == after
        before = step


def test_the_numbers_of_the_files_are_the_chain_of_steps() -> None:
    chain = list(ScriptDirectory.from_config(migrate.config()).walk_revisions())
    assert tuple(step.revision for step in reversed(chain)) == migrate.steps()
    assert migrate.head() == chain[0].revision


def test_the_guards_stand_after_every_migration(writer: Engine) -> None:
    migrate.upgrade(writer)
    with writer.connect() as connection:
        assert missing_guards(connection) == ()


def test_the_data_of_a_profile_survives_a_second_upgrade(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    assert not profile.store.needs_upgrade()
    profile.store.upgrade()
    with profile.store.read() as session:
        assert session.execute(text("SELECT count(*) FROM unit")).scalar_one() == 1
        assert migrate.revision(session.connection()) == migrate.head()
    profile.close()


def test_references_rest_while_a_step_runs_and_hold_again_afterwards(
    writer: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def step(config: Config, to: str) -> None:
        connection = config.attributes["connection"]
        seen.append((to, connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one()))

    monkeypatch.setattr("alembic.command.upgrade", step)
    migrate.upgrade(writer)
    assert seen == [("head", 0)]
    with writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_step_may_write_data_and_the_guard_stands_again_when_it_is_over(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    profile.store.upgrade()
    with profile.store.read() as session:
        assert session.execute(text("SELECT mode FROM write_guard")).scalar_one() == ""
    profile.close()

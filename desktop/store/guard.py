"""The triggers that keep bulk SQL off journaled tables and the journal append-only (SYNC §2)."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from desktop.store.record import record_types

_REFUSE = "journaled rows are written through a session"
_APPEND = "the journal is append-only"


def statements() -> Iterator[str]:
    """The DDL for SQLite; the triggers read a one-row table, since trusted_schema=0 forbids our own functions."""
    for record_type in record_types():
        table = record_type.__tablename__
        for verb in ("insert", "update", "delete"):
            allowed = "('apply', 'migrate')" if verb == "delete" else "('edit', 'apply', 'migrate')"
            yield (
                f"CREATE TRIGGER IF NOT EXISTS guard_{verb}_{table} BEFORE {verb.upper()} ON {table} "
                f"WHEN (SELECT mode FROM write_guard WHERE id = 1) NOT IN {allowed} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSE}'); END"
            )
    yield (
        "CREATE TRIGGER IF NOT EXISTS guard_delete_journal BEFORE DELETE ON journal "
        f"BEGIN SELECT RAISE(ABORT, '{_APPEND}'); END"
    )
    # Erasing a person removes patch and salt and nothing else; the sealed digest stays.
    yield (
        "CREATE TRIGGER IF NOT EXISTS guard_update_journal BEFORE UPDATE ON journal "
        "WHEN NEW.patch IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.digest IS NOT OLD.digest "
        f"OR NEW.sealed IS NOT OLD.sealed BEGIN SELECT RAISE(ABORT, '{_APPEND}'); END"
    )


def raise_guards(connection: Connection) -> None:
    """Make every trigger; after each migration, since batch mode drops them with the table.

    A step on the way to the newest schema has not all the tables yet: the last one guards them.
    """
    there = set(inspect(connection).get_table_names())
    connection.execute(text("INSERT INTO write_guard (id, mode) VALUES (1, '') ON CONFLICT (id) DO UPDATE SET mode=''"))
    for statement in statements():
        if statement.split(" ON ")[1].split()[0] in there:
            connection.exec_driver_sql(statement)


def lift_guards(connection: Connection) -> None:
    """Let a migration write journaled tables; `raise_guards` ends it in the same transaction."""
    if inspect(connection).has_table("write_guard"):
        connection.execute(text("UPDATE write_guard SET mode = 'migrate' WHERE id = 1"))


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """Tables whose triggers are not there: asked at each start."""
    have = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))}
    wanted = (statement.split()[5] for statement in statements())
    return tuple(name for name in wanted if name not in have)

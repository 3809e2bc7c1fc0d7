"""Opens the hub's database: an encrypted SQLite file by the one recipe of the store, or a PostgreSQL server."""

from pathlib import Path

from sqlalchemy import Engine, create_engine

from desktop.store.engine import make_engine


def open_file(path: Path, key: bytes) -> Engine:
    """The encrypted file at `path`, made when it is not there; `key` as in `store.engine.connect` (48 bytes)."""
    return make_engine(path, key, writes=True)


def open_server(dsn: str, *, pool: int = 4) -> Engine:
    """A PostgreSQL database, `postgresql://…`; psycopg is there only where the county's packages are installed."""
    url = dsn.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(url, pool_size=pool, max_overflow=0, pool_pre_ping=True, hide_parameters=True)

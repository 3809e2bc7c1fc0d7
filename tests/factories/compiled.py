"""Statements compiled once a process: every profile of a test asks the same questions in the same words."""

from pathlib import Path

from sqlalchemy import Engine

from desktop.store import engine

_MANY = 4_000  # statements; a profile by itself keeps five hundred
_make = engine.make_engine


class Compiled:
    """`make_engine` in place of the one of the store: what one file compiled serves all the others."""

    def __init__(self, folder: Path) -> None:
        self.first = _make(folder / "first.db", b"1" * engine.KEY_BYTES, writes=True)
        self.first.connect().close()  # its dialect learns what the database can do
        self.first._compiled_cache.capacity = _MANY
        self.first.dispose()

    def make_engine(self, path: Path, key: bytes, *, writes: bool) -> Engine:
        """An engine of the store with the words that all of them share."""
        made = _make(path, key, writes=writes)
        made.dialect, made._compiled_cache = self.first.dialect, self.first._compiled_cache
        return made

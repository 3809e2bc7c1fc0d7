"""A real encrypted file for each test, and entries written the short way."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from desktop.search.index import Entry, create, put, query

GRID = UUID("0198c000-0000-7000-8000-00000000a001")
OTHER_GRID = UUID("0198c000-0000-7000-8000-00000000b002")


def record(words: str) -> UUID:
    """The same id for the same words."""
    return uuid5(GRID, words)


def person(name: str, door: str = "3-2-501", *, unit: UUID = GRID, **more: Any) -> Entry:
    return Entry("people", record(name + door), unit, name, door, names=(name,), doors=(door,), **more)


def household(door: str, head: str = "", *, unit: UUID = GRID) -> Entry:
    names = (head,) if head else ()
    label = f"{door} {head}".strip()
    return Entry("households", record("door " + door), unit, label, names=names, doors=(door,), is_place=True)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlcipher.Connection]:
    connection = sqlcipher.connect(str(tmp_path / "search.db"), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{'5a' * 48}'\"")
    create(connection)
    yield connection
    connection.close()


@pytest.fixture
def find(connection: sqlcipher.Connection) -> Callable[..., list[str]]:
    """Fill the index with entries, ask one text, get labels."""

    def labels(text: str, entries: Sequence[Entry] = (), **more: Any) -> list[str]:
        put(connection, entries)
        more.setdefault("units", None)
        return [hit.label for hit in query(connection, text, **more)]

    return labels

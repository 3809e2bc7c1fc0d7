"""What was measured for a printer before printers belonged to the PC is kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from desktop.store import engine, migrate
from tests.factories.profile import KEYS


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Engine]:
    made = engine.make_engine(tmp_path / "desk.db", KEYS.database, writes=True)
    yield made
    made.dispose()


def test_the_millimetres_of_a_person_become_those_of_the_pc(writer: Engine) -> None:
    migrate.upgrade(writer, "0006")
    kept = {
        "printer.办公室": json.dumps({"x": 1.5, "y": -2}),
        "printer.坏的": "not json",
        "printer.": json.dumps({"x": 1, "y": 1}),
        "printer": json.dumps("办公室"),
    }
    with writer.begin() as connection:
        for key, value in kept.items():
            row = {"user": b"u" * 16, "key": key, "value": value.encode()}
            connection.execute(text("INSERT INTO preference (user_id, key, value) VALUES (:user, :key, :value)"), row)
    migrate.upgrade(writer)
    with writer.connect() as connection:
        rows = connection.execute(text("SELECT name, right_mm, down_mm, usual FROM printer_setup")).all()
    assert [tuple(row) for row in rows] == [("办公室", 1.5, -2.0, 0)]

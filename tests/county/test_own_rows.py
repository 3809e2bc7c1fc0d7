"""A street keeps its own users and notes, however often its rows are compared, and is told none of those below it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from desktop.access.unit import User
from desktop.procedures import exchange
from desktop.procedures.profiles import Desk
from desktop.registers.jottings.model import Jotting
from desktop.store.exchange_rows import ExchangeCheck
from tests.county.heard import Heard, heard_at
from tests.county.real_pcs import enrolled, opened


@pytest.fixture
def heard(office: object) -> Iterator[Heard]:
    with heard_at(office) as server:  # type: ignore[arg-type]  # the fixture of this folder
        yield server


def compared(desk: Desk) -> None:
    """An exchange of another day: all rows are compared."""
    with desk.store.write(desk.actor.id, "exchange.take") as session:
        session.execute(delete(ExchangeCheck))
    exchange.exchange(desk)


def jot(desk: Desk, text: str) -> None:
    with desk.store.write(desk.actor.id, "jottings.save") as session:
        session.add(Jotting(unit_id=desk.actor.unit_id, text=text, at=desk.clock.now_ms(), by_id=desk.actor.id))


def kept(desk: Desk) -> tuple[list[str], list[str]]:
    with desk.store.read() as session:
        users = select(User.name).where(User.unit_id == desk.actor.unit_id)
        return list(session.scalars(users)), list(session.scalars(select(Jotting.text)))


def test_a_street_is_not_locked_out_by_comparing_its_rows(heard: Heard, tmp_path: Path) -> None:
    grid = enrolled(tmp_path / "grid", heard.office, heard.url)
    jot(grid, "楼下有人问低保")
    exchange.exchange(grid)
    street = enrolled(tmp_path / "street", heard.office, heard.url, unit="4201", user="钱主任")
    street = opened(street)
    jot(street, "周五开会")
    for _day in range(2):
        compared(street)
        assert kept(street) == (["钱主任"], ["周五开会"])
    assert opened(street).actor.name == "钱主任"
    compared(grid)
    assert kept(grid) == (["王书记"], ["楼下有人问低保"])

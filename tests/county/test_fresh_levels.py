"""A PC that was just enrolled, of whatever level, is whole after its first exchange, with nothing left to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.county.office import Office
from desktop.procedures import exchange
from desktop.procedures.profiles import Desk
from desktop.store.check import check
from desktop.sync.desk_store import DeskStore
from tests.county.conftest import code_for
from tests.county.heard import Heard, heard_at
from tests.county.real_pcs import made


@pytest.fixture
def heard(office: Office) -> Iterator[Heard]:
    with heard_at(office) as server:
        yield server


@pytest.mark.parametrize("unit", ["42", "4201", "420101", "42010101"])
def test_the_first_comparison_of_a_fresh_pc_leaves_nothing_open(heard: Heard, tmp_path: Path, unit: str) -> None:
    desk = made(tmp_path / "pc", heard.office.clock)  # type: ignore[arg-type]  # the tests' own
    exchange.enrol_with_code(desk, code_for(heard.office, unit), heard.url)
    exchange.exchange(desk)
    assert is_whole(desk)
    heard.office.clock.pass_time(days=1)  # type: ignore[attr-defined]  # as above
    exchange.exchange(desk)  # it compares all that it holds with the county
    assert is_whole(desk)
    again = exchange.exchange(desk)
    assert (again.rounds, again.sent, again.received) == (1, 0, 0)
    assert check(desk.store).findings == ()
    desk.close()


def is_whole(desk: Desk) -> bool:
    store = DeskStore(desk.store, actor=desk.actor.id)
    with store.transaction():
        return store.is_whole()

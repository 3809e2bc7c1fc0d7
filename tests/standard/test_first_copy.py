"""While a first copy is under way no paper and no file leaves the PC that would lack people."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from desktop import catalog
from desktop.base.errors import UserError
from desktop.standard import first_copy, paper
from desktop.standard.export import export
from desktop.standard.list import Query
from desktop.store.exchange_rows import Exchange
from tests.factories import questions
from tests.factories.compound import Village, make_compound
from tests.factories.profile import USER_ID

DOOR = "1-1-301"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def test_a_half_copied_list_is_neither_printed_nor_exported(village: Village, tmp_path: Path) -> None:
    desk, home = village.profile, village.homes[DOOR]
    named = {one.name: one for one in catalog.REGISTERS}
    households, units = named["households"], named["units"]
    form = next(one for one in households.forms if one.name == "household-sheet")

    def print_it() -> None:
        paper.print_form(desk.store, desk.actor, households, form, ids=[home], out=BytesIO(), clock=desk.clock)

    questions.enrol(desk.store)
    print_it()
    with desk.store.write(USER_ID, "exchange.take") as session:
        session.get_one(Exchange, 1).whole = 0
    print_it()  # its own rows, which it hands up for the first time
    questions.came_by_copy(desk.store, "household", home)
    with pytest.raises(UserError, match="还没有取完"):
        print_it()
    with desk.store.read() as session, pytest.raises(UserError, match="没有生成文件"):
        export(session, desk.actor, households, tmp_path / "名单.xlsx", query=Query(), clock=desk.clock)
    assert not (tmp_path / "名单.xlsx").exists()
    with desk.store.read() as session:
        first_copy.refuse(session, units)  # a recovery sheet is printed whatever happens
    with desk.store.write(USER_ID, "exchange.take") as session:
        session.get_one(Exchange, 1).whole = 5
    print_it()

"""A page of the longest lists is walked in an index: nothing is sorted whole for two hundred rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from desktop.catalog import REGISTERS
from desktop.standard import list as listing
from desktop.standard.list import Filter, Query, Sort
from tests.factories.compound import Village, make_compound
from tests.factories.plans import plans
from tests.factories.profile import TODAY

BY_NAME = {register.name: register for register in REGISTERS}
STAYING = Query(filters=(Filter("whereabouts", values=("here", "unplaced")),))


def plan(session: Session, village: Village, name: str, query: Query) -> str:
    """How SQLite says that it will read the first page."""
    return plans(session, lambda: listing.page(session, village.actor, BY_NAME[name], query=query, today=TODAY))[-1]


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("people", Query()), ("people", STAYING), ("people", Query(sort=(Sort("door"),))),
        ("people", Query(sort=(Sort("building", descending=True),))), ("people", Query(sort=(Sort("name"),))),
        ("households", Query()), ("visits", Query()), ("contacts", Query()),
    ],
    ids=str,
)  # fmt: skip
def test_a_page_is_walked_in_an_index(village: Village, name: str, query: Query) -> None:
    with village.profile.store.read() as session:
        told = plan(session, village, name, query)
    assert "USING" in told
    assert "TEMP B-TREE" not in told


def test_who_stays_is_counted_from_an_index(village: Village) -> None:
    with village.profile.store.read() as session:
        told = plans(
            session, lambda: listing.count(session, village.actor, BY_NAME["people"], query=STAYING, today=TODAY)
        )[-1]
    assert told.splitlines()[0] == "SCAN person_row USING COVERING INDEX ix_person_row_household_id"


@pytest.mark.parametrize(("name", "column", "rising"), [("people", "marks", True), ("households", "people", False)])
def test_alike_rows_fall_down_an_index_and_rise_where_all_are_sorted(
    village: Village, name: str, column: str, rising: bool
) -> None:
    register, query = BY_NAME[name], Query(sort=(Sort(column, descending=True),))
    at = [each.name for each in register.columns].index(column)
    with village.profile.store.read() as session:
        whole = listing.page(session, village.actor, register, query=query, today=TODAY).rows
        first = listing.page(session, village.actor, register, query=query, today=TODAY, limit=2)
        then = listing.page(session, village.actor, register, query=query, today=TODAY, limit=2, after=first.next)
    assert (*first.rows, *then.rows) == whole[:4]
    alike = [row.id for row in whole if row.values[at] == whole[-1].values[at]]
    assert len(alike) > 1
    assert alike == sorted(alike, reverse=not rising)

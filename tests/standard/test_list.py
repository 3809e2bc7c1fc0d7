"""A list is what sorting and filtering everything in memory would give, however it is paged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.catalog import DERIVED
from desktop.registers.households.model import HouseholdRow
from desktop.standard import list as listing
from desktop.standard.list import Counts, Filter, Query, Sort
from desktop.standard.retire import retire
from desktop.standard.show import due
from tests.factories.profile import TODAY, UNIT_ID, USER_ID, Profile, make_profile
from tests.standard.conftest import BY_NAME, Desk

HOUSEHOLDS = BY_NAME["households"]
DAYS = st.none() | st.integers(-20, 20).map(lambda n: TODAY + timedelta(days=n))
SOME = st.integers(1, 3)


def _some(*values: str | None, n: int) -> st.SearchStrategy[tuple[str | None, ...]]:
    return st.lists(st.sampled_from(values), min_size=n, max_size=n).map(tuple)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "next_due": DAYS, "last_visit": DAYS, "people": st.integers(0, 3),
            "tenure": st.sampled_from(["own", "let", None]), "head_name": st.sampled_from(["", "林", "单"]),
            "door_sort": st.sampled_from(["1", "2", "3"]),
        }
    ),
    max_size=25,
)  # fmt: skip
SORTS = st.lists(
    st.builds(Sort, st.sampled_from(["next_due", "last_visit", "people", "head_name", "building"]), st.booleans()),
    max_size=3, unique_by=lambda sort: sort.column,
).map(tuple)  # fmt: skip
FILTERS = st.lists(
    st.one_of(
        st.builds(Filter, st.just("tenure"), SOME.flatmap(lambda n: _some("own", "let", None, n=n))),
        st.builds(Filter, st.just("next_due"), SOME.flatmap(lambda n: _some("overdue", "soon", "fine", "none", n=n))),
        st.builds(Filter, st.just("last_visit"), span=st.tuples(DAYS, DAYS)),
        st.builds(Filter, st.sampled_from(["last_visit", "head_name", "tenure"]), blank=st.booleans()),
    ),
    max_size=2,
).map(tuple)  # fmt: skip


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    made = make_profile(tmp_path_factory.mktemp("lists"), derived=DERIVED)
    yield made
    made.close()


def fill(profile: Profile, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The list's own table, written as it stands: it is derived, so no journal minds."""
    shared = {
        "unit_id": UNIT_ID, "building_id": UNIT_ID, "dwelling_id": UNIT_ID, "building": "1号楼", "stairwell": "1",
        "room": "101", "door": "1-1-101", "members": 0, "contact_names": "", "contact_sort": "", "phone": "",
        "presence": None, "by_phone": False, "marks": 0,
    }  # fmt: skip
    made = [{**shared, **row, "head_sort": row["head_name"], "id": uuid7()} for row in rows]
    with profile.store.write(USER_ID, "households.save") as session:
        session.execute(delete(HouseholdRow))
        if made:
            session.execute(insert(HouseholdRow), made)
    return made


def expected(rows: list[dict[str, Any]], query: Query) -> list[dict[str, Any]]:
    kept = [row for row in rows if all(_keeps(condition, row[condition.column]) for condition in query.filters)]
    order = [(name, sort.descending) for sort in query.sort for name in _keys(sort.column)] or [("door_sort", False)]
    order.append(("id", order[-1][1]))
    for name, down in reversed(order):
        kept.sort(key=lambda row: (row[name] is not None, row[name] if row[name] is not None else 0), reverse=down)
    return kept


def _keys(column: str) -> tuple[str, ...]:
    return listing.column_of(HOUSEHOLDS, column).sort or (column,)


def _keeps(condition: Filter, value: Any) -> bool:
    if condition.column == "next_due" and condition.values:
        return due(value, TODAY).state in condition.values
    if condition.values and value not in condition.values:
        return False
    if condition.span is not None:
        first, last = condition.span
        return value is not None and (first is None or value >= first) and (last is None or value <= last)
    return condition.blank is None or condition.blank == (value in (None, ""))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, sorts=SORTS, filters=FILTERS, size=st.integers(1, 6))
def test_pages_put_together_are_the_whole_list_in_order(
    profile: Profile, rows: list[dict[str, Any]], sorts: tuple[Sort, ...], filters: tuple[Filter, ...], size: int
) -> None:
    made = fill(profile, rows)
    query = Query(filters=filters, sort=sorts)
    wanted = [row["id"] for row in expected(made, query)]
    got, after = [], None
    with profile.store.read() as session:
        ask = {"query": query, "today": TODAY}
        for _page in range(len(made) + 1):
            page = listing.page(session, profile.actor, HOUSEHOLDS, **ask, after=after, limit=size)
            assert len(page.rows) <= size
            got += [row.id for row in page.rows]
            after = page.next
            if after is None:
                break
        assert got == wanted
        assert list(listing.ids(session, profile.actor, HOUSEHOLDS, **ask)) == wanted
        assert listing.count(session, profile.actor, HOUSEHOLDS, **ask) == Counts(len(made), len(wanted))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, filters=FILTERS, column=st.sampled_from(["tenure", "next_due", "head_name"]))
def test_a_facet_counts_what_the_other_conditions_leave(
    profile: Profile, rows: list[dict[str, Any]], filters: tuple[Filter, ...], column: str
) -> None:
    made = fill(profile, rows)
    query = Query(filters=filters)
    left = expected(made, query.without(column))
    values = [due(row[column], TODAY).state if column == "next_due" else row[column] for row in left]
    with profile.store.read() as session:
        found = listing.facet(session, profile.actor, HOUSEHOLDS, column=column, query=query, today=TODAY)
    assert {choice.value: choice.count for choice in found} == {value: values.count(value) for value in values}


def test_a_row_holds_the_raw_values_of_the_declared_columns(desk: Desk) -> None:
    record_id = desk.household("3-2-501", "林𬭎", "林弘")
    profile = desk.profile
    with profile.store.read() as session:
        (row,) = listing.page(session, profile.actor, HOUSEHOLDS, query=Query(), today=TODAY).rows
    values = dict(zip((column.name for column in HOUSEHOLDS.columns), row.values, strict=True))
    assert row.id == record_id
    assert (values["building"], values["room"], values["head_name"], values["people"]) == ("3号楼", "501", "林𬭎", 2)
    assert values["next_due"] is None


def test_typed_text_narrows_by_name_pinyin_and_door(desk: Desk) -> None:
    first, second = desk.household("3-2-501", "单志刚"), desk.household("3-2-502", "仇桂兰")
    profile = desk.profile
    with profile.store.read() as session:

        def found(text: str) -> set[object]:
            page = listing.page(session, profile.actor, HOUSEHOLDS, query=Query(text=text), today=TODAY)
            return {row.id for row in page.rows}

        assert found("szg") == {first}
        assert found("qiuguilan") == {second}
        assert found("3-2-50") == {first, second}
        assert found("  ") == {first, second}
        assert found("没有这个人") == set()


def test_a_list_without_rows_of_its_own_leaves_out_the_recycle_bin(desk: Desk) -> None:
    desk.household("3-2-501", "林𬭎")
    profile = desk.profile
    dwellings = BY_NAME["dwellings"]

    with profile.store.read() as session:
        (row,) = listing.page(session, profile.actor, dwellings, query=Query(), today=TODAY).rows
    with profile.store.write(USER_ID, "dwellings.retire") as session:
        assert retire(session, profile.actor, dwellings, ids=[row.id]) == 1
        assert retire(session, profile.actor, dwellings, ids=[row.id]) == 0
    with profile.store.read() as session:
        assert listing.page(session, profile.actor, dwellings, query=Query(), today=TODAY).rows == ()
    with profile.store.write(USER_ID, "dwellings.retire") as session:
        assert retire(session, profile.actor, dwellings, ids=[row.id], alive=True) == 1
    with profile.store.read() as session:
        assert len(listing.page(session, profile.actor, dwellings, query=Query(), today=TODAY).rows) == 1


def test_whoever_may_not_see_is_refused_and_other_units_see_nothing(desk: Desk) -> None:

    desk.household("3-2-501", "林𬭎")
    actor = desk.profile.actor
    stranger = replace(actor, scope=frozenset({uuid7()}))
    with desk.profile.store.read() as session:
        assert listing.page(session, stranger, HOUSEHOLDS, query=Query(), today=TODAY).rows == ()
        assert listing.count(session, stranger, HOUSEHOLDS, query=Query(), today=TODAY) == Counts(0, 0)
        with pytest.raises(UserError, match="权限"):
            listing.page(session, replace(actor, role="nobody"), HOUSEHOLDS, query=Query(), today=TODAY)


def test_a_name_that_is_no_column_is_our_bug(desk: Desk) -> None:
    with desk.profile.store.read() as session, pytest.raises((AttributeError, StopIteration)):
        listing.facet(session, desk.profile.actor, HOUSEHOLDS, column="secret", query=Query(), today=date(2026, 1, 1))


def test_a_scope_that_is_not_the_whole_file_counts_its_own_rows_only(desk: Desk) -> None:
    desk.household("3-2-501", "林𬭎")
    profile = desk.profile
    other = uuid7()
    with profile.store.write(USER_ID, "units.save") as session:
        session.add(Unit(id=other, unit_id=other, level="grid", name="第二网格"))
    with profile.store.write(USER_ID, "households.save") as session:
        (row,) = session.execute(select(HouseholdRow.__table__)).mappings().all()
        session.execute(insert(HouseholdRow), [{**row, "id": uuid7(), "unit_id": other}])
    both = replace(profile.actor, scope=frozenset({UNIT_ID, other}))
    with profile.store.read() as session:
        assert listing.count(session, profile.actor, HOUSEHOLDS, query=Query(), today=TODAY) == Counts(1, 1)
        assert listing.count(session, both, HOUSEHOLDS, query=Query(), today=TODAY) == Counts(2, 2)

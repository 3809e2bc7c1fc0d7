"""Every list pages, sorts, counts and filters the same way, and shows nothing to another unit."""

from dataclasses import replace

import pytest

from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.spec import Register
from desktop.standard import list as listing
from desktop.standard.history import history
from desktop.standard.list import Filter, Query, Sort
from desktop.standard.load import load
from desktop.standard.show import show
from tests.contract.conftest import NEXT_DOOR, REGISTERS, TODAY, Branch

pytestmark = pytest.mark.xdist_group("contract")  # on one worker: its branch is made once
ALL = Query()


class TestEveryRegister:
    """The list and the record, read over the small branch."""

    def test_the_branch_has_something_to_list(self, branch: Branch, register: Register) -> None:
        assert len(branch.ids(register)) == branch.ask(listing.count, register, query=ALL, today=TODAY).all > 0

    def test_every_cell_can_be_said(self, branch: Branch, register: Register) -> None:
        for row in branch.rows(register):
            for column, value in zip(register.columns, row.values, strict=True):
                assert isinstance(show(column.kind, value, codes=column.codes, today=TODAY), str)

    def test_each_column_sorts_both_ways_over_page_ends(self, branch: Branch, register: Register) -> None:
        every = sorted(branch.ids(register))
        for column in register.columns:
            for descending in (False, True):
                query = Query(sort=(Sort(column.name, descending),))
                paged = pages(branch, register, query, limit=len(every) // 4 + 1)
                assert paged == list(branch.ask(listing.ids, register, query=query, today=TODAY)), column.name
                assert sorted(paged) == every, column.name

    def test_choices_count_what_their_filter_keeps(self, branch: Branch, register: Register) -> None:
        total = len(branch.ids(register))
        for column in register.columns:
            if not column.choices:
                continue
            choices = branch.ask(listing.facet, register, column=column.name, query=ALL, today=TODAY)
            assert sum(choice.count for choice in choices) == total, column.name
            for choice in choices:
                query = Query(filters=(Filter(column.name, values=(choice.value,)),))
                assert branch.ask(listing.count, register, query=query, today=TODAY).filtered == choice.count

    def test_a_record_loads_with_a_name_and_every_field(self, branch: Branch, register: Register) -> None:
        for record_id in branch.ids(register)[:3]:
            found = branch.ask(load, register, record_id)
            assert found.label
            assert {field.name for field in register.fields} <= set(found.values)
            for child in register.children:
                for line in found.children[child.name]:
                    assert {field.name for field in child.fields} <= set(line.values)

    def test_its_history_says_who_and_what(self, branch: Branch, register: Register) -> None:
        for record_id in branch.ids(register)[:3]:
            events = branch.ask(history, register, record_id, catalog=REGISTERS, today=TODAY)
            assert events
            assert all(event.by and event.action for event in events)

    def test_another_unit_sees_nothing(self, branch: Branch, register: Register) -> None:
        theirs, record_id = branch.stranger, branch.ids(register)[0]
        own = (
            {NEXT_DOOR} if register.model is Unit and register.dated is None else set()
        )  # nothing but what they are themselves
        with branch.store.read() as session:
            assert set(listing.ids(session, theirs, register, query=ALL, today=TODAY)) == own
            rows = listing.page(session, theirs, register, query=ALL, today=TODAY).rows
            assert {row.id for row in rows} == own
            assert listing.count(session, theirs, register, query=ALL, today=TODAY).all == len(own)
            for column in register.columns:
                if column.choices:
                    found = listing.facet(session, theirs, register, column=column.name, query=ALL, today=TODAY)
                    assert sum(choice.count for choice in found) == len(own), column.name
            with pytest.raises(UserError, match="没有找到这条记录"):
                load(session, theirs, register, record_id)
            with pytest.raises(UserError, match="没有找到这条记录"):
                history(session, theirs, register, record_id, catalog=REGISTERS, today=TODAY)

    def test_who_holds_no_role_is_refused(self, branch: Branch, register: Register) -> None:
        nobody = replace(branch.actor, role="none")
        with branch.store.read() as session, pytest.raises(UserError, match="权限"):
            listing.page(session, nobody, register, query=ALL, today=TODAY)


def pages(branch: Branch, register: Register, query: Query, *, limit: int) -> list[object]:
    """The ids of all pages, put together."""
    got: list[object] = []
    after = None
    while True:
        page = branch.ask(listing.page, register, query=query, today=TODAY, after=after, limit=limit)
        got += [row.id for row in page.rows]
        after = page.next
        if after is None:
            return got

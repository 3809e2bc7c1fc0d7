"""Bulk work runs without collections, and leaves nothing for the next one to walk through."""

import gc

from desktop.base import calm
from desktop.base.calm import no_collections


def test_collections_run_again_after_bulk_work() -> None:
    limits = gc.get_threshold()
    with no_collections():
        assert gc.get_threshold()[0] == 0
        with no_collections():
            assert gc.get_threshold()[0] == 0
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold() == limits


def test_what_bulk_work_made_counts_as_old() -> None:
    with no_collections():
        made = [[number] for number in range(5_000)]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not any(id(one) in young for one in made)


def test_it_joins_nothing_to_what_was_settled() -> None:
    calm.settle()
    settled = gc.get_freeze_count()
    with no_collections():
        made = [[number] for number in range(5_000)]
    assert gc.get_freeze_count() <= settled
    old = {id(one) for one in gc.get_objects(generation=2)}
    assert all(id(one) in old for one in made)


def test_where_nothing_was_settled_nothing_is_kept_for_good() -> None:
    calm.unsettle()
    try:
        with no_collections():
            made = [[number] for number in range(5_000)]
        assert made
        assert gc.get_freeze_count() == 0
    finally:
        calm.settle()

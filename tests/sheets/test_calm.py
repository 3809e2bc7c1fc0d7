"""Bulk work runs without collections, and leaves nothing for the next one to walk through."""

import gc

from desktop.sheets.calm import no_collections


def test_collections_run_again_after_bulk_work() -> None:
    with no_collections():
        assert not gc.isenabled()
        with no_collections():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_bulk_work_made_counts_as_old() -> None:
    with no_collections():
        made = [[number] for number in range(5_000)]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not any(id(one) in young for one in made)

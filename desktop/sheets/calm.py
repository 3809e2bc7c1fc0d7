"""Bulk work without the cycle collector: an import makes millions of objects and none of them is cyclic."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections() -> Iterator[None]:
    """Let no collection run within the block; walking through all those objects again and again doubles its time.

    What the block made counts as old afterwards, or the very next collection would walk through all of it.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()  # into the oldest generation, where collections are rare
            gc.enable()

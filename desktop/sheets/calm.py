"""Bulk work without the cycle collector: an import makes millions of objects and none of them is cyclic."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections() -> Iterator[None]:
    """Let no collection run within the block; walking through all those objects again and again doubles its time.

    What the block made counts as old afterwards, or the very next collection would walk through all of it; where the
    program has settled what is loaded (`desktop.ui.garbage`), it joins that.
    """
    limits = gc.get_threshold()
    gc.set_threshold(0)  # and not disable(): the collector of the windows sees it too
    try:
        yield
    finally:
        if limits[0]:
            settled = gc.get_freeze_count()
            gc.freeze()
            if not settled:
                gc.unfreeze()  # into the oldest generation, where collections are rare
            gc.set_threshold(*limits)

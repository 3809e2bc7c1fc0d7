"""Work without the cycle collector: an import makes millions of objects and none of them is cyclic."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_settled = False  # asked of ourselves: Python counts what is frozen one by one, 33 ms in a program at rest


def settle() -> None:
    """What is in memory now stays to the end: no collection walks through it again."""
    global _settled  # noqa: PLW0603  # a fact about this process, as the collector is
    gc.collect()
    gc.freeze()
    _settled = True


def unsettle() -> None:
    """Collections walk through everything again."""
    global _settled  # noqa: PLW0603
    gc.unfreeze()
    _settled = False


@contextmanager
def no_collections() -> Iterator[None]:
    """Let no collection run within the block; walking through all those objects again and again doubles its time.

    What the block made counts as old afterwards, or the very next collection would walk through all of it. Where
    memory was settled, it is walked through once for that: what is settled stays to the end, and this is a person's.
    """
    limits = gc.get_threshold()
    gc.set_threshold(0)  # and not disable(): the collector of the windows sees it too
    try:
        yield
    finally:
        if limits[0]:
            if _settled:
                gc.collect(1)
            else:
                gc.freeze()
                gc.unfreeze()  # into the oldest generation, where collections are rare
            gc.set_threshold(*limits)

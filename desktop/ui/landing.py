"""The way back of a job from its thread to whoever asked, and what it may bring there."""

import dataclasses
from collections.abc import Callable, Collection, Mapping
from enum import Enum
from itertools import islice
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.base.errors import UserError
from desktop.ui.progress import LongWork

Failed = Callable[[UserError], None]
_SAMPLE = 200  # items of a long sequence that the frozen-result assertion looks at


@dataclasses.dataclass
class Landing:
    """A job's way back: who asked, what to call, and, once it has run, how it went."""

    owner: Callable[[], QObject | None]
    done: Callable[[Any], None]
    failed: Failed | None
    wanted: Callable[[], bool] = lambda: True
    settled: Callable[[], None] = lambda: None
    changes: bool = False
    work: LongWork | None = None
    announced: bool = True  # whether the task dock was told of the work
    stopped: Callable[[], None] = lambda: None
    result: Any = None
    error: BaseException | None = None


def assert_frozen(value: object) -> None:
    """Screens hold plain values and frozen rows: a live database record raises AssertionError, loudly.

    Of long sequences the first items are looked at; rows of one list are of one make.
    """
    if value is None or isinstance(value, str | bytes | int | float | UUID | Enum):
        return
    assert not hasattr(value, "_sa_instance_state"), f"a {type(value).__name__} record was handed to a screen"
    if isinstance(value, Mapping):
        for item in islice(value.values(), _SAMPLE):
            assert_frozen(item)
    elif isinstance(value, Collection):
        for item in islice(value, _SAMPLE):
            assert_frozen(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            assert_frozen(getattr(value, field.name))

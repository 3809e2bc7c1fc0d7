"""Identities: UUIDv7 for what people make, UUIDv5 for places that two PCs may make alike."""

import os
import threading
import time
from functools import lru_cache
from uuid import UUID, SafeUUID, uuid5

_UNKNOWN = SafeUUID.unknown
_new, _number = object.__new__, int.from_bytes
_set_int, _set_safe = (vars(UUID)[slot].__set__ for slot in ("int", "is_safe"))  # past the guard against changes
_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """A time-ordered id (RFC 9562, version 7), strictly rising within this process.

    Rising ids keep B-tree inserts at the right edge; the 12 bits after the milliseconds count within one of them.
    """
    global _last  # noqa: PLW0603 - the counter is what makes ids of one process rise
    with _lock:
        tick = time.time_ns() * 4096 // 1_000_000
        _last = max(tick, _last + 1)
        high = (_last >> 12) << 80 | 7 << 76 | (_last & 0xFFF) << 64
    return UUID(int=high | 2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2)


def id_of(said: bytes) -> UUID:
    """The id of 16 bytes, as `UUID(bytes=…)` makes it, in less time: an exchange makes hundred thousands."""
    if len(said) != 16:
        raise ValueError("an id has 16 bytes")
    made = _new(UUID)
    _set_int(made, _number(said))
    _set_safe(made, _UNKNOWN)
    return made


@lru_cache(maxsize=4096)
def id_said(said: str) -> UUID:
    """The id that a text says. An exchange says the same few again and again: units, buildings."""
    return UUID(said)


def place_id(compound: UUID, door: str) -> UUID:
    """The id of a building, stairwell or dwelling: the same wherever it is made (MISSION, words used in the model)."""
    return uuid5(compound, door)

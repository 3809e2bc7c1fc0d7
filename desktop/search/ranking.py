"""In which order hits are shown: how closely they match, then the walking order of doors."""

import re
from enum import IntEnum

_RUN = re.compile(r"\d+|\D+")


class Tier(IntEnum):
    """How closely an entry matches; a lower tier is shown first and asked first, so that a full list ends the work."""

    EXACT = 0
    BEGINS = 1
    INITIALS = 2
    INITIALS_BEGIN = 3
    MIDDLE = 4
    LIVES_THERE = 5
    TAIL = 6
    LOOSE = 7


Natural = tuple[tuple[int, int, str], ...]


def natural(text: str) -> Natural:
    """A key under which 2 comes before 10: runs of digits compare as numbers, all else as text."""
    return tuple((0, int(run), "") if run.isdecimal() else (1, 0, run) for run in _RUN.findall(text))

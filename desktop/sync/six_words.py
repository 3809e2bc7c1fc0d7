"""The fingerprint of a county as six words that two people can compare by telephone."""

import hashlib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "resources" / "fingerprint_words.txt"
WORDS = 6
_HALF_BITS = 6


@cache
def halves() -> tuple[str, str]:
    """The 64 first and the 64 second characters of the words."""
    first, second = (line for line in _FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return first, second


def six_words(said: bytes) -> tuple[str, ...]:
    """Six words of 12 bits each, taken from the SHA-256 of `said` (a certificate in DER)."""
    first, second = halves()
    number = int.from_bytes(hashlib.sha256(said).digest(), "big") >> (256 - 2 * _HALF_BITS * WORDS)
    found = []
    for place in range(WORDS - 1, -1, -1):
        word = number >> (place * 2 * _HALF_BITS)
        found.append(first[(word >> _HALF_BITS) & 63] + second[word & 63])
    return tuple(found)

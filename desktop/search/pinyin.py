"""How Chinese names and words are spelled in pinyin, the surname read as a surname."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from types import ModuleType

from desktop.search.surnames import COMPOUND, LONGEST, ONE_READING, SINGLE

MOST_VARIANTS = 8
"""Spellings kept for one name: more would only be weight, since the likely ones come first."""
_SYLLABLE = re.compile(r"[a-z]+[1-5]")
_WITHOUT_PHRASES = "PYPINYIN_NO_PHRASES"
_DOTS = "·•・‧.．"


@dataclass(frozen=True, slots=True)
class Spelling:
    """All spellings of one name worth typing: whole, by first letters, and both again without the surname."""

    full: tuple[str, ...]
    initials: tuple[str, ...]
    given_full: tuple[str, ...] = ()
    given_initials: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _library() -> ModuleType:
    # Imported at the first name, not at start-up: 0.45 s and 58 MB whole, 0.08 s and 14 MB without its phrases.
    # Phrases do not help with names, and the library takes this wish only from the environment.
    before = os.environ.get(_WITHOUT_PHRASES)
    os.environ[_WITHOUT_PHRASES] = "1"
    try:
        import pypinyin  # slow to load, see above
    finally:
        if before is None:
            del os.environ[_WITHOUT_PHRASES]
        else:
            os.environ[_WITHOUT_PHRASES] = before
    module: ModuleType = pypinyin
    return module


@lru_cache(maxsize=65_536)
def readings(character: str) -> tuple[str, ...]:
    """Every reading of one character with its tone digit, the usual one first; () when the dictionary has none."""
    library = _library()
    found = library.pinyin(
        character, style=library.Style.TONE3, heteronym=True, errors="ignore", neutral_tone_with_five=True
    )
    return tuple(reading for reading in (found[0] if found else ()) if _SYLLABLE.fullmatch(reading))


@lru_cache(maxsize=65_536)
def sounds(character: str) -> tuple[str, ...]:
    """Every reading of one character without tones, ü as v, the usual one first; other signs stand for themselves."""
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    return tuple(dict.fromkeys(reading[:-1] for reading in readings(character)))


def surname_length(name: str) -> int:
    """How many characters of the name are the surname: that of a known compound surname, else 1."""
    for length in range(min(LONGEST, len(name) - 1), 1, -1):
        if name[:length] in COMPOUND:
            return length
    return min(1, len(name))


def _surname_readings(surname: str) -> tuple[tuple[str, ...], ...]:
    """The surname's readings, each as syllables with tones, the right one first."""
    if surname in COMPOUND:
        return tuple(tuple(_SYLLABLE.findall(reading)) for reading in COMPOUND[surname])
    return tuple((reading,) for reading in SINGLE.get(surname) or readings(surname)[:1])


def usual_sounds(character: str) -> tuple[str, ...]:
    """The readings under which a character is found: the two likeliest, or the one that everybody uses."""
    found = sounds(character)
    return found[:1] if character in ONE_READING else found[:2]


def syllables(name: str) -> tuple[tuple[str, ...], ...]:
    """For each character that can be read, its readings without tones, the likeliest first.

    Characters that no dictionary knows, dots and spaces have no place in the answer.
    """
    length = surname_length(name)
    surname = _surname_readings(name[:length])
    columns = [tuple(dict.fromkeys(part[:-1] for part in column)) for column in zip(*surname, strict=True)]
    if not columns and name:
        columns = [sounds(name[0])]
    columns += [usual_sounds(character) for character in name[length:]]
    return tuple(column for column in columns if column)


def _first_combinations(columns: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Combinations of the columns, at most MOST_VARIANTS: columns that would exceed it keep one reading."""
    kept: list[tuple[str, ...]] = []
    count = 1
    for column in columns:
        kept.append(column if count * len(column) <= MOST_VARIANTS else column[:1])
        count *= len(kept[-1])
    return product(*kept)


@lru_cache(maxsize=65_536)
def _spell_run(characters: str) -> tuple[tuple[str, ...], ...]:
    columns = [sound for sound in map(usual_sounds, characters) if sound]
    return tuple(_first_combinations(columns))


def _unique(spelled: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    runs = [run for run in spelled if run]
    full = dict.fromkeys("".join(run) for run in runs)
    return tuple(full), tuple(dict.fromkeys("".join(part[0] for part in run) for run in runs))


@lru_cache(maxsize=16_384)
def _spell_surname(surname: str) -> tuple[tuple[str, ...], ...]:
    toneless = (tuple(part[:-1] for part in reading) for reading in _surname_readings(surname))
    return tuple(dict.fromkeys(toneless)) or (sounds(surname)[:1],)


def spellings(name: str) -> Spelling:
    """All useful spellings of a name, at most MOST_VARIANTS for each part, the right one first."""
    plain = name.translate(_NO_DOTS)
    length = surname_length(plain)
    given = _spell_run(plain[length:])
    surname = _spell_surname(plain[:length]) if plain else ((),)
    pairs = [(*first, *rest) for rest in given for first in surname][:MOST_VARIANTS]
    full, initials = _unique(pairs)
    given_full, given_initials = _unique(given)
    return Spelling(full, initials, given_full, given_initials)


_NO_DOTS = {ord(dot): None for dot in _DOTS + " \u3000"}


def sort_key(name: str) -> str:
    """A key that sorts names as a Chinese list does: character by character, by syllable, tone, then character.

    The surname is read as a surname (单 among the sh, 万俟 among the m). Characters without a reading come last,
    by code point. Keys compare as plain text, so that they can be stored in a column.
    """
    plain = name.translate(_NO_DOTS)
    length = surname_length(plain)
    parts = [part for reading in _surname_readings(plain[:length])[:1] for part in reading]
    if not parts:
        length = 0
    parts += [_sort_part(character) for character in plain[length:]]
    return " ".join(f"{part}{character}" for part, character in zip(parts, plain, strict=True))


@lru_cache(maxsize=65_536)
def _sort_part(character: str) -> str:
    if character.isascii():
        return character.lower()
    found = readings(character)
    # The tilde sorts after every letter; padding makes code points compare as numbers.
    return found[0] if found else f"~{ord(character):06x}"

"""What is put into the search index: entries of registers and the tokens that they are found by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from desktop.search.folding import fold, han_runs, squeeze
from desktop.search.pinyin import spellings

# One sign before each token keeps the kinds of token apart within the one column of the index.
NAME, INNER, FULL, INITIALS = "^", "+", "", "."
PLACE, LIVES, ROOM = "@", "=", "/"
PHONE_TAIL, PHONE, IDENTITY, KEY = "#", "$", "!", ":"
UNIT, KIND = "%", "&"
MARKS = "^+.@=/#$!:%&-_"
"""Signs the tokenizer must keep inside tokens; the hyphen belongs to doors, the underscore to kinds."""

EDITION = 1
"""Of the rules by which an entry becomes tokens: whoever changes what comes of them counts on, or entries would keep
the tokens that they have."""

_MOST_INNER = 20
_KEY_PARTS = re.compile(r"[0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as the search finds and shows it.

    `label` and `sublabel` are shown as they are, so the caller masks them. `names` are people's or organisations'
    names, `doors` normal doors ("3-2-501"), `phones` whole numbers, `identities` whole identity numbers or their last
    four, `keys` any other words. `is_place` says that the entry is the door itself (a household, a dwelling, a
    building) and not somebody living there: it comes first when a door is typed.
    """

    kind: str
    id: UUID
    unit_id: UUID
    label: str
    sublabel: str = ""
    names: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    is_place: bool = False


def identity_digest(number: str) -> str:
    """The token of a whole identity number: the number itself can be asked for, not browsed by its beginning."""
    return blake2b(number.encode(), digest_size=8).hexdigest()


def unit_token(unit_id: UUID) -> str:
    """The token of a unit: the random half of its id, short enough to sit in every row."""
    return UNIT + unit_id.hex[16:]


def tokens(entry: Entry) -> tuple[str, ...]:
    """Every token of the entry once, in a stable order."""
    found = [unit_token(entry.unit_id), KIND + entry.kind]
    for name in entry.names:
        found += _name_tokens(name)
    for door in map(fold, entry.doors):
        found += _door_tokens(door, is_place=entry.is_place)
    for phone in entry.phones:
        found += _phone_tokens(phone)
    for number in map(squeeze, map(fold, entry.identities)):
        found += [IDENTITY + number[-4:]] if number else []
        found += [IDENTITY + identity_digest(number)] if len(number) > 4 else []
    for key in map(fold, entry.keys):
        found += _key_tokens(key)
    return tuple(dict.fromkeys(found))


def _phone_tokens(phone: str) -> Iterator[str]:
    """The whole number, its end, and a landline (0719-3322003) as neighbours give it, without the code of the area."""
    digits = _digits(phone)
    if digits:
        yield from (PHONE + digits, PHONE_TAIL + digits[-4:])
    area, _hyphen, local = phone.partition("-")
    if local and area.startswith("0"):
        yield PHONE + _digits(local)


def _digits(phone: str) -> str:
    return "".join(sign for sign in fold(phone) if sign.isdecimal())


def _name_tokens(name: str) -> Iterator[str]:
    plain = squeeze(fold(name))
    if not plain:
        return
    yield NAME + plain
    yield from _tails(INNER, plain)
    spelled = spellings(plain)
    yield from (FULL + word for word in spelled.full)
    yield from (INITIALS + word for word in spelled.initials)
    yield from (INNER + word for word in (*spelled.given_full, *spelled.given_initials))


def _tails(mark: str, word: str) -> Iterator[str]:
    """The word without its first character, without its first two, and so on: a middle is the beginning of a tail."""
    return (mark + word[start:] for start in range(1, min(len(word), _MOST_INNER)))


def _door_tokens(door: str, *, is_place: bool) -> Iterable[str]:
    if not door.isascii():  # 底商5: premises with a name, outside the numbered buildings
        return _key_tokens(door)
    if not is_place:
        return (LIVES + door,)
    room = door.rpartition("-")[2]
    return (PLACE + door, ROOM + room) if room != door else (PLACE + door,)


def _key_tokens(key: str) -> Iterator[str]:
    yield KEY + squeeze(key)
    yield from (KEY + part for part in _KEY_PARTS.findall(key))
    for run in han_runs(key):
        yield KEY + run
        yield from _tails(KEY, run)
        spelled = spellings(run)
        yield from (KEY + word for word in (*spelled.full, *spelled.initials))

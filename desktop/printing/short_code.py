"""Short codes printed on paper: typed or scanned, they open the record that the paper is about.

`H-7K3M9-X`: a letter for the kind of record, its running number in base 31, and a check character. The alphabet has no
I, L, O, U and Z; they are read as the 1, 0, V and 2 they look like. 31 is prime, so the check sees every single wrong
character and every swap of two neighbours. The version of the scheme is folded into the check: a later scheme takes
another number, and old paper is then refused instead of misread.
"""

import unicodedata
from dataclasses import dataclass

from desktop.base.errors import UserError
from desktop.base.text import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
KINDS = ALPHABET[10:]
LARGEST = 31**8 - 1  # 8 digits, a kind, a check and two dashes are 12 characters
_DIGITS = 5
_VERSION = 1
_WEIGHTS = (3, 9, 27, 19, 26, 16, 17, 20, 29)  # powers of 3: none is 0 and no two neighbours are equal modulo 31
_LIKE = str.maketrans("OILUZ", "011V2")


@dataclass(frozen=True, slots=True)
class ShortCode:
    """What a short code stands for: a kind of record (one letter of KINDS) and its number on this PC."""

    kind: str
    number: int


def encode(kind: str, number: int) -> str:
    """The short code of record `number` (0 to LARGEST) of `kind`. Raises ValueError outside these: a fault of ours."""
    if len(kind) != 1 or kind not in KINDS or not 0 <= number <= LARGEST:
        raise ValueError(f"no short code for {kind!r} {number}")
    digits = ""
    while number or len(digits) < _DIGITS:
        number, digit = divmod(number, 31)
        digits = ALPHABET[digit] + digits
    return f"{kind}-{digits}-{_check(kind + digits)}"


def decode(typed: str) -> ShortCode:
    """What a typed or scanned code stands for; case, spaces, dashes, full width and look-alikes do not matter.

    Raises UserError when it is no such code or one of its characters is wrong.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_LIKE)
    plain = "".join(char for char in plain if char.isalnum())
    if not _DIGITS + 2 <= len(plain) <= len(_WEIGHTS) + 1 or plain[0] not in KINDS or set(plain) - set(ALPHABET):
        raise UserError(_("这不是纸上的短码。短码在表格右上角，形如 H-7K3M9-X，请照着再输一次。"))
    if _check(plain[:-1]) != plain[-1]:
        raise UserError(_("短码里有一位和纸上的不一样。请对照表格右上角再输一次，或用扫码枪扫旁边的二维码。"))
    number = 0
    for char in plain[1:-1]:
        number = number * 31 + ALPHABET.index(char)
    return ShortCode(plain[0], number)


def _check(plain: str) -> str:
    total = sum(weight * ALPHABET.index(char) for weight, char in zip(_WEIGHTS, plain, strict=False))
    return ALPHABET[(total + _VERSION) % 31]

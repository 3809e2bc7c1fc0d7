"""How typed and stored text is brought to one form before it is compared."""

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣_~"), "-")
_SIGNS = _FULL_WIDTH | _DASHES | {ord("ü"): "v", ord("Ü"): "v"}
_KEPT = re.compile(r"[^\W_]")
_HAN = re.compile(r"[^\W_a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, half-width Latin and digits, one kind of hyphen, ü as v; Chinese characters are left alone.

    Not NFKC: it would change characters that people have in their names.
    """
    return text.translate(_SIGNS).lower()


def squeeze(text: str) -> str:
    """Only the letters, digits and characters of a text, without dots, spaces and punctuation."""
    return "".join(sign for sign in text if _KEPT.match(sign) or _is_private(sign))


def han_runs(folded: str) -> list[str]:
    """The runs of Chinese characters in folded text."""
    return _HAN.findall(folded)


def is_han(sign: str) -> bool:
    """Whether the sign is neither ASCII nor punctuation: a Chinese character, in practice."""
    return not sign.isascii() and bool(_KEPT.match(sign) or _is_private(sign))


def _is_private(sign: str) -> bool:
    # Old name files hold rare characters in the private use area, and the newest ones are unknown to this Python.
    return "\ue000" <= sign <= "\uf8ff" or sign >= "\U00020000"

"""Six digits that open a locked desk again: the data key stays wrapped in memory, as long as the program runs."""

import os
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.access.keyring import ARGON_LANES, ARGON_MEMORY_KIB, ARGON_TIME
from desktop.access.passwords import check_pin
from desktop.base.errors import UserError
from desktop.base.text import _

TRIES = 5


@dataclass(frozen=True, slots=True)
class Pin:
    """What a PIN comes to; kept inside the encrypted data, for the digits themselves are kept nowhere."""

    salt: bytes
    key: bytes


@dataclass(slots=True)
class _Kept:
    salt: bytes
    nonce: bytes
    wrapped: bytes
    left: int = TRIES


def make(typed: str) -> Pin:
    """UserError for what is no PIN, or one that is tried first."""
    check_pin(typed)
    salt = os.urandom(16)
    return Pin(salt, _stretch(typed, salt))


class PinVault:
    """The wrapped data keys of those who signed in since the program began; nothing of it is ever written."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def keep(self, user: str, pin: Pin, data_key: bytes) -> None:
        """Wrap the data key of who is signed in, so that their PIN opens it later."""
        nonce = os.urandom(12)
        self._kept[user] = _Kept(pin.salt, nonce, AESGCM(pin.key).encrypt(nonce, data_key, user.encode()))

    def has(self, user: str) -> bool:
        """Does a PIN open the desk of this user now?"""
        return user in self._kept

    def open(self, user: str, typed: str) -> bytes:
        """The data key. UserError for a wrong PIN; after the fifth only the password opens."""
        kept = self._kept[user]
        try:
            data_key = AESGCM(_stretch(typed, kept.salt)).decrypt(kept.nonce, kept.wrapped, user.encode())
        except InvalidTag:
            kept.left -= 1
            if not kept.left:
                self.drop(user)
                sentence = _("PIN 五次都不对，已停用到下次登录。请用密码打开。")
                raise UserError(sentence, field="password") from None
            sentence = _("PIN 不对，还可以试 {left} 次；也可以用密码。").format(left=kept.left)
            raise UserError(sentence, field="password") from None
        kept.left = TRIES
        return data_key

    def drop(self, user: str) -> None:
        """Forget a wrapped key: the PIN was given up, or the password reset."""
        self._kept.pop(user, None)


def _stretch(typed: str, salt: bytes) -> bytes:
    return hash_secret_raw(
        typed.encode(), salt, time_cost=ARGON_TIME, memory_cost=ARGON_MEMORY_KIB, parallelism=ARGON_LANES,
        hash_len=32, type=Type.ID,
    )  # fmt: skip

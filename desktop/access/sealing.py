"""Sealing a few bytes a second time inside the encrypted file, for those who may see them only (SAFETY §6)."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.access.keyring import SUITE
from desktop.base.errors import Damage
from desktop.base.text import _

NONCE_BYTES = 12
BLOCK_BYTES = 256  # what is sealed is filled up to a multiple, so that its length tells nothing


def seal(key: bytes, said: bytes, *, bound: bytes) -> bytes:
    """`said` under the 32 bytes of `key`: suite, nonce, AES-256-GCM. It opens only beside the same `bound`."""
    nonce, head = os.urandom(NONCE_BYTES), bytes([SUITE])
    length = len(said).to_bytes(4, "big")
    filled = (length + said).ljust(-(-(len(said) + 4) // BLOCK_BYTES) * BLOCK_BYTES, b"\0")
    return head + nonce + AESGCM(key).encrypt(nonce, filled, head + bound)


def unseal(key: bytes, sealed: bytes, *, bound: bytes) -> bytes:
    """What was sealed; Damage when it was changed, moved to another row, or sealed under another key."""
    head, nonce, said = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        filled = AESGCM(key).decrypt(nonce, said, head + bound)
    except (InvalidTag, ValueError) as error:
        raise Damage(_("一条加封的记录打不开：内容被改动过，或密钥不对。其他数据没有受影响，请从备份恢复。")) from error
    return filled[4 : 4 + int.from_bytes(filled[:4], "big")]


def pseudonym(key: bytes, named: bytes) -> bytes:
    """The name under which something about `named` is kept: who lacks the key cannot tell whom it means."""
    return hmac.digest(key, b"pseudonym " + named, "sha256")

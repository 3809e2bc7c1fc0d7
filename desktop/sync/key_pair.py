"""The keys of one end of the exchange: with one it signs, with the other it opens what was sealed to it (SYNC §6).

Suite 1 is Ed25519 beside X25519. Which end has which public keys, an enrolment settles.
"""

from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others know of an end: its id, the key that proves its signature, the key that one seals to it with."""

    id: UUID
    proving: Ed25519PublicKey
    sealing: X25519PublicKey

    def to_bytes(self) -> bytes:
        """64 bytes: proving, sealing."""
        return self.proving.public_bytes_raw() + self.sealing.public_bytes_raw()

    @classmethod
    def from_bytes(cls, end: UUID, said: bytes) -> "PublicKeys":
        """The keys of `end` from the 64 bytes of `to_bytes`; ValueError when they are none."""
        proving, sealing = said[:KEY_BYTES], said[KEY_BYTES:]
        return cls(end, Ed25519PublicKey.from_public_bytes(proving), X25519PublicKey.from_public_bytes(sealing))


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """What only the end itself has."""

    id: UUID
    signing: Ed25519PrivateKey
    opening: X25519PrivateKey

    @classmethod
    def new(cls, end: UUID) -> "OwnKeys":
        """Fresh keys for `end`."""
        return cls(end, Ed25519PrivateKey.generate(), X25519PrivateKey.generate())

    def public(self) -> PublicKeys:
        """What others may know."""
        return PublicKeys(self.id, self.signing.public_key(), self.opening.public_key())

    def to_bytes(self) -> bytes:
        """64 bytes that belong into the encrypted file only: signing, opening."""
        return self.signing.private_bytes_raw() + self.opening.private_bytes_raw()

    @classmethod
    def from_bytes(cls, end: UUID, said: bytes) -> "OwnKeys":
        """The keys of `end` from the 64 bytes of `to_bytes`; ValueError when they are none."""
        signing, opening = said[:KEY_BYTES], said[KEY_BYTES:]
        return cls(end, Ed25519PrivateKey.from_private_bytes(signing), X25519PrivateKey.from_private_bytes(opening))

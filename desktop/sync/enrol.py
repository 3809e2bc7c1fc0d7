"""How a PC becomes one of the county's: what it claims with a code, and what the county grants it (SYNC §6).

The code has 80 bits and is the only secret that both ends share beforehand. It is never sent: the county finds it by a
name derived from it, and both ends prove with another derived key that they know it. So the PC learns from the grant
which certificate authority is the county's, even over a line that somebody listens to or tampers with.
"""

import hmac
import secrets
from typing import TypeVar
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.sync.protocol import Values, encoder

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that reads like something else
SIGNS, GROUP = 16, 4  # 80 bits
_TYPED = str.maketrans("OIL", "011", "- 　\t\n\r")


class Claim(msgspec.Struct, frozen=True, array_like=True):
    """What the PC says of itself. `actor` is the user who enrols it, by the id that stands in its changes."""

    code: bytes  # `found_by` of the code
    device: UUID
    keys: bytes  # the public ones of the PC (`PublicKeys.to_bytes`)
    actor: UUID
    user: str
    pc: str
    app: str = ""
    proof: bytes = b""


class Grant(msgspec.Struct, frozen=True, array_like=True):
    """What the county answers: whose PC it is now, and by what it knows the county from now on."""

    device: UUID
    county: UUID  # the county's end itself
    unit: UUID
    level: str
    role: str
    authority: bytes  # the county's own CA certificate, DER
    keys: bytes  # the public ones of the county
    unit_row: Values  # the county's row of the unit
    now: int  # server time, UTC ms
    proof: bytes = b""


class Ticket(msgspec.Struct, frozen=True):
    """The same before there was a line: what an enrolment file holds, carried by hand to a PC without a network."""

    kind: str
    code: str
    server: str  # https://…, "" where there is none
    county: UUID
    unit: UUID
    level: str
    role: str
    authority: bytes
    keys: bytes
    unit_row: Values
    expires: int  # UTC ms


TICKET = "grid-enrolment 1"
Proved = TypeVar("Proved", Claim, Grant)


def new_code() -> str:
    """A code as it is read aloud and typed: four groups of four."""
    signs = "".join(secrets.choice(ALPHABET) for _sign in range(SIGNS))
    return "-".join(signs[at : at + GROUP] for at in range(0, SIGNS, GROUP))


def tidy(typed: str) -> str:
    """A code however it was typed, in one form; "" when it cannot be one."""
    plain = typed.upper().translate(_TYPED)
    return plain if len(plain) == SIGNS and set(plain) <= set(ALPHABET) else ""


def found_by(code: str) -> bytes:
    """The name by which the county finds the code; it does not lead back to it."""
    return _derived(code, b"name", 16)


def proof_key(code: str) -> bytes:
    """The key that both ends prove themselves with."""
    return _derived(code, b"proof", 32)


def proved(key: bytes, said: Proved) -> Proved:
    """The same message with its proof."""
    return msgspec.structs.replace(said, proof=_proof(key, said))


def is_proved(key: bytes, said: Claim | Grant) -> bool:
    """Was this said by somebody who knows the code?"""
    return hmac.compare_digest(_proof(key, said), said.proof)


def _proof(key: bytes, said: Claim | Grant) -> bytes:
    bare = encoder.encode(msgspec.structs.replace(said, proof=b""))
    return hmac.digest(key, type(said).__name__.encode() + b"\0" + bare, "sha256")


def _derived(code: str, use: bytes, length: int) -> bytes:
    secret = tidy(code).encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"grid enrolment " + use).derive(secret)

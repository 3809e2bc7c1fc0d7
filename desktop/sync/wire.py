"""How messages lie in the bodies of HTTPS: msgpack under zstd, bounded before they are believed (SAFETY §5)."""

import hashlib
import io
from typing import TypeVar
from uuid import UUID

import msgspec
import zstandard
from cryptography.exceptions import InvalidSignature

from desktop.sync.key_pair import OwnKeys, PublicKeys
from desktop.sync.protocol import encoder

SERVER_NAME = "county.grid-branch-desk.internal"  # the one host that a county's certificate is for
MEDIA = "application/x-grid-exchange"
MOST_BODY = 32 * 1024 * 1024
MOST_PLAIN = 96 * 1024 * 1024
DEVICE, SIGNATURE, DIGEST = "Grid-Device", "Grid-Signature", "Grid-Digest"  # headers
SYNC_PATH, ENROL_PATH, ASK_PATH, BLOBS_PATH = "/sync", "/enrol", "/ask", "/blobs"
HEALTH_PATH, METRICS_PATH = "/health", "/metrics"
_WINDOW = 8 * 1024 * 1024
_LEVEL = 3
Message = TypeVar("Message", bound=msgspec.Struct)


class Unreadable(ValueError):
    """The body is no message of this protocol: cut, of another kind, or too large."""


def packed(message: msgspec.Struct) -> bytes:
    """A message as a body."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(encoder.encode(message))


def unpacked(body: bytes, kind: type[Message]) -> Message:
    """The message of a body; Unreadable when it is none. Never unpacks more than MOST_PLAIN."""
    if len(body) > MOST_BODY:
        raise Unreadable("the body is too large")
    try:
        reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(io.BytesIO(body))
        plain = reader.read(MOST_PLAIN + 1)
    except zstandard.ZstdError as error:
        raise Unreadable("the body is not compressed as agreed") from error
    if len(plain) > MOST_PLAIN:
        raise Unreadable("the body unpacks to too much")
    try:
        return msgspec.msgpack.decode(plain, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable("the body is not a message of this protocol") from error


def sign(keys: OwnKeys, path: str, body: bytes) -> str:
    """The signature of a PC over what it sends, for the header."""
    return keys.signing.sign(_said(keys.id, path, digest(body))).hex()


def digest(body: bytes) -> bytes:
    """What is signed of a body. It goes ahead in a header too: who sends is proved before the body is taken."""
    return hashlib.sha256(body).digest()


def is_signed(by: PublicKeys, path: str, body: bytes, *, signature: str) -> bool:
    """Did this PC send exactly this body to this path?"""
    return is_signed_digest(by, path, digest(body), signature=signature)


def is_signed_digest(by: PublicKeys, path: str, said: bytes, *, signature: str) -> bool:
    """Did this PC sign a body with this digest for this path?"""
    try:
        by.proving.verify(bytes.fromhex(signature), _said(by.id, path, said))
    except (ValueError, InvalidSignature):
        return False
    return True


def _said(device: UUID, path: str, said: bytes) -> bytes:
    return b"grid exchange 1\0" + path.encode() + b"\0" + device.bytes + said

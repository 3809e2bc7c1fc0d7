"""The sealed file of the exchange: a header that its carrier may read, what only its receiver opens, a signature.

Layout: magic, format, length of the header, header (msgpack), then the batches (zstd) sealed to the receiver by HPKE
(RFC 9180, base mode, suite 1 = X25519, HKDF-SHA-256, AES-256-GCM; everything before it is bound as its info), the
sender's Ed25519 signature over all that, and the SHA-256 of the whole: whoever only carries the file has no keys and
sees by it whether it is whole. The header names ends by their ids and counts, never people.
"""

import hashlib
from typing import Literal
from uuid import UUID

import msgspec
import zstandard
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sync.carried_weight import SUFFIX
from desktop.sync.key_pair import OwnKeys, PublicKeys
from desktop.sync.protocol import encoder

FORMAT, SUITE = 1, 1
MOST_BYTES = 32 * 1024 * 1024  # of a file; a longer package goes in parts
MOST_INFLATED = 96 * 1024 * 1024
_MAGIC = b"GRIDEXCH"
_START = len(_MAGIC) + 1 + 4
_SIGNATURE, _DIGEST = 64, 32
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

# PC → county: changes, or nothing but where it stands, or who it is; county → PC: an answer, or a first copy
Kind = Literal["up", "ack", "join", "down", "snap"]


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What may be known without a key. `first` to `last`: places in the chain (up, ack) or in the feed (down, snap)."""

    package: UUID  # the same for all of its parts
    sender: UUID
    receiver: UUID
    kind: Kind
    at: int  # UTC ms, shown only
    first: int = 0
    last: int = 0
    schema: str = ""
    part: int = 1
    parts: int = 1
    suite: int = SUITE
    answers: UUID | None = None  # the package to which this one is the county's answer


class Unfit(UserError):
    """A file that is not read: foreign, torn, changed, from a newer program. `torn`: another copy may be whole."""

    def __init__(self, message: str, *, torn: bool = False) -> None:
        super().__init__(message)
        self.torn = torn


def seal(head: Head, said: bytes, *, to: PublicKeys, by: OwnKeys) -> bytes:
    """The whole file. `said` is what `unseal` gives back to the receiver that `head` names."""
    if (head.sender, head.receiver) != (by.id, to.id):
        raise AssertionError("the header names other ends than the keys")
    told = encoder.encode(head)
    start = _MAGIC + bytes([FORMAT]) + len(told).to_bytes(4, "big") + told
    packed = zstandard.ZstdCompressor(level=9).compress(said)
    whole = start + _HPKE.encrypt(packed, to.sealing, info=start)
    whole += by.signing.sign(whole)
    return whole + hashlib.sha256(whole).digest()


def look(data: bytes) -> Head:
    """The header of a file that is whole; whose it is must be proved by `unseal`. Raises Unfit."""
    return _taken_apart(data)[0]


def unseal(data: bytes, *, by: PublicKeys, to: OwnKeys) -> bytes:
    """What was sealed to `to`, when `by` signed it. Raises Unfit, and then nothing of it may be used."""
    head, start, sealed, signature = _taken_apart(data)
    if head.receiver != to.id or head.sender != by.id:
        raise Unfit(_("这个交换文件是给别的电脑的，本机打不开，没有读取。"))
    if not _is_proved(start + sealed, signature, by):
        raise _forged()
    return _opened(start, sealed, to)


def is_signed(data: bytes, *, by: PublicKeys) -> bool:
    """Did `by` sign this file? That much whoever only carries it can tell too. Raises Unfit for what is not whole."""
    head, start, sealed, signature = _taken_apart(data)
    return head.sender == by.id and _is_proved(start + sealed, signature, by)


def _is_proved(said: bytes, signature: bytes, by: PublicKeys) -> bool:
    try:
        by.proving.verify(signature, said)
    except InvalidSignature:
        return False
    return True


def unproved(data: bytes, *, to: OwnKeys) -> bytes:
    """What a sender says who is not known yet: only good to find their keys in it, and to `unseal` it with those."""
    _head, start, sealed, _signature = _taken_apart(data)
    return _opened(start, sealed, to)


def torn() -> Unfit:
    """The refusal of a file that is not whole."""
    return Unfit(
        _("这个交换文件不完整，没有读取，本机数据没有受影响。请重新拷一次，或请对方重新导出。"),
        torn=True,
    )


def _taken_apart(data: bytes) -> tuple[Head, bytes, bytes, bytes]:
    if not data.startswith(_MAGIC):
        raise Unfit(_("这不是交换文件，没有读取。交换文件的名称以 {suffix} 结尾。").format(suffix=SUFFIX))
    whole, digest = data[:-_DIGEST], data[-_DIGEST:]
    if len(data) > MOST_BYTES + MOST_BYTES // 8 or hashlib.sha256(whole).digest() != digest:
        raise torn()
    if whole[len(_MAGIC)] != FORMAT:
        raise _newer()
    end = _START + int.from_bytes(whole[_START - 4 : _START], "big")
    try:
        head = msgspec.msgpack.decode(whole[_START:end], type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as strange:
        raise torn() from strange
    if head.suite != SUITE:
        raise _newer()
    return head, whole[:end], whole[end:-_SIGNATURE], whole[-_SIGNATURE:]


def _opened(start: bytes, sealed: bytes, to: OwnKeys) -> bytes:
    try:
        return _inflated(_HPKE.decrypt(sealed, to.opening, info=start))
    except InvalidTag as forged:
        raise _forged() from forged


def _forged() -> Unfit:
    return Unfit(_("这个交换文件的签名对不上，没有读取，本机数据没有受影响。请联系发出文件的单位，不要再用这个文件。"))


def _inflated(packed: bytes) -> bytes:
    try:
        if zstandard.frame_content_size(packed) > MOST_INFLATED:
            raise torn()
        said: bytes = zstandard.ZstdDecompressor().decompress(packed, max_output_size=MOST_INFLATED)
    except zstandard.ZstdError as strange:
        raise torn() from strange
    return said


def _newer() -> Unfit:
    return Unfit(_("这个交换文件是更新的程序写的，本机还打不开，没有读取。请先更新本机的程序，再读一次。"))

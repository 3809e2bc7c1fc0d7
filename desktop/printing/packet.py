"""The sealed packet (待印包) that carries finished pages to a PC with a printer, opened with a short printed code.

Layout: magic, length of the header, header (JSON, in the clear, bound to what is sealed), then everything else sealed
with AES-256-GCM under a key from the code (Argon2id, then HKDF), then the SHA-256 of all that: it says nothing of who
wrote the file, only tells a torn one from a wrong code. The suite stands in the header (SAFETY §2).
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.access.keyring import ALPHABET, ARGON_LANES, ARGON_MEMORY_KIB, ARGON_TIME, SUITE
from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.files import durable_write
from desktop.base.text import _

SUFFIX = ".gridprint"
LASTS_DAYS = 7
CODE_LENGTH = 12  # 60 bits behind Argon2id: typed by hand once, worthless after a week
MOST_BYTES = 512 * 1024 * 1024
_MAGIC = b"GRIDPRINT1\n"
_DAY_MS = 86_400_000
_DIGEST = 32


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """One print in a packet: its pages as PDF, and how it wants to be printed."""

    title: str
    number: str
    pages: int
    pdf: bytes
    copies: int = 1
    both_sides: bool = False
    paper: str = "A4"
    landscape: bool = False


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What may be known without the code: when it was made, until when it opens, and how it is sealed."""

    suite: int
    made_at: int
    expires_at: int
    salt: bytes
    nonce: bytes
    memory_kib: int = ARGON_MEMORY_KIB
    time: int = ARGON_TIME
    lanes: int = ARGON_LANES


class Inside(msgspec.Struct, frozen=True, kw_only=True):
    """What the code opens."""

    unit: str  # who packed it
    by: str
    prints: tuple[Packed, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A packet that the code fitted."""

    header: Header
    inside: Inside


def new_code() -> str:
    """A fresh code in three groups of four; printed or written down, never kept."""
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    return "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def seal(prints: Sequence[Packed], code: str, *, unit: str, by: str, now_ms: int) -> bytes:
    """The whole file."""
    header = Header(
        suite=SUITE,
        made_at=now_ms,
        expires_at=now_ms + LASTS_DAYS * _DAY_MS,
        salt=secrets.token_bytes(16),
        nonce=secrets.token_bytes(12),
    )
    said = msgspec.json.encode(header)
    inside = msgspec.msgpack.encode(Inside(unit=unit, by=by, prints=tuple(prints)))
    return _finished(said, AESGCM(_key(code, header)).encrypt(header.nonce, inside, said))


def write(path: Path, data: bytes) -> None:
    """Put a packet on a disk or stick and read it back before it gets its name. UserError when it cannot be."""
    try:
        durable_write(path, data, prove=True)
    except OSError as refused:
        size = max(1, round(len(data) / 1_048_576))
        raise UserError(
            _("没能写入“{name}”，数据没有受影响。请看 U 盘是否插好、能否写入、还有 {size} MB 空间，再装一次。").format(
                name=path.name, size=size
            )
        ) from refused


def read(path: Path) -> bytes:
    """The file as it lies there. UserError when it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _torn()
        return path.read_bytes()
    except OSError as refused:
        raise UserError(
            _("读不出“{name}”，数据没有受影响。请看 U 盘是否插好，再打开一次。").format(name=path.name)
        ) from refused


def open_packet(data: bytes, code: str, *, now_ms: int) -> Opened:
    """Open with the code, typed in any spacing and case. UserError when it is foreign, torn, too old or wrong."""
    header, said, sealed = _taken_apart(data)
    if header.suite != SUITE:
        raise UserError(_("这个待印包是更新的程序装的，这台电脑还打不开。请先更新程序，或请对方存为 PDF。"))
    if now_ms > header.expires_at:
        day = f"{local_time(header.expires_at):%Y-%m-%d}"
        raise UserError(_("这个待印包在 {day} 过期了，没有打开。请对方重新装一个。").format(day=day))
    try:
        inside = AESGCM(_key(code, header)).decrypt(header.nonce, sealed, said)
    except InvalidTag as wrong:
        raise UserError(
            _("口令对不上，待印包没有打开。请照纸上的 3 组逐组核对，字母 O 与数字 0 通用。"),
            field="code",
        ) from wrong
    try:
        return Opened(header, msgspec.msgpack.decode(inside, type=Inside))
    except msgspec.DecodeError as strange:
        raise _torn() from strange


def _finished(said: bytes, sealed: bytes) -> bytes:
    whole = _MAGIC + len(said).to_bytes(4, "big") + said + sealed
    return whole + hashlib.sha256(whole).digest()


def _taken_apart(data: bytes) -> tuple[Header, bytes, bytes]:
    start = len(_MAGIC) + 4
    if not data.startswith(_MAGIC):
        raise UserError(_("这不是待印包，没有打开。待印包的文件名以 {suffix} 结尾。").format(suffix=SUFFIX))
    data, told = data[:-_DIGEST], data[-_DIGEST:]
    if hashlib.sha256(data).digest() != told:
        raise _torn()
    end = start + int.from_bytes(data[len(_MAGIC) : start], "big")
    said = data[start:end]
    try:
        header = msgspec.json.decode(said, type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError) as torn:
        raise _torn() from torn
    costs = (header.memory_kib, header.time, header.lanes)
    if len(header.nonce) != 12 or costs != (ARGON_MEMORY_KIB, ARGON_TIME, ARGON_LANES):
        raise _torn()  # a forged header must not make this PC work for hours either
    return header, said, data[end:]


def _torn() -> UserError:
    return UserError(_("这个待印包不完整，没有打开。请从对方的电脑重新拷一次，或请对方重新装一个。"))


def _key(code: str, header: Header) -> bytes:
    plain = code.upper().translate(str.maketrans("OIL", "011", "- 　\t\n"))
    hashed = hash_secret_raw(
        plain.encode(), header.salt, time_cost=header.time, memory_cost=header.memory_kib, parallelism=header.lanes,
        hash_len=32, type=Type.ID,
    )  # fmt: skip
    return HKDF(algorithm=SHA256(), length=32, salt=header.salt, info=b"grid-desk print packet").derive(hashed)

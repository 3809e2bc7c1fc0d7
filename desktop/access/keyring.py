"""The slots that each wrap the one data key: passwords and the recovery sheet (SAFETY §2).

A password change, a new user or a leaver rewraps; the database is never rekeyed. The file lies in two copies with a
generation number. The device secret stands outside the profile and is never the only way in: the recovery sheet
opens without it.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.access.passwords import check_password
from desktop.base.errors import Damage, UserError
from desktop.base.files import durable_write
from desktop.base.text import _
from desktop.store.session import Keys

SUITE = 1  # AES-256-GCM, SHA-256, Ed25519, X25519
ARGON_MEMORY_KIB, ARGON_TIME, ARGON_LANES = 65_536, 3, 4  # the floor, about 0.2 s on a two-core PC
GOAL_S = 0.6  # what a right password may take on this PC: between half a second and one (SAFETY §2)
MOST_TIME = 12
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that reads like something else


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One way to the data key. `owner` is a user's name, or empty for the recovery sheet."""

    kind: str  # password | recovery
    owner: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    memory_kib: int = ARGON_MEMORY_KIB
    time: int = ARGON_TIME
    lanes: int = ARGON_LANES
    suite: int = SUITE


class Keyring(msgspec.Struct, frozen=True, kw_only=True):
    """All slots of a profile, and the salt of its database."""

    profile: str
    generation: int
    database_salt: bytes
    slots: tuple[Slot, ...]


class _Written(Keyring, frozen=True, kw_only=True):
    """A copy in its file. A flipped bit in a slot nobody just used would be healed over the whole copy, and lost.

    `checksum` is no seal: who can write the file can write it too. Files of releases without one have none.
    """

    checksum: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a right password or sheet gives: the data key, kept in memory only."""

    data_key: bytes
    keyring: Keyring

    def derive(self, label: str) -> bytes:
        """A key of its own for each use."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"grid-desk " + label.encode()).derive(self.data_key)

    def keys(self) -> Keys:
        """The keys that a store is opened with."""
        return Keys(
            database=self.derive("database") + self.keyring.database_salt,
            mac=self.derive("row mac"),
            backup=self.derive("backup"),
            care=self.derive("care needs"),
        )


def create(profile: str, user: str, password: str, device_secret: bytes) -> tuple[Opened, str]:
    """A new keyring with one user and a recovery sheet; returns it opened, and the code to print once."""
    check_password(password)
    data_key = os.urandom(32)
    code = "".join(secrets.choice(ALPHABET) for _place in range(32))  # 160 bits
    keyring = Keyring(
        profile=profile,
        generation=1,
        database_salt=os.urandom(16),
        slots=(_password_slot(data_key, user, password, device_secret), _recovery_slot(data_key, code)),
    )
    return Opened(data_key, keyring), grouped(code)


def grouped(code: str) -> str:
    """A recovery code as it is printed: eight groups of four."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def open_with_password(keyring: Keyring, user: str, password: str, device_secret: bytes) -> Opened:
    """UserError when the name or the password does not fit; which of the two is not said."""
    for slot in keyring.slots:
        if slot.kind == "password" and slot.owner == user:
            data_key = _unwrap(slot, _password_key(slot, password, device_secret))
            if data_key is not None:
                return Opened(data_key, keyring)
    raise UserError(_("用户名或密码不对。数据没有受影响，请再试一次，或用恢复单打开。"), field="password")


def open_with_sheet(keyring: Keyring, code: str) -> Opened:
    """Open with the code of the recovery sheet, typed in any spacing and case."""
    plain = code.upper().translate(str.maketrans("OIL", "011", "- 　\t\n")).strip()
    for slot in keyring.slots:
        if slot.kind == "recovery":
            data_key = _unwrap(slot, _stretch(plain.encode(), slot))
            if data_key is not None:
                return Opened(data_key, keyring)
    raise UserError(_("恢复单上的编码对不上。请按纸上的 8 组逐组核对，字母 O 与数字 0 通用。"), field="code")


def with_password(opened: Opened, user: str, password: str, device_secret: bytes) -> Opened:
    """Give `user` a slot with this password; an old one of theirs goes."""
    check_password(password)
    kept = tuple(slot for slot in opened.keyring.slots if (slot.kind, slot.owner) != ("password", user))
    return _changed(opened, (*kept, _password_slot(opened.data_key, user, password, device_secret)))


def without_user(opened: Opened, user: str) -> Opened:
    """Remove a leaver's slot. The last password slot stays: nobody could open the profile without it."""
    kept = tuple(slot for slot in opened.keyring.slots if (slot.kind, slot.owner) != ("password", user))
    if not any(slot.kind == "password" for slot in kept):
        raise UserError(_("这是最后一个能打开数据的用户，不能移除。请先添加另一个用户。"))
    return _changed(opened, kept)


def with_new_sheet(opened: Opened) -> tuple[Opened, str]:
    """A new recovery sheet; the old one no longer opens."""
    code = "".join(secrets.choice(ALPHABET) for _place in range(32))
    kept = tuple(slot for slot in opened.keyring.slots if slot.kind != "recovery")
    return _changed(opened, (*kept, _recovery_slot(opened.data_key, code))), grouped(code)


def _changed(opened: Opened, slots: tuple[Slot, ...]) -> Opened:
    keyring = msgspec.structs.replace(opened.keyring, slots=slots, generation=opened.keyring.generation + 1)
    return replace(opened, keyring=keyring)


def save(keyring: Keyring, first: Path, second: Path) -> None:
    """Write both copies, one after the other: a power cut leaves at least one whole.

    One of them is enough, for the newer counts and heals the other at the next opening: a change that was refused
    for the sake of the second copy would be in force all the same. Raises OSError when neither could be written.
    """
    written = _Written(checksum=_checksum(keyring), **msgspec.structs.asdict(keyring))
    data, refused = msgspec.json.format(msgspec.json.encode(written)), []
    for path in (first, second):
        try:
            durable_write(path, data)
        except OSError as error:
            refused.append(error)
    if len(refused) == 2:
        raise refused[0]


def keep(keyring: Keyring, first: Path, second: Path) -> None:
    """`save` what a person changed; UserError when the disk refuses, with what opens the desk from now on."""
    try:
        save(keyring, first, second)
    except OSError as error:
        if keyring in (read(first), read(second)):  # it has its name, only the disk did not say that it keeps it
            sentence = _("磁盘没有确认写完，钥匙可能已换成新的。数据没有受影响；下次打开时新旧密码都试一次。")
            raise UserError(sentence) from error
        raise UserError(_("磁盘写不进去，没有改成，原来的密码和恢复单照旧能用。请清理磁盘后再试。")) from error


def load(first: Path, second: Path) -> Keyring:
    """The newer of the two copies that is whole. Damage when neither is."""
    whole = [keyring for keyring in (read(first), read(second)) if keyring is not None]
    if not whole:
        raise Damage(_("钥匙文件不见了或已损坏，数据库没有受影响。请从备份恢复。"))
    return max(whole, key=lambda keyring: keyring.generation)


def read(path: Path) -> Keyring | None:
    """One copy; None when it is missing, torn, or not as it was written."""
    try:
        written = msgspec.json.decode(path.read_bytes(), type=_Written)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    keyring = Keyring(**{name: getattr(written, name) for name in Keyring.__struct_fields__})
    return keyring if written.checksum in ("", _checksum(keyring)) else None


def _checksum(keyring: Keyring) -> str:
    return hashlib.sha256(msgspec.json.encode(keyring)).hexdigest()


def _password_slot(data_key: bytes, user: str, password: str, device_secret: bytes) -> Slot:
    slot = Slot(
        kind="password", owner=user, salt=os.urandom(16), nonce=os.urandom(12), wrapped=b"", time=calibrated(),
        memory_kib=ARGON_MEMORY_KIB,
    )  # fmt: skip
    return _wrap(slot, data_key, _password_key(slot, password, device_secret))


def _recovery_slot(data_key: bytes, code: str) -> Slot:
    slot = Slot(kind="recovery", owner="", salt=os.urandom(16), nonce=os.urandom(12), wrapped=b"")
    return _wrap(slot, data_key, _stretch(code.encode(), slot))


def _password_key(slot: Slot, password: str, device_secret: bytes) -> bytes:
    hashed = hash_secret_raw(
        password.encode(), slot.salt, time_cost=slot.time, memory_cost=slot.memory_kib, parallelism=slot.lanes,
        hash_len=32, type=Type.ID,
    )  # fmt: skip
    return _stretch(hashed + device_secret, slot)


def calibrated(clock: Callable[[], float] = perf_counter) -> int:
    """How many rounds of Argon2id this PC does in GOAL_S: more of them the faster it is, never below the floor."""
    start = clock()
    hash_secret_raw(b"", bytes(16), time_cost=1, memory_cost=ARGON_MEMORY_KIB, parallelism=ARGON_LANES, hash_len=32,
                    type=Type.ID)  # fmt: skip
    return min(MOST_TIME, max(ARGON_TIME, round(GOAL_S / max(clock() - start, 0.001))))


def _stretch(secret: bytes, slot: Slot) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=slot.salt, info=b"grid-desk slot " + slot.kind.encode()).derive(
        secret
    )


def _bound(slot: Slot) -> bytes:
    return f"{slot.suite}|{slot.kind}|{slot.owner}".encode()


def _wrap(slot: Slot, data_key: bytes, key: bytes) -> Slot:
    return msgspec.structs.replace(slot, wrapped=AESGCM(key).encrypt(slot.nonce, data_key, _bound(slot)))


def _unwrap(slot: Slot, key: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.wrapped, _bound(slot))
    except InvalidTag:
        return None


def same_key(one: Opened, other: Opened) -> bool:
    """Do two slots open the same data? Asked when a printed recovery sheet is tried out."""
    return hmac.compare_digest(one.data_key, other.data_key)

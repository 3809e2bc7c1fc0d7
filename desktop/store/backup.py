"""Backups that are proven before they are named so: copied, reopened with the key, checked, and hashed row by row."""

import hashlib
import hmac
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec
import sqlcipher3.dbapi2 as sqlcipher

from desktop.base.clock import Clock, local_time
from desktop.base.errors import Damage, UserError
from desktop.base.files import durable_folder, durable_write, remove
from desktop.base.text import _
from desktop.store import engine
from desktop.store.record import record_types
from desktop.store.session import Keys, Store

SUFFIX = ".gridbackup"
DATABASE, KEYRING, MANIFEST = "desk.db", "keyring.json", "manifest.json"
MOST_KEPT = 30
_LOCAL_HEADER = 30  # bytes of a zip before the name of its first member, which the manifest is
# What reading a zip raises: besides its own error, what one changed byte makes of a flag, a method, a length or a name.
_NOT_WHOLE = (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, ValueError, zlib.error)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself; `mac` seals it and the two files with the profile's backup key."""

    profile: str
    at: int
    schema: str
    rows: dict[str, int]
    row_hash: str
    database_sha256: str
    keyring_sha256: str
    mac: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file that can be chosen from a list."""

    path: Path
    at: int
    profile: str
    rows: dict[str, int]


def make(store: Store, keyring: Path, folder: Path, *, profile: str, clock: Clock) -> Backup:
    """Write a verified backup into `folder`. UserError when the disk refuses; nothing half-written stays."""
    at = clock.now_ms()
    draft = folder / f".copy-{at}.db"
    try:
        durable_folder(folder)
    except OSError as error:
        raise UserError(_("备份没有写成：这个位置不能放文件。正在用的数据没有受影响，请换一个位置再备份。")) from error
    try:
        _copy(store, draft)
        rows, row_hash, schema = _proven(draft, store.keys)
        with closing(store.connection()) as source:
            if _row_hash(source) != (rows, row_hash):
                raise Damage(_("备份与正在用的数据对不上，没有作为备份保存。请再试一次。"))
        keys = keyring.read_bytes()
        manifest = Manifest(
            profile=profile, at=at, schema=schema, rows=rows, row_hash=row_hash,
            database_sha256=_digest(draft), keyring_sha256=hashlib.sha256(keys).hexdigest(),
        )  # fmt: skip
        sealed = msgspec.structs.replace(manifest, mac=_mac(store.keys.backup, manifest))
        path = _free(folder, f"backup-{local_time(at):%Y%m%d-%H%M%S}")
        durable_write(path, partial(_pack, draft, keys, sealed))
    except Damage as error:  # who is told that the data is well while it is not looks for no backup
        if _source_damaged(store):
            raise Damage(_("正在用的数据有损坏的地方，没有写成备份。以前的备份还在，请从备份恢复。")) from error
        raise
    except (OSError, sqlcipher.OperationalError) as error:
        raise UserError(_("备份没有写成：磁盘写不进去。正在用的数据没有受影响，请换一个位置再备份。")) from error
    finally:
        _sweep(draft)
    return Backup(path, at, profile, rows)


def _source_damaged(store: Store) -> bool:
    """Whether a page of what was copied is not as it was written, and not only the copy."""
    with closing(store.connection()) as source:
        return bool(source.execute("PRAGMA cipher_integrity_check").fetchall())


def _free(folder: Path, name: str) -> Path:
    """A name that no backup has: two of one second stand beside each other."""
    path, number = folder / f"{name}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}{SUFFIX}"
    return path


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, the newest first; files that are not whole are left out."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            manifest = _manifest(path)
        except (UserError, OSError):
            continue
        found.append(Backup(path, manifest.at, manifest.profile, manifest.rows))
    return tuple(sorted(found, key=lambda backup: -backup.at))


def thin(folder: Path, *, keep: int = MOST_KEPT) -> None:
    """Remove the oldest backups beyond `keep`, by the order they name, not by the clock of today."""
    for backup in listed(folder)[keep:]:
        remove(backup.path)


def keyring_in(path: Path) -> bytes:
    """The keyring inside a backup: with it a password or the recovery sheet opens the backup.

    UserError for a file that is no backup, Damage for one that is not whole.
    """
    _manifest(path)  # without it nothing can be proven later, so nothing is asked or backed up before
    return _read(path, KEYRING)


def put_back(path: Path, keys: Keys, *, database: Path, keyrings: Sequence[Path]) -> Manifest:
    """Prove the backup with `keys`, then move it into place. Until the last moment nothing that stands is touched."""
    manifest = _manifest(path)
    content, keyring = _read(path, DATABASE), _read(path, KEYRING)
    if not hmac.compare_digest(manifest.mac, _mac(keys.backup, manifest)):
        raise Damage(_("这个备份的封签对不上，没有恢复，现有数据没有受影响。请换一个备份。"))
    found = (hashlib.sha256(content).hexdigest(), hashlib.sha256(keyring).hexdigest())
    if found != (manifest.database_sha256, manifest.keyring_sha256):
        raise Damage(_("这个备份已损坏，没有恢复，现有数据没有受影响。请换一个备份。"))
    draft = database.with_name(f".restore-{manifest.at}.db")
    try:
        durable_write(draft, content)
        _rows, row_hash, _schema = _proven(draft, keys)
        if row_hash != manifest.row_hash:
            raise Damage(_("这个备份与它的清单对不上，没有恢复，现有数据没有受影响。请换一个备份。"))
        _drop_side_files(database)
        durable_write(database, content)
        for target in keyrings:
            durable_write(target, keyring)
    except OSError as error:
        raise UserError(_("恢复没有完成：磁盘写不进去。请清理磁盘后再恢复一次。")) from error
    finally:
        _sweep(draft)
    return manifest


def _copy(store: Store, draft: Path) -> None:
    with closing(store.connection()) as source:
        target = sqlcipher.connect(str(draft), isolation_level=None)
        with closing(target):
            target.execute("PRAGMA cipher_log='off'")
            target.execute(f"PRAGMA key=\"x'{store.keys.database.hex()}'\"")
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
    engine.check_header(draft)


def _proven(path: Path, keys: Keys) -> tuple[dict[str, int], str, str]:
    """Reopen with the key, check every page, count and hash the rows; leaves no side files."""
    engine.check_header(path, keys.database)
    try:
        return _read_through(path, keys)
    except sqlcipher.DatabaseError as error:  # a page so damaged that reading ends
        raise Damage(_("备份中有损坏的地方，没有使用它，现有数据没有受影响。")) from error


def _read_through(path: Path, keys: Keys) -> tuple[dict[str, int], str, str]:
    with closing(engine.connect(path, keys.database)) as connection:
        wrong = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        wrong = wrong or [row for row in connection.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        if wrong:
            raise Damage(_("备份中有损坏的地方，没有使用它，现有数据没有受影响。"))
        rows, row_hash = _row_hash(connection)
        schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    return rows, row_hash, schema


def _row_hash(connection: sqlcipher.Connection) -> tuple[dict[str, int], str]:
    """Counts of what is alive by table, and a hash over every journaled row's id and seal, in the order of ids.

    A file of an earlier schema, as it is backed up before it is brought up to date, lacks the later tables.
    """
    counts: dict[str, int] = {}
    total = hashlib.sha256()
    standing = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for kind in record_types():
        table = kind.__tablename__
        if table not in standing:
            continue
        n = 0
        for row in connection.execute(f"SELECT id, mac, alive FROM {table} ORDER BY id"):
            total.update(bytes(row[0]) + bytes(row[1]))
            n += bool(row[2])  # people count what the lists show, not what was taken back
        counts[table] = n
    return counts, total.hexdigest()


def _mac(key: bytes, manifest: Manifest) -> str:
    said = msgspec.json.encode(msgspec.structs.replace(manifest, mac=""), order="deterministic")
    return hmac.digest(key, said, "sha256").hex()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(database: Path, keyring: bytes, manifest: Manifest, packed: BinaryIO) -> None:
    """The members in their order, the database piece by piece.

    In memory it was held three times, and while it is copied there no other thread gets its turn, the window's
    included (1.4 GB: a minute).
    """
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        file.writestr(MANIFEST, msgspec.json.encode(manifest))
        file.writestr(KEYRING, keyring)
        file.write(database, DATABASE)


def _read(path: Path, name: str) -> bytes:
    """One member. UserError for a file that is no backup at all, Damage for a backup that is not whole."""
    try:
        with zipfile.ZipFile(path) as file:
            return file.read(name)
    except _NOT_WHOLE as error:
        torn = _("这个文件不是完整的备份，没有恢复，现有数据没有受影响。请换一个备份。")
        raise _refusal(path, torn) from error


def _refusal(path: Path, damage: str) -> UserError:
    """Damage saying so for what once was a backup, else that the wrong file was chosen."""
    if _ours(path):
        return Damage(damage)
    sentence = _("这个文件不是备份，没有恢复，现有数据没有受影响。请选择名字以 {ending} 结尾的文件。")
    return UserError(sentence.format(ending=SUFFIX))


def _ours(path: Path) -> bool:
    """Whether a file that lacks something once was a backup: by its list of members, its name and its beginning."""
    named = path.suffix == SUFFIX
    try:
        with path.open("rb") as file:
            begins = file.read(_LOCAL_HEADER + len(MANIFEST)).endswith(MANIFEST.encode())
        with zipfile.ZipFile(path) as packed:
            known = {DATABASE, KEYRING, MANIFEST}.intersection(packed.namelist())
    except OSError:
        return named
    except _NOT_WHOLE:  # the list stands at the end of a zip: of a torn one only the beginning is left
        return named or begins
    return len(known) > 1 or (named and begins)  # a changed byte may have taken names from the list


def _manifest(path: Path) -> Manifest:
    try:
        return msgspec.json.decode(_read(path, MANIFEST), type=Manifest)
    except msgspec.DecodeError as error:
        unread = _("这个备份的清单读不出来，没有恢复，现有数据没有受影响。请换一个备份。")
        raise _refusal(path, unread) from error


def _sweep(draft: Path) -> None:
    """Remove a copy with what lies beside it; a disk that refuses even this must not hide what is told already."""
    with suppress(OSError):
        remove(draft)
        _drop_side_files(draft)


def _drop_side_files(database: Path) -> None:
    for ending in ("-wal", "-shm", "-journal"):
        remove(database.with_name(database.name + ending))

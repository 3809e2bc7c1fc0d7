"""The one recipe by which the encrypted file is opened: guards first, then pragmas that are read back."""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from desktop.base.errors import Damage, UserError
from desktop.base.text import _

KEY_BYTES = 48  # 32 of key, 16 of salt: a raw key, so that opening runs no password hash
PLAIN_HEADER = b"SQLite format 3\x00"
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
BUSY_MS = 10_000  # an antivirus may hold the file for seconds


def check_version(version: str = sqlcipher.sqlite_version) -> None:
    """Refuse a SQLite with the WAL-reset corruption race (fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    number = tuple(int(part) for part in version.split("."))
    if number < (3, 51, 3) and number not in {(3, 50, 7), (3, 44, 6)}:
        raise UserError(_("这台电脑上的数据库组件版本过旧，可能损坏数据，程序没有打开。请重新安装本程序。"))


def check_header(path: Path, key: bytes = b"") -> None:
    """Fail closed when the file is plain text, or does not begin with the salt of `key`: it is empty or another file.

    Call it only while no connection is open (POSIX locks, SAFETY §1.3).
    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise Damage(_("数据库文件读不出来，程序没有打开它。请看它能不能读，或从备份恢复。")) from error
    if key and head not in (key[32:KEY_BYTES], PLAIN_HEADER):
        raise Damage(_("数据库文件不是原来的那一个，或开头已损坏，程序没有打开它。请从备份恢复。"))
    if head == PLAIN_HEADER:
        raise Damage(_("数据库文件没有加密，程序没有打开它。请从备份恢复，或联系技术人员。"))


def connect(path: Path, key: bytes, *, read_only: bool = False) -> sqlcipher.Connection:
    """Open `path` with the raw `key` (48 bytes) and prove the key; Damage when the key or the file is wrong."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
    try:
        connection.execute("PRAGMA cipher_log='off'")  # it would write to the error stream of every command
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, wanted in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={wanted}").fetchall()
            got = connection.execute(f"PRAGMA {name}").fetchone()
            if got is None or got[0] != wanted:
                raise Damage(_("数据库没有按安全要求打开，程序已停下。数据没有受影响，请联系技术人员。"))
        connection.execute("PRAGMA cache_size=-32768")
        connection.execute("PRAGMA temp_store=2")
        if read_only:
            connection.execute("PRAGMA query_only=1")
    except sqlcipher.DatabaseError as error:
        connection.close()
        raise _refusal(str(error).lower()) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _refusal(said: str) -> UserError:
    """What keeps the file shut: another program, the disk, or else the key or the file itself."""
    if "locked" in said or "busy" in said:
        return UserError(_("数据库正被另一个程序占用。数据没有受影响，请稍等片刻再试。"))
    if any(words in said for words in ("full", "i/o", "unable to open", "readonly")):
        return UserError(_("磁盘已满或不能读写，数据没有打开，也没有受影响。请清理磁盘或检查文件夹的权限后再试。"))
    return Damage(_("数据库打不开：密钥对不上，或文件已损坏。请从备份恢复。"))


def make_engine(path: Path, key: bytes, *, writes: bool) -> Engine:
    """One writer, or two readers, over the encrypted file. Writers take the lock at BEGIN (SAFETY §1.5)."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, read_only=not writes),
        poolclass=QueuePool,
        pool_size=1 if writes else 2,
        max_overflow=0,
        hide_parameters=True,
    )
    statement = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(statement)

    return engine

"""The open database: read sessions beside one write session, one transaction for each deed."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from desktop.base.clock import Clock
from desktop.base.errors import Damage, UserError
from desktop.base.ids import id_of
from desktop.base.text import _
from desktop.store import engine, journal, migrate, seen
from desktop.store.deed import LOST, Deed


class WriteSession(Session):
    """The session of one deed; its flushes are journaled."""


class ReadSession(Session):
    """A session that cannot write: the connection refuses, and a changed record fails at the next flush."""


journal.listen(WriteSession)
journal.listen(ReadSession)


AT_ONCE = 2_000  # rows: nobody who saves meanwhile waits longer than for these


@dataclass(frozen=True, slots=True)
class Derived:
    """A table computed from others: `refresh(session, touched)` rewrites what the changed rows touch.

    `tables` names the tables it reads and the fields of them that matter to it; no fields: any of them. `main` is the
    one whose rows it lists, where it may be computed a part of them at a time.
    """

    tables: Mapping[str, frozenset[str]]
    refresh: Callable[[Session, Mapping[str, set[UUID]]], None]
    main: str = ""

    def parts(self, session: Session) -> Iterator[Mapping[str, set[UUID]]]:
        """All that it is computed from, in parts that one short transaction takes."""
        if not self.main:
            yield {}
            return
        found = session.execute(text(f"SELECT id FROM {self.main} ORDER BY id")).scalars().all()
        for start in range(0, len(found), AT_ONCE):
            yield {self.main: {id_of(each) for each in found[start : start + AT_ONCE]}}


@dataclass(frozen=True, slots=True)
class Changes:
    """What one deed changed, told to every open screen."""

    tables: frozenset[str]
    tx: UUID
    batch: UUID | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an open profile, all derived from its one data key (SAFETY §2)."""

    database: bytes  # 48 bytes: raw key and salt
    mac: bytes
    backup: bytes
    care: bytes  # of what is sealed a second time inside the file: care needs


class Store:
    """An open profile. `read()` and `write()` are the only ways in; one writer at a time, readers never wait for it."""

    def __init__(
        self, path: Path, keys: Keys, *, clock: Clock, token: bytes, derived: tuple[Derived, ...] = ()
    ) -> None:
        """Guards first. `token` is the SHA-256 of the device token kept outside the profile."""
        engine.check_version()
        if path.exists():
            engine.check_header(path, keys.database)
        self.path, self.keys, self.clock, self.token, self.derived = path, keys, clock, token, derived
        self._writer = engine.make_engine(path, keys.database, writes=True)
        self._reader = engine.make_engine(path, keys.database, writes=False)
        self._lock = threading.Lock()
        self._schema = ""

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view of the data as of now."""
        with ReadSession(self._reader, expire_on_commit=False, autoflush=False) as session:
            session.info["care"] = self.keys.care
            try:
                yield session
            except DatabaseError as error:
                if (damage := damage_of(error)) is None:
                    raise
                raise damage from error

    @contextmanager
    def write(
        self, actor_id: UUID, action: str, *, source: str = "", batch: UUID | None = None
    ) -> Iterator[WriteSession]:
        """One deed in one transaction; after the block `session.info["changes"]` says what it changed."""
        with self._lock, WriteSession(self._writer, expire_on_commit=False, autoflush=True) as session:
            try:
                self._begin(session, actor_id, action, source, batch)
                yield session
                self._finish(session)
            except DatabaseError as error:
                session.rollback()
                told = damage_of(error) or refused(error)
                if told is None:
                    raise
                raise told from error
            except BaseException:
                session.rollback()
                raise

    def _begin(self, session: WriteSession, actor_id: UUID, action: str, source: str, batch: UUID | None) -> None:
        session.info["deed"] = Deed(
            actor_id=actor_id,
            action=action,
            at=self.clock.now_ms(),
            schema=self.schema(session),
            mac_key=self.keys.mac,
            source=source,
            batch=batch,
            whole=seen.whole_reading(session.connection()),
        )
        session.info["care"] = self.keys.care
        session.info["chain"] = journal.current_chain(session.connection(), self.token)
        session.info["derive"] = partial(self._derive, session)  # for a deed that reads what it has just written

    def _finish(self, session: WriteSession) -> None:
        self._derive(session)
        session.commit()
        deed: Deed = session.info["deed"]
        session.info["changes"] = Changes(frozenset(deed.tables), deed.tx, deed.batch, deed.changes)

    def _derive(self, session: WriteSession) -> None:
        """Bring the derived tables up to what the deed changed so far."""
        session.flush()
        deed: Deed = session.info["deed"]
        changed, deed.touched = deed.touched, {}
        if deed.underived:
            return
        for derived in self.derived:
            touched = {
                table: {row_id for row_id, fields in changed[table].items() if not wanted or fields & (wanted | {LOST})}
                for table, wanted in derived.tables.items()
                if table in changed
            }
            if any(touched.values()):
                derived.refresh(session, touched)

    def needs_upgrade(self) -> bool:
        """Does the file stand at an older schema than this program's?"""
        with self._reader.connect() as connection:
            return migrate.revision(connection) != migrate.head()

    def upgrade(self) -> None:
        """Bring the file to the newest schema, in one transaction; UserError when the disk refuses, as for any deed."""
        try:
            migrate.upgrade(self._writer)
        except DatabaseError as error:
            told = damage_of(error) or refused(error)
            if told is None:
                raise
            raise told from error
        self._schema = ""

    def schema(self, session: Session) -> str:
        """The schema revision that changes are written under."""
        if not self._schema:
            self._schema = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        return self._schema

    def rebuild_derived(self, session: Session) -> None:
        """Compute every derived table anew: after a restore, a migration, or when `check` finds one wrong."""
        for derived in self.derived:
            derived.refresh(session, {})

    def derived_of(self) -> int:
        """The schema step for which the derived tables were computed as a whole; 0 for never."""
        with self.read() as session:
            return int(session.execute(text("PRAGMA user_version")).scalar_one())

    def derive_anew(self, actor_id: UUID) -> None:
        """Compute every derived table for the newest schema, and note it in the same transaction: no kill undoes it."""
        with self.write(actor_id, "store.derive") as session:
            self.rebuild_derived(session)
            self._derived_whole(session)

    def derive_later(self, session: Session) -> None:
        """Write no lists and no search in this deed: many deeds follow that touch the same rows again.

        Whoever asks for this calls `derive_waiting` at the end. Where that never comes, the next opening of the file
        sees by `derived_of` that it is owed.
        """
        session.info["deed"].underived = True
        session.execute(text("PRAGMA user_version = 0"))

    def derive_waiting(self, actor_id: UUID) -> None:
        """Compute every derived table anew after `derive_later`, a part of it in each transaction."""
        for derived in self.derived:
            with self.read() as session:
                parts = list(derived.parts(session))
            for part in parts:
                with self.write(actor_id, "store.derive") as session:
                    derived.refresh(session, part)
        with self.write(actor_id, "store.derive") as session:
            self._derived_whole(session)

    def _derived_whole(self, session: Session) -> None:
        session.execute(text(f"PRAGMA user_version = {int(migrate.head())}"))

    def connection(self) -> sqlcipher.Connection:
        """A raw connection of its own for backup and check; the caller closes it."""
        return engine.connect(self.path, self.keys.database)

    def close(self) -> None:
        """Let go of the file, in which is what was committed, and of the statements with what was first asked by them.

        Left to the collector, these made the step behind the lock screen twice as long.
        """
        for engine_ in (self._reader, self._writer):
            engine_.clear_compiled_cache()
            engine_.dispose()


def damage_of(error: DatabaseError) -> Damage | None:
    """The sentence for a page that is not as it was written; None when the error is of another kind."""
    said = str(error.orig).lower()
    if not any(words in said for words in ("malformed", "not a database", "hmac", "corrupt")):
        return None
    return Damage(_("数据库文件有损坏的地方，这一步没有完成。没有改动任何数据，请从备份恢复。"))


def refused(error: DatabaseError) -> UserError | None:
    """The sentence for a write that the disk or another process refused; nothing of it is kept. None for our bugs."""
    if not isinstance(error, OperationalError):
        return None
    said = str(error.orig).lower()
    if "full" in said:
        return UserError(_("磁盘已满，这一步没有保存，原有数据没有受影响。请清理磁盘后再试。"))
    if "locked" in said or "busy" in said:
        return UserError(_("另一个程序正在写入，这一步没有保存，原有数据没有受影响。请稍后再试。"))
    if "readonly" in said or "query_only" in said:
        return UserError(_("数据文件是只读的，这一步没有保存。请检查文件夹的权限。"))
    if "i/o" in said or "unable to open" in said:
        return UserError(_("磁盘读写没有成功，这一步没有保存，原有数据没有受影响。请重新打开程序再试。"))
    return None

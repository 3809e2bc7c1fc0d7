"""The tables of the journal: its changes, how each was sent, the lines that they stand in, who may write."""

from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Row
from desktop.store.types import BigInteger, Id, Instant


class Change(Row):
    """One change of one row. `patch` is JSON `{field: [old, new]}`; both it and `salt` go when a person is erased.

    `digest` covers `HMAC(salt, patch)`, never the patch itself, so the chain stays valid after an erasure.
    """

    __tablename__ = "journal"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    chain: Mapped[UUID] = mapped_column(Id)
    n: Mapped[int]
    prev: Mapped[bytes]
    digest: Mapped[bytes]
    tx: Mapped[UUID] = mapped_column(Id)
    batch: Mapped[UUID | None] = mapped_column(Id)
    table_name: Mapped[str]
    row_id: Mapped[UUID] = mapped_column(Id, index=True)
    op: Mapped[str]  # insert | update
    base_seq: Mapped[str]  # JSON {field group: server sequence the author had seen}; 0 before enrolment
    patch: Mapped[bytes | None]
    salt: Mapped[bytes | None]
    sealed: Mapped[bytes]  # HMAC(salt, patch), kept when patch and salt are erased
    action: Mapped[str]
    source: Mapped[str] = mapped_column(default="")  # file, sheet and row that said so
    actor: Mapped[UUID] = mapped_column(Id)
    at: Mapped[int] = mapped_column(Instant)
    schema: Mapped[str]
    app: Mapped[str]


# What a deed did is counted, and deeds are walked from the newest on, without reading one change for it.
Index("ix_journal_tx", Change.tx, Change.table_name, Change.row_id, Change.op)
Index(
    "ix_journal_batch", Change.batch, Change.action, Change.table_name, Change.row_id, Change.op,
    sqlite_where=Change.batch.is_not(None),
)  # fmt: skip
Index("ix_journal_at", Change.at, Change.tx)
# Records that were put away by hand: the words of the index, so that the database knows that it may use it.
PUT_AWAY = text("substr(action, -7) = '.retire'")
Index("ix_journal_put_away", Change.at, sqlite_where=PUT_AWAY)


class Outgoing(Row):
    """The sending state of a change, apart from the change itself: new, sent, acked, parked, quarantined or done.

    Acked: the hub has it, and the feed shows it from `acked_seq` on; done: it was shown here.
    """

    __tablename__ = "outbox"
    change_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    state: Mapped[str] = mapped_column(default="new", index=True)
    acked_seq: Mapped[int | None]
    result: Mapped[str] = mapped_column(default="")  # why it is parked or quarantined
    lost: Mapped[str | None]  # JSON: its field groups that became a conflict
    was: Mapped[int | None] = mapped_column(BigInteger)  # the sequence that it had before the hub was restored
    asked: Mapped[str | None]  # JSON: its field groups that were in conflict then


class Chain(Row):
    """A line of changes of one device token; a cloned or restored disk goes on with a line of its own."""

    __tablename__ = "chain"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    token: Mapped[bytes]  # SHA-256 of the device token, which lives outside the profile
    n: Mapped[int] = mapped_column(default=0)
    tip: Mapped[bytes]
    current: Mapped[bool] = mapped_column(default=True)


class WriteGuard(Row):
    """One row: who may write synced tables in this transaction (edit, apply, migrate), or nobody."""

    __tablename__ = "write_guard"
    id: Mapped[int] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(default="")

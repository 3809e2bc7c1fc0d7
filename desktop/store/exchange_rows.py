"""What this PC remembers of its exchange with the county; the journal's sending states stand in journal.py."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.ids import uuid7
from desktop.store.record import Row
from desktop.store.types import BigInteger, Id, Instant


class Exchange(Row):
    """One row once there was an exchange: how far the feed was read, and under which schema."""

    __tablename__ = "exchange"
    id: Mapped[int] = mapped_column(primary_key=True)
    cursor: Mapped[int] = mapped_column(BigInteger)
    whole: Mapped[int] = mapped_column(BigInteger)  # the cursor of the last reading that came to its end
    epoch: Mapped[int]
    schema: Mapped[str]  # what a newer hub told is laid up; it is asked again when this changes


class ExchangeCheck(Row):
    """One row once there was something to note: the comparison with the county, and rows that it wants to leave.

    `amiss` is a JSON list of buckets (sync/compare.py), `held` a JSON object of table and number of rows.
    """

    __tablename__ = "exchange_check"
    id: Mapped[int] = mapped_column(primary_key=True)
    compared_at: Mapped[int | None] = mapped_column(Instant)  # all rows with the county's
    amiss: Mapped[str] = mapped_column(default="[]")  # to be read again
    held: Mapped[str] = mapped_column(default="{}")  # so much would leave at once that a person is asked
    may_leave: Mapped[bool] = mapped_column(default=False)  # they may, a person said


class ExchangeUnit(Row):
    """A unit that is in scope, or that lags behind the cursor: read up to `read_until`, None when it does not lag."""

    __tablename__ = "exchange_unit"
    unit_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    believed: Mapped[bool]
    read_until: Mapped[int | None] = mapped_column(BigInteger)


class ReadAhead(Row):
    """A row that was read as of `seq` while others before it may not have been read yet."""

    __tablename__ = "read_ahead"
    row_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)


class DoubtedRow(Row):
    """A row of which the hub told nothing since it was restored; it had been read up to `read_until` before."""

    __tablename__ = "doubted_row"
    row_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    read_until: Mapped[int] = mapped_column(BigInteger)


class LeftRow(Row):
    """A row that left the scope of this PC: it waits for what is pending of it (`gone` false), or went already."""

    __tablename__ = "left_row"
    row_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    gone: Mapped[bool]


class HubValue(Row):
    """What the hub says of a field group that a pending change lies over; `said` is JSON."""

    __tablename__ = "hub_value"
    row_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    group_name: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[str]


class LaidUp(Row):
    """Fields of a row, or a whole row, that the schema of this PC does not know yet; `said` is JSON."""

    __tablename__ = "laid_up"
    row_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID | None] = mapped_column(Id, index=True)  # of a whole row
    said: Mapped[str]


class BlobMove(Row):
    """How far a file is on its way: known to be at the county in its `epoch`, or `have` bytes are where it goes to."""

    __tablename__ = "blob_move"
    digest: Mapped[str] = mapped_column(primary_key=True)
    epoch: Mapped[int | None]  # null: not known to be there
    have: Mapped[int] = mapped_column(default=0)
    full: Mapped[bool] = mapped_column(default=False)  # the county had no room for it when it was asked last


class BlobPiece(Row):
    """Bytes of a file of which the rest has not come yet."""

    __tablename__ = "blob_piece"
    digest: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class ExchangeRun(Row):
    """One try. `way`: line | out (onto a stick) | in (from one) | carried (for others); `outcome`: done | broken."""

    __tablename__ = "exchange_run"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    at: Mapped[int] = mapped_column(Instant, index=True)
    way: Mapped[str]
    outcome: Mapped[str]
    sent: Mapped[int] = mapped_column(default=0)  # changes that were handed over
    received: Mapped[int] = mapped_column(default=0)  # rows that came
    files: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)  # bytes of the files
    what: Mapped[str] = mapped_column(default="")  # the file, or why it broke off
    actor: Mapped[UUID] = mapped_column(Id)


class AsideSettled(Row):
    """A change that the county did not take and that a person withdrew: it stays in the journal, not on the list."""

    __tablename__ = "aside_settled"
    change_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    at: Mapped[int] = mapped_column(Instant)
    actor: Mapped[UUID] = mapped_column(Id)

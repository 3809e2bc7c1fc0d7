"""The tables of the hub: rows as they were told, whatever schema told them, and every change that was taken in."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table

from desktop.store.record import NAMING
from desktop.store.types import Id

HUB = MetaData(naming_convention=NAMING)

CLOCK = Table(  # one row, locked from before the merge reads until the commit (SYNC §2, `sync_clock`)
    "hub_clock",
    HUB,
    Column("id", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False),
)

LOST = Table(  # sequences that were given after a backup that the hub was put back from
    "hub_lost",
    HUB,
    Column("after", BigInteger, primary_key=True),
    Column("until", BigInteger, nullable=False),
)

# A row and its entry in the feed of its own unit in one: `seq` is the entry. `said`, `revs`, `owners`, `asked` are
# MessagePack (hub_rows.py); a document takes in fields of every schema ever shipped. `mark` finds what is alike.
ROW = Table(
    "hub_row",
    HUB,
    Column("row_id", Id, primary_key=True),
    Column("table_name", String, primary_key=True),
    Column("unit_id", Id, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("revs", LargeBinary, nullable=False),
    Column("owners", LargeBinary, nullable=False),
    Column("asked", LargeBinary, nullable=False),
    Column("mark", LargeBinary),
)
Index("ix_hub_row_feed", ROW.c.unit_id, ROW.c.seq)
Index(
    "ix_hub_row_mark",
    ROW.c.mark,
    sqlite_where=ROW.c.mark.is_not(None),
    postgresql_where=ROW.c.mark.is_not(None),
)

LEFT = Table(  # the other entries of the feed: what a row left behind in a unit
    "hub_left",
    HUB,
    Column("row_id", Id, primary_key=True),
    Column("table_name", String, primary_key=True),
    Column("unit_id", Id, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
)
Index("ix_hub_left_feed", LEFT.c.unit_id, LEFT.c.seq)

CHANGE = Table(
    "hub_change",
    HUB,
    Column("id", Id, primary_key=True),
    Column("branch", Id, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False, index=True),
    Column("hash", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("result", LargeBinary, nullable=False),
)
Index("ix_hub_change_place", CHANGE.c.branch, CHANGE.c.n)

FORK = Table(
    "hub_fork",
    HUB,
    Column("branch", Id, primary_key=True),
    Column("left_branch", Id, nullable=False, index=True),
    Column("left_n", BigInteger, nullable=False),
)

PARKED = Table(
    "hub_parked",
    HUB,
    Column("waits_for", LargeBinary, primary_key=True),
    Column("change_id", Id, primary_key=True),
    Column("place", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

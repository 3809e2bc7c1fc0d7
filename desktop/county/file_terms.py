"""Files that no row names any more: counted from the day the county sees it, and let go a year later.

A unit's file is named by every living row of the unit, or that once was of the unit, and by every open question about
such a row. Whoever takes a row out of the recycle bin within the year finds its file. The year is the county's own: it
has passed when a year lies between the first look and this one, and the county has looked on `LOOKS` days since: a
clock that jumps for a day lets nothing go. That a file went is kept, for its PCs to follow, and noted.
"""

import re
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Index, Table, delete, func, insert, select, text, update

from desktop.county import audit
from desktop.county.office import Office
from desktop.county.standing import CONFLICTS, is_open
from desktop.county.tables import BLOB, BLOB_PIECE, BLOB_UNNAMED, STATE
from desktop.sync.blobs import ATTACHMENT
from desktop.sync.hub_rows import owners_of, values_of
from desktop.sync.hub_tables import ROW
from desktop.sync.shape import ALIVE, UNIT

DAY_MS = 86_400_000
TERM_MS, LOOKS = 366 * DAY_MS, 30
MOST = 500  # files that go in one look: the clock of the exchange is held meanwhile
LET_GO = "file let go"
_LOOKED = "files_looked_through"
_THESE = text("table_name = 'attachment'")
INDEX = Index("ix_hub_row_attachment", ROW.c.unit_id, sqlite_where=_THESE, postgresql_where=_THESE)
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
Copy = tuple[UUID, str]  # the unit that brought it, and its hash


@dataclass(frozen=True, slots=True)
class Kept:
    """Whole and begun files at the county with their bytes, those of them that no row names, and those that went."""

    files: int
    size: int
    unnamed: int
    unnamed_size: int
    let_go: int


def look_daily(office: Office) -> int:
    """The look of today, when nobody had it yet; how many files went. Raises Busy."""
    at = office.clock.now_ms()
    with office.transaction() as connection:
        if not _is_due(connection, at):
            return 0
    with office.transaction() as connection, office.hub(connection):  # no row comes or goes meanwhile
        return look(connection, at=at) if _is_due(connection, at) else 0


def look(connection: Connection, *, at: int) -> int:
    """See which files nobody names, and let those go whose year is over; how many went. `at` is now (UTC ms)."""
    connection.execute(delete(STATE).where(STATE.c.key == _LOOKED))
    connection.execute(insert(STATE), {"key": _LOOKED, "value": _day(at)})
    named, news = _named(connection)
    there = {(row.unit_id, row.digest) for row in connection.execute(select(BLOB.c.unit_id, BLOB.c.digest))}
    went = 0
    for mark in connection.execute(select(BLOB_UNNAMED)).all():
        copy = (mark.unit_id, mark.digest)
        again = copy in there if mark.gone_at is not None else news.get(copy, 0) > mark.seq
        if copy in named or again:
            connection.execute(delete(BLOB_UNNAMED).where(*_is(BLOB_UNNAMED, copy)))
            continue
        there.discard(copy)
        if mark.gone_at is not None:
            continue
        if at - mark.since >= TERM_MS and mark.looks >= LOOKS and went < MOST:
            _let_go(connection, copy, at=at)
            went += 1
        else:
            connection.execute(update(BLOB_UNNAMED).where(*_is(BLOB_UNNAMED, copy)).values(looks=mark.looks + 1))
    for copy in there - named:
        made = {"unit_id": copy[0], "digest": copy[1], "since": at, "looks": 1, "seq": news.get(copy, 0)}
        connection.execute(insert(BLOB_UNNAMED), made)
    return went


def went(connection: Connection, copy: Copy) -> bool:
    """Did this unit's file go when its year was over, and has nobody named it since?"""
    gone = select(BLOB_UNNAMED.c.gone_at).where(*_is(BLOB_UNNAMED, copy))
    return connection.execute(gone).scalar() is not None


def kept(connection: Connection) -> Kept:
    """How much there is."""
    size = func.coalesce(func.sum(BLOB.c.size), 0)
    files = connection.execute(select(func.count(), size).select_from(BLOB)).one()
    of_mark = BLOB.join(
        BLOB_UNNAMED, (BLOB.c.unit_id == BLOB_UNNAMED.c.unit_id) & (BLOB.c.digest == BLOB_UNNAMED.c.digest)
    )
    unnamed = connection.execute(select(func.count(), size).select_from(of_mark)).one()
    let_go = select(func.count()).select_from(BLOB_UNNAMED).where(BLOB_UNNAMED.c.gone_at.is_not(None))
    return Kept(files[0], files[1], unnamed[0], unnamed[1], connection.execute(let_go).scalar_one())


def _is_due(connection: Connection, at: int) -> bool:
    return connection.execute(select(STATE.c.value).where(STATE.c.key == _LOOKED)).scalar() != _day(at)


def _day(at: int) -> bytes:
    return str(at // DAY_MS).encode()


def _is(table: Table, copy: Copy) -> tuple[ColumnElement[bool], ...]:
    return table.c.unit_id == copy[0], table.c.digest == copy[1]


def _named(connection: Connection) -> tuple[set[Copy], dict[Copy, int]]:
    """What living rows and open questions name, for each unit that a row ever was of; the newest word on each file.

    A row that came back and went again between two looks is news: the year begins anew.
    """
    named: set[Copy] = set()
    news: dict[Copy, int] = {}
    open_, asked = _questions(connection)
    for row in connection.execute(select(ROW.c.row_id, ROW.c.seq, ROW.c.said, ROW.c.owners).where(_THESE)):
        values = values_of(row.said)
        seq, digests = asked.get(row.row_id, (0, frozenset()))
        for copy in product({UUID(values[UNIT]), *owners_of(row.owners)}, {str(values.get("digest")), *digests}):
            news[copy] = max(news.get(copy, 0), row.seq, seq)
            if values.get(ALIVE) or row.row_id in open_:
                named.add(copy)
    return named, news


def _questions(connection: Connection) -> tuple[set[UUID], dict[UUID, tuple[int, frozenset[str]]]]:
    """The rows of files about which something is asked; of all that ever was asked, the newest word and the files."""
    open_: set[UUID] = set()
    asked: dict[UUID, tuple[int, frozenset[str]]] = {}
    for seq, said in connection.execute(select(ROW.c.seq, ROW.c.said).where(CONFLICTS)):
        question = values_of(said)
        if question.get("table_name") != ATTACHMENT:
            continue
        row_id = UUID(question["row_id"])
        newest, digests = asked.get(row_id, (0, frozenset[str]()))
        found = _DIGEST.findall(" ".join(str(question.get(name)) for name in ("base", "mine", "theirs")))
        asked[row_id] = max(newest, seq), digests.union(found)
        if is_open(question):
            open_.add(row_id)
    return open_, asked


def _let_go(connection: Connection, copy: Copy, *, at: int) -> None:
    for table in (BLOB_PIECE, BLOB):
        connection.execute(delete(table).where(*_is(table, copy)))
    connection.execute(update(BLOB_UNNAMED).where(*_is(BLOB_UNNAMED, copy)).values(gone_at=at))
    audit.note(connection, LET_GO, at=at, detail=f"{copy[0]} {copy[1]}")

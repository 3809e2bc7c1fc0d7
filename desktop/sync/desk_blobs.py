"""Files of records as a PC keeps them for the exchange: which are not at the county yet, which are missing here."""

import hashlib
from collections.abc import Callable, Sequence
from math import ceil
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, exists, func, select
from sqlalchemy.orm import Session, aliased

from desktop.store.attachments import Attachment, Blob
from desktop.store.exchange_rows import BlobMove, BlobPiece, Exchange
from desktop.store.session import Changes, Store
from desktop.sync.blobs import MOST_ASKED, MOST_FILE, PIECE, BlobResponse, Piece, Stand

MOVE = "exchange.files"  # writes no journal: the row that names a file was journaled, the bytes never are
NOBODY = UUID(int=0)


class DeskBlobs:
    """See `BlobDesk`. Of its own `unit` every missing file is fetched, of units below those put in `since` (UTC ms)."""

    def __init__(
        self,
        store: Store,
        *,
        unit: UUID,
        since: int,
        actor: UUID = NOBODY,
        told: Callable[[Changes], None] = lambda _changes: None,
    ) -> None:
        self._store, self._unit, self._since, self._actor, self._told = store, unit, since, actor, told

    def unsent(self) -> list[UUID]:
        """See `BlobDesk`; one row for each file."""
        with self._store.read() as session:
            return list(session.scalars(_unsent(session)))

    def piece(self, row: UUID, start: int) -> Piece | None:
        """See `BlobDesk`; only this much of the file is read."""
        query = select(func.substr(Blob.data, start + 1, PIECE)).join(Attachment, Attachment.digest == Blob.digest)
        with self._store.read() as session:
            data = session.scalar(query.where(Attachment.id == row))
        return Piece(row, start, bytes(data)) if data else None

    def at_hub(self, row: UUID) -> int:
        """See `BlobDesk`."""
        query = select(BlobMove.have).join(Attachment, Attachment.digest == BlobMove.digest)
        with self._store.read() as session:
            return session.scalar(query.where(Attachment.id == row)) or 0

    def here(self, row: UUID) -> int:
        """How many bytes of the file are here already, from its beginning."""
        return self.at_hub(row)  # the one number is of the end that lacks the rest

    def stood(self, response: BlobResponse) -> list[Stand]:
        """See `BlobDesk`."""
        with self._store.write(self._actor, MOVE) as session:
            named = select(Attachment.id, Attachment.digest).where(
                Attachment.id.in_([one.row for one in response.stands])
            )
            digests = {row.id: row.digest for row in session.execute(named)}
            for stand in (one for one in response.stands if one.row in digests):
                if stand.kind == "gone":
                    _let_go(session, digests[stand.row])
                    continue
                move = _move(session, digests[stand.row])
                move.full, move.have = stand.kind == "full", stand.have if stand.kind == "lacks" else 0
                move.epoch = response.epoch if stand.kind == "whole" else None
        return list(response.stands)

    def retired(self) -> list[UUID]:
        """See `BlobDesk`; whether the county has them is forgotten, for whoever takes them out of the bin asks anew."""
        with self._store.write(self._actor, MOVE) as session:
            session.execute(delete(BlobMove).where(BlobMove.digest.not_in(select(Attachment.digest).where(_living))))
            rows = select(Attachment.id).join(Blob, Blob.digest == Attachment.digest).where(~_is_named())
            return list(session.scalars(rows.order_by(Attachment.last_change).limit(MOST_ASKED)))

    def in_turn(self, day: int) -> list[UUID]:
        """See `BlobDesk`; all of them within as many days as there are portions."""
        with self._store.read() as session:
            state = session.get(Exchange, 1)
            rows = (
                select(func.max(Attachment.id))
                .join(BlobMove, BlobMove.digest == Attachment.digest)
                .join(Blob, Blob.digest == Attachment.digest)
                .where(_living, BlobMove.epoch == (state.epoch if state else 0))
                .group_by(Attachment.digest)
                .order_by(Attachment.digest)
            )
            known = session.scalars(rows).all()
        start = day % max(1, ceil(len(known) / MOST_ASKED)) * MOST_ASKED
        return list(known[start : start + MOST_ASKED])

    def missing(self) -> dict[UUID, int]:
        """See `BlobDesk`."""
        with self._store.read() as session:
            mine = (Attachment.unit_id == self._unit) | (Attachment.at >= self._since)
            return {row.id: row.have for row in session.execute(_missing().where(mine))}

    def keep(self, pieces: Sequence[Piece]) -> int:
        """See `BlobDesk`."""
        whole: list[Attachment] = []
        with self._store.write(self._actor, MOVE) as session:
            for piece in pieces:
                row = session.get(Attachment, piece.row)
                if row is not None and session.get(Blob, row.digest) is None and self._next(session, row, piece):
                    whole.append(row)
                    session.info["deed"].touch(Attachment.__tablename__, row.id, ())
        if whole:
            self._told(session.info["changes"])
        return len(whole)

    def _next(self, session: Session, row: Attachment, piece: Piece) -> bool:
        """Keep one piece; True when the file is whole with it. What is not what it should be begins anew."""
        move = _move(session, row.digest)
        if piece.start != move.have or len(piece.data) != min(PIECE, row.size - piece.start):
            return False
        session.add(BlobPiece(digest=row.digest, start=piece.start, data=piece.data))
        move.have += len(piece.data)
        session.flush()
        if move.have < row.size:
            return False
        parts = select(BlobPiece.data).where(BlobPiece.digest == row.digest).order_by(BlobPiece.start)
        data = b"".join(session.scalars(parts))
        session.execute(delete(BlobPiece).where(BlobPiece.digest == row.digest))
        genuine = hashlib.sha256(data).hexdigest() == row.digest
        move.have = 0
        if genuine:
            session.add(Blob(digest=row.digest, data=data))
            state = session.get(Exchange, 1)
            move.epoch = state.epoch if state else None
        session.flush()
        return genuine


def counted(session: Session) -> tuple[int, int, int]:
    """Files that wait to be brought, those for which the county had no room, and those that have not come yet."""
    waiting = session.scalar(select(func.count()).select_from(_unsent(session, most=None).subquery())) or 0
    full = session.scalar(select(func.count()).select_from(BlobMove).where(BlobMove.full)) or 0
    missing = session.scalar(select(func.count()).select_from(_missing(most=None).subquery())) or 0
    return waiting, full, missing


def _unsent(session: Session, *, most: int | None = 10 * MOST_ASKED) -> Select[UUID]:
    """The newest row of each file; a hub that was restored is asked again, for it may have lost what it had."""
    state = session.get(Exchange, 1)
    known = exists().where(BlobMove.digest == Attachment.digest, BlobMove.epoch == (state.epoch if state else 0))
    return (
        select(func.max(Attachment.id))
        .join(Blob, Blob.digest == Attachment.digest)
        .where(Attachment.alive, ~known, _travels())
        .group_by(Attachment.digest)
        .order_by(func.max(Attachment.id))
        .limit(most)
    )


def _missing(*, most: int | None = MOST_ASKED) -> Select[UUID, int]:
    have = func.coalesce(BlobMove.have, 0).label("have")
    return (
        select(Attachment.id, have)
        .outerjoin(BlobMove, BlobMove.digest == Attachment.digest)
        .where(Attachment.alive, ~exists().where(Blob.digest == Attachment.digest), _travels())
        .order_by(have.desc(), Attachment.id.desc())
        .limit(most)
    )


def _travels() -> ColumnElement[bool]:
    return Attachment.size.between(1, MOST_FILE)


_living = Attachment.alive.is_(True)


def _is_named() -> ColumnElement[bool]:
    other = aliased(Attachment)
    return exists().where(other.digest == Attachment.digest, other.alive)


def _let_go(session: Session, digest: str) -> None:
    """The county let it go; nobody here has named it meanwhile, or it stays."""
    if session.scalar(select(func.count()).where(Attachment.digest == digest, _living)):
        return
    for table in (Blob, BlobPiece, BlobMove):
        session.execute(delete(table).where(table.digest == digest))


def _move(session: Session, digest: str) -> BlobMove:
    found = session.get(BlobMove, digest)
    if found is None:
        found = BlobMove(digest=digest, epoch=None, have=0, full=False)
        session.add(found)
    return found

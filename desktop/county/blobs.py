"""Files of records at the county: pieces in its own database, so that its backup holds them (SYNC §2, attachments)."""

from uuid import UUID

from sqlalchemy import Connection, delete, func, select, update

from desktop.county import audit, devices, file_terms, tree
from desktop.county.office import Office, Refused
from desktop.county.tables import BLOB, BLOB_PIECE
from desktop.sync import wire
from desktop.sync.blobs import BlobRequest, BlobResponse
from desktop.sync.hub_files import QUOTA, serve


def answer(office: Office, device_id: UUID, body: bytes, signature: str) -> BlobResponse:
    """One round trip of an enrolled PC. Raises Refused, Busy, or Unreadable for what is no request."""
    return take(
        office, office.proved(device_id, wire.BLOBS_PATH, body, signature=signature, kind=BlobRequest)
    )  # fmt: skip


def take(office: Office, request: BlobRequest, *, quota: int = QUOTA) -> BlobResponse:
    """The same for a request whose sender was proved. Raises Refused, Busy."""
    at = office.clock.now_ms()
    with office.transaction() as connection:
        known = devices.find(connection, request.device)
        if known is None or not known.enabled:
            raise Refused
        device = tree.device(connection, known.id, known.unit_id, enabled=True)

        def noted(what: str, row: UUID) -> None:
            audit.note(connection, what, at=at, device=known.id, detail=str(row))

        with office.hub(connection) as hub:
            return serve(hub, KeptFiles(connection, at=at), device, request, quota=quota, noted=noted)


class KeptFiles:
    """See `sync.hub_files.Files`."""

    def __init__(self, connection: Connection, *, at: int) -> None:
        self._connection, self._at = connection, at

    def have(self, unit: UUID, digest: str) -> int:
        """How many bytes of it lie there."""
        found = self._connection.execute(select(BLOB.c.have).where(BLOB.c.unit_id == unit, BLOB.c.digest == digest))
        return found.scalar_one_or_none() or 0

    def taken(self, unit: UUID) -> int:
        """What the files of a unit take when they are whole."""
        return self._connection.execute(select(func.sum(BLOB.c.size)).where(BLOB.c.unit_id == unit)).scalar() or 0

    def add(self, unit: UUID, digest: str, *, size: int, start: int, data: bytes) -> None:
        """Keep the next piece."""
        if start == 0:
            self.drop(unit, digest)
            self._connection.execute(BLOB.insert().values(
                unit_id=unit, digest=digest, size=size, have=0, at=self._at,
            ))  # fmt: skip
        self._connection.execute(BLOB_PIECE.insert().values(unit_id=unit, digest=digest, start=start, data=data))
        self._connection.execute(
            update(BLOB).where(BLOB.c.unit_id == unit, BLOB.c.digest == digest).values(have=start + len(data))
        )

    def drop(self, unit: UUID, digest: str) -> None:
        """Nothing of it is kept."""
        for table in (BLOB_PIECE, BLOB):
            self._connection.execute(delete(table).where(table.c.unit_id == unit, table.c.digest == digest))

    def read(self, unit: UUID, digest: str, start: int) -> bytes:
        """The piece at this place."""
        piece = BLOB_PIECE.c
        where = (piece.unit_id == unit, piece.digest == digest, piece.start == start)
        return bytes(self._connection.execute(select(piece.data).where(*where)).scalar_one())

    def went(self, unit: UUID, digest: str) -> bool:
        """Was it let go when its year was over?"""
        return file_terms.went(self._connection, (unit, digest))

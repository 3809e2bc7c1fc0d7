"""Files of records at the hub: who may bring which, who may fetch it, and what has gone (see blobs.py)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from desktop.sync.blobs import (
    ATTACHMENT,
    MOST_ASKED,
    MOST_FILE,
    PIECE,
    RUN_BYTES,
    BlobRequest,
    BlobResponse,
    Piece,
    Stand,
    is_whole,
)
from desktop.sync.hub_state import Device
from desktop.sync.protocol import Values
from desktop.sync.push import Hub
from desktop.sync.scope import may_hold
from desktop.sync.shape import ALIVE, UNIT

QUOTA = 1024 * 1024 * 1024  # of one unit
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Named:
    """The file that a row names. `units`: whoever the row belonged to, its unit of now first."""

    digest: str
    size: int
    units: tuple[UUID, ...]


class Files(Protocol):
    """Files as the hub keeps them, by (unit, hash); in the transaction of the answer."""

    def have(self, unit: UUID, digest: str) -> int:
        """How many bytes of it lie there, from its beginning."""
        ...

    def taken(self, unit: UUID) -> int:
        """What the files of a unit take when they are whole, bytes."""
        ...

    def add(self, unit: UUID, digest: str, *, size: int, start: int, data: bytes) -> None:
        """Keep a piece; `start` is what there was."""
        ...

    def drop(self, unit: UUID, digest: str) -> None:
        """What came is not what was named."""
        ...

    def read(self, unit: UUID, digest: str, start: int) -> bytes:
        """The piece at this place."""
        ...

    def went(self, unit: UUID, digest: str) -> bool:
        """Was it let go when its year was over, and has nobody named it since?"""
        ...


def serve(
    hub: Hub,
    files: Files,
    device: Device,
    request: BlobRequest,
    *,
    quota: int = QUOTA,
    noted: Callable[[str, UUID], None] = lambda _what, _row: None,
) -> BlobResponse:
    """Take pieces in and hand pieces out; `noted` hears what was refused, with the row."""
    stands: dict[UUID, Stand] = {}
    for piece in request.pieces:
        named = _named(hub, device, piece.row)
        if named is None:
            noted("a file of a row out of reach", piece.row)
        stands[piece.row] = _take(files, piece, named, quota=quota, noted=noted)
    for row in request.ask[:MOST_ASKED]:
        if row not in stands:
            stands[row] = _stand(files, row, _named(hub, device, row), quota=quota)
    for row in request.retired[:MOST_ASKED]:
        named = _named(hub, device, row, living=False)
        if named and _whole(files, named) is None and any(files.went(unit, named.digest) for unit in named.units):
            stands[row] = Stand(row, "gone")
    pieces: list[Piece] = []
    room = min(request.room, RUN_BYTES)
    for row, start in request.wants.items():
        named = _named(hub, device, row)
        if named is None:
            noted("a file of a row out of reach", row)
            continue
        for piece in _pieces(files, row, named, start=start):
            if len(piece.data) > room:
                return BlobResponse(tuple(stands.values()), tuple(pieces), hub.state.epoch)
            pieces.append(piece)
            room -= len(piece.data)
    return BlobResponse(tuple(stands.values()), tuple(pieces), hub.state.epoch)


def _named(hub: Hub, device: Device, row_id: UUID, *, living: bool = True) -> Named | None:
    """The file of a row that this PC may hold; None where there is no such row for it, or it is in the recycle bin.

    Not `living`: of a row that is in the recycle bin.
    """
    key = (ATTACHMENT, row_id)
    row: Values | None = hub.state.row(key)
    if row is None or bool(row.get(ALIVE)) is not living or not may_hold(hub.shape, device, ATTACHMENT, row):
        return None
    digest, size = row.get("digest"), row.get("size")
    if not isinstance(digest, str) or len(digest) != 64 or not _HEX.issuperset(digest):
        return None
    if not isinstance(size, int) or not 0 < size <= MOST_FILE:
        return None
    now = UUID(row[UNIT])
    return Named(digest, size, (now, *sorted(hub.state.owners(key, since=0) - {now})))


def _whole(files: Files, named: Named) -> UUID | None:
    """Which unit's copy is whole."""
    return next((unit for unit in named.units if files.have(unit, named.digest) == named.size), None)


def _stand(files: Files, row: UUID, named: Named | None, *, quota: int) -> Stand:
    if named is None:
        return Stand(row, "unknown")
    if _whole(files, named) is not None:
        return Stand(row, "whole", named.size)
    have = files.have(named.units[0], named.digest)
    if not have and files.taken(named.units[0]) + named.size > quota:
        return Stand(row, "full")
    return Stand(row, "lacks", have)


def _take(
    files: Files, piece: Piece, named: Named | None, *, quota: int, noted: Callable[[str, UUID], None]
) -> Stand:  # fmt: skip
    stand = _stand(files, piece.row, named, quota=quota)
    if named is None or stand.kind != "lacks" or piece.start != stand.have:
        return stand
    length = len(piece.data)
    if length != min(PIECE, named.size - piece.start):
        return stand
    unit = named.units[0]
    files.add(unit, named.digest, size=named.size, start=piece.start, data=piece.data)
    if piece.start + length == named.size and not is_whole(
        (files.read(unit, named.digest, start) for start in range(0, named.size, PIECE)), named.digest
    ):
        files.drop(unit, named.digest)
        noted("a file that is not what its row names", piece.row)
        return Stand(piece.row, "lacks")
    return _stand(files, piece.row, named, quota=quota)


def _pieces(files: Files, row: UUID, named: Named, *, start: int) -> Iterable[Piece]:
    unit = _whole(files, named)
    if unit is not None and start >= 0 and start % PIECE == 0:
        for at in range(start, named.size, PIECE):
            yield Piece(row, at, files.read(unit, named.digest, at))

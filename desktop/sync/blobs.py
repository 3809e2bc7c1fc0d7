"""Files of records on their way: photos and scans go after the rows, piece by piece, and no row waits for them.

A file is never asked for by its hash alone: the row that names it is asked for, and the hub looks whether that row is
in the scope of the PC. What a unit brought lies under (unit, hash), so that whoever knows a hash, and writes a row of
their own that names it, is served nothing that they did not bring themselves. Pieces lie at multiples of `PIECE`; a cut
one is told again from where the other end stands.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

import msgspec

from desktop.sync.hub_state import Device
from desktop.sync.push import Hub
from desktop.sync.scope import may_hold
from desktop.sync.shape import ALIVE, UNIT

ATTACHMENT = "attachment"
PIECE = 256 * 1024
ROUND_BYTES = 4 * PIECE  # of pieces in one message
RUN_BYTES = 64 * 1024 * 1024  # that one exchange fetches at most
MOST_FILE = 20 * 1024 * 1024
MOST_ASKED = 200
QUOTA = 1024 * 1024 * 1024  # of one unit at the hub
_HEX = frozenset("0123456789abcdef")

# whole: the hub has all of it | lacks: it goes on at `have` | full: the unit has no room left | unknown: no such row
Kind = Literal["whole", "lacks", "full", "unknown"]


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """Some bytes of the file that a row names."""

    row: UUID
    start: int
    data: bytes


class Stand(msgspec.Struct, frozen=True, array_like=True):
    """How far the hub has the file of a row, in bytes."""

    row: UUID
    kind: Kind
    have: int = 0


class BlobRequest(msgspec.Struct, frozen=True, array_like=True):
    """What a PC brings, and asks. `ask`: has the hub these? `wants`: rows, each with how far the PC has its file."""

    device: UUID
    pieces: tuple[Piece, ...] = ()
    ask: tuple[UUID, ...] = ()
    wants: dict[UUID, int] = {}
    room: int = ROUND_BYTES


class BlobResponse(msgspec.Struct, frozen=True, array_like=True):
    """Where the files stand that were brought or asked about, and pieces of those that were wanted."""

    stands: tuple[Stand, ...]
    pieces: tuple[Piece, ...]
    epoch: int


# The hub's half


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


def _named(hub: Hub, device: Device, row_id: UUID) -> Named | None:
    """The file of a row that this PC may hold; None where there is no such row for it."""
    key = (ATTACHMENT, row_id)
    row = hub.state.row(key)
    if row is None or not row.get(ALIVE) or not may_hold(hub.shape, device, ATTACHMENT, row):
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


# The PC's half


def is_whole(parts: Iterable[bytes], digest: str) -> bool:
    """Are these bytes what the hash names?"""
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest() == digest


@dataclass(slots=True)
class Moved:
    """What came of it: files that are whole at the other end now, and those that wait or had no room."""

    sent: int = 0
    received: int = 0
    full: int = 0
    waiting: int = 0
    broken: bool = False


class BlobPeer(Protocol):
    """The hub at the other end."""

    def blobs(self, request: BlobRequest) -> BlobResponse:
        """One round trip. Raises OSError when it did not come through."""
        ...


class BlobDesk(Protocol):
    """Files as the PC keeps them; each call is a transaction of its own."""

    def unsent(self) -> Sequence[UUID]:
        """The rows whose files are here, and not known to be at the hub."""
        ...

    def piece(self, row: UUID, start: int) -> Piece | None:
        """The bytes at this place; None beyond the end."""
        ...

    def at_hub(self, row: UUID) -> int:
        """How far the hub had the file when it was asked last."""
        ...

    def stood(self, response: BlobResponse) -> list[Stand]:
        """Remember where files stand at the hub; what is new of it."""
        ...

    def missing(self) -> dict[UUID, int]:
        """The rows whose files are to be here and are not, and how far they are: those begun and the newest first."""
        ...

    def keep(self, pieces: Sequence[Piece]) -> int:
        """Keep pieces; how many files are whole now."""
        ...


def carry(desk: BlobDesk, peer: BlobPeer, *, device: UUID, most: int = RUN_BYTES) -> Moved:
    """Bring what the hub lacks, then fetch what is missing here, up to `most` bytes; a cut costs one piece."""
    moved = Moved()
    try:
        _bring(desk, peer, device=device, moved=moved)
        _fetch(desk, peer, device=device, moved=moved, most=most)
    except OSError:
        moved.broken = True
    moved.waiting = len(desk.unsent()) + len(desk.missing())
    return moved


def _bring(desk: BlobDesk, peer: BlobPeer, *, device: UUID, moved: Moved) -> None:
    rows = list(desk.unsent())
    for first in range(0, len(rows), MOST_ASKED):
        asked = peer.blobs(BlobRequest(device, ask=tuple(rows[first : first + MOST_ASKED])))
        desk.stood(asked)
        moved.full += sum(stand.kind == "full" for stand in asked.stands)
        for stand in asked.stands:
            moved.sent += stand.kind == "lacks" and _brought(desk, peer, stand, device=device, moved=moved)


def _brought(desk: BlobDesk, peer: BlobPeer, stand: Stand, *, device: UUID, moved: Moved) -> bool:
    """One file, from where the hub has it; False when it does not get on."""
    while stand.kind == "lacks":
        found = (desk.piece(stand.row, stand.have + at) for at in range(0, ROUND_BYTES, PIECE))
        pieces = tuple(piece for piece in found if piece is not None)
        answer = peer.blobs(BlobRequest(device, pieces))
        desk.stood(answer)
        before, stand = stand, next(iter(answer.stands), stand)
        moved.full += stand.kind == "full"
        if stand.kind == "lacks" and stand.have <= before.have:
            return False
    return stand.kind == "whole"


def _fetch(desk: BlobDesk, peer: BlobPeer, *, device: UUID, moved: Moved, most: int) -> None:
    while most > 0 and (wants := desk.missing()):
        answer = peer.blobs(BlobRequest(device, wants=wants))
        if not answer.pieces:  # nobody brought the rest yet
            return
        moved.received += desk.keep(answer.pieces)
        most -= sum(len(piece.data) for piece in answer.pieces)

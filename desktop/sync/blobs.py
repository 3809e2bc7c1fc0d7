"""Files of records on their way: photos and scans go after the rows, piece by piece, and no row waits for them.

A file is never asked for by its hash alone: the row that names it is asked for, and the hub looks whether that row is
in the scope of the PC. What a unit brought lies under (unit, hash), so that whoever knows a hash, and writes a row of
their own that names it, is served nothing that they did not bring themselves. Pieces lie at multiples of `PIECE`; a cut
one is told again from where the other end stands. The hub's half is hub_files.py.

Once a day a PC asks about files that no living row of its own names, and lets those go that the hub let go when their
year was over (county/file_terms.py); and it asks in turn whether what it holds to be at the hub still is there.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

import msgspec

ATTACHMENT = "attachment"
PIECE = 256 * 1024
ROUND_BYTES = 4 * PIECE  # of pieces in one message
RUN_BYTES = 64 * 1024 * 1024  # that one exchange fetches at most
MOST_FILE = 20 * 1024 * 1024
MOST_ASKED = 200

# whole: the hub has all of it | lacks: it goes on at `have` | full: the unit has no room left | unknown: no such row |
# gone: no row names it, and its year is over; said of `retired` ones only, for older programs do not know the word
Kind = Literal["whole", "lacks", "full", "unknown", "gone"]


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
    """What a PC brings, and asks. `ask`: has the hub these? `wants`: rows, each with how far the PC has its file.

    `retired`: rows in the recycle bin whose files are at the PC, and named by no other row there.
    """

    device: UUID
    pieces: tuple[Piece, ...] = ()
    ask: tuple[UUID, ...] = ()
    wants: dict[UUID, int] = {}
    room: int = ROUND_BYTES
    retired: tuple[UUID, ...] = ()


class BlobResponse(msgspec.Struct, frozen=True, array_like=True):
    """Where the files stand that were brought or asked about, and pieces of those that were wanted."""

    stands: tuple[Stand, ...]
    pieces: tuple[Piece, ...]
    epoch: int


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
        """Remember where files stand at the hub, and let go what went there; what is new of it."""
        ...

    def retired(self) -> Sequence[UUID]:
        """Rows whose files are here and named by no living row, those retired first before others."""
        ...

    def in_turn(self, day: int) -> Sequence[UUID]:
        """Of the rows whose files are held to be at the hub, those whose turn it is on this day."""
        ...

    def missing(self) -> dict[UUID, int]:
        """The rows whose files are to be here and are not, and how far they are: those begun and the newest first."""
        ...

    def keep(self, pieces: Sequence[Piece]) -> int:
        """Keep pieces; how many files are whole now."""
        ...


def carry(
    desk: BlobDesk, peer: BlobPeer, *, device: UUID, most: int = RUN_BYTES, day: int | None = None
) -> Moved:  # fmt: skip
    """Bring what the hub lacks, then fetch what is missing here, up to `most` bytes; a cut costs one piece.

    `day`: the number of this day, where it is the first exchange of it.
    """
    moved = Moved()
    try:
        if day is not None and (retired := desk.retired()):
            desk.stood(peer.blobs(BlobRequest(device, retired=tuple(retired))))
        rows = [*desk.unsent(), *(desk.in_turn(day) if day is not None else ())]
        _bring(desk, peer, rows, device=device, moved=moved)
        _fetch(desk, peer, device=device, moved=moved, most=most)
    except OSError:
        moved.broken = True
    moved.waiting = len(desk.unsent()) + len(desk.missing())
    return moved


def _bring(desk: BlobDesk, peer: BlobPeer, rows: Sequence[UUID], *, device: UUID, moved: Moved) -> None:
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

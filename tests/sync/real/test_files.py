"""Files of records go after the rows, piece by piece, to whoever may hold the row, and no row waits for them."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import create_engine, select

from desktop.base.errors import UserError
from desktop.county.blobs import KeptFiles
from desktop.county.tables import METADATA
from desktop.store import attachments
from desktop.store.attachments import Attachment, Blob
from desktop.store.exchange_rows import BlobPiece
from desktop.store.session import Changes
from desktop.sync.blobs import PIECE, BlobRequest, BlobResponse, Moved, Piece, Stand, carry
from desktop.sync.desk_blobs import DeskBlobs, counted
from desktop.sync.hub_files import QUOTA, serve
from desktop.sync.hub_state import Device
from desktop.sync.hub_store import HubStore
from tests.factories.profile import UNIT_ID, USER_ID
from tests.sync.real.conftest import Pc

OTHER = UUID("018f0000-0000-7000-8000-0000000000bb")
NewPc = Callable[..., Pc]


@dataclass
class County:
    """The hub with its files, as one PC reaches it; `cut` breaks the line after so many answers."""

    hub: HubStore
    device: Device
    engine: object
    quota: int = QUOTA
    cut: int = 1_000
    asked: list[BlobRequest] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    spoil: bool = False

    def blobs(self, request: BlobRequest) -> BlobResponse:
        """One round trip."""
        if len(self.asked) >= self.cut:
            raise OSError("the line broke")
        self.asked.append(request)
        with self.hub.serve() as hub, self.engine.begin() as connection:  # type: ignore[attr-defined]  # a tests' own
            files = KeptFiles(connection, at=1)
            answer = serve(hub, files, self.device, request, quota=self.quota, noted=self._note)
        if self.spoil:
            pieces = tuple(Piece(one.row, one.start, bytes(len(one.data))) for one in answer.pieces)
            return BlobResponse(answer.stands, pieces, answer.epoch)
        return answer

    def _note(self, what: str, _row: UUID) -> None:
        self.noted.append(what)


@pytest.fixture
def county(tmp_path: Path, hub: HubStore) -> Iterator[Callable[[Pc], County]]:
    engine = create_engine(f"sqlite:///{tmp_path / 'files.db'}")
    METADATA.create_all(engine)
    yield lambda pc: County(hub, pc.device, engine)
    engine.dispose()


def signed(pc: Pc, data: bytes, *, unit: UUID = UNIT_ID) -> UUID:
    """Somebody puts a signed agreement to its record; the row is told."""
    with pc.store.write(USER_ID, "agreements.sign") as session:
        row = attachments.attach(session, unit, data, register="agreements", record_id=uuid4(), title="合伙协议")
    pc.told()
    return row.id


def files_of(
    pc: Pc, *, since: int = 1 << 60, told: Callable[[Changes], None] = lambda _changes: None
) -> DeskBlobs:  # fmt: skip
    return DeskBlobs(pc.store, unit=UNIT_ID, since=since, actor=USER_ID, told=told)


def read(pc: Pc, row: UUID) -> bytes:
    with pc.store.read() as session:
        return attachments.content(session, session.get_one(Attachment, row))


def test_a_file_follows_its_row_and_is_the_same_at_the_other_end(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann, bo = new_pc(), new_pc()
    data = os.urandom(3 * PIECE + 17)
    row = signed(ann, data)
    bo.told()
    with pytest.raises(UserError, match="还没有到"):
        read(bo, row)
    assert carry(files_of(bo), county(bo), device=bo.device.id) == Moved(waiting=1)  # nobody brought it yet
    heard: list[Changes] = []
    assert carry(files_of(ann), county(ann), device=ann.device.id) == Moved(sent=1)
    assert carry(files_of(bo, told=heard.append), county(bo), device=bo.device.id) == Moved(received=1)
    assert read(bo, row) == data
    assert heard[0].tables == {"attachment"}
    quiet = county(ann)
    assert carry(files_of(ann), quiet, device=ann.device.id) == carry(files_of(bo), quiet, device=bo.device.id)
    assert quiet.asked == []


def test_a_cut_costs_one_message_either_way(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann, bo = new_pc(), new_pc()
    data = os.urandom(11 * PIECE + 1)
    row = signed(ann, data)
    bo.told()
    for pc in (ann, bo):
        brought: list[int] = []
        for _try in range(9):
            line = county(pc)
            line.cut = 2
            moved = carry(files_of(pc), line, device=pc.device.id)
            brought += [piece.start for request in line.asked for piece in request.pieces]
            if not moved.broken:
                break
        assert (moved.sent + moved.received, moved.waiting) == (1, 0)
        assert brought == ([at * PIECE for at in range(12)] if pc is ann else [])  # no piece twice
    assert read(bo, row) == data
    with bo.store.read() as session:
        assert session.scalars(select(BlobPiece)).all() == []


def test_a_full_county_takes_the_rows_and_says_so_once(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann, bo = new_pc(), new_pc()
    first, second = signed(ann, b"a" * 900), signed(ann, b"b" * 900)
    line = county(ann)
    line.quota = 1_000
    assert carry(files_of(ann), line, device=ann.device.id) == Moved(sent=1, full=1, waiting=1)
    with ann.store.read() as session:
        assert counted(session) == (1, 1, 0)
    bo.told()
    with bo.store.read() as session:
        assert {row.id for row in session.scalars(select(Attachment))} == {first, second}
    assert carry(files_of(ann), county(ann), device=ann.device.id) == Moved(sent=1)  # it was given more room
    with ann.store.read() as session:
        assert counted(session) == (0, 0, 0)


def test_whoever_knows_a_hash_gets_nothing_by_it(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann, thief = new_pc(), new_pc(OTHER)
    row = signed(ann, b"secret" * 50)
    carry(files_of(ann), county(ann), device=ann.device.id)
    line = county(thief)
    asked = line.blobs(BlobRequest(thief.device.id, ask=(row,), wants={row: 0}))
    assert (asked.stands, asked.pieces) == ((Stand(row, "unknown"),), ())
    pushed = line.blobs(BlobRequest(thief.device.id, (Piece(row, 0, b"x"),)))
    assert pushed.stands == (Stand(row, "unknown"),)
    assert line.noted == ["a file of a row out of reach"] * 2
    with ann.store.read() as session:
        digest = session.get_one(Attachment, row).digest
    with thief.store.write(USER_ID, "agreements.sign") as session:  # a row of its own that names the same hash
        own = Attachment(
            unit_id=OTHER, register="agreements", record_id=uuid4(), kind="", title="t", media="application/pdf",
            digest=digest, size=300, at=0,
        )  # fmt: skip
        session.add(own)
    thief.told()
    assert line.blobs(BlobRequest(thief.device.id, ask=(own.id,), wants={own.id: 0})).pieces == ()


def test_what_is_not_what_its_row_names_is_not_kept(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann, bo = new_pc(), new_pc()
    data = os.urandom(PIECE + 5)
    row = signed(ann, data)
    line = county(ann)
    for start, told in ((0, bytes(PIECE)), (PIECE, b"too long"), (PIECE, b"wrong"), (7, b"between")):
        answer = line.blobs(BlobRequest(ann.device.id, (Piece(row, start, told),)))
    assert answer.stands == (Stand(row, "lacks"),)
    assert line.noted == ["a file that is not what its row names"]
    carry(files_of(ann), line, device=ann.device.id)
    bo.told()
    assert files_of(bo).keep([Piece(row, PIECE, data[PIECE:])]) == 0  # not its turn yet
    spoiled = county(bo)
    spoiled.spoil = True
    spoiled.cut = 1
    assert carry(files_of(bo), spoiled, device=bo.device.id).received == 0
    assert carry(files_of(bo), county(bo), device=bo.device.id) == Moved(received=1)
    assert read(bo, row) == data
    assert files_of(bo).keep([Piece(row, 0, data[:PIECE]), Piece(uuid4(), 0, b"")]) == 0


def test_a_row_that_moved_takes_its_file_along(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    both, other = new_pc(UNIT_ID, OTHER), new_pc(OTHER)
    row = signed(both, b"pages" * 9)
    carry(files_of(both), county(both), device=both.device.id)
    with both.store.write(USER_ID, "agreements.move") as session:
        session.get_one(Attachment, row).unit_id = OTHER
    both.told()
    other.told()
    assert carry(files_of(other), county(other), device=other.device.id).received == 0  # of a unit below, and long ago
    assert carry(files_of(other, since=0), county(other), device=other.device.id).received == 1
    assert read(other, row) == b"pages" * 9


def test_a_restored_county_is_asked_again(
    new_pc: NewPc, hub: HubStore, county: Callable[[Pc], County]
) -> None:  # fmt: skip
    ann = new_pc()
    signed(ann, b"pages")
    carry(files_of(ann), county(ann), device=ann.device.id)
    hub.restored(29_000_000)
    ann.told()
    line = county(ann)
    carry(files_of(ann), line, device=ann.device.id)
    assert [len(request.ask) for request in line.asked] == [1]
    assert [request.pieces for request in line.asked] == [()]


def test_a_file_that_does_not_get_on_is_left_for_the_next_time(new_pc: NewPc) -> None:
    ann = new_pc()
    row = signed(ann, b"pages")

    class Stuck:
        """A county that takes nothing in."""

        def blobs(self, request: BlobRequest) -> BlobResponse:
            """It lacks whatever is told."""
            return BlobResponse((Stand(row, "lacks"),), (), 1)

    assert carry(files_of(ann), Stuck(), device=ann.device.id) == Moved(waiting=1)
    assert files_of(ann).piece(row, PIECE) is None


def test_rows_that_name_no_file_are_asked_for_in_vain(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann = new_pc()
    with ann.store.write(USER_ID, "agreements.sign") as session:
        rows = [
            Attachment(
                unit_id=UNIT_ID, register="agreements", record_id=uuid4(), kind="", title="t", media="image/jpeg",
                digest=digest, size=size, at=0, alive=alive,
            )
            for digest, size, alive in (("x", 5, True), ("0" * 64, 0, True), ("1" * 64, 5, False))
        ]  # fmt: skip
        session.add_all(rows)
        session.add(Blob(digest="x", data=b"12345"))
    ann.told()
    line = county(ann)
    answer = line.blobs(BlobRequest(ann.device.id, ask=tuple(row.id for row in rows)))
    assert {stand.kind for stand in answer.stands} == {"unknown"}
    small = line.blobs(BlobRequest(ann.device.id, wants={rows[0].id: 0}, room=0))
    assert small.pieces == ()

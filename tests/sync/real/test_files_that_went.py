"""What the county let go when its year was over goes from PCs that no longer name it; what it lost is brought again."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, insert, select

from desktop.county.tables import BLOB, BLOB_PIECE, BLOB_UNNAMED
from desktop.store import attachments
from desktop.store.attachments import Attachment, Blob
from desktop.store.exchange_rows import BlobMove
from desktop.sync import desk_blobs
from desktop.sync.blobs import BlobRequest, Moved, Stand, carry
from desktop.sync.bundle import Up, hand_over_files
from desktop.sync.run import request_of
from tests.factories.profile import UNIT_ID, USER_ID
from tests.sync.real.conftest import Pc
from tests.sync.real.test_files import County, NewPc, county, files_of, read, signed

__all__ = ["county"]  # the fixture
DATA = b"pages" * 9
DIGEST = attachments.digest_of(DATA)


def put_away(pc: Pc, row: UUID, *, alive: bool = False) -> None:
    """Into the recycle bin, or out of it."""
    with pc.store.write(USER_ID, "agreements.retire") as session:
        session.get_one(Attachment, row).alive = alive


def lets_go(line: County, *, digest: str = DIGEST, known: bool = True) -> None:
    """As the county does a year later; not `known`: as it is lost."""
    with line.engine.begin() as connection:  # type: ignore[attr-defined]  # a tests' own
        for table in (BLOB, BLOB_PIECE):
            connection.execute(delete(table).where(table.c.digest == digest))
        if known:
            row = {"unit_id": UNIT_ID, "digest": digest, "since": 0, "looks": 99, "seq": 1, "gone_at": 1}
            connection.execute(insert(BLOB_UNNAMED), row)


def files(pc: Pc) -> int:
    """How many lie on the PC, and what is known of them."""
    with pc.store.read() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) for table in (Blob, BlobMove)]
    assert counts[0] == counts[1]
    return counts[0] or 0


def test_a_file_goes_from_every_pc_once_the_county_let_it_go_and_no_row_there_names_it(
    new_pc: NewPc, county: Callable[[Pc], County]
) -> None:
    ann, bo = new_pc(), new_pc()
    row = signed(ann, DATA)
    bo.told()
    for pc in (ann, bo):
        carry(files_of(pc), county(pc), device=pc.device.id)
    put_away(ann, row)
    for pc in (ann, bo):
        pc.told()
        carry(files_of(pc), county(pc), device=pc.device.id, day=1)
        with pc.store.read() as session:
            assert session.get(Blob, DIGEST) is not None, "the county has not let it go"
            assert session.get(BlobMove, DIGEST) is None, "whoever takes it out of the bin asks anew"
    lets_go(county(ann))
    assert carry(files_of(ann), county(ann), device=ann.device.id) == Moved()
    assert files_of(ann).retired() == [row], "asked on the first exchange of a day"
    assert carry(files_of(ann), county(ann), device=ann.device.id, day=2) == Moved()
    assert files(ann) == 0
    put_away(bo, row, alive=True)
    answer = county(bo).blobs(BlobRequest(bo.device.id, retired=(row, uuid4())))
    assert answer.stands == (Stand(row, "gone"),), "it has not heard yet that the row is back"
    files_of(bo).stood(answer)
    bo.told()
    assert read(bo, row) == DATA
    assert carry(files_of(bo), county(bo), device=bo.device.id, day=2) == Moved(sent=1)
    assert files(bo) == 1


def test_a_file_that_is_attached_anew_is_brought_again(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann = new_pc()
    put_away(ann, signed(ann, DATA))
    carry(files_of(ann), county(ann), device=ann.device.id, day=1)
    lets_go(county(ann))
    signed(ann, DATA)
    assert carry(files_of(ann), county(ann), device=ann.device.id, day=2) == Moved(sent=1)


def test_what_the_county_lost_is_brought_again_when_it_is_its_turn(
    new_pc: NewPc, county: Callable[[Pc], County], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = new_pc()
    rows = {signed(ann, bytes([n]) * 9) for n in range(3)}
    line = county(ann)
    assert carry(files_of(ann), line, device=ann.device.id, day=0) == Moved(sent=3)
    monkeypatch.setattr(desk_blobs, "MOST_ASKED", 2)
    turns = [files_of(ann).in_turn(day) for day in range(4)]
    assert [len(turn) for turn in turns] == [2, 1, 2, 1]
    assert {*turns[0], *turns[1]} == rows
    lets_go(line, digest=attachments.digest_of(bytes(9)), known=False)
    sent = [carry(files_of(ann), line, device=ann.device.id, day=day).sent for day in range(2)]
    assert sorted(sent) == [0, 1]


def test_a_pc_without_a_line_asks_by_stick(new_pc: NewPc, county: Callable[[Pc], County]) -> None:
    ann = new_pc()
    row = signed(ann, DATA)
    carry(files_of(ann), county(ann), device=ann.device.id)
    put_away(ann, row)
    ann.told()
    lets_go(county(ann))
    with ann.desk.transaction():
        up = Up(request_of(ann.desk, (), device=ann.device.id), (UNIT_ID,))
    part = hand_over_files(files_of(ann), [up])[0].files
    assert part is not None
    files_of(ann).stood(county(ann).blobs(part))
    assert files(ann) == 0

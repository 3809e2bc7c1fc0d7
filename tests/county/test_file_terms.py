"""A file that no row names any more stays at the county for a year, and no day longer than it takes to see it."""

from random import Random
from uuid import UUID, uuid5

import pytest
from sqlalchemy import insert, select

from desktop.base.clock import FixedClock
from desktop.base.ids import uuid7
from desktop.command import county as command
from desktop.county import audit, blobs, carried, file_terms
from desktop.county.office import Busy, Office
from desktop.county.tables import BLOB, BLOB_PIECE
from desktop.standard.recycle import KEPT_DAYS
from desktop.store.attachments import digest_of
from desktop.sync.blobs import ATTACHMENT, BlobRequest, Piece
from tests.county.conftest import Pc, enrolled
from tests.county.heard import heard_at

TERM = file_terms.TERM_MS // file_terms.DAY_MS
FILES = {digest_of(data): data for data in (b"one", b"two", b"three")}


def attach(pc: Pc, digest: str, row: UUID | None = None) -> UUID:
    """A row that names a file, and the file."""
    row = row or uuid7()
    values = {
        "unit_id": str(pc.unit), "alive": True, "register": "visits", "record_id": str(uuid7()), "kind": "",
        "title": "照片", "media": "image/jpeg", "digest": digest, "size": len(FILES[digest]), "at": 0,
    }  # fmt: skip
    assert [one.kind for one in pc.send(pc.ask(pc.change(ATTACHMENT, row, **values))).results] == ["ok"]
    bring(pc, row, digest)
    return row


def bring(pc: Pc, row: UUID, digest: str) -> None:
    blobs.take(pc.office, BlobRequest(pc.keys.id, (Piece(row, 0, FILES[digest]),)))


def alive(pc: Pc, row: UUID, *, to: bool) -> None:
    """Into the recycle bin, or out of it, by somebody who knows all that was."""
    change = pc.change(ATTACHMENT, row, op="update", alive=[not to, to])
    assert [one.kind for one in pc.send(pc.ask(change)).results] == ["ok"]


def held(office: Office) -> set[str]:
    with office.transaction() as connection:
        found = set(connection.execute(select(BLOB.c.digest)).scalars())
        assert found == set(connection.execute(select(BLOB_PIECE.c.digest)).scalars())
    return found


def look(office: Office, clock: FixedClock, *, days: int, every: int = 10) -> int:
    """So many days go by, and the county looks now and then; how many files went."""
    went = 0
    for _look in range(0, days, every):
        clock.pass_time(days=every)
        went += file_terms.look_daily(office)
    return went


@pytest.fixture
def pc(office: Office) -> Pc:
    return enrolled(office, "42010101")


@pytest.mark.parametrize("seed", range(3))
def test_five_years_of_files_end_as_their_rows_say(seed: int, pc: Pc, office: Office, clock: FixedClock) -> None:
    """Against the rule in one sentence: what a row named within the year is there, what none did for long is gone."""
    random = Random(seed)
    rows: dict[UUID, str] = {}
    living: set[UUID] = set()
    named_until = dict.fromkeys(FILES, 0)  # the day on which the last row was seen to name it
    brought: set[str] = set()
    day, gone = 0, 0
    for _step in range(120):
        step = random.randrange(1, 35)
        clock.pass_time(days=step)
        day += step
        if random.random() < 0.12:
            row = random.choice([None, *rows, *sorted(living) * 4])
            if row is None:
                digest = random.choice(list(FILES))
                row = attach(pc, digest)
                rows[row] = digest
                brought.add(digest)
            else:
                alive(pc, row, to=row not in living)
            living ^= {row}
            named_until[rows[row]] = day
            if row in living:
                bring(pc, row, rows[row])  # a PC that has it brings it again when it went meanwhile
        named_until |= {rows[row]: day for row in living}
        gone += file_terms.look_daily(office)
        there = held(office)
        assert {one for one in brought if day - named_until[one] < TERM} <= there
        assert all(day - named_until[one] < TERM + 31 * 35 for one in there)
    with office.transaction() as connection:
        noted = [one for one in audit.newest(connection, 1_000) if one.what == file_terms.LET_GO]
    assert len(noted) == gone > 0


def test_a_retired_file_goes_after_a_year_and_is_counted_meanwhile(pc: Pc, office: Office, clock: FixedClock) -> None:
    assert TERM > KEPT_DAYS, "whoever takes a row out of the recycle bin finds its file"
    first, second = FILES.keys() - {digest_of(b"three")}
    row = attach(pc, first)
    attach(pc, second)
    assert file_terms.look_daily(office) == 0
    alive(pc, row, to=False)
    assert look(office, clock, days=TERM) == 0
    with office.transaction() as connection:
        assert file_terms.kept(connection) == file_terms.Kept(2, 6, 1, 3, 0)
        assert not file_terms.went(connection, (pc.unit, first))
    assert look(office, clock, days=10) == 1
    assert file_terms.look_daily(office) == 0  # a second time on one day
    with office.transaction() as connection:
        assert file_terms.kept(connection) == file_terms.Kept(1, 3, 0, 0, 1)
        assert file_terms.went(connection, (pc.unit, first))
    alive(pc, row, to=True)
    bring(pc, row, first)
    look(office, clock, days=10)
    assert held(office) == {first, second}
    with office.transaction() as connection:
        assert not file_terms.went(connection, (pc.unit, first))


def test_a_row_that_came_back_and_went_between_two_looks_begins_its_year_anew(
    pc: Pc, office: Office, clock: FixedClock
) -> None:
    row = attach(pc, digest_of(b"one"))
    alive(pc, row, to=False)
    look(office, clock, days=TERM)
    alive(pc, row, to=True)
    alive(pc, row, to=False)
    assert look(office, clock, days=TERM) == 0
    assert look(office, clock, days=20) == 1


def test_a_clock_that_jumps_for_a_day_lets_nothing_go(pc: Pc, office: Office, clock: FixedClock) -> None:
    alive(pc, attach(pc, digest_of(b"one")), to=False)
    look(office, clock, days=20)
    clock.pass_time(days=40_000)
    assert file_terms.look_daily(office) == 0
    clock.pass_time(days=-40_000)
    assert look(office, clock, days=200) == 0
    assert held(office) == {digest_of(b"one")}


def test_what_is_asked_about_a_row_keeps_its_files(pc: Pc, office: Office, clock: FixedClock) -> None:
    """Two people gave one row another file, and nobody has decided yet; then the row was put away."""
    one, two = digest_of(b"one"), digest_of(b"two")
    row = attach(pc, one)
    attach(pc, two, other := uuid7())
    alive(pc, other, to=False)
    other_pc = enrolled(office, "42010101")
    for each, digest in ((pc, two), (other_pc, digest_of(b"three"))):
        result = each.send(each.ask(each.change(ATTACHMENT, row, op="update", digest=[one, digest]))).results[0]
    assert result.kind == "conflict"
    change = pc.change(ATTACHMENT, row, op="update", alive=[True, False])
    pc.send(pc.ask(change))
    assert look(office, clock, days=2 * TERM) == 0
    asked = uuid5(result.id, "digest")
    decided = pc.change("conflict", asked, op="update", state=["open", "decided"])
    assert pc.send(pc.ask(decided)).results[0].kind == "ok"
    assert look(office, clock, days=TERM) == 0
    assert look(office, clock, days=20) >= 1


def test_the_look_comes_behind_the_first_answer_of_a_day_and_busy_means_another_time(
    pc: Pc, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def some(_office: Office) -> int:
        looked.append(1)
        if len(looked) == 1:
            raise Busy
        return 0

    monkeypatch.setattr(file_terms, "look_daily", some)
    with heard_at(office) as heard, heard.peer(pc) as peer:
        for _n in range(4):
            peer.exchange(pc.ask())
    assert len(looked) == 2


def test_a_county_that_is_only_brought_sticks_looks_as_well(pc: Pc, office: Office) -> None:
    alive(pc, attach(pc, digest_of(b"one")), to=False)
    carried.take(office, [])
    with office.transaction() as connection:
        assert file_terms.kept(connection).unnamed == 1


def test_the_administrator_is_told_how_much_there_is(office: Office) -> None:
    with office.transaction() as connection:
        row = {"unit_id": office.keys.id, "digest": "0" * 64, "size": 3 << 20, "have": 0, "at": 0}
        connection.execute(insert(BLOB), row)
        said = command._files_in_words(file_terms.kept(connection))
    assert said.startswith("照片和扫描件 1 个，3.0 MB；其中 0 个（0.0 MB）")

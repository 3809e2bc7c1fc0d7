"""An old photo of a unit below does not come by itself, and is fetched when somebody wants to see it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.procedures import exchange
from desktop.procedures.fetch_file import fetch_file
from desktop.procedures.profiles import Desk
from desktop.store import attachments
from desktop.store.attachments import Attachment, Blob, NotHere
from tests.county.heard import Heard, heard_at
from tests.county.real_pcs import enrolled

OLD_MS = 61 * 86_400_000
PHOTO = b"an old photo " * 30_000  # two pieces


@pytest.fixture
def heard(office: object) -> Iterator[Heard]:
    with heard_at(office) as server:  # type: ignore[arg-type]  # the fixture of this folder
        yield server


def put_in(desk: Desk) -> UUID:
    """An old photo, as if it was added two months ago."""
    with desk.store.write(desk.actor.id, "agreements.sign") as session:
        row = attachments.attach(
            session, desk.actor.unit_id, PHOTO, register="agreements", record_id=uuid7(), title="旧照片"
        )
        row.at -= OLD_MS
        session.flush()
    return row.id


def seen(desk: Desk, row: UUID) -> bytes:
    with desk.store.read() as session:
        return attachments.content(session, session.get_one(Attachment, row))


def test_an_old_file_of_a_unit_below_is_fetched_when_it_is_wanted(heard: Heard, tmp_path: Path) -> None:
    grid = enrolled(tmp_path / "grid", heard.office, heard.url)
    row = put_in(grid)
    community = enrolled(tmp_path / "community", heard.office, heard.url, unit="420101", user="李主任")
    with pytest.raises(UserError, match="县里没有这个文件"):
        fetch_file(community, row)
    exchange.exchange(grid)
    assert exchange.exchange(community).files.received == 0, "old files of the units below stay at the county"
    with pytest.raises(NotHere):
        seen(community, row)
    fetch_file(community, row)
    assert seen(community, row) == PHOTO
    with community.store.write(community.actor.id, "exchange.take") as session:
        session.query(Blob).delete()
    heard.stop()
    with pytest.raises(UserError, match="连不上"):
        fetch_file(community, row)
    for desk in (grid, community):
        desk.close()

"""Every valid push, changed into one of another unit, role or user, is refused and noted, and changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

import msgspec
from sqlalchemy import select

from desktop.base.ids import uuid7
from desktop.county import audit, blobs, devices, work
from desktop.county.office import Office, Refused
from desktop.county.tables import ACCOUNTS
from desktop.sync.blobs import BlobRequest, Piece
from desktop.sync.hub_tables import LEFT, ROW
from desktop.sync.key_pair import OwnKeys
from desktop.sync.protocol import Change
from tests.county.conftest import Pc, enrolled, unit_of

GRID, NEXT_DOOR, ELSEWHERE = "42010101", "42010102", "42010201"
Mutation = Callable[[Change], Change]


@dataclass
class Place:
    """A branch with its secretary, a reader and somebody disabled; the next branch; the community over both."""

    office: Office

    def __post_init__(self) -> None:
        self.own, self.next_door = enrolled(self.office, GRID), enrolled(self.office, NEXT_DOOR)
        self.reader, self.staff = (enrolled(self.office, GRID, role).actor for role in ("reader", "staff"))
        self.gone = enrolled(self.office, GRID).actor
        with work.deed(self.office) as connection:
            devices.enable(connection, ACCOUNTS, str(self.gone), on=False, at=0)
        self.community = unit_of(self.office, "420101").id
        home = self.own.person("一号院")
        self.home, self.theirs = home.row, self.next_door.person("二号院")
        self.own.send(self.own.ask(home))
        self.next_door.send(self.next_door.ask(self.theirs))

    def valid(self) -> list[Change]:
        """What this branch may say."""
        pc = self.own
        unit = str(pc.unit)
        return [
            pc.person("三号院"),
            pc.change("person", uuid7(), unit_id=unit, alive=True, name="安娜"),
            pc.change("compound", self.home, op="update", name=["一号院", "一号大院"]),
            pc.change("compound", self.home, op="update", alive=[True, False]),
            pc.change("unit_setting", uuid7(), unit_id=unit, alive=True, key="visit.days", value="90"),
        ]

    def stands(self) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        """All rows of the hub, and what left."""
        with self.office.transaction() as connection:
            rows = connection.execute(select(ROW).order_by(ROW.c.row_id)).all()
            left = connection.execute(select(LEFT)).all()
            return [tuple(row) for row in rows], [tuple(row) for row in left]

    def noted(self) -> int:
        """Lines of the audit."""
        with self.office.transaction() as connection:
            return audit.count(connection)


def with_unit(unit: UUID) -> Mutation:
    """The row becomes, or is said to be, of another unit; where the change said nothing of it, it moves there."""

    def mutate(change: Change) -> Change:
        was = change.patch.get("unit_id", [None, None])[0]
        return msgspec.structs.replace(change, patch={**change.patch, "unit_id": [was, str(unit)]})

    return mutate


def mutations(place: Place) -> dict[str, Mutation]:
    """Each by what it forges; all of them keep the signature of the PC, which is honest in nothing else."""
    said = msgspec.structs.replace
    foreign = {"unit " + code: with_unit(unit_of(place.office, code).id) for code in (NEXT_DOOR, ELSEWHERE, "4201")}
    return {
        **foreign,
        "unit above": with_unit(place.community),
        "unit unknown": with_unit(uuid7()),
        "row of the next branch": lambda one: said(one, table="compound", row=place.theirs.row),
        "row taken by an insert": lambda one: said(
            one, table="compound", row=place.theirs.row, op="insert",
            patch={"unit_id": [None, str(place.own.unit)], "name": [None, "x"]},
            seen={"unit_id": 1 << 40, "name": 1 << 40},
        ),
        "row given away by an insert": lambda one: said(
            one, table="compound", row=place.home, op="insert",
            patch={"unit_id": [None, str(place.next_door.unit)]}, seen={"unit_id": 1 << 40},
        ),
        "row unknown": lambda one: said(one, row=uuid7(), op="update"),
        "user of the next branch": lambda one: said(one, actor=place.next_door.actor),
        "user who only reads": lambda one: said(one, actor=place.reader),
        "user who was disabled": lambda one: said(one, actor=place.gone),
        "role above one's own": lambda one: said(
            one, actor=place.staff, table="user_account", row=uuid7(), op="insert",
            patch={"unit_id": [None, str(place.own.unit)], "role": [None, "secretary"]},
        ),
        "settings by the staff": lambda one: said(
            one, actor=place.staff, table="unit_setting", row=uuid7(), op="insert",
            patch={"unit_id": [None, str(place.own.unit)]},
        ),
        "a unit that the county keeps": lambda one: said(
            one, table="unit", row=place.own.unit, op="update", patch={"parent_id": [None, str(place.community)]}
        ),
        "a question of one's own": lambda one: said(
            one, table="conflict", row=uuid7(), op="insert", patch={"unit_id": [None, str(place.own.unit)]}
        ),
    }  # fmt: skip


def test_a_forged_change_is_refused_and_noted(office: Office) -> None:
    place = Place(office)
    before = place.stands()
    for name, mutate in mutations(place).items():
        for valid in place.valid():
            forged, noted = mutate(valid), place.noted()
            answer = place.own.send(place.own.ask(forged))
            assert [result.kind for result in answer.results] == ["quarantined"], (name, valid.table, answer.results)
            assert place.noted() > noted, name
    assert place.stands() == before
    for honest in place.valid():
        assert place.own.send(place.own.ask(honest)).results[0].kind in ("ok", "merged")


def test_a_forged_sender_is_refused_and_noted(office: Office) -> None:
    place = Place(office)
    own, other = place.own, place.next_door
    before = place.stands()
    stolen = OwnKeys(own.keys.id, other.keys.signing, other.keys.opening)
    senders: dict[str, tuple[Pc, UUID]] = {
        "signed by another": (replace(own, keys=stolen), own.keys.id),
        "in the name of another": (own, other.keys.id),
        "of nobody": (replace(own, keys=OwnKeys.new(uuid7())), own.keys.id),
    }  # fmt: skip
    for name, (sender, device) in senders.items():
        for valid in place.valid():
            noted = place.noted()
            try:
                sender.send(msgspec.structs.replace(own.ask(valid), device=device))
            except Refused:
                assert place.noted() > noted, name
            else:
                raise AssertionError(f"taken: {name}")
    assert place.stands() == before


def test_a_known_change_with_another_body_is_refused_and_noted(office: Office) -> None:
    place = Place(office)
    for valid in place.valid():
        place.own.send(place.own.ask(valid))
        before, noted = place.stands(), place.noted()
        again = msgspec.structs.replace(valid, patch={**valid.patch, "remark": [None, "x"]})
        assert place.own.send(place.own.ask(again)).results[0].kind == "quarantined"
        assert place.own.send(place.own.ask(valid)).results[0].kind in ("ok", "merged")
        assert (place.stands(), place.noted()) == (before, noted + 1)


def test_a_file_of_another_unit_is_refused_and_noted(office: Office) -> None:
    place = Place(office)
    row = place.next_door.change(
        "attachment", uuid7(), unit_id=str(place.next_door.unit), alive=True, register="agreements", kind="", at=0,
        record_id=str(uuid7()), title="协议", media="application/pdf", digest="0" * 64, size=5,
    )  # fmt: skip
    assert place.next_door.send(place.next_door.ask(row)).results[0].kind == "ok"
    noted = place.noted()
    device = place.own.keys.id
    for forged in (BlobRequest(device, (Piece(row.row, 0, b"pages"),)), BlobRequest(device, wants={row.row: 0})):
        answer = blobs.take(office, forged)
        assert (answer.pieces, {stand.kind for stand in answer.stands} - {"unknown"}) == ((), set())
    assert place.noted() == noted + 2

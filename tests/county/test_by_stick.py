"""Two PCs of one branch that never have a network: enrolled by files, and everything goes by stick."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop import catalog
from desktop.base import paths
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.county import audit, carried, codes, devices, tickets, work
from desktop.county.office import Office
from desktop.county.tables import DEVICES
from desktop.procedures import exchange, profiles
from desktop.procedures.decide_conflict import decide
from desktop.procedures.exchange_by_stick import ReadIn, read_in, write_out
from desktop.procedures.profiles import Desk
from desktop.registers.people.model import Person
from desktop.reports.conflict_cards import cards
from desktop.reports.exchange_standing import past, standing
from desktop.reports.joined_edits import joined_edits
from desktop.store import attachments
from desktop.store.attachments import Attachment
from desktop.sync import stick
from desktop.sync.blobs import PIECE
from desktop.sync.bundle import Up, hand_over_files
from desktop.sync.enrolment import enrolment
from desktop.sync.package import pack_claim, pack_up
from desktop.sync.protocol import Request
from tests.county.conftest import code_for, unit_of
from tests.factories.profile import TODAY

GRID = "42010101"


class Branch:
    """Two PCs, sticks, and the county that never sees them but by stick."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.ann, self.bo = (self._pc(name) for name in ("王书记", "李委员"))

    def _pc(self, name: str) -> Desk:
        desk = profiles.create(
            paths.profile_at(str(self.folder / name)), unit="阳光花园", user=name, password="four words are enough",
            clock=self.office.clock, derived=catalog.DERIVED, compound="阳光花园",
        )  # fmt: skip
        unit = unit_of(self.office, GRID)
        until = self.office.clock.now_ms() + 1_000_000
        code = code_for(self.office, GRID)
        exchange.enrol_with_file(desk, tickets.make(self.office, code, unit, role="secretary", server="", until=until))
        return desk

    def stick(self, name: str = "stick") -> Path:
        """An empty stick, or the one of that name."""
        path = self.folder / name
        path.mkdir(exist_ok=True)
        return path

    def at_county(self, path: Path) -> carried.Carried:
        """The stick is read at the county, and the answers go back onto it."""
        taken = carried.take(self.office, stick.found(path))
        if taken.answers:
            stick.put(path, taken.answers)
        return taken

    def week(self, desk: Desk, name: str = "stick") -> ReadIn:
        """There and back."""
        write_out(desk, self.stick(name))
        self.at_county(self.stick(name))
        return read_in(desk, self.stick(name))


@pytest.fixture
def branch(office: Office, tmp_path: Path) -> Iterator[Branch]:
    made = Branch(office, tmp_path)
    yield made
    made.ann.close()
    made.bo.close()


def person(desk: Desk) -> Person:
    with desk.store.read() as session:
        return session.scalars(select(Person)).one()


def remark(desk: Desk, text: str) -> None:
    with desk.store.write(desk.actor.id, "people.save") as session:
        session.scalars(select(Person)).one().remark = text


def register(desk: Desk, name: str) -> None:
    with desk.store.write(desk.actor.id, "people.save") as session:
        session.add(Person(unit_id=desk.actor.unit_id, name=name))


def test_a_week_by_stick_brings_the_work_of_one_to_the_other(branch: Branch) -> None:
    register(branch.ann, "周兰")
    done = branch.week(branch.ann)
    assert "已读取" in done.said
    assert done.answered > 0
    branch.week(branch.bo)
    assert person(branch.bo).name == "周兰"
    with branch.ann.store.read() as session:
        now = standing(session, branch.ann.actor, catalog.REGISTERS)
        ways = [(one.way, one.done) for one in past(session)]
    assert (now.enrolled, now.unsent, now.aside, now.asked) == (True, 0, 0, 0)
    assert ways == [("in", True), ("out", True)]


def test_what_was_joined_by_itself_is_told_to_both(branch: Branch) -> None:
    register(branch.ann, "周兰")
    branch.week(branch.ann)
    branch.week(branch.bo)
    remark(branch.ann, "白天不在家")
    with branch.bo.store.write(branch.bo.actor.id, "people.save") as session:
        session.scalars(select(Person)).one().employer = "某县一中"
    for desk in (branch.ann, branch.bo, branch.ann):
        branch.week(desk)
    for desk in (branch.ann, branch.bo):
        assert (person(desk).remark, person(desk).employer) == ("白天不在家", "某县一中")
        with desk.store.read() as session:
            (told,) = joined_edits(session, desk.actor, catalog.REGISTERS, today=TODAY)
            now = standing(session, desk.actor, catalog.REGISTERS)
        assert (told.title, told.theirs.by, told.stood) == ("周兰", "王书记", "备注：白天不在家")
        assert (told.mine.by, told.wrote, told.register) == ("李委员", "工作单位或学校：某县一中", "people")
        assert (now.joined, now.asked) == (1, 0)
    remark(branch.bo, "晚上在家")  # knowing all of it
    for desk in (branch.bo, branch.ann):
        branch.week(desk)
        with desk.store.read() as session:
            assert len(joined_edits(session, desk.actor, catalog.REGISTERS, today=TODAY)) == 1


def test_signed_pages_ride_along_as_far_as_there_is_room(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [name * 400_000 for name in (b"a", b"b", b"c")]
    with branch.ann.store.write(branch.ann.actor.id, "agreements.sign") as session:
        rows = [
            attachments.attach(
                session, branch.ann.actor.unit_id, data, register="agreements", record_id=uuid7(), title="合伙协议"
            )
            for data in pages
        ]
    monkeypatch.setattr(hand_over_files, "__kwdefaults__", {"most": 4 * PIECE})
    out = write_out(branch.ann, branch.stick())
    assert "带上照片和扫描件 2 个。还有 1 个照片或扫描件下次再带。" in out.said
    branch.at_county(branch.stick())
    branch.at_county(branch.stick())  # a stick that was read twice changes nothing
    read_in(branch.ann, branch.stick())
    branch.week(branch.bo, "other")
    came = branch.week(branch.bo, "other")  # the rows came the first time, what they name the second
    assert "收到照片和扫描件 2 个。" in came.said
    assert read_in(branch.bo, branch.stick("other")).photos == 0
    branch.week(branch.ann, "again")
    branch.week(branch.bo, "other")
    with branch.bo.store.read() as session:
        assert [attachments.content(session, session.get_one(Attachment, row.id)) for row in rows] == pages
    with branch.office.transaction() as connection:
        for device in devices.every(connection):
            devices.enable(connection, DEVICES, str(device.id), on=False, at=0)
    with branch.ann.store.write(branch.ann.actor.id, "agreements.sign") as session:
        attachments.attach(
            session, branch.ann.actor.unit_id, b"late", register="agreements", record_id=uuid7(), title="合伙协议"
        )
    branch.week(branch.ann, "last")
    assert write_out(branch.ann, branch.stick("last")).photos == 1  # it was not taken, and is still here


def test_a_conflict_is_made_and_settled_by_stick_alone(branch: Branch) -> None:
    register(branch.ann, "周兰")
    branch.week(branch.ann)
    branch.week(branch.bo)
    remark(branch.ann, "白天不在家")
    remark(branch.bo, "门前有狗")
    branch.week(branch.ann)
    branch.week(branch.bo)
    assert person(branch.bo).remark == "白天不在家"
    with branch.bo.store.read() as session:
        (card,) = cards(session, branch.bo.actor, catalog.REGISTERS, today=TODAY)
    (row,) = card.rows
    assert (card.title, card.about, row.mine, row.theirs) == ("周兰", "备注", "门前有狗", "白天不在家")
    assert (card.mine.by, card.theirs.by) == ("李委员", "王书记")
    with branch.bo.store.write(branch.bo.actor.id, "conflicts.decide") as session:
        decide(session, branch.bo.actor, card.id, choice="both")
    branch.week(branch.bo)
    branch.week(branch.ann)
    for desk in (branch.ann, branch.bo):
        assert person(desk).remark == "白天不在家；门前有狗"
        with desk.store.read() as session:
            assert cards(session, desk.actor, catalog.REGISTERS, today=TODAY) == ()


def test_a_lost_stick_a_doubled_one_and_an_old_one_change_nothing(branch: Branch) -> None:
    register(branch.ann, "周兰")
    write_out(branch.ann, branch.stick("lost"))
    branch.week(branch.ann)
    branch.at_county(branch.stick("lost"))  # it turns up again, a week later
    again = read_in(branch.ann, branch.stick("lost"))
    assert again.old == again.packages == 1
    assert "以前读过" in again.said
    branch.week(branch.bo)
    assert person(branch.bo).name == "周兰"


def test_a_pc_carries_the_files_of_another_on(branch: Branch) -> None:
    register(branch.ann, "周兰")
    write_out(branch.ann, branch.stick("ann"))
    found = read_in(branch.bo, branch.stick("ann"))
    assert "替他们留着" in found.said
    assert found.foreign == 2  # the introduction, too
    out = write_out(branch.bo, branch.stick("bo"))
    assert "可以拔出 U 盘" in out.said
    assert out.foreign == 2
    taken = branch.at_county(branch.stick("bo"))
    assert taken.packages == 2
    read_in(branch.bo, branch.stick("bo"))  # brings the answer for the other one back
    write_out(branch.bo, branch.stick("home"))
    assert "县里确认了" in read_in(branch.ann, branch.stick("home")).said


def test_an_introduction_is_taken_once(branch: Branch) -> None:
    write_out(branch.ann, branch.stick())
    for _time in range(2):
        assert branch.at_county(branch.stick()).refused == ()
    with branch.office.transaction() as connection:
        assert len(devices.every(connection)) == 1
    assert branch.week(branch.ann).refused == ()
    write_out(branch.ann, branch.stick("after"))
    assert len(stick.found(branch.stick("after"))) == 1, "it needs not introduce itself any more"


def test_a_withdrawn_ticket_brings_nobody_in_and_that_is_noted(branch: Branch) -> None:
    write_out(branch.ann, branch.stick())
    unit = unit_of(branch.office, GRID)
    with work.deed(branch.office) as connection:
        assert codes.withdraw(connection, unit, at=0) == 2
    taken = branch.at_county(branch.stick())
    assert taken.packages == 0
    assert any("登记文件" in str(why) for _name, why in taken.refused)
    with branch.office.transaction() as connection:
        assert "a carried file refused" in {line.what for line in audit.newest(connection, 9)}


def test_a_claim_that_is_none_and_a_sender_in_disguise_are_refused(branch: Branch) -> None:
    write_out(branch.bo, branch.stick())
    branch.at_county(branch.stick())
    with branch.ann.store.read() as session, branch.bo.store.read() as other:
        ann, bo = enrolment(session), enrolment(other)
    assert ann is not None
    assert bo is not None
    nonsense = pack_claim(b"let me in", by=ann.keys, to=ann.hub, at=0)
    request = Request(ann.device, 0)
    disguised = pack_up([Up(request, ())], by=bo.keys, to=bo.hub, at=0)
    taken = carried.take(branch.office, [(one.name, one.data) for one in (nonsense, *disguised)])
    assert (taken.packages, len(taken.refused)) == (0, 2)


def test_a_torn_file_is_said_to_be_and_the_others_are_read(branch: Branch) -> None:
    register(branch.ann, "周兰")
    branch.week(branch.ann)
    torn = next(path for path in (branch.stick() / stick.FOLDER).iterdir() if path.name.startswith("下发"))
    torn.write_bytes(torn.read_bytes()[:-1])
    found = read_in(branch.ann, branch.stick())
    assert found.packages == 0
    assert "不完整" in found.said
    with branch.ann.store.read() as session:
        assert past(session)[0].done is False


def test_a_stick_that_refuses_leaves_everything_waiting(branch: Branch) -> None:
    register(branch.ann, "周兰")
    (branch.folder / "file").write_bytes(b"")
    with pytest.raises(UserError, match="没能写入"):
        write_out(branch.ann, branch.folder / "file")
    with branch.ann.store.read() as session:
        assert past(session)[0].done is False
    branch.week(branch.ann)
    branch.week(branch.bo)
    assert person(branch.bo).name == "周兰"

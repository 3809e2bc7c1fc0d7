"""A PC with a real encrypted file enrols, gets its first copy and exchanges, over the line as it is."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select

from desktop.access.unit import Unit
from desktop.base.clock import FixedClock
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.county import blobs, devices, tickets
from desktop.county.office import Office, Refused
from desktop.county.tables import DEVICES
from desktop.procedures import exchange
from desktop.procedures.exchange_now import exchange_now, in_words
from desktop.procedures.profiles import Desk
from desktop.store import attachments
from desktop.store.attachments import Attachment
from desktop.store.check import check
from desktop.store.exchange_rows import Exchange
from desktop.sync import enrol
from desktop.sync.blobs import BlobRequest
from desktop.sync.conflict_row import Conflict
from desktop.sync.enrolment import enrolment
from desktop.sync.peer_http import Later, Stranger
from tests.county.conftest import code_for, unit_of
from tests.county.heard import Heard, heard_at
from tests.county.real_pcs import Home, enrolled, made, opened


@pytest.fixture
def heard(office: Office) -> Iterator[Heard]:
    with heard_at(office) as server:
        yield server


def test_two_pcs_of_a_branch_come_to_hold_the_same(heard: Heard, tmp_path: Path) -> None:
    one = Home(enrolled(tmp_path / "one", heard.office, heard.url))
    anna, bo = one.register("安娜", "伯恩")
    exchange.exchange(one.desk)
    other = Home(enrolled(tmp_path / "other", heard.office, heard.url, user="李副书记"))
    assert other.names() == {anna: "安娜", bo: "伯恩"}
    assert other.compounds() == ["阳光花园"]
    other.rename(anna, "安安")
    exchange.exchange(other.desk)
    exchange.exchange(one.desk)
    assert one.names() == other.names() == {anna: "安安", bo: "伯恩"}
    for home in (one, other):
        assert check(home.desk.store).findings == ()
        home.desk.close()


def test_what_both_changed_is_asked_and_nothing_is_lost(heard: Heard, tmp_path: Path) -> None:
    one = Home(enrolled(tmp_path / "one", heard.office, heard.url))
    (anna,) = one.register("安娜")
    exchange.exchange(one.desk)
    other = Home(enrolled(tmp_path / "other", heard.office, heard.url, user="李副书记"))
    one.rename(anna, "安一")
    other.rename(anna, "安二")
    for home in (one, other, one):
        exchange.exchange(home.desk)
    for home in (one, other):
        assert home.names() == {anna: "安一"}
        with home.desk.store.read() as session:
            asked = session.scalars(select(Conflict)).one()
            assert msgspec.json.decode(asked.mine) == {"name": "安二"}
        home.desk.close()


def test_the_unit_knows_its_place_in_the_county(heard: Heard, tmp_path: Path) -> None:
    desk = enrolled(tmp_path / "one", heard.office, heard.url)
    with desk.store.read() as session:
        own = session.get_one(Unit, desk.actor.unit_id)
        assert own.id == unit_of(heard.office, "42010101").id
        assert (own.code, own.above) == ("42010101", "某县/某街道/东社区")
        assert {unit.name for unit in session.scalars(select(Unit))} >= {"某县", "某街道", "东社区"}
        assert session.scalars(select(Exchange)).one().whole > 0
    desk.close()


def test_after_a_restart_the_pc_exchanges_as_before(heard: Heard, tmp_path: Path) -> None:
    desk = enrolled(tmp_path / "one", heard.office, heard.url)
    desk.close()
    home = Home(opened(desk))
    home.register("安娜")
    assert exchange.exchange(home.desk).sent == 1
    home.desk.close()


def test_an_answer_that_was_lost_is_asked_for_again(
    heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = made(tmp_path / "one", heard.office.clock)  # type: ignore[arg-type]  # the tests' own clock
    code = code_for(heard.office, "42010101")
    genuine = exchange.ask_grant

    def lost(server: str, claim: enrol.Claim, key: bytes) -> enrol.Grant:
        genuine(server, claim, key)
        raise Later("cut")

    monkeypatch.setattr(exchange, "ask_grant", lost)
    with pytest.raises(UserError, match="没有连上"):
        exchange.enrol_with_code(desk, code, heard.url)
    monkeypatch.setattr(exchange, "ask_grant", genuine)
    assert exchange.enrol_with_code(desk, code, heard.url).known
    desk.close()


def test_a_wrong_code_changes_nothing(heard: Heard, tmp_path: Path) -> None:
    desk = made(tmp_path / "one", heard.office.clock)  # type: ignore[arg-type]  # the tests' own clock
    unit = desk.actor.unit_id
    for code, said in (("ABC", "四组"), (enrol.new_code(), "没有认")):
        with pytest.raises(UserError, match=said):
            exchange.enrol_with_code(desk, code, heard.url)
    with pytest.raises(UserError, match="网址"):
        exchange.enrol_with_code(desk, enrol.new_code(), "10.1.2.3")
    with pytest.raises(UserError, match="还没有登记"):
        exchange.exchange(desk)
    assert desk.actor.unit_id == unit
    desk.close()


def ticket_for(heard: Heard, *, server: str | None = None) -> bytes:
    until = heard.office.clock.now_ms() + 86_400_000
    unit = unit_of(heard.office, "42010101")
    code = code_for(heard.office, "42010101")
    where = heard.url if server is None else server
    return tickets.make(heard.office, code, unit, role="secretary", server=where, until=until)


def test_a_pc_without_a_line_enrols_by_file_and_introduces_itself_later(heard: Heard, tmp_path: Path) -> None:
    home = Home(made(tmp_path / "one", heard.office.clock))  # type: ignore[arg-type]  # the tests' own clock
    assert not exchange.enrol_with_file(home.desk, ticket_for(heard)).known
    assert home.desk.actor.unit_id == unit_of(heard.office, "42010101").id
    (anna,) = home.register("安娜")
    exchange.exchange(home.desk)
    other = Home(enrolled(tmp_path / "other", heard.office, heard.url))
    assert other.names() == {anna: "安娜"}
    with home.desk.store.read() as session:
        kept = enrolment(session)
        assert kept is not None
        assert (kept.claim, kept.code) == (None, "")
    with pytest.raises(UserError, match="已经登记过"):
        exchange.enrol_with_file(home.desk, ticket_for(heard))
    home.desk.close()
    other.desk.close()


def test_a_file_that_is_old_torn_or_no_enrolment_is_refused(heard: Heard, tmp_path: Path, clock: FixedClock) -> None:
    desk = made(tmp_path / "one", clock)
    ticket = ticket_for(heard, server="")
    newer = msgspec.json.encode({**msgspec.json.decode(ticket), "kind": "grid-enrolment 2"})
    for data, said in ((b"x", "不是登记文件"), (ticket[:-9], "不是登记文件"), (newer, "更新的程序")):
        with pytest.raises(UserError, match=said):
            exchange.enrol_with_file(desk, data)
    clock.pass_time(days=2)
    with pytest.raises(UserError, match="过期"):
        exchange.enrol_with_file(desk, ticket)
    clock.pass_time(days=-2)
    exchange.enrol_with_file(desk, ticket)
    with pytest.raises(UserError, match="还不知道县服务器的网址"):
        exchange.exchange(desk)
    exchange.exchange(desk, server=heard.url)
    desk.close()


def test_a_county_that_is_another_one_is_not_believed(heard: Heard, tmp_path: Path) -> None:
    """Somebody who knows the code of an enrolment file but is not its county."""
    desk = made(tmp_path / "one", heard.office.clock)  # type: ignore[arg-type]  # the tests' own clock
    ticket = msgspec.json.decode(ticket_for(heard), type=enrol.Ticket)
    other = msgspec.structs.replace(ticket, authority=b"of another county")
    exchange.enrol_with_file(desk, msgspec.json.encode(other))
    with pytest.raises(Stranger):
        exchange.exchange(desk)
    desk.close()


def test_a_second_user_binds_their_own_account(heard: Heard, tmp_path: Path) -> None:
    desk = enrolled(tmp_path / "one", heard.office, heard.url)
    assert exchange.enrol_with_code(desk, code_for(heard.office, "42010101", "staff"), heard.url).waiting == 0
    with pytest.raises(UserError, match="没有认"):
        exchange.enrol_with_code(desk, code_for(heard.office, "42010102"), heard.url)
    desk.close()


def test_progress_is_told_and_a_stopped_server_is_waited_for(heard: Heard, tmp_path: Path) -> None:
    home = Home(enrolled(tmp_path / "one", heard.office, heard.url))
    home.register(*(f"人{n}" for n in range(700)))
    told: list[tuple[int, int]] = []
    exchange.exchange(home.desk, step=lambda sent, received: told.append((sent, received)))
    assert told[-1][0] == 700
    heard.stop()
    home.register("安娜")
    with pytest.raises(Later):
        exchange.exchange(home.desk)
    with heard_at(heard.office) as again, suppress(OSError):
        assert exchange.exchange(home.desk, server=again.url).sent == 1
    home.desk.close()


def sign(desk: Desk, data: bytes) -> UUID:
    """A signed agreement is put to its record."""
    with desk.store.write(desk.actor.id, "agreements.sign") as session:
        row = attachments.attach(
            session, desk.actor.unit_id, data, register="agreements", record_id=uuid7(), title="合伙协议"
        )
    return row.id


def test_signed_pages_follow_their_rows_over_the_line(heard: Heard, tmp_path: Path) -> None:
    one = enrolled(tmp_path / "one", heard.office, heard.url)
    other = enrolled(tmp_path / "other", heard.office, heard.url, user="李副书记")
    row = sign(one, b"%PDF pages" * 30_000)
    assert "照片和扫描件送出 1 个，收到 0 个。" in in_words(exchange_now(one))
    assert "照片和扫描件送出 0 个，收到 1 个。" in in_words(exchange_now(other))
    with other.store.read() as session:
        assert attachments.content(session, session.get_one(Attachment, row)) == b"%PDF pages" * 30_000
    with heard.office.transaction() as connection:
        devices.enable(connection, DEVICES, str(device_of(other))[:13], on=False, at=0)
    with pytest.raises(Refused):
        blobs.take(heard.office, BlobRequest(device_of(other), wants={row: 0}))
    for desk in (one, other):
        assert check(desk.store).findings == ()
        desk.close()


def device_of(desk: Desk) -> UUID:
    with desk.store.read() as session:
        kept = enrolment(session)
    assert kept is not None
    return kept.device

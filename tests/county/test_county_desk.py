"""A PC of the county asks its server over the line: what it keeps of the answers, and what it says without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.base.clock import FixedClock
from desktop.base.errors import UserError
from desktop.base.version import VERSION
from desktop.county.office import Office
from desktop.procedures import county_desk, exchange
from desktop.registers.branches.forms import reminder, slip
from desktop.registers.branches.model import Branch
from desktop.registers.branches.queries import one, told_at
from desktop.registers.lookups.queries import rows, todos
from desktop.registers.lookups.register import LOOKUPS
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.looks import looks
from desktop.store.migrate import head
from desktop.sync import asking
from desktop.sync.peer_http import Later
from tests.county.conftest import unit_of
from tests.county.heard import Heard, heard_at
from tests.county.real_pcs import Home, enrolled, made, opened
from tests.factories.profile import TODAY


@pytest.fixture
def heard(office: Office) -> Iterator[Heard]:
    with heard_at(office) as server:
        yield server


def test_the_county_reads_how_its_units_stand_and_keeps_it(heard: Heard, tmp_path: Path, clock: FixedClock) -> None:
    branch = enrolled(tmp_path / "branch", heard.office, heard.url)
    clock.pass_time(days=9)
    county = enrolled(tmp_path / "county", heard.office, heard.url, unit="42", user="县管理员")
    assert county.actor.level == "county"
    assert county_desk.refresh(county) == clock.now_ms()
    grid = unit_of(heard.office, "42010101").id
    with county.store.read() as session:
        (row, *others) = session.scalars(select(Branch).order_by(Branch.seen_at.desc()))
        assert (row.id, row.way, row.app, row.schema, row.pcs) == (grid, "line", VERSION, head(), 1)
        assert (row.name, row.place, row.asked, row.aside) == ("阳光花园", "某街道/东社区", 0, 0)
        assert len(others) == 5
        shown = one(session, county.actor, grid)
        assert shown is not None
        assert [pc.name for pc in shown.parts.devices] == [branch_name(branch)]
        assert told_at(session, county.actor) == clock.now_ms()
        (sheet,) = reminder.collect(session, county.actor, [row.id], today=TODAY.replace(day=TODAY.day + 9))
        assert [line[1] for line in sheet.rows] == ["阳光花园"]
        with pytest.raises(UserError, match="没有要提醒的"):
            reminder.collect(session, county.actor, [row.id], today=TODAY, days=30)
        (paper,) = slip.collect(session, county.actor, [row.id], today=TODAY, code="7K2M")
        assert (paper.unit, paper.enrols) == ("某街道 东社区 阳光花园", "7K2M")
        assert any("7K2M" in str(block) for block in slip.draw(paper))
        assert any("阳光花园" in str(block) for block in reminder.draw(sheet))
    heard.stop()
    with pytest.raises(UserError, match="连不上县服务器"):
        county_desk.refresh(county)
    with county.store.read() as session:
        assert len(session.scalars(select(Branch)).all()) == 6
    for desk in (branch, county):
        desk.close()


def branch_name(desk: object) -> str:
    import platform

    return platform.node()


def test_codes_and_switches_are_the_servers_business(heard: Heard, tmp_path: Path) -> None:
    county = enrolled(tmp_path / "county", heard.office, heard.url, unit="42", user="县管理员")
    grid = unit_of(heard.office, "42010101").id
    made_code = county_desk.make_code(county, asking.AskCode(grid, "secretary", "王书记", 7))
    branch = made(tmp_path / "branch", heard.office.clock)  # type: ignore[arg-type]  # the tests' own clock
    exchange.enrol_with_code(branch, made_code.code, heard.url)
    assert county_desk.make_code(county, asking.AskCode(grid, "staff", "", 1, as_file=True)).ticket.find(
        heard.url.encode()
    ) > 0  # fmt: skip
    assert county_desk.do(county, asking.AskWithdraw(grid)) == 1
    with pytest.raises(UserError, match="对上了 0 个"):
        county_desk.do(county, asking.AskSwitch("device", grid, on=False))
    with pytest.raises(UserError, match="直接在居民名册"):
        county_desk.look_up(branch, asking.AskPerson("安娜", "1234", "event", "x"))
    with pytest.raises(UserError, match="只能由县里的帐号"):
        county_desk.refresh(branch)
    alone = made(tmp_path / "alone", heard.office.clock)  # type: ignore[arg-type]  # the tests' own clock
    with pytest.raises(UserError, match="还没有登记"):
        county_desk.refresh(alone)
    for desk in (county, branch, alone):
        desk.close()


def test_who_was_looked_up_is_told_to_the_branch(heard: Heard, tmp_path: Path) -> None:
    branch = Home(enrolled(tmp_path / "branch", heard.office, heard.url))
    (anna,) = branch.register("安娜")
    with branch.desk.store.write(branch.desk.actor.id, "people.save") as session:
        from desktop.registers.people.model import Person

        session.get_one(Person, anna).id_no = "420101199003071234"
    exchange.exchange(branch.desk)
    street = enrolled(tmp_path / "street", heard.office, heard.url, unit="4201", user="街道干事")
    asked = asking.AskPerson("安娜", "1234", "event", "一件事项要转办")
    found = county_desk.look_up(street, asked)
    assert [one.unit for one in found.found] == ["阳光花园"]
    with street.store.read() as session:
        (look,) = looks(session)
        assert (look.kind, look.count, look.reason) == ("lookup", 1, "一件事项要转办")
    for desk, name in ((branch.desk, "安娜"), (street, "")):
        exchange.exchange(desk)
        desk.close()
        again = opened(desk)
        with again.store.read() as session:
            page = listing.page(session, again.actor, LOOKUPS, query=Query(), today=TODAY)
            assert [row.values[1:8] for row in page.rows] == [
                ("某街道", "街道干事", "event", "一件事项要转办", "阳光花园", name, 1)
            ]
            news = todos(session, again.actor, TODAY)
            assert [todo.place for todo in news] == ["lookups"]
            assert todos(session, again.actor, TODAY.replace(year=TODAY.year + 1)) == ()
        again.close()
    assert rows(TODAY) is not None


def test_a_server_that_says_later_or_something_else_is_told_in_words(
    heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = enrolled(tmp_path / "county", heard.office, heard.url, unit="42", user="县管理员")

    class Peer:
        def __init__(self, *_said: object) -> None: ...

        def __enter__(self) -> "Peer":
            return self

        def __exit__(self, *_said: object) -> None: ...

        def ask(self, _asked: asking.Asked) -> asking.Told:
            return answer()

    def busy() -> asking.Told:
        raise Later("请稍后再来", wait=2)

    answer = busy
    monkeypatch.setattr(county_desk, "HttpPeer", Peer)
    with pytest.raises(UserError, match="稍后再来"):
        county_desk.refresh(county)
    answer = lambda: asking.Told("", 0, None)  # noqa: E731 - one expression
    code = asking.AskCode(county.actor.unit_id, "staff", "", 1)
    for deed in (
        lambda: county_desk.refresh(county), lambda: county_desk.make_code(county, code),
        lambda: county_desk.do(county, asking.AskWithdraw(county.actor.unit_id)),
        lambda: county_desk.look_up(county, asking.AskPerson("安娜", "1234", "event", "x")),
    ):  # fmt: skip
        with pytest.raises(UserError, match="看不懂"):
            deed()
    county.close()

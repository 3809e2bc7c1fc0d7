"""登记到县里 in the window: a wrong code changes nothing, a right one says what comes next."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.clock import FixedClock
from desktop.county import tickets, work
from desktop.county.office import Office as CountyOffice
from desktop.county.opening import Place, open_office
from desktop.procedures.exchanged import row_rule, shape
from desktop.screens import enrolling
from desktop.screens.ways import Ways
from desktop.sync.enrolment import enrolment
from tests.county.conftest import TREE, code_for, unit_of
from tests.county.heard import Heard, heard_at
from tests.screens.conftest import Office


@pytest.fixture
def county(tmp_path: Path, office: Office) -> Iterator[Heard]:
    clock = FixedClock(office.desk.clock.now_ms())
    opened: CountyOffice = open_office(Place(tmp_path / "county"), clock, shape=shape(), rule=row_rule)
    work.grown(opened, TREE)
    with heard_at(opened) as heard:
        yield heard
    opened.engine.dispose()


def unit_here(office: Office) -> object:
    with office.village.profile.store.read() as session:
        kept = enrolment(session)
        return None if kept is None else kept.unit


def test_a_code_enrols_and_the_page_says_what_comes_next(office: Office, county: Heard) -> None:
    page = office.go("enrol")
    page.code.setText(code_for(county.office, "42010101").lower())
    page.server.setText(f"{county.url}/ ")
    page.enrol.click()
    office.settle()
    assert unit_here(office) == unit_of(county.office, "42010101").id
    assert "已登记到县里：阳光花园" in page.said.text()
    assert "请点“锁屏，重新登录”" in page.said.text()
    assert not page.enrol.isVisibleTo(page)
    assert office.focus() is page.again
    locked: list[str] = []
    office.shell.lock_asked.connect(lambda: locked.append(office.here[0]))
    page.again.click()
    office.settle()
    assert locked == ["exchange"], "who signs in again stands before the first exchange"


def test_the_page_of_the_exchange_leads_there_until_it_is_done(office: Office, county: Heard) -> None:
    page = office.go("exchange")
    assert page.enrol.isVisibleTo(page)
    page.enrol.click()
    office.settle()
    office.page.code.setText(code_for(county.office, "42010101"))
    office.page.server.setText(county.url)
    office.page.enrol.click()
    office.settle()
    assert not office.go("exchange").enrol.isVisibleTo(office.page)


def test_a_file_enrols_a_pc_without_a_line(office: Office, county: Heard, tmp_path: Path) -> None:
    code = code_for(county.office, "42010101")
    unit, until = unit_of(county.office, "42010101"), county.office.clock.now_ms() + 86_400_000
    ticket = tickets.make(county.office, code, unit, role="secretary", server="", until=until)
    file = tmp_path / "阳光花园.gridenrol"
    file.write_bytes(ticket)
    page = office.go("enrol")
    page.take_file(file)
    office.settle()
    assert unit_here(office) == unit.id


@pytest.mark.parametrize(
    ("code", "server", "said"),
    [("7K2M", "https://127.0.0.1:1", "四组"), ("7K2M-9TQX-4B8C-1HDW", "10.1.2.3", "网址"),
     ("7K2M-9TQX-4B8C-1HDW", "https://127.0.0.1:1", "没有连上")],
)  # fmt: skip
def test_what_does_not_fit_is_said_beside_the_button_and_nothing_changed(
    office: Office, code: str, server: str, said: str
) -> None:
    page = office.go("enrol")
    page.code.setText(code)
    page.server.setText(server)
    page.enrol.click()
    office.settle()
    assert said in page.said.text()
    assert page.enrol.isEnabled()
    assert unit_here(office) is None


def test_a_file_that_cannot_be_read_is_told(office: Office, tmp_path: Path) -> None:
    page = office.go("enrol")
    page.take_file(tmp_path / "gone.gridenrol")
    office.settle()
    assert "读不出来" in page.said.text()


def test_an_enrolled_pc_says_so_with_the_six_words_and_leads_to_the_exchange(office: Office, county: Heard) -> None:
    page = office.go("enrol")
    assert not page.done.isVisibleTo(page)
    page.code.setText(code_for(county.office, "42010101"))
    page.code.returnPressed.emit()
    assert office.focus() is page.server
    page.server.setText(county.url)
    page.server.returnPressed.emit()
    office.settle()
    again = enrolling.page(Ways(office.desk))
    office.bot.addWidget(again)
    office.settle()
    assert " ".join(county.office.authority.words) in again.stands.text()
    assert not again.by_file.isVisibleTo(again)
    again.focus_first()
    again.exchange.click()
    office.settle()
    assert office.here[0] == "exchange"

"""已搬出、已故: reached from the lists, opened, and taken back in one click."""

from desktop.procedures import move_out
from desktop.ui.gone_page import GonePage
from tests.factories.profile import TODAY, USER_ID
from tests.screens.conftest import Office


def test_a_household_that_left_is_found_opened_and_brought_back(office: Office) -> None:
    home = office.home("1-1-301")
    with office.desk.store.write(USER_ID, "households.move_out") as session:
        move_out.do(session, office.desk.actor, home, today=TODAY, on=TODAY, reason="moved", to="县城")
    office.go("households")
    page = office.go("gone")
    assert isinstance(page, GonePage)
    office.settle()
    assert [line.words[0] for line in page.table.lines] == ["1-1-301"]
    page.choose("people")
    office.settle()
    assert page.table.lines
    page.line.setText("没有这个人")
    page.line.tell()
    office.settle()
    assert not page.table.isVisible()
    page.line.setText("")
    page.choose("households")
    office.settle()
    page.open_current()
    office.settle()
    office.go("gone")
    page.taking_back.click()
    office.settle()
    assert "已撤销：1-1-301" in office.said[-1]
    assert not page.table.isVisible()

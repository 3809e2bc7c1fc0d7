"""Logging visits: by keyboard alone, from door to door, with a draft that survives whatever hides the page."""

from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.registers.contacts.model import Visit
from desktop.registers.people.model import Household
from tests.factories.profile import TODAY
from tests.screens.conftest import Office

Control = Qt.KeyboardModifier.ControlModifier


def visits(office: Office, door: str) -> list[Visit]:
    with office.village.profile.store.read() as session:
        query = select(Visit).where(Visit.household_id == office.home(door), Visit.alive).order_by(Visit.id)
        return list(session.scalars(query))


def test_a_visit_is_logged_by_keyboard_alone(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    office.press(Qt.Key.Key_Space)  # 在家: date, visitor and way are filled in
    office.press(Qt.Key.Key_Tab)
    page.form.go_to("said")
    office.type("a lamp is broken")
    office.press(Qt.Key.Key_S, modifier=Control)
    logged = visits(office, "1-1-301")[-1]
    assert (logged.visited_on, logged.way, logged.outcome) == (TODAY, "door", "home")
    assert (logged.said, logged.member_id) == ("a lamp is broken", office.village.members["胡强"])
    assert office.said[-1] == "已登记走访：1-1-301 周兰"
    assert office.here == ("today", None)


def test_today_has_one_household_less_afterwards(office: Office) -> None:
    office.go("visit", office.home("1-1-301"))
    office.press(Qt.Key.Key_Space)
    office.press(Qt.Key.Key_S, modifier=Control)
    assert "1号楼1单元 2 户" in [line.title.text() for line in office.page.sections[0].lines]


def test_one_undo_takes_the_visit_back(office: Office) -> None:
    office.go("visit", office.home("1-1-301"))
    office.press(Qt.Key.Key_Space)
    office.press(Qt.Key.Key_S, modifier=Control)
    office.shell.undo.undo()
    office.settle()
    assert len(visits(office, "1-1-301")) == 1


def test_a_round_goes_from_door_to_door_and_ends(office: Office) -> None:
    office.go("households")
    page = office.page
    page.model.tick([office.home(door) for door in ("2-1-101", "1-1-302", "1-1-301")], on=True)
    office.press(Qt.Key.Key_F8)
    walked = []
    for _door in range(3):
        walked.append(office.here)
        office.press(Qt.Key.Key_Space)
        office.page.parts.bar.then.click()
        office.settle()
    assert walked == [("visit", office.home(door)) for door in ("1-1-301", "1-1-302", "2-1-101")]
    assert office.here == ("households", None)


def test_one_household_alone_has_no_next(office: Office) -> None:
    office.go("households")
    office.page.view.go_to(office.home("1-1-302"))
    office.press(Qt.Key.Key_F8)
    assert office.here == ("visit", office.home("1-1-302"))
    assert office.page.parts.bar.then.isHidden()
    assert not office.page.parts.bar.save.isHidden()


def test_without_a_result_nothing_is_saved_and_the_form_says_so(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    office.press(Qt.Key.Key_S, modifier=Control)
    assert page.form.cells["outcome"].problem.text() == "请填写走访结果"
    assert len(visits(office, "1-1-301")) == 1


def test_a_day_that_has_not_come_is_refused_beside_its_field(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    page.form.set_texts({"outcome": "home", "visited_on": "2026-03-20"})
    page.save()
    office.settle()
    assert "还没有到" in page.form.cells["visited_on"].problem.text()


def test_an_agreed_day_becomes_the_appointment(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    page.form.set_texts({"outcome": "home", "next_on": "2026-03-20", "needs": "a ramp", "settled": "1"})
    page.save()
    office.settle()
    with office.village.profile.store.read() as session:
        assert str(session.get_one(Household, office.home("1-1-301")).appointed_on) == "2026-03-20"
    assert (visits(office, "1-1-301")[-1].needs, visits(office, "1-1-301")[-1].settled) == ("a ramp", True)


def test_nobody_linked_the_secretary_is_the_visitor(office: Office) -> None:
    page = office.go("visit", office.home("1-2-101"))
    assert page.parts.badge.words == "未落实联户党员"
    page.form.set_texts({"outcome": "away"})
    page.save()
    office.settle()
    assert (visits(office, "1-2-101")[0].visitor_name, visits(office, "1-2-101")[0].member_id) == ("王书记", None)


def test_a_draft_survives_leaving_and_is_on_today_s_list(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    page.form.set_texts({"said": "half a sentence"})
    page.leaving()
    office.settle()
    office.shell.back()
    office.settle()
    office.page.reload()
    office.settle()
    line = next(line for line in office.page.sections[-1].lines if line.title.text().startswith("草稿"))
    assert line.title.text() == "草稿 1-1-301 周兰"
    line.buttons[0].click()
    office.settle()
    assert office.here == ("visit", office.home("1-1-301"))
    office.page.draft.take()
    assert office.page.form.texts()["said"] == "half a sentence"


def test_the_lock_asks_nothing_and_keeps_the_draft(office: Office) -> None:
    from PySide6.QtWidgets import QLineEdit

    page = office.go("visit", office.home("1-1-301"))
    page.form.set_texts({"said": "half a sentence"})
    office.window.show_gate(QLineEdit())
    office.settle()
    with office.village.profile.store.read() as session:
        kept = page.source.draft(session, office.home("1-1-301"))
    assert kept is not None
    assert kept.said == {"said": "half a sentence"}
    office.window.show_shell(office.shell)
    assert office.here == ("visit", office.home("1-1-301"))


def test_a_saved_visit_leaves_no_draft(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    page.form.set_texts({"said": "done", "outcome": "home"})
    page.leaving()
    office.settle()
    page.save()
    office.settle()
    with office.village.profile.store.read() as session:
        assert page.source.draft(session, office.home("1-1-301")) is None


def test_earlier_visits_are_a_tab_away(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    assert page.parts.tab("以前的走访").text() == "以前的走访 1"

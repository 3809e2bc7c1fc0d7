"""Lists within the window: the household beside its list, saved filters from anywhere, the list itself on paper."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.standard import views
from desktop.standard.list import Filter, Query
from tests.factories.profile import TODAY
from tests.screens.conftest import Office

FIRST = Query(filters=(Filter("building", values=("1号楼",)),))


def test_the_household_beside_its_list_tells_how_its_visits_stand(office: Office) -> None:
    page = office.go("households")
    page.preview.toggle()
    page.view.go_to(office.home("1-1-301"))
    page.preview.read()
    office.settle()
    pane = page.parts.pane
    assert not pane.isHidden()
    assert (pane.title.text(), pane.badge.isHidden()) == ("1-1-301 周兰", False)
    said = "\n".join(pane.lines())
    for words in ("联户党员", "胡强", "成员", "最近走访", "2025-11-19"):
        assert words in said
    pane.open.click()
    office.settle()
    assert office.here == ("households", office.home("1-1-301"))


@pytest.mark.parametrize("start", ["today", "households", "people"])
def test_a_saved_filter_is_a_function_of_ctrl_k_from_anywhere(office: Office, start: str) -> None:
    with office.village.profile.store.write(office.desk.actor.id, "views.save") as session:
        views.keep(session, office.desk.actor, "households", name="一号楼", query=FIRST, today=TODAY)
    office.desk.tasks.changed.emit(session.info["changes"])
    office.go(start)
    (command,) = [one for one in office.desk.commands() if one.name.startswith("view.")]
    assert command.title == "住户：一号楼"
    command.run()
    office.settle()
    assert office.here == ("households", None)
    assert (office.page.query, office.page.model.rowCount()) == (FIRST, 8)


@pytest.mark.parametrize("name", ["households", "visits", "contacts"])
def test_every_list_is_offered_for_printing(office: Office, name: str) -> None:
    page = office.go(name)
    office.press(Qt.Key.Key_F9)
    menu = next(one for one in page._tools.print_form.findChildren(QMenu) if one.isVisible())
    title = f"{page.register.title}清单"
    below = [one for one in menu.findChildren(QMenu) if one.title() == title]
    (entry,) = [entry for each in below or [menu] for entry in each.actions() if "全部" in entry.text()]
    assert below or entry.text().startswith(title)
    entry.trigger()
    menu.close()
    office.settle()
    assert office.printed == [("list", tuple(page.model.ids()))]

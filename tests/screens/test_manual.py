"""F1 on every screen opens a page of the manual about it."""

from desktop.ui.help_view import HelpView
from tests.screens.conftest import Office


def test_every_screen_opens_its_own_page(office: Office) -> None:
    lacking = []
    for place in office.shell.places.all:
        if not place.tab or place.group == "帮助":
            continue
        page = office.go(place.name)
        office.shell.help()
        assert isinstance(office.page, HelpView)
        if office.page.topic != (page.help or place.name):
            lacking.append(place.name)
        office.shell.back()
        office.settle()
    assert lacking == []

"""What the user menu asks for is answered by the page that does it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.catalog import DERIVED, REGISTERS
from desktop.ui.at_work import AtWork
from desktop.ui.furnish import Furniture, desk_over, furnish
from desktop.ui.identity import Identity
from desktop.ui.nav import Group
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.settings_page import SettingsPage
from desktop.ui.style import Look
from tests.factories.profile import make_profile


class Asked(SettingsPage):
    """The settings without their content: only what the menu asks of them."""

    def __init__(self) -> None:
        Page.__init__(self)
        self.times = 0

    def reload(self, changes: object = None) -> None:
        """Nothing to read."""

    def focus_first(self) -> None:
        """Nothing to focus."""

    def change_password(self) -> None:
        self.times += 1


@pytest.fixture
def at_work(qtbot: QtBot, tmp_path: Path) -> Iterator[AtWork]:
    profile = make_profile(tmp_path, derived=DERIVED)
    desk = desk_over(
        profile.store, profile.actor, clock=profile.clock, catalog=REGISTERS, chosen={}, look=Look(16, dark=False)
    )
    place = Place("settings", "设置", "settings", "设置", lambda _desk: Asked())
    furniture = Furniture((Group("设置", "settings", bottom=True),), lambda _desk: (place,))
    made = furnish(desk, Identity("阳光花园", ""), furniture, shut=lambda: None, back_up=lambda: False)
    qtbot.addWidget(made.shell)
    yield made
    made.tasks.close()
    profile.close()


def test_the_menu_of_the_user_leads_to_a_new_password(at_work: AtWork) -> None:
    at_work.shell.password_asked.emit()
    current = at_work.shell.stack.current
    assert current is not None
    assert isinstance(current.page, Asked)
    assert current.page.times == 1

"""The pages behind the one on show are not measured."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.page_stack import PageStack
from desktop.ui.places import Place, Places


class Measured(Page):
    """A page that counts how often it is asked for the room that it wants."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self.least, self.asked = QSize(least, 10), 0

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        self.asked += 1
        return self.least

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        self.asked += 1
        return self.least

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        self.asked += 1
        return True


def test_only_the_page_on_show_is_asked_for_its_size(desk: Desk, qtbot: QtBot) -> None:
    pages = {"wide": Measured(700), "narrow": Measured(300)}
    places = (Place(name, name, "house", "今日工作", lambda _desk, name=name: pages[name]) for name in pages)
    stack, button, whole = PageStack(desk, Places(tuple(places))), QPushButton("一行字"), QWidget()
    assert not stack.minimumSizeHint().isValid()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(button)
    column.addWidget(stack, 1)
    qtbot.addWidget(whole)
    whole.show()
    stack.go("wide")
    assert whole.minimumSizeHint().width() == 700
    stack.go("narrow")
    button.hide()
    before = {name: page.asked for name, page in pages.items()}
    button.show()
    assert pages["wide"].asked == before["wide"]
    assert pages["narrow"].asked > before["narrow"]
    assert whole.minimumSizeHint().width() == 300
    assert stack.sizeHint() == QSize(300, 10)

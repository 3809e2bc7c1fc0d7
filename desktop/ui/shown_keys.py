"""Writes a button's shortcut inside the button, for those who asked for it in the settings."""

import re

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

KEY = "shown_keys"  # the setting of a person
_IN_TIP = re.compile(r"（((?:Ctrl|Alt|Shift|F\d|Del|Esc)[^）]*)）$")
_WRITTEN = "shown_key"


def turn(*, on: bool) -> None:
    """Begin or end it in this program, in the buttons that stand there now too."""
    watch = _watch()
    if on == watch.on:
        return
    watch.on = on
    for widget in QApplication.allWidgets():
        if isinstance(widget, QPushButton):
            (_write if on else _wipe)(widget)


def on_page_shown(page: QWidget) -> None:
    """A page came to the front: its buttons get their keys. Nothing is done, and nothing asked, while it is off."""
    if _watch().on:
        for button in page.findChildren(QPushButton):
            _write(button)


class ShownKeys(QObject):
    """Whether it is on, kept with the program. No event filter: one in Python costs every event of the window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.on = False


def _watch() -> ShownKeys:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app.findChild(ShownKeys) or ShownKeys(app)


def _write(button: QPushButton) -> None:
    found = _IN_TIP.search(button.toolTip())
    words = button.text()
    if found and words and not words.endswith(found[1]):
        button.setProperty(_WRITTEN, f" {found[1]}")
        button.setText(f"{words} {found[1]}")


def _wipe(button: QPushButton) -> None:
    written = button.property(_WRITTEN)
    if written and button.text().endswith(written):
        button.setText(button.text().removesuffix(written))
        button.setProperty(_WRITTEN, None)

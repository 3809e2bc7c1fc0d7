"""Writes a button's shortcut inside the button, for those who asked for it in the settings."""

import re

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton

KEY = "shown_keys"  # the setting of a person
_IN_TIP = re.compile(r"（((?:Ctrl|Alt|Shift|F\d|Del|Esc)[^）]*)）$")
_WRITTEN = "shown_key"


def turn(*, on: bool) -> None:
    """Begin or end it in this program."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    watch = app.findChild(ShownKeys) or ShownKeys(app)
    watch.turn(on=on)


class ShownKeys(QObject):
    """While on, every button that is shown gets the key that its tooltip names; off, it loses it again."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app, self.on = app, False

    def turn(self, *, on: bool) -> None:
        """Begin or end it, in the buttons that stand there now too."""
        if on == self.on:
            return
        self.on = on
        if on:
            self._app.installEventFilter(self)
        else:
            self._app.removeEventFilter(self)
        for widget in self._app.allWidgets():
            if isinstance(widget, QPushButton):
                (_write if on else _wipe)(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A button is about to be seen."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QPushButton):
            _write(watched)
        return False


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

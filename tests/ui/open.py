"""Opening a window in a test: on a real display keys only arrive once the window manager has made it active."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def put_up(qtbot: QtBot, widget: QWidget) -> None:
    """Show a window and wait until it takes keys; it is asked again when a window of the test before only goes now."""

    def active() -> bool:
        if not widget.isActiveWindow():
            widget.activateWindow()
        return widget.isActiveWindow()

    widget.show()
    qtbot.waitUntil(active)

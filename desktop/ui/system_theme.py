"""Light or dark as the operating system has it, for those who leave the choice to it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

KEY = "theme"  # the setting of a person: system, light or dark
SYSTEM, LIGHT, DARK = "system", "light", "dark"


def is_dark(app: QApplication) -> bool:
    """What the system says now, whatever this program shows; light where it says nothing."""
    hints = app.styleHints()
    shown = hints.colorScheme()
    hints.unsetColorScheme()
    wanted = hints.colorScheme()
    hints.setColorScheme(shown)
    return wanted == Qt.ColorScheme.Dark


def dark_for(app: QApplication, theme: Any, *, kept: bool) -> bool:
    """Whether a person who chose `theme` is shown the dark look; `kept` is what was shown before."""
    return is_dark(app) if theme == SYSTEM else kept

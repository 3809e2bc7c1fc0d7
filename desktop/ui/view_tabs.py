"""Which part of a page is looked at: a row of tabs within the page, in the look of all the others."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.ui.style import em


class ViewTabs(QWidget):
    """One of the tabs is chosen; Left and Right go on from it."""

    chosen = Signal(int)  # its place in the row

    def __init__(self, titles: Sequence[str], *, name: str) -> None:
        """`name` says to those who cannot see it what is chosen here."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.3))
        for at, title in enumerate(titles):
            tab = QPushButton(title)
            tab.setProperty("kind", "tab")
            tab.setCheckable(True)
            self._group.addButton(tab, at)
            row.addWidget(tab)
        row.addStretch(1)
        self.tab(0).setChecked(True)
        self._group.idToggled.connect(self._turn)

    @property
    def current(self) -> int:
        """The place of the chosen one."""
        return self._group.checkedId()

    def tab(self, at: int) -> QPushButton:
        """One of them, to be pressed or to take a count into its words."""
        tab = self._group.button(at)
        assert isinstance(tab, QPushButton)
        return tab

    def _turn(self, at: int, on: bool) -> None:
        if on:
            self.chosen.emit(at)

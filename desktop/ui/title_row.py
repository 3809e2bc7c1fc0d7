"""The row above a page: the group's title, its tabs, quiet words, and the page's own buttons at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.base.text import _
from desktop.ui.labels import Elided, Heading
from desktop.ui.places import Place
from desktop.ui.style import em


class TitleRow(QWidget):
    """Shows where one is; tabs are asked for with `chosen`."""

    chosen = Signal(str)  # name of the place

    def __init__(self) -> None:
        super().__init__()
        self.title = Heading()
        self.subtitle = Elided()
        self.subtitle.setProperty("kind", "quiet")
        self.status = Elided()
        self.status.setProperty("kind", "quiet")
        self.status.least = self.subtitle.least = 0
        self.tabs: dict[str, QPushButton] = {}
        self._titles: dict[str, str] = {}
        self._only_one = QButtonGroup(self)
        self._only_one.setExclusive(True)
        self._tools: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(self, 0.6))
        self._row.addWidget(self.title)
        self._row.addWidget(self.subtitle)
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(em(self, 0.25))
        self._row.addLayout(self._tab_row)
        self._row.addWidget(self.status, 1)
        self._row.addStretch(0)

    def show_group(self, title: str, places: tuple[Place, ...], current: str) -> None:
        """Show the tabs of a group; a single place needs none."""
        self.title.setText(title)
        if list(self.tabs) != [place.name for place in places]:
            self._rebuild(places)
        if current in self.tabs:
            self.tabs[current].setChecked(True)

    def set_badge(self, name: str, count: int) -> None:
        """Write the number of things due into a tab: 待办 9."""
        if name in self.tabs:
            title = self._titles[name]
            self.tabs[name].setText(_("{title} {count}").format(title=title, count=count) if count else title)

    def set_words(self, subtitle: str, status: str) -> None:
        """The quiet words beside the title and after the tabs."""
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.status.setText(status)

    def set_tools(self, tools: QWidget | None) -> None:
        """Put the page's buttons at the right end; those of the page before are hidden, not lost."""
        if self._tools is tools:
            return
        if self._tools:
            self._row.removeWidget(self._tools)
            self._tools.hide()
        self._tools = tools
        if tools:
            self._row.addWidget(tools)
            tools.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Without room for its whole title the row leaves it out: the navigation beside it says the same."""
        super().resizeEvent(event)
        needed = self._row.minimumSize().width() - (
            self.title.minimumSizeHint().width() if self.title.isVisible() else 0
        )
        self.title.setVisible(needed + self.title.sizeHint().width() <= self.width() or not self.tabs)

    def _rebuild(self, places: tuple[Place, ...]) -> None:
        for old in self.tabs.values():
            self._only_one.removeButton(old)
            old.hide()
            old.deleteLater()
        self.tabs = {}
        self._titles = {place.name: place.title for place in places}
        for place in places if len(places) > 1 else ():
            tab = QPushButton(place.title)
            tab.setProperty("kind", "tab")
            tab.setCheckable(True)
            tab.clicked.connect(lambda _checked=False, name=place.name: self.chosen.emit(name))
            self._only_one.addButton(tab)
            self._tab_row.addWidget(tab)
            self.tabs[place.name] = tab

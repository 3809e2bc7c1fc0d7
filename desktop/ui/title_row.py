"""The row above a page: the group's title, its tabs, quiet words, and the page's own buttons at the right."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.base.text import _
from desktop.ui.labels import Counted, Elided, Heading
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
        self.status = Counted()
        self.status.setProperty("kind", "quiet")
        self.status.least = self.subtitle.least = 0
        self.tabs: dict[str, QPushButton] = {}
        self._titles: dict[str, str] = {}
        self._only_one = QButtonGroup(self)
        self._only_one.setExclusive(True)
        self._tools: QWidget | None = None
        self._current = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(self, 0.6))
        self._row.addWidget(self.title)
        self._row.addWidget(self.subtitle)
        self._tab_row = QHBoxLayout()
        self._tab_row.setSpacing(em(self, 0.25))
        self._row.addLayout(self._tab_row)
        self.more = QPushButton(_("更多 ▾"))
        self.more.setProperty("kind", "tab")
        self.more.setToolTip(_("没有排下的标签在这里"))
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._list_the_rest)
        self.more.hide()
        self._row.addWidget(self.more)
        self._row.addWidget(self.status, 1)
        self._row.addStretch(0)

    def show_group(self, title: str, places: tuple[Place, ...], current: str) -> None:
        """Show the tabs of a group; a single place needs none."""
        self.title.setText(title)
        if list(self.tabs) != [place.name for place in places]:
            self._rebuild(places)
        self._current = current
        self._only_one.setExclusive(False)  # on a page that no tab leads to none of them is the open one
        for name, tab in self.tabs.items():
            tab.setChecked(name == current)
        self._only_one.setExclusive(True)
        reached = current if current in self.tabs else next(iter(self.tabs), "")
        for name, tab in self.tabs.items():  # Qt itself comes to the first of them until one had the focus
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == reached else Qt.FocusPolicy.ClickFocus)
        self.fit()

    def set_badge(self, name: str, count: int) -> None:
        """Write the number of things due into a tab: 待办 9."""
        if name in self.tabs:
            title = self._titles[name]
            words = _("{title} {count}").format(title=title, count=count) if count else title
            if self.tabs[name].text() != words:
                self.tabs[name].setText(words)
                self.fit()

    def set_words(self, subtitle: str, status: str) -> None:
        """The quiet words beside the title and after the tabs."""
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        if self.status.text() != status:
            self.status.setText(status)
            self.fit()

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
        self.fit()

    def fit(self) -> None:
        """Leave out the title when it or a count has no room, since the navigation says the same; then the last tabs.

        The tab that is open always stays; those left out are in 更多. Nothing is ever cut.
        """
        gap, inner = self._row.spacing(), self._tab_row.spacing()
        room = self.width() - gap  # before the status, which may shrink to nothing
        room -= self._tools.minimumSizeHint().width() + gap if self._tools else 0
        room -= self.subtitle.sizeHint().width() + gap if not self.subtitle.isHidden() else 0
        wide = {name: tab.sizeHint().width() + inner for name, tab in self.tabs.items()}
        whole = sum(wide.values()) + gap
        words = self.status.sizeHint().width() + gap if self.status.text() else 0
        self.title.setVisible(not self.tabs or self.title.sizeHint().width() + gap + whole + words <= room)
        left_out = whole > room
        room -= words if left_out else 0  # one tab more in 更多 leaves room for the count
        room -= self.more.sizeHint().width() + gap if left_out else 0
        used = wide.get(self._current, 0)
        for name, tab in self.tabs.items():
            stays = name == self._current or not left_out or used + wide[name] <= room
            used += wide[name] if stays and name != self._current else 0
            tab.setVisible(stays)
        self.more.setVisible(left_out)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width leaves out other things."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """So do other words in the page's own buttons, such as 第 1 页，共 12 页."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """So does another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "more"):
            self.fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The open tab, 更多 and the page's own buttons: the row never makes the window wider than that."""
        least = self.more.sizeHint().width() + 2 * self._row.spacing()
        least += self.tabs[self._current].sizeHint().width() if self._current in self.tabs else 0
        least += self._tools.minimumSizeHint().width() if self._tools else 0
        return QSize(least, super().minimumSizeHint().height())

    def _list_the_rest(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for name, tab in self.tabs.items():
            if tab.isHidden():
                menu.addAction(tab.text()).triggered.connect(lambda _on=False, name=name: self.chosen.emit(name))

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

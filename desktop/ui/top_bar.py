"""The bar at the top: whose desk this is, the search box, the exchange chip and who is at work."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.icons import Tone, icon
from desktop.ui.identity import Identity
from desktop.ui.labels import Heading
from desktop.ui.style import PARTY_RED, Look, em
from desktop.ui.user_menu import UserMenu


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the chip says in words, a date and a number, and what its panel explains and offers."""

    words: str
    sentence: str = ""
    icon: str = "wifi-off"
    tone: Tone = "quiet"
    actions: tuple[tuple[str, Callable[[], None]], ...] = ()


class SearchBox(QPushButton):
    """Looks like a line to type in and opens the palette, which lays its own line over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search_box")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("查找"))
        self.setToolTip(_("查找　Ctrl+K"))
        row = QHBoxLayout(self)
        row.setContentsMargins(em(self, 0.6), 0, em(self, 0.6), 0)
        row.setSpacing(em(self, 0.5))
        self._glass = QPushButton()
        self._glass.setIcon(icon("search", "quiet"))
        self._words = Heading(_("姓名 房号 电话 功能，可打拼音首字母"), factor=1.0, bold=False)
        self._words.setProperty("kind", "quiet")
        self._key = QLabel("Ctrl+K")
        self._key.setProperty("kind", "key")
        self._key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._glass.setFlat(True)
        self._glass.setProperty("kind", "bare")
        for part in (self._glass, self._words, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._glass)
        row.addWidget(self._words, 1)
        row.addWidget(self._key)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the bar allows, up to its maximum."""
        return QSize(em(self, 27), em(self, 2.4))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A narrow box keeps its words and leaves its key to the tooltip."""
        super().resizeEvent(event)
        self._key.setVisible(self.width() >= em(self, 13))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The search box shrinks first."""
        return QSize(em(self, 6), em(self, 2.4))


class TopBar(QWidget):
    """A red line, then name and chain, search box, chips."""

    search_asked = Signal()
    messages_asked = Signal()

    def __init__(self, identity: Identity, person: str, look: Look) -> None:
        super().__init__()
        line = QFrame()
        line.setFixedHeight(3)
        line.setStyleSheet(f"background: {PARTY_RED.name()};")
        self.bar = QFrame()
        self.bar.setProperty("kind", "bar")
        self.name = Heading(identity.unit_name, factor=1.14)
        self.chain = Heading(identity.chain, factor=0.86, bold=False)
        self.chain.setProperty("kind", "quiet")
        self.chain.setVisible(bool(identity.chain))
        self.search = SearchBox()
        self.search.clicked.connect(self.search_asked)
        self.sync = self._chip("wifi-off")
        self._panel = QMenu(self)
        self.sync.setMenu(self._panel)
        self.bell = self._chip("bell")
        self.bell.setToolTip(_("消息"))
        self.bell.setAccessibleName(_("消息"))
        self.bell.clicked.connect(self.messages_asked)
        self.menu = UserMenu(look, self)
        self.person = self._chip("user", f"{person} ▾")
        self.person.setMenu(self.menu)
        self.lock = self._chip("lock", _("锁屏"))
        self.lock.setToolTip(_("锁屏　F12"))
        self.lock.clicked.connect(self.menu.lock_asked)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.name)
        names.addWidget(self.chain)
        names.addStretch(1)
        self._row = QHBoxLayout(self.bar)
        self._row.addLayout(names)
        self._row.addWidget(self.search, 1)
        self._row.addStretch(0)
        for chip in (self.sync, self.bell, self.person, self.lock):
            self._row.addWidget(chip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(line)
        whole.addWidget(self.bar)
        self.set_sync(SyncState(_("单机使用"), _("数据只在这台电脑。")))
        self.refresh()

    def set_sync(self, state: SyncState) -> None:
        """Show the state of the exchange, always in words."""
        self.sync.setText(state.words)
        self.sync.setIcon(icon(state.icon, state.tone))
        self._panel.clear()
        if state.sentence:
            self._panel.addAction(state.sentence).setEnabled(False)
        for title, run in state.actions:
            self._panel.addAction(title, run)

    def set_messages(self, count: int) -> None:
        """The number beside the bell: messages not yet looked at."""
        self.bell.setText(str(count) if count else "")

    def refresh(self) -> None:
        """Take the present text size."""
        self._row.setContentsMargins(em(self, 1), em(self, 0.45), em(self, 1), em(self, 0.45))
        self._row.setSpacing(em(self, 0.8))
        self.search.setMaximumWidth(em(self, 27.5))
        # The names give way after the search box, and never below twelve characters.
        self.name.setMinimumWidth(min(self.name.sizeHint().width(), em(self, 12)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self.refresh()

    def _chip(self, picture: str, words: str = "") -> QPushButton:
        chip = QPushButton(words)
        chip.setIcon(icon(picture, "quiet"))
        chip.setProperty("kind", "chip")
        return chip

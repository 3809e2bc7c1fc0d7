"""The menu of the person at work: another person, password, text size, light or dark, lock."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.text import _
from desktop.ui.icons import icon
from desktop.ui.style import SIZES, Look


def size_words() -> dict[int, str]:
    """The names of the four text sizes."""
    return dict(zip(SIZES, (_("标准"), _("大"), _("特大"), _("大字版")), strict=True))


class UserMenu(QMenu):
    """Says what was chosen; the window does it."""

    switch_asked = Signal()
    password_asked = Signal()
    lock_asked = Signal()
    look_asked = Signal(object)  # Look

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._add(_("换人"), "users", self.switch_asked)
        self._add(_("改密码"), "key-round", self.password_asked)
        self.addSeparator()
        sizes = QActionGroup(self)
        self.sizes: dict[int, QAction] = {}
        for size, word in size_words().items():
            action = QAction(_("字号 {word}").format(word=word), self)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, chosen=size: self._choose_size(chosen))
            sizes.addAction(action)
            self.addAction(action)
            self.sizes[size] = action
        self.addSeparator()
        self.dark = QAction(self)
        self.dark.triggered.connect(self._turn)
        self.addAction(self.dark)
        self.addSeparator()
        self._add(_("锁屏"), "lock", self.lock_asked, shown_key="F12")
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Show what is in force."""
        self._look = look
        self.sizes[look.size].setChecked(True)
        self.dark.setText(_("浅色界面") if look.dark else _("深色界面"))
        self.dark.setIcon(icon("sun" if look.dark else "moon"))

    def _add(self, title: str, picture: str, signal: SignalInstance, *, shown_key: str = "") -> None:
        action = QAction(icon(picture), f"{title}\t{shown_key}" if shown_key else title, self)
        action.triggered.connect(lambda _checked=False: signal.emit())
        self.addAction(action)

    def _choose_size(self, size: int) -> None:
        self.look_asked.emit(Look(size, self._look.dark))

    def _turn(self) -> None:
        self.look_asked.emit(Look(self._look.size, not self._look.dark))

"""The one window of the program: it shows the sign-in page, the desk or the lock screen, and keeps its place."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.base.text import _

if TYPE_CHECKING:  # what the sign-in page does not need is loaded while the password is typed
    from desktop.ui.shell import Shell

SMALLEST = QSize(1024, 560)
_VERSION = "1:"  # of the kept geometry; a file of another version is ignored


class Window(QWidget):
    """`geometry_text` is what `geometry_to_keep` gave an earlier window; it is clamped to the screens of now."""

    closed = Signal()

    def __init__(self, title: str, geometry_text: str = "", *, picture: QIcon | None = None) -> None:
        super().__init__()
        self.setWindowTitle(title)
        if picture:
            self.setWindowIcon(picture)
        self._geometry_text = geometry_text
        self._restored = False
        self._layers = QStackedLayout(self)
        self._gate: QWidget | None = None
        self.shell: Shell | None = None
        self._focus: QWidget | None = None
        self.setMinimumSize(self._smallest())
        self.resize(1280, 720)

    @property
    def locked(self) -> bool:
        """Whether the sign-in page or the lock screen is in front."""
        return self._gate is not None

    def show_gate(self, gate: QWidget) -> None:
        """Put the sign-in page or the lock screen in front; the desk behind keeps drafts, page and cursor."""
        if self.shell and self._gate is None:
            self._focus = self.shell.focusWidget()
            self.shell.leave()
        self._drop_gate()
        self._gate = gate
        self._layers.addWidget(gate)
        self._layers.setCurrentWidget(gate)
        focus_first = getattr(gate, "focus_first", gate.setFocus)
        focus_first()

    def show_shell(self, shell: "Shell") -> None:
        """Put a desk in front; one of another person is thrown away, after its drafts were kept."""
        if self.shell is not shell:
            if self.shell:
                if self._gate is None:
                    self.shell.leave()
                self._layers.removeWidget(self.shell)
                self.shell.deleteLater()
            self.shell, self._focus = shell, None
            self._layers.addWidget(shell)
        self._layers.setCurrentWidget(shell)
        self._drop_gate()
        if self._focus:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go_of_shell(self) -> None:
        """Hide the desk for good, after a lock; whoever locked takes it apart."""
        if self.shell:
            self._layers.removeWidget(self.shell)
            self.shell = self._focus = None

    def raise_up(self) -> None:
        """Come to the front: somebody started the program a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def geometry_to_keep(self) -> str:
        """Place and size as text, for the settings of this machine."""
        return _VERSION + b64encode(self.saveGeometry().data()).decode()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take the kept place only now: restored before the first show, a window grows on every start on Windows."""
        super().showEvent(event)
        if not self._restored:
            self._restored = True
            self._restore()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Drafts are kept without a question; only running work asks whether to go on."""
        running = self.shell.desk.tasks.long_work if self.shell else []
        if running:
            from desktop.ui.ask import ask  # late, as above

            sentence = _("“{title}”还没有做完，已完成的部分不会丢。").format(title=running[0].title)
            if not ask(self, sentence, _("停止并关闭"), safe=_("继续做完"), danger=True):
                event.ignore()
                return
            for work in running:
                work.cancel()
        if self.shell and not self.locked:
            self.shell.leave()
        event.accept()
        self.closed.emit()

    def _restore(self) -> None:
        if self._geometry_text.startswith(_VERSION):
            try:
                kept = b64decode(self._geometry_text[len(_VERSION) :], validate=True)
            except NotBase64:
                kept = b""
            if kept and self.restoreGeometry(QByteArray(kept)):
                self._clamp()

    def _clamp(self) -> None:
        """Whole on one screen: the second screen of yesterday may be gone."""
        if self.isMaximized() or self.isFullScreen():
            return
        screen = QGuiApplication.screenAt(self.geometry().center()) or QGuiApplication.primaryScreen()
        self.setGeometry(clamped(self.geometry(), screen.availableGeometry()))

    def _smallest(self) -> QSize:
        return SMALLEST.boundedTo(QGuiApplication.primaryScreen().availableGeometry().size())

    def _drop_gate(self) -> None:
        if self._gate:
            self._layers.removeWidget(self._gate)
            self._gate.deleteLater()
            self._gate = None


def clamped(wanted: QRect, room: QRect) -> QRect:
    """`wanted`, shrunk and moved until it lies within `room`."""
    size = wanted.size().boundedTo(room.size())
    left = min(max(wanted.left(), room.left()), room.right() + 1 - size.width())
    top = min(max(wanted.top(), room.top()), room.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())

"""The preview beside a list (F3): the current record at a glance, where there is room for it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.glance import Glance
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.list_view import ListView
from desktop.ui.status_badge import StatusBadge
from desktop.ui.style import em, sized

Look = Callable[[Any, UUID], Glance]
AFTER_MS = 120  # the arrow keys run over many rows
WIDE, LEAST = 20, 30  # text sizes: how wide the pane is, and how much the list keeps
HIDES_AT = 20  # pixels of text from which on there is no room for it


class PreviewPane(QFrame):
    """Only widgets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(_("预览"))
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.title.setFont(sized(self, 1.14, bold=True))
        self.badge = StatusBadge(parent=self)
        self.open = QPushButton(icon("external-link"), _("打开这一条"))
        self.open.setToolTip(_("打开这一条（回车）"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        gap = em(self, 0.9)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.title)
        whole.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.open)
        self.setFixedWidth(em(self, WIDE))
        self.say(_("没有选中的行"))

    def say(self, sentence: str) -> None:
        """A sentence in the place of a record."""
        self.tell(Glance(sentence))
        self.open.setEnabled(False)

    def tell(self, seen: Glance) -> None:
        """Show a record."""
        self.title.setText(seen.title)
        self.badge.show_status(seen.state, seen.status)
        self.badge.setVisible(bool(seen.status))
        self.open.setEnabled(True)
        body = QWidget()
        body.setProperty("kind", "clear")
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, em(self, 0.4), 0)
        grid.setHorizontalSpacing(em(self, 0.6))
        grid.setVerticalSpacing(em(self, 0.35))
        grid.setColumnStretch(1, 1)
        for at, (title, words) in enumerate(seen.facts):
            grid.addWidget(_line(title, quiet=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_line(words), at, 1)
        for heading, lines in seen.rows:
            label = _line(heading)
            label.setFont(sized(self, 1.0, bold=True))
            grid.addWidget(label, grid.rowCount(), 0, 1, 2)
            for line in lines:
                grid.addWidget(_line(line), grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(body)

    def lines(self) -> list[str]:
        """Everything that is said below the title, in order."""
        body = self._scroll.widget()
        return [label.text() for label in body.findChildren(QLabel)]


class Preview(QObject):
    """Keeps the pane on the current row; `look(session, id)` runs in a reader thread, `key` names the choice kept."""

    opened = Signal(object)  # UUID

    def __init__(self, desk: Desk, view: ListView, pane: PreviewPane, *, look: Look, key: str) -> None:
        super().__init__(view)
        self._desk, self._view, self.pane, self._look, self._key = desk, view, pane, look, key
        self.wanted = bool(desk.settings.get(key, False))
        self._page = pane.parentWidget()
        self.soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self.soon.timeout.connect(self.read)
        view.selectionModel().currentRowChanged.connect(lambda *_rows: self.soon.start())
        pane.open.clicked.connect(self._open)
        if self._page is not None:
            self._page.installEventFilter(self)
        self.fit()

    def use(self, look: Look) -> None:
        """Say something else of a record than its fields: what the screen of its register knows."""
        self._look = look

    def toggle(self) -> None:
        """F3: show it or put it away, and keep that for this person."""
        self.wanted = not self.wanted
        self._desk.settings.put(self._key, self.wanted)
        self.fit()
        if self.wanted and self.pane.isHidden():
            self._desk.warn(_("地方不够，放不下预览。把窗口放大、字号调小，或按回车打开这一条。"))

    def fit(self) -> None:
        """Show the pane where there is room beside the list."""
        page, pane = self._page, self.pane
        room = page is not None and page.width() >= em(pane, WIDE + LEAST) and em(pane) < HIDES_AT
        pane.setFixedWidth(em(pane, WIDE))
        shown = self.wanted and room
        if shown == pane.isHidden():
            pane.setVisible(shown)
            self.read()

    def read(self) -> None:
        """Read the current record anew."""
        record_id, look = self._view.current_id(), self._look
        if self.pane.isHidden():
            return
        if record_id is None:
            self.pane.say(_("没有选中的行"))
            return
        self._desk.tasks.read(
            self, lambda session: look(session, record_id), self.pane.tell, failed=self._failed, key="glance"
        )

    def _failed(self, error: UserError) -> None:
        self.pane.say(error.message)

    def _open(self) -> None:
        record_id = self._view.current_id()
        if record_id is not None:
            self.opened.emit(record_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Another width of the page has another room."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.StyleChange}:
            self.fit()
        return super().eventFilter(watched, event)


def _line(words: str, *, quiet: bool = False) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(not quiet)
    if quiet:
        label.setProperty("kind", "quiet")
    return label

"""历史: who changed what and when, deed by deed, and putting a single value back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.standard.history import Event, Line
from desktop.ui.style import em, sized

AT_ONCE = 30  # deeds shown before 再看更早的


class HistoryPanel(QScrollArea):
    """Newest first. `restorable` False (read-only) leaves the links out."""

    restore_wanted = Signal(object)  # Line

    def __init__(self, *, restorable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restorable = restorable
        self._events: Sequence[Event] = ()
        self._shown = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._body = QWidget()
        self._body.setProperty("kind", "clear")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, em(self, 0.4), 0)
        self._column.setSpacing(em(self, 0.6))
        self.more = QPushButton(_("再看更早的"))
        self.more.clicked.connect(self._show_more)
        self.setWidget(self._body)
        self.show_events(())

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these deeds."""
        self._events, self._shown = tuple(events), 0
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.more:
                widget.hide()
                widget.deleteLater()
        if not events:
            empty = QLabel(_("还没有修改记录。"))
            empty.setProperty("kind", "quiet")
            self._column.addWidget(empty)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._show_more()

    def _show_more(self) -> None:
        for event in self._events[self._shown : self._shown + AT_ONCE]:
            self._column.insertWidget(self._column.count() - 2, self._card(event))
        self._shown = min(self._shown + AT_ONCE, len(self._events))
        self.more.setVisible(self._shown < len(self._events))

    def _card(self, event: Event) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        grid = QGridLayout(card)
        gap = em(self, 0.7)
        grid.setContentsMargins(gap, gap, gap, gap)
        grid.setHorizontalSpacing(em(self, 1))
        head = QLabel(f"{local_time(event.at):%Y-%m-%d %H:%M}　{event.by}　{event.action}")
        head.setFont(sized(head, 1.0, bold=True))
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        grid.addWidget(head, 0, 0, 1, 2)
        if event.source:
            grid.addWidget(_quiet(_("来源：{source}").format(source=event.source)), 0, 2)
        for row, line in enumerate(event.lines, start=1):
            grid.addWidget(_quiet(line.title), row, 0)
            words = QLabel(_("{old} → {new}").format(old=line.old or _("（空）"), new=line.new or _("（空）")))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(words, row, 1)
            if self._restorable and line.restorable and line.old:
                grid.addWidget(self._restore(line), row, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnMinimumWidth(0, em(self, 4))
        grid.setColumnStretch(1, 1)
        return card

    def _restore(self, line: Line) -> QPushButton:
        button = QPushButton(_("恢复此值"))
        button.setProperty("kind", "link")
        button.setToolTip(_("把“{title}”改回“{old}”").format(title=line.title, old=line.old))
        button.clicked.connect(partial(self._want, line))
        return button

    def _want(self, line: Line, _checked: bool = False) -> None:
        self.restore_wanted.emit(line)


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("kind", "quiet")
    label.setWordWrap(True)  # the panel may be narrow
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

"""Ctrl+K: one line that finds people, doors and functions, without ever giving the focus away."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.search import commands as words
from desktop.search.index import Hit
from desktop.ui.desk import Command
from desktop.ui.palette_rows import Row, RowPainter, Rows
from desktop.ui.reader import Reader
from desktop.ui.style import em
from desktop.ui.typing_line import TypingLine

ROWS = 9
SEEN_RECORDS = 6
RECENT = 8


class Palette(QFrame):
    """A child frame over the search box. `find(session, text)` is the index; it runs on a reader thread.

    `kinds` gives (word, icon) for the kind of a hit; `actions(hit)` are the deeds that Tab offers for it,
    `typed(text)` the functions that take the rest of what was typed.
    """

    opened = Signal(object)  # Hit
    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        tasks: Reader,
        find: Callable[[Any, str], Sequence[Hit]],
        *,
        commands: Callable[[], Sequence[Command]] = tuple,
        kinds: Callable[[str], tuple[str, str]] = lambda kind: (kind, "file-text"),
        actions: Callable[[Hit], Sequence[Command]] = lambda hit: (),
        typed: Callable[[str], Sequence[Command]] = lambda text: (),
    ) -> None:
        super().__init__(parent)
        self._room, self._tasks, self._find = parent, tasks, find
        self._commands, self._kinds, self._actions, self._typed = commands, kinds, actions, typed
        self._recent: list[Hit] = []
        self._anchor = QRect()
        self._warm = False
        self.setProperty("kind", "float")
        self.line = TypingLine()
        self.line.setPlaceholderText(_("姓名 房号 电话 功能，可打拼音首字母"))
        self.line.setAccessibleName(_("查找"))
        self.rows = Rows()
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowPainter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._open(self.rows.all[index.row()]))
        self.said = QLabel()
        self.said.setProperty("kind", "quiet")
        self.said.setWordWrap(True)
        self.keys = QLabel(_("↑↓ 选择　Enter 打开　Tab 更多操作　Esc 收起"))
        self.keys.setProperty("kind", "quiet")
        whole = QVBoxLayout(self)
        whole.setSpacing(em(self, 0.3))
        whole.addWidget(self.line)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.said)
        whole.addWidget(self.keys)
        self.line.committed.connect(self.on_committed)
        self.line.moved.connect(self.on_moved)
        self.line.entered.connect(self.on_entered)
        self.line.tabbed.connect(self.on_tabbed)
        self.line.escaped.connect(self.close_up)
        self.line.left.connect(self.close_up)
        self.hide()

    def open_over(self, anchor: QWidget) -> None:
        """Open over `anchor`, empty, with what was opened lately."""
        self._anchor = QRect(anchor.mapTo(self._room, QPoint(0, 0)), anchor.size())
        self.line.start_over()
        self._list(self._recent_rows(), _("打姓名、房号、电话后四位，或功能的名字。"))
        self._warm_up()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _warm_up(self) -> None:
        """Load the pinyin tables, a quarter of a second, while the first letter is still being typed."""
        if not self._warm:
            self._warm = True
            sample = [words.Command("sample", _("查找"))]
            self._tasks.read(self, lambda _session: len(words.match_words("a", sample)), lambda _count: None)

    def close_up(self) -> None:
        """Go away; nothing is lost, the line is short."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def on_committed(self, text: str) -> None:
        """Records and functions are found on a reader thread; a newer text supersedes an older one."""
        asked = text.strip()
        if not asked:
            self._list(self._recent_rows(), _("打姓名、房号、电话后四位，或功能的名字。"))
            return
        known = {command.name: command for command in self._commands()}
        listed = [words.Command(one.name, one.title, one.keywords) for one in known.values()]

        def job(session: Any) -> tuple[tuple[Hit, ...], tuple[words.CommandHit, ...]]:
            return tuple(self._find(session, asked)), tuple(words.match_words(asked, listed))

        def done(found: tuple[tuple[Hit, ...], tuple[words.CommandHit, ...]]) -> None:
            hits, named = found
            functions = tuple(self._command_row(known[one.command.name], tuple(one.spans)) for one in named)
            self._found(asked, hits, functions)

        self._tasks.read(self, job, done, failed=lambda error: self._list((), error.message), key="palette")

    def on_moved(self, by: int) -> None:
        """Move the chosen row; at the ends it stays."""
        row = max(0, min(self.list.currentIndex().row() + by, len(self.rows.all) - 1))
        self.list.setCurrentIndex(self.rows.index(row))

    def on_entered(self) -> None:
        """Open the chosen row."""
        row = self._current()
        if row:
            self._open(row)

    def on_tabbed(self) -> None:
        """Offer the deeds of the chosen record."""
        row = self._current()
        if row is None or row.hit is None:
            return
        offered = tuple(self._command_row(command) for command in self._actions(row.hit))
        if offered:
            self._list(offered, row.title)

    def _found(self, asked: str, hits: tuple[Hit, ...], functions: tuple[Row, ...]) -> None:
        if asked != self.line.text().strip():
            return
        lately = {(hit.kind, hit.id) for hit in self._recent}
        ranked = sorted(hits, key=lambda hit: (hit.kind, hit.id) not in lately)
        rows = tuple(self._hit_row(hit) for hit in ranked)
        # The best records, then functions within the rows that are seen at once, then the rest.
        rows = rows[:SEEN_RECORDS] + functions + rows[SEEN_RECORDS:]
        rows = (*(self._command_row(command) for command in self._typed(asked)), *rows)
        sentence = "" if rows else _("没有找到“{text}”。也可以试试姓名、房号或电话后四位。").format(text=asked)
        self._list(rows, sentence)

    def _list(self, rows: tuple[Row, ...], sentence: str) -> None:
        self.rows.show(rows)
        if rows:
            self.list.setCurrentIndex(self.rows.index(0))
        self.list.setVisible(bool(rows))
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.keys.setVisible(any(row.hit for row in rows))
        self._place()

    def _place(self) -> None:
        pad = em(self, 0.45)
        self.layout().setContentsMargins(pad, pad, pad, pad)  # type: ignore[union-attr]  # made in __init__
        row = self.list.sizeHintForRow(0) if self.rows.all else 0
        self.list.setFixedHeight(row * min(ROWS, len(self.rows.all)))
        width = min(max(self._anchor.width() + 2 * pad, em(self, 34)), self._room.width() - 2 * pad)
        left = min(self._anchor.left() - pad, self._room.width() - width - pad)
        # With the height settled first, the wrapped sentence cannot make the frame jump.
        self.setGeometry(max(0, left), max(4, self._anchor.top() - pad), width, self.sizeHint().height())

    def _recent_rows(self) -> tuple[Row, ...]:
        return tuple(self._hit_row(hit, marked=False) for hit in self._recent)

    def _hit_row(self, hit: Hit, *, marked: bool = True) -> Row:
        kind, picture = self._kinds(hit.kind)
        spans = tuple(hit.spans) if marked else ()
        return Row(hit.label, lambda: self._open_hit(hit), picture, hit.sublabel, kind, spans, hit)

    def _command_row(self, command: Command, spans: tuple[tuple[int, int], ...] = ()) -> Row:
        return Row(command.title, command.run, command.icon or "chevron-right", command.key, _("功能"), spans)

    def _current(self) -> Row | None:
        row = self.list.currentIndex().row()
        return self.rows.all[row] if 0 <= row < len(self.rows.all) else None

    def _open(self, row: Row) -> None:
        self.close_up()
        row.open()

    def _open_hit(self, hit: Hit) -> None:
        self._recent = [hit, *(old for old in self._recent if (old.kind, old.id) != (hit.kind, hit.id))][:RECENT]
        self.opened.emit(hit)

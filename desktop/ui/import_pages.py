"""The first and the last step of the import wizard: choosing a file, and writing what was checked."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.style import em

# The shapes that the readers know; anything else may be tried with the second entry.
_SHAPES = "*.xlsx *.xls *.xlsm *.et *.ods *.csv *.tsv *.txt *.htm *.html *.xml"


class FileStep(QFrame):
    """A place to drop a file on, and a button for those who would rather choose."""

    chosen = Signal(object)  # Path

    def __init__(self, title: str = "", about: str = "", *, shapes: str = _SHAPES) -> None:
        super().__init__()
        self._shapes = shapes
        self._asked = title or _("选择名单")
        self.setProperty("kind", "card")
        self.setAcceptDrops(True)
        self.choose = QPushButton(icon("folder-open", "white"), _("选择文件…"))
        self.choose.setProperty("kind", "primary")
        self.choose.clicked.connect(self.ask)
        self.said = _wrapped("wrong")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar, self.bar_words = QProgressBar(), QLabel()
        self.stop = QPushButton(_("停止读取"))
        heading = Heading(title or _("选一份名单"), factor=1.14)
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = _wrapped("quiet")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setText(
            about
            or _(
                "Excel、WPS、CSV 和从网页另存的表格都可以，合并单元格、多个工作表也能读。"
                "把文件拖到这里，或点下面的按钮。选好之后先看清会改什么，最后一步才写入。"
            )
        )
        whole = QVBoxLayout(self)
        pad = em(self, 2)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.8))
        whole.addStretch(2)
        whole.addWidget(heading)
        whole.addWidget(said)
        whole.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(_centred(self.bar_words, self.bar, self.stop))
        whole.addWidget(self.said)
        whole.addStretch(3)
        self.show_idle()

    def ask(self) -> None:
        """The file dialog of the system."""
        shapes = _("名单（{shapes}）").format(shapes=self._shapes).replace("（", " (").replace("）", ")")
        path = QFileDialog.getOpenFileName(self, self._asked, str(Path.home()), f"{shapes};;{_('所有文件')} (*)")[0]
        if path:
            self.chosen.emit(Path(path))

    def show_reading(self, done: int, total: int) -> None:
        """How far reading has come."""
        self.choose.setEnabled(False)
        self.said.hide()
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar_words.setText(
            _("正在读 {done} / {total} 行").format(done=done, total=total) if total else _("正在读…")
        )
        for part in (self.bar_words, self.bar, self.stop):
            part.show()

    def show_idle(self, sentence: str = "") -> None:
        """Nothing is read; `sentence` says why a file could not be."""
        self.choose.setEnabled(True)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        for part in (self.bar_words, self.bar, self.stop):
            part.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file of this PC may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """The first file counts."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.chosen.emit(Path(files[0]))


class WriteStep(QFrame):
    """What will be written, then how far it is, then what was done and the way back."""

    write_asked = Signal()
    undo_asked = Signal()
    look_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.title = Heading(factor=1.28)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = _wrapped("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar, self.bar_words = QProgressBar(), QLabel()
        self.stop = QPushButton(_("停止，什么也不写"))
        self.write = QPushButton(_("备份并写入"))
        self.write.setProperty("kind", "primary")
        self.undo = QPushButton(icon("undo"), _("撤销整批"))
        self.list_offered = True
        self.look = QPushButton(_("看住户列表"))
        self.look.setProperty("kind", "primary")
        self.again = QPushButton(_("再导入一份"))
        for button, signal in (
            (self.write, self.write_asked),
            (self.undo, self.undo_asked),
            (self.look, self.look_asked),
            (self.again, self.again_asked),
        ):
            button.clicked.connect(signal)
        self._ways = _centred(self.undo, self.again, self.look)
        whole = QVBoxLayout(self)
        pad = em(self, 2)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.8))
        whole.addStretch(2)
        whole.addWidget(self.title)
        whole.addWidget(self.words)
        whole.addLayout(_centred(self.bar_words, self.bar, self.stop))
        whole.addWidget(self.write, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(self._ways)
        whole.addStretch(3)

    def show_ready(self, title: str, words: str) -> None:
        """Before: what the button will do."""
        self._show(title, words, running=False, done=False)
        self.write.show()
        self.write.setFocus()

    def show_writing(self, done: int, total: int, note: str = "") -> None:
        """How far writing has come."""
        self._show(_("正在写入"), _("可以先做别的事，写完会提示。"), running=True, done=False)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        counted = _("{done} / {total}").format(done=done, total=total) if total else _("正在准备…")
        self.bar_words.setText(note or counted)

    def show_done(self, title: str, words: str, *, undoable: bool, into: str = "") -> None:
        """After: what was done and the way back, and with `into` the list that it went to."""
        if into:
            self.look.setText(_("看{title}").format(title=into))
        self._show(title, words, running=False, done=True)
        self.undo.setVisible(undoable)
        if self.list_offered:
            self.look.setFocus()

    def _show(self, title: str, words: str, *, running: bool, done: bool) -> None:
        self.title.setText(title)
        self.words.setText(words)
        for part in (self.bar_words, self.bar, self.stop):
            part.setVisible(running)
        for part in (self.undo, self.again):
            part.setVisible(done)
        self.look.setVisible(done and self.list_offered)
        self.write.hide()


def _wrapped(kind: str) -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _centred(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for part in parts:
        row.addWidget(part)
        if isinstance(part, QProgressBar):
            part.setTextVisible(False)
            part.setFixedWidth(em(part, 16))
    row.addStretch(1)
    return row

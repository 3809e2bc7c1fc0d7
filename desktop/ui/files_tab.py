"""The tab of a record that shows its photos or scans small, opens one large, takes one away, adds more."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard import files
from desktop.standard.files import KeptFile, NewFile
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.file_view import FileView, first_page
from desktop.ui.flow import Flow
from desktop.ui.icons import icon
from desktop.ui.labels import Elided
from desktop.ui.record_page import RecordPage
from desktop.ui.shrinking import LONGEST, MOST_MB, taken_in
from desktop.ui.style import em

SMALL = 240  # pixels kept of a small picture
_PICTURES = "*.jpg *.jpeg *.png *.webp"


@dataclass(frozen=True, slots=True)
class Small:
    """One file as the tab shows it; `words` instead of a picture that is not here."""

    file: KeptFile
    picture: QImage | None
    words: str = ""


class FilesTab(QWidget):
    """The register says with `files` whether it keeps photos, or scans: PDFs beside pictures, and called so."""

    counted = Signal(int)

    def __init__(self, desk: Desk, register: Register, record_id: UUID) -> None:
        super().__init__()
        self.desk, self.register, self.record_id, self._scans = desk, register, record_id, register.files == "scans"
        self.shown: tuple[Small, ...] = ()
        self.large: FileView | None = None
        self.add = QPushButton(icon("plus"), _("添加扫描件") if self._scans else _("添加照片"))
        self.add.clicked.connect(self.ask)
        self.add.setVisible(desk.actor.may(f"{register.name}.attach"))
        self.about = QLabel(self._about())
        self.about.setProperty("kind", "quiet")
        self.about.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.6))
        row.addWidget(self.add)
        row.addWidget(self.about, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addLayout(row)
        whole.addWidget(self._scroll, 1)
        desk.tasks.changed.connect(self.on_changed)
        self.read()

    def ask(self) -> None:
        """The file dialog of the system; several at once."""
        wanted = f"{_('扫描件')} ({_PICTURES} *.pdf)" if self._scans else f"{_('照片')} ({_PICTURES})"
        chosen = QFileDialog.getOpenFileNames(self, self.add.text(), str(Path.home()), wanted)[0]
        if chosen:
            self.take([Path(one) for one in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Make them small off the window's thread, then keep them in one deed."""
        self.add.setEnabled(False)
        job = partial(taken_in, tuple(paths), scans=self._scans)
        self.desk.tasks.compute(self, job, self._keep, failed=self._refuse)

    def remove(self, file: KeptFile) -> None:
        """Take one away; 撤销 brings it back."""
        self.desk.tasks.write(
            self, f"{self.register.name}.detach",
            partial(files.remove, actor=self.desk.actor, register=self.register, file_id=file.id),
            lambda _none, changes: self.desk.say(
                _("已移走“{title}”。").format(title=file.title), UndoToken(tx=changes.tx)
            ),
            failed=self._refuse,
        )  # fmt: skip

    def open(self, file: KeptFile) -> None:
        """Show one large."""
        self.large = FileView(self.desk, self.register, file, parent=self)
        self.large.open()

    def read(self) -> None:
        """Read what the record has."""
        job = partial(_read, self.desk.actor, self.register, self.record_id)
        self.desk.tasks.read(self, job, self._show, failed=self._refuse, key="files")

    def on_changed(self, changes: Any) -> None:
        """Somebody added or took away."""
        if "attachment" in changes.tables:
            self.read()

    def _about(self) -> str:
        if self._scans:
            words = _("PDF 或照片，每个不超过 {most} MB；PDF 原样保存，照片缩到 {pixels} 像素以内。")
        else:
            words = _("JPG、PNG 或 WebP，每张不超过 {most} MB；添加时缩到 {pixels} 像素以内，并去掉拍摄地点等信息。")
        return words.format(most=MOST_MB, pixels=LONGEST)

    def _keep(self, made: tuple[NewFile, ...]) -> None:
        def done(count: int, changes: Any) -> None:
            self.add.setEnabled(True)
            if count:
                self.desk.say(_("已添加 {count} 个文件。").format(count=count), UndoToken(tx=changes.tx))
            else:
                self.desk.say(_("这些文件已经在这里，没有重复添加。"))

        job = partial(files.add, actor=self.desk.actor, register=self.register, record_id=self.record_id, files=made)
        self.desk.tasks.write(self, f"{self.register.name}.attach", job, done, failed=self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.add.setEnabled(True)
        self.desk.warn(error.message)

    def _show(self, shown: tuple[Small, ...]) -> None:
        self.shown = shown
        body = QWidget()
        body.setProperty("kind", "clear")
        flow = Flow(body, spacing=em(self, 0.8))
        for one in shown:
            flow.addWidget(self._tile(one))
        if not shown:
            empty = QLabel(_("还没有扫描件。") if self._scans else _("还没有照片。照片不是必需的。"))
            empty.setProperty("kind", "quiet")
            flow.addWidget(empty)
        self._scroll.setWidget(body)
        self.counted.emit(len(shown))

    def _tile(self, one: Small) -> QWidget:
        tile = QWidget()
        tile.setProperty("kind", "card")
        side = em(self, 9)
        tile.setFixedWidth(side + em(self, 1.2))
        picture = QToolButton()
        picture.setFixedSize(side, side)
        picture.setIconSize(QSize(side, side))
        picture.setAutoRaise(True)
        picture.setAccessibleName(_("打开“{title}”").format(title=one.file.title))
        picture.setToolTip(picture.accessibleName())
        if one.picture is not None:
            picture.setIcon(QIcon(QPixmap.fromImage(one.picture)))
        else:
            picture.setIcon(icon("file-text"))
        picture.clicked.connect(lambda: self.open(one.file))
        words = Elided(one.words or one.file.title)
        day = QLabel(_("{at:%Y-%m-%d}").format(at=local_time(one.file.at)))
        day.setProperty("kind", "quiet")
        foot = QHBoxLayout()
        foot.addWidget(day, 1)
        if self.desk.actor.may(f"{self.register.name}.detach"):
            away = QPushButton(_("移走"))
            away.setProperty("kind", "link")
            away.setAccessibleName(_("移走“{title}”").format(title=one.file.title))
            away.clicked.connect(lambda: self.remove(one.file))
            foot.addWidget(away)
        column = QVBoxLayout(tile)
        gap = em(self, 0.5)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(em(self, 0.3))
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addLayout(foot)
        return tile


def _read(actor: Any, register: Register, record_id: UUID, session: Any) -> tuple[Small, ...]:
    made = []
    for one in files.listed(session, actor, register, record_id):
        try:
            data = files.content(session, actor, register, one.id)
        except UserError:  # another PC has added it, and its bytes have not come yet
            made.append(Small(one, None, _("等数据交换后打开")))
            continue
        made.append(Small(one, first_page(one.media, data, longest=SMALL)))
    return tuple(made)


def counting(page: RecordPage, title: str, tab: FilesTab) -> None:
    """The tab says how many it has: 照片 3."""
    tab.counted.connect(lambda count: page.parts.tab(title).setText(f"{title} {count}" if count else title))

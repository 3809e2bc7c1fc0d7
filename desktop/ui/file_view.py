"""One photo or scan, large: fitted to the window, a PDF page by page."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard import files
from desktop.standard.files import KeptFile
from desktop.store.attachments import NotHere
from desktop.store.session import Changes
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.print_menu import page_picture
from desktop.ui.shrinking import LONGEST, image_of
from desktop.ui.style import em
from desktop.values import media

_SHARE = 0.85  # of the screen that the window takes at most
_POINTS = 842  # height of an A4 page in points


class FileView(QDialog):
    """Reads its file when it opens; Esc closes it."""

    def __init__(self, desk: Desk, register: Register, file: KeptFile, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.file = desk, file
        self.picture: QImage | None = None
        self.page, self.pages = 0, 1
        self.setWindowTitle(file.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.label = QLabel(_("正在读…"))
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.label.setAccessibleName(file.title)
        self.before = QPushButton(icon("chevron-left"), _("上一页"))
        self.after = QPushButton(icon("chevron-right"), _("下一页"))
        self.where = QLabel()
        self.fetch = QPushButton(icon("download"), _("现在取来"))
        self.fetch.setToolTip(_("向县服务器取这一个"))
        self.fetch.hide()
        self.fetch.clicked.connect(lambda _on=False: self.fetch_now())
        self.close_view = QPushButton(_("关闭"))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.close_view.clicked.connect(self.accept)
        row = QHBoxLayout()
        for part in (self.before, self.where, self.after):
            part.hide()
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.fetch)
        row.addWidget(self.close_view)
        whole = QVBoxLayout(self)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.label, 1)
        whole.addLayout(row)
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(QSize(em(self, 56), em(self, 40)).boundedTo(screen * _SHARE))
        self._job = partial(_page, desk.actor, register, file)
        self.turn(0)

    def turn(self, by: int) -> None:
        """Another page."""
        self.page = min(max(0, self.page + by), self.pages - 1)
        self.desk.tasks.read(self, partial(self._job, self.page), self._show, failed=self._fail, key="page")

    def fetch_now(self) -> None:
        """Fetch this one from the county; older ones of the units below do not come by themselves."""
        fetch = self.desk.fetch_file
        if fetch is not None:
            self.fetch.setEnabled(False)
            self.label.setText(_("正在向县服务器取…"))
            job = partial(fetch, self.file.id)
            self.desk.tasks.work(
                self, _("取照片和扫描件"), lambda _progress: job(), lambda _nothing: self._fetched(), failed=self._fail
            )  # fmt: skip

    def _fetched(self) -> None:
        self.fetch.hide()
        self.desk.tasks.changed.emit(Changes(frozenset({"attachment"}), uuid7(), count=1))
        self.turn(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The picture follows the window."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, read: tuple[int, QImage]) -> None:
        self.pages, self.picture = read
        for part in (self.before, self.where, self.after):
            part.setVisible(self.pages > 1)
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page < self.pages - 1)
        self.where.setText(_("第 {page} 页，共 {pages} 页").format(page=self.page + 1, pages=self.pages))
        self._fit()

    def _fail(self, error: UserError) -> None:
        self.label.setWordWrap(True)
        self.label.setText(error.message)
        self.fetch.setEnabled(True)
        if isinstance(error, NotHere) and self.desk.fetch_file is not None:
            self.fetch.show()

    def _fit(self) -> None:
        if self.picture is not None and not self.picture.isNull():
            room = self.label.size().boundedTo(self.picture.size())  # never larger than it is
            drawn = QPixmap.fromImage(self.picture).scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self.label.setPixmap(drawn)


def first_page(kind: str, data: bytes, *, longest: int) -> QImage | None:
    """A picture of a file; None for what cannot be drawn."""
    drawn = page_picture(data, 0, longest / _POINTS) if kind == media.PDF else image_of(data, longest=longest)
    return None if drawn.isNull() else drawn


def _page(actor: Any, register: Register, file: KeptFile, at: int, session: Any) -> tuple[int, QImage]:
    data = files.content(session, actor, register, file.id)
    if file.media != media.PDF:
        return 1, image_of(data, longest=LONGEST)
    from desktop.printing import preview  # late: the PDF reader is loaded with the first PDF

    return preview.page_count(data), page_picture(data, at, LONGEST / _POINTS)

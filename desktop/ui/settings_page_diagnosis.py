"""What a technician asks on the telephone: versions, fonts, input method, printers, screen; no data of any person."""

import os
import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.base import log
from desktop.base.paths import Profile
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.style import em

Printers = Callable[[], Sequence[str]]


class Diagnosis(QWidget):
    """A short list, a box to try the input method in, and one button that copies all of it."""

    def __init__(self, desk: Desk, folder: Path, printers: Printers) -> None:
        super().__init__()
        self._desk, self._folder = desk, folder
        self._printers: Sequence[str] = ()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("kind", "quiet")
        self.try_line = QLineEdit()
        self.try_line.setPlaceholderText(_("在这里试打几个汉字，看输入法是否正常"))
        self.try_line.setAccessibleName(_("输入法试打"))
        self.copy = QPushButton(icon("copy"), _("复制给技术人员"))
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.5))
        whole.addWidget(self.words)
        whole.addWidget(self.try_line)
        whole.addLayout(row)
        self._show(())
        desk.tasks.compute(self, lambda: tuple(printers()), self._show, failed=lambda _error: None)

    def text(self) -> str:
        """All of it, a line each."""
        screen = QGuiApplication.primaryScreen()
        size, ratio = screen.size(), screen.devicePixelRatio()
        facts = (
            (_("版本"), VERSION),
            (_("系统"), f"{platform.system()} {platform.release()} {platform.machine()}"),
            ("Python", platform.python_version()),
            ("Qt", f"{qVersion()} {QGuiApplication.platformName()}"),
            (_("字体"), f"{QFontInfo(self.font()).family()} {em(self)}"),
            (_("输入法"), input_method()),
            (_("屏幕"), f"{size.width()}×{size.height()} ×{ratio:g}"),
            (_("打印机"), _("、").join(self._printers) or _("没有装")),
            (_("数据文件夹"), str(self._folder)),
        )
        return "\n".join(_("{what}：{value}").format(what=what, value=value) for what, value in facts)

    def _show(self, printers: Sequence[str]) -> None:
        self._printers = printers
        self.words.setText(self.text())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text()}\n\n{log.tail(Profile(self._folder).log)}".rstrip())
        self._desk.say(_("已复制，可以粘贴发给技术人员。"))


def input_method() -> str:
    """Which input method Qt uses, as far as the environment says."""
    if sys.platform == "win32":
        return _("系统输入法")
    return os.environ.get("QT_IM_MODULE") or _("没有设置")

"""诊断: what a technician asks on the telephone, to be copied, printed or put in a file; no data of any person."""

import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontInfo, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.files import durable_write
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.ui.card import on_card
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.keeper import Technician
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.settings_page_parts import card, row, section
from desktop.ui.style import em, sized
from desktop.ui.typing_test import TypingTest

Fact = tuple[str, str]
Printers = Callable[[], Sequence[str]]
RARE = "𬭎 䶮 ·"  # characters of real names that a font of the system often lacks


class DiagnosisPage(Page):
    """Facts at the left, what is tried out at the right."""

    help = "diagnosis"

    def __init__(self, desk: Desk, technician: Technician, printers: Printers) -> None:
        super().__init__()
        self.desk, self._technician = desk, technician
        self.set_title(_("诊断"))
        self._found: tuple[Fact, ...] = ()
        self._checked, self._log = _("还没有检查"), ""
        self._printers: Sequence[str] = ()
        self.table = PlainTable((Head(_("项目"), 6), Head(_("情况"))))
        self.table.setAccessibleName(_("这台电脑的情况"))
        self.typing = TypingTest()
        self.copy = QPushButton(icon("copy"), _("复制给技术人员"))
        self.paper = QPushButton(icon("printer"), _("打印诊断单"))
        self.file = QPushButton(icon("save"), _("存为文件…"))
        self.check = QPushButton(icon("shield-check"), _("检查数据库"))
        self.rare = QLabel(RARE)
        self.rare.setFont(sized(self, 1.75))
        self.rare.setAccessibleName(_("生僻字：{text}").format(text=RARE))
        self.rare_said = QLabel()
        self.rare_said.setProperty("kind", "quiet")
        self.rare_said.setWordWrap(True)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName(_("最近的日志"))
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setTabChangesFocus(True)
        self._lay_out()
        for button, act in (
            (self.copy, self.copy_all), (self.paper, self.print_all), (self.file, self.save_all),
            (self.check, self.check_database),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, act=act: act())
        self._show_rare()
        desk.tasks.compute(self, lambda: tuple(printers()), self._show_printers, failed=lambda _error: None)
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Look again; a deed on data changes nothing here."""
        if changes is None:
            technician = self._technician
            self.desk.tasks.compute(
                self, lambda: (technician.facts(), technician.log_tail()), self._show, failed=_quiet
            )

    def facts(self) -> tuple[Fact, ...]:
        """Everything that the table shows."""
        screen = QGuiApplication.primaryScreen()
        size, ratio = screen.size(), screen.devicePixelRatio()
        machine = f"{platform.system()} {platform.release()} {platform.machine()}"
        return (
            (_("版本"), VERSION),
            (_("系统"), machine),
            ("Qt", f"{qVersion()} {QGuiApplication.platformName()}, Python {platform.python_version()}"),
            (_("屏幕"), f"{size.width()}×{size.height()} ×{ratio:g}"),
            (_("字体"), f"{QFontInfo(self.font()).family()} {em(self)}"),
            (_("生僻字"), self.rare_said.text()),
            *self._found,
            (_("试打"), self.typing.result),
            (_("打印机"), _("、").join(self._printers) or _("没有装")),
            (_("数据库检查"), self._checked),
        )

    def text(self) -> str:
        """All of it, a line each, with the newest lines of the log."""
        lines = [_("{what}：{value}").format(what=what, value=value) for what, value in self.facts()]
        return "\n".join([*lines, "", *self._log.splitlines()]).rstrip()

    def copy_all(self) -> None:
        """Into the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.desk.say(_("已复制，可以粘贴发给技术人员。里面没有居民资料。"))

    def print_all(self) -> None:
        """On paper."""
        units, actor = self.desk.register("units"), self.desk.actor
        self.desk.print_form(units, self._technician.form, (actor.unit_id,), given={"text": self.text()})

    def save_all(self) -> None:
        """Into a text file."""
        name = str(Path.home() / _("诊断.txt"))
        chosen: tuple[str, Any] = QFileDialog.getSaveFileName(self, _("存到"), name, _("文本文件 (*.txt)"))
        if not chosen[0]:
            return
        path = Path(chosen[0]).with_suffix(".txt")
        try:
            durable_write(path, self.text().encode("utf-8-sig"))
        except OSError:
            self.desk.warn(_("没能写到那里，数据没有受影响。请换一个文件夹，再存一次。"))
            return
        self.desk.say(_("已存为 {name}。里面没有居民资料。").format(name=path.name))

    def check_database(self) -> None:
        """Read all of it, while work goes on."""
        technician = self._technician

        def failed(error: UserError) -> None:
            self._tell_checked(error.message)

        self.check.setEnabled(False)
        job = lambda progress: technician.check(progress.step)  # noqa: E731 - handed on at once
        self.desk.tasks.work(self, _("检查数据库"), job, self._tell_checked, failed=failed)

    def _tell_checked(self, sentence: str) -> None:
        self.check.setEnabled(True)
        self._checked = sentence
        self._show_table()
        self.desk.say(_("数据库检查：{sentence}").format(sentence=sentence))

    def _show(self, found: tuple[tuple[Fact, ...], str]) -> None:
        self._found, self._log = found
        self.log.setPlainText(self._log or _("还没有日志。"))
        bar = self.log.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._show_table()

    def _show_printers(self, printers: Sequence[str]) -> None:
        self._printers = printers
        self._show_table()

    def _show_rare(self) -> None:
        measure = QFontMetrics(self.rare.font())
        gone = [char for char in RARE if not char.isspace() and not measure.inFontUcs4(ord(char))]
        none = _("主字体里没有：{gone}，由备用字体显示。左边看得见就正常").format(gone=_("、").join(gone))
        self.rare_said.setText(none if gone else _("主字体里都有"))

    def _show_table(self) -> None:
        self.table.show_lines([Line(fact) for fact in self.facts()])

    def _lay_out(self) -> None:
        left = on_card(self.table)
        rare = QWidget()
        rare.setProperty("kind", "clear")
        line = QHBoxLayout(rare)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.rare)
        line.addWidget(self.rare_said, 1)
        self.log.setMinimumHeight(em(self, 10))
        right = section(card(_("输入法"), self.typing), card(_("生僻字"), rare), card(_("最近的日志"), self.log))
        columns = QHBoxLayout()
        columns.setSpacing(em(self, 0.8))
        columns.addWidget(left, 3)
        columns.addWidget(right, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addLayout(columns, 1)
        whole.addWidget(row(self.copy, self.paper, self.file, self.check))

    def changeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange and hasattr(self, "rare"):
            self.rare.setFont(sized(self, 1.75))

    def focus_first(self) -> None:
        """Whoever is on the telephone is asked to try typing first."""
        self.typing.line.setFocus()


def _quiet(_error: UserError) -> None:
    """What could not be looked at is left out."""

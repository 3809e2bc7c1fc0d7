"""The last step of filling a table: what cannot be filled, whether numbers are whole, and the finished files."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text import _
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.labels import Elided, Heading
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import chars, em

if TYPE_CHECKING:  # see fill_jobs
    from desktop.standard.filling.prepare import Lack, Prepared
    from desktop.standard.filling.produce import Produced

_NAMED = 3  # titles in one cell, the rest is counted


class FillCheckStep(QFrame):
    """Before: the gaps. After: the files."""

    full_chosen = Signal(bool)
    folder_asked = Signal()
    open_asked = Signal(object)  # Lack
    show_folder = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.title = Heading(factor=1.14)
        self.words, self.left = QLabel(), QLabel()
        for label in (self.words, self.left):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.left.setProperty("kind", "quiet")
        self.full = QComboBox()
        self.full.addItem(_("号码遮住中间"), False)  # noqa: FBT003 - the value of an entry
        self.full.addItem(_("写完整号码"), True)  # noqa: FBT003 - the value of an entry
        self.full.setAccessibleName(_("身份证号和电话怎么写"))
        self.full.activated.connect(lambda _at: self._chosen())
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(_("给谁、做什么用，例如：报街道民政所，高龄津贴核对"))
        self.purpose.setAccessibleName(_("完整号码的用途"))
        self.numbers = _line(QLabel(_("身份证号和电话")), self.full, self.purpose)
        self.folder, self.other = Elided(), QPushButton(_("换文件夹…"))
        self.other.clicked.connect(self.folder_asked)
        self.place = _line(QLabel(_("放到")), self.folder, self.other)
        self.table = PlainTable(
            (
                Head(_("行"), 3),
                Head(_("哪一户、哪个人"), 12),
                Head(_("没填上的列"), 18),
                Head(_("不在下拉选项里的内容")),
            )
        )
        self.table.opened.connect(self.open_asked)
        self.open = QPushButton(icon("external-link"), _("打开这一条"))
        self.open.clicked.connect(lambda: self.open_asked.emit(self.table.current))
        self.table.picked.connect(lambda lack: self.open.setEnabled(lack is not None))
        self.nothing = EmptyState()
        self.bar, self.bar_words, self.stop = QProgressBar(), QLabel(), QPushButton(_("停止，不生成文件"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(em(self, 16))
        self.progress = _line(self.bar_words, self.bar, self.stop)
        self.look, self.again = (
            QPushButton(icon("folder-open", "white"), _("打开所在文件夹")),
            QPushButton(_("再填一张")),
        )
        self.look.setProperty("kind", "primary")
        self.look.clicked.connect(self.show_folder)
        self.again.clicked.connect(self.again_asked)
        self.done = _line(self.look, self.again)
        whole = QVBoxLayout(self)
        pad = em(self, 0.8)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.4))
        for part in (self.title, self.words, self.left, self.done, self.numbers, self.place, self.progress):
            whole.addWidget(part)
        self.table.setMinimumHeight(em(self, 2.6))
        whole.addWidget(self.table, 1)
        whole.addWidget(self.nothing, 1)
        self.show_waiting()

    def show_waiting(self) -> None:
        """The rows are being gathered."""
        self.title.setText(_("正在从台账里取数…"))
        self.words.setText("")
        self.left.setText("")
        for part in (self.done, self.numbers, self.place, self.progress, self.table, self.nothing):
            part.hide()

    def show_prepared(self, prepared: "Prepared", folder: Path, *, may_reveal: bool) -> None:
        """What would be written, and what cannot be."""
        self.title.setText(_("还没有生成文件"))
        self.words.setText(summary(prepared))
        self.left.setText(left_words(prepared))
        self.left.setVisible(bool(prepared.left))
        self.full.setCurrentIndex(int(prepared.choice.full))
        self.full.setEnabled(may_reveal)
        self.full.setToolTip("" if may_reveal else _("这个帐号不能导出完整号码，需要时请支部书记办理。"))
        if not self.purpose.text():
            self.purpose.setText(prepared.choice.purpose)
        self.purpose.setVisible(prepared.choice.full)
        self.numbers.setVisible(bool(prepared.sensitive))
        self.show_folder_name(folder)
        self.place.show()
        self.progress.hide()
        self.done.hide()
        self.table.show_lines([_lack_line(lack) for lack in prepared.lacks])
        self._show_lacks(any_=bool(prepared.lacks))

    def show_folder_name(self, folder: Path) -> None:
        """Where the files will lie."""
        self.folder.setText(str(folder))

    def show_writing(self, done: int, total: int) -> None:
        """How far writing has come."""
        self.progress.show()
        self.numbers.hide()
        self.place.hide()
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar_words.setText(_("正在填 {done} / {total} 行").format(done=done, total=total))

    def show_done(self, produced: "Produced", *, kept: bool) -> None:
        """The files that were made."""
        self.title.setText(_("已生成 {count} 个文件").format(count=len(produced.files)))
        names = _("、").join(path.name for path in produced.files)
        said = _("共 {rows} 行：{names}。导出记录编号 {number}。").format(
            rows=produced.rows, names=names, number=produced.number
        )
        said += _("这张表已记在“我的表”里，下次点“再填一次”。") if kept else _("文件超过 5 MB，没有记到“我的表”里。")
        self.words.setText(said)
        for part in (self.numbers, self.place, self.progress, self.nothing):
            part.hide()
        self.done.show()
        self.look.setFocus()

    def _chosen(self) -> None:
        self.purpose.setVisible(bool(self.full.currentData()))
        self.full_chosen.emit(bool(self.full.currentData()))

    def _show_lacks(self, *, any_: bool) -> None:
        self.table.setVisible(any_)
        self.open.setEnabled(self.table.current is not None)
        self.nothing.setVisible(not any_)
        self.nothing.say(_("对上的每一列都填满了。"))


def summary(prepared: "Prepared") -> str:
    """How much would be written."""
    from desktop.standard.filling.produce import MOST_ROWS  # late: loaded by then, as below

    rows, lacking = len(prepared.rows), sum(1 for lack in prepared.lacks if lack.empty)
    said = _("将填 {rows} 行、{cells} 格").format(rows=rows, cells=prepared.filled)
    files = -(-rows // MOST_ROWS)
    said += (
        _("，每个文件最多 {most} 行，分成 {files} 个文件。").format(most=MOST_ROWS, files=files)
        if files > 1
        else _("。")
    )
    if lacking:
        worst = sorted(prepared.empty.items(), key=lambda one: -one[1])[:_NAMED]
        counted = _("、").join(_("{title} {count} 行").format(title=title, count=count) for title, count in worst)
        said += _("有 {lacking} 行没有填满（{counted}），这些格子留空。").format(lacking=lacking, counted=counted)
    if prepared.wrong:
        said += _("有 {count} 格的内容不在表的下拉选项里，请核对。").format(count=prepared.wrong)
    return said


def left_words(prepared: "Prepared") -> str:
    """The columns that are not filled, by the reason."""
    from desktop.standard.filling.prepare import WHY_WORDS, Why  # late

    said = []
    for why in Why:
        titles = [title for title, reason in prepared.left if reason is why]
        if titles:
            said.append(_("{why}：{titles}").format(why=WHY_WORDS[why], titles=_("、").join(titles)))
    return _("没有填的列　{said}。").format(said=_("；").join(said)) if said else ""


def _lack_line(lack: "Lack") -> Line:
    empty = _("、").join(lack.empty[:_NAMED])
    if len(lack.empty) > _NAMED:
        empty = _("{empty} 等 {count} 列").format(empty=empty, count=len(lack.empty))
    wrong = _("；").join(_("{title}：{value}").format(title=title, value=value) for title, value in lack.wrong)
    return Line((str(lack.number), lack.label, empty, wrong), lack)


def _line(*parts: QWidget) -> QWidget:
    """Widgets side by side; a field for words takes what is left."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, (QLineEdit, Elided)) else 0)
    row.addStretch(0 if any(isinstance(part, (QLineEdit, Elided)) for part in parts) else 1)
    for part in parts:
        if isinstance(part, QLineEdit):
            part.setMinimumWidth(chars(part, 12))
    return line

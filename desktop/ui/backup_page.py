"""The backups of this PC: making one, keeping one elsewhere, and going back to one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.ask import Question
from desktop.ui.card import on_card
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.keeper import Keeper
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import chars, em

Restore = Callable[[Path, str, str], None]  # file, password, recovery code


def heads() -> tuple[Head, ...]:
    """The columns of a list of backups."""
    return Head(_("备份时间"), 10), Head(_("户数"), 5), Head(_("人数"), 5), Head(_("文件"))


def lines(rows: Any) -> list[Line]:
    """Backups as lines of a table."""
    return [Line((row.when, f"{row.households:,}", f"{row.people:,}", row.path.name), row) for row in rows]


class BackupPage(Page):
    """`restore(file, password, code)` closes the desk and opens the backup in its place."""

    help = "backup"

    def __init__(self, desk: Desk, keeper: Keeper, restore: Restore) -> None:
        super().__init__()
        self.title = _("备份与恢复")
        self.desk, self._keeper, self._restore = desk, keeper, restore
        self.table = PlainTable(heads())
        self.now = QPushButton(icon("shield-check", "white"), _("现在备份"))
        self.now.setProperty("kind", "primary")
        self.now.clicked.connect(lambda: self.back_up(None))
        self.elsewhere = QPushButton(icon("usb"), _("备份到 U 盘…"))
        self.elsewhere.clicked.connect(self.ask_folder)
        self.go_back = QPushButton(_("恢复到这一份…"))
        self.go_back.clicked.connect(self.ask_restore)
        self.from_file = QPushButton(icon("folder-open"), _("从别处的备份恢复…"))
        self.from_file.clicked.connect(self.ask_file)
        may = desk.actor.may("settings.restore")
        self.go_back.setHidden(not may)  # never shown before it has its place: it would flash as a window of its own
        self.from_file.setHidden(not may)
        about = QLabel(
            _(
                "每天关闭程序时、导入和恢复之前会自动备份；每一份都重新打开、逐页核对过才算数。"
                "备份是加密的，放在这台电脑上；每周拷一份到 U 盘，电脑坏了也不怕。"
            )
        )
        about.setWordWrap(True)
        about.setProperty("kind", "quiet")
        card = on_card(self.table)
        row = QHBoxLayout()
        for part in (self.go_back, self.from_file):
            row.addWidget(part)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(about)
        whole.addWidget(card, 1)
        whole.addLayout(row)
        self.reload(None)

    def tools(self) -> QWidget | None:
        """Making a backup, in the title row."""
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.elsewhere)
        row.addWidget(self.now)
        return bar

    def reload(self, changes: Any = None) -> None:
        """List the files again."""
        if changes is None:
            self.desk.tasks.compute(self, self._keeper.backups, self._show, failed=self._warn)

    def back_up(self, folder: Path | None) -> None:
        """A verified backup, shown as work that goes on beside everything else."""
        held = self.now.hasFocus() or self.elsewhere.hasFocus()

        def ready() -> None:
            self.now.setEnabled(True)
            if held and self.window().focusWidget() in (self.table, None):
                self.now.setFocus()

        def done(name: str) -> None:
            ready()
            self.desk.say(_("已备份并核对：{name}").format(name=name))
            self.reload(None)

        def failed(error: UserError) -> None:
            ready()
            self.desk.warn(error.message)

        if held:  # a grey button loses the focus to whatever comes next: wait for it where its result will stand
            self.table.setFocus()
        self.now.setEnabled(False)
        self.desk.tasks.work(self, _("备份"), lambda _progress: self._keeper.back_up(folder), done, failed=failed)

    def ask_folder(self) -> None:
        """Another place for a backup."""
        path = QFileDialog.getExistingDirectory(self, _("备份到哪个文件夹"))
        if path:
            self.back_up(Path(path))

    def ask_file(self) -> None:
        """A backup from a stick or another PC."""
        path = QFileDialog.getOpenFileName(self, _("选择备份"), "", _("备份") + " (*.gridbackup)")[0]
        if path:
            self._offer(Path(path), _("所选备份"), None)

    def ask_restore(self) -> None:
        """Go back to the chosen one, once it is said what that costs."""
        row = self.table.current
        if row is None:
            return
        self.desk.tasks.read(
            self,
            lambda session: self._keeper.later_than(session, row.at),
            lambda count: self._offer(row.path, row.when, count),
            failed=self._warn,
        )

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    def _offer(self, path: Path, when: str, later: int | None) -> None:
        sentence = _("要把全部数据换成“{when}”的备份。现在的数据会先备份一份，随时可以再换回来。").format(when=when)
        box = RestoreQuestion(self, sentence)
        if later:
            box.add_line(_("这份备份之后还做过 {count:,} 处修改，恢复后看不到它们。").format(count=later))
        if box.exec() == QDialog.DialogCode.Accepted:
            self._restore(path, box.password.text(), box.code.text())

    def _show(self, rows: Any) -> None:
        self.table.show_lines(lines(rows))
        self.go_back.setEnabled(bool(rows))
        self.set_status(_("共 {count} 份").format(count=len(rows)) if rows else _("还没有备份"))

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)


class RestoreQuestion(Question):
    """Asks for the password of the time of the backup, or for the recovery code when that is forgotten."""

    def __init__(self, parent: QWidget, sentence: str) -> None:
        super().__init__(parent, sentence, _("恢复这份备份"), safe=_("不恢复"), danger=True)
        self.password, self.code = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout()
        form.setVerticalSpacing(em(self, 0.5))
        for words, line in ((_("做备份那时的密码"), self.password), (_("或恢复单上的编码"), self.code)):
            line.setAccessibleName(words)
            line.setMinimumWidth(chars(self, 12))
            line.textChanged.connect(self._enable)
            form.addRow(words, line)
        self.code.setPlaceholderText(_("填了，上面填新密码"))
        holder = QWidget()
        holder.setProperty("kind", "clear")
        holder.setLayout(form)
        self.add_widget(holder)
        self.safe.setDefault(False)
        self.verb.setDefault(True)  # whoever typed the password and presses Enter means it; without one it is disabled
        self._enable()
        self.password.setFocus()

    def _enable(self) -> None:
        self.verb.setEnabled(bool(self.password.text()))

"""Two lists of what was done: imports, each with its way back, and reveals, prints and exports."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.ask import ask
from desktop.ui.batch_undo import take_batch_back
from desktop.ui.card import on_card
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.keeper import Keeper
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em


class LogPage(Page):
    """A table that is read again after every deed; one sentence where there is nothing yet."""

    help = "backup"

    def __init__(self, desk: Desk, heads: tuple[Head, ...], nothing: str) -> None:
        super().__init__()
        self.desk = desk
        self.table = PlainTable(heads)
        self.empty = EmptyState()
        self.empty.say(nothing)
        card = on_card(self.table, self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(card, 1)
        self.reload(None)

    def reload(self, changes: Any = None) -> None:
        """Read again."""
        self.desk.tasks.read(self, self.rows, self.show_rows, failed=self.warn, key="log")

    def rows(self, session: Any) -> Any:
        """What is listed, read on a reader thread."""
        raise NotImplementedError

    def line(self, row: Any) -> Line:
        """One row in words."""
        raise NotImplementedError

    def show_rows(self, rows: Any) -> None:
        """Show what was read."""
        self.table.show_lines([self.line(row) for row in rows])
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.set_status(_("最近 {count} 条").format(count=len(rows)) if rows else "")

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    def warn(self, error: UserError) -> None:
        """What could not be done."""
        self.desk.warn(error.message)


class BatchesPage(LogPage):
    """The imports of this PC, each of which can be taken back as a whole."""

    def __init__(self, desk: Desk, keeper: Keeper) -> None:
        self._keeper = keeper
        self.take_back = QPushButton(icon("undo"), _("撤销整批"))
        heads = (Head(_("时间"), 9), Head(_("操作人"), 5), Head(_("文件")), Head(_("带来"), 14), Head(_("状态"), 5))
        super().__init__(desk, heads, _("还没有导入过名单。"))
        self.title = _("导入记录")
        self.take_back.setEnabled(False)
        self.take_back.clicked.connect(self.ask_undo)
        self.table.picked.connect(self._enable)

    def tools(self) -> QWidget | None:
        """The way back, in the title row."""
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.take_back)
        return bar

    def rows(self, session: Any) -> Any:
        """The imports."""
        return self._keeper.batches(session)

    def line(self, row: Any) -> Line:
        """One import."""
        return Line((row.when, row.who, row.file, row.brought, _("已撤销") if row.undone else _("已写入")), row)

    def ask_undo(self) -> None:
        """Ask once, for a whole roster is at stake; what was changed since stays."""
        row = self.table.current
        if row is None or row.undone:
            return
        sentence = _("要撤销 {when} 导入的“{file}”（{brought}）。之后又改过的地方不会动。").format(
            when=row.when, file=row.file, brought=row.brought
        )
        if not ask(self, sentence, _("撤销整批"), safe=_("不撤销"), danger=True):
            return

        self.take_back.setEnabled(False)
        take_batch_back(
            self, self.desk, row.batch, done=lambda _said: self.reload(None), stopped=lambda: self._enable(row),
            failed=self.warn,
        )  # fmt: skip

    def _enable(self, row: Any) -> None:
        self.take_back.setEnabled(row is not None and not row.undone and self.desk.actor.may(f"{row.register}.import"))


class LooksPage(LogPage):
    """Who revealed, printed or exported what; never the values."""

    def __init__(self, desk: Desk, keeper: Keeper) -> None:
        self._keeper = keeper
        heads = (
            Head(_("时间"), 9), Head(_("操作人"), 5), Head(_("动作"), 4), Head(_("内容")), Head(_("份数"), 4),
            Head(_("编号"), 8),
        )  # fmt: skip
        super().__init__(desk, heads, _("还没有打印、导出或显示过号码。"))
        self.title = _("打印与导出记录")

    def rows(self, session: Any) -> Any:
        """The log."""
        return self._keeper.looks(session)

    def line(self, row: Any) -> Line:
        """One look."""
        return Line((row.when, row.who, row.kind, row.what, str(row.count), row.number), row)

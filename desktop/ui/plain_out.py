"""A plain table on paper and as an Excel file: what is listed on the page, in its order, and logged."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from desktop.base.clock import local_time, today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Form
from desktop.standard import looks
from desktop.standard.list_paper import MOST, WIDE, ListSheet, draw
from desktop.standard.show import long_day
from desktop.ui.desk import Desk
from desktop.ui.icons import icon
from desktop.ui.plain_table import Head, PlainTable
from desktop.ui.progress import Progress
from desktop.ui.style import em

_UNIT = "units"  # these tables speak of the unit as a whole
_REST = 24  # half characters of a column that takes what is left


class PlainOut(QWidget):
    """导出 and 打印 of a table, for the title row; `name` is the form's, `title` stands on the paper and in the log."""

    def __init__(self, desk: Desk, table: PlainTable, heads: Sequence[Head], *, name: str, title: str) -> None:
        super().__init__()
        self._desk, self._table, self._heads, self._name, self._title = desk, table, tuple(heads), name, title
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.6))
        self.export = QPushButton(icon("download"), _("导出"))
        self.export.clicked.connect(lambda _on: self.write())
        self.paper = QPushButton(icon("printer"), _("打印"))
        self.paper.clicked.connect(lambda _on: self.print_table())
        for button, verb in ((self.export, "export"), (self.paper, "print")):
            button.setToolTip(_("{verb}下面列出的内容").format(verb=button.text()))
            button.setHidden(not desk.actor.may(f"{_UNIT}.{verb}"))
            row.addWidget(button)

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is listed now."""
        return tuple(line.words for line in self._table.lines)

    def form(self) -> Form:
        """The form that prints it."""
        heads = tuple((head.title, round((head.width or _REST) * 2), not head.width) for head in self._heads)
        sheet = ListSheet(
            listed=True, title=self._title, heads=heads, lines=self.lines()[:MOST],
            summary=_("共 {count:,} 条　{day}").format(count=len(self.lines()), day=long_day(today(self._desk.clock))),
        )  # fmt: skip
        wide = sum(head[1] for head in heads) > WIDE
        return Form(self._name, self._title, partial(_given, sheet), draw, landscape=wide)

    def print_table(self) -> None:
        """Open the preview."""
        if self.lines():
            self._desk.print_form(self._desk.register(_UNIT), self.form(), (self._desk.actor.unit_id,))
        else:
            self._desk.warn(_("这里还没有内容可以打印。"))

    def write(self, to: Path | None = None) -> None:
        """Write the file; without `to` a dialog asks where."""
        path = to or self._ask()
        if path is None:
            return
        desk, lines, heads, title = self._desk, self.lines(), self._heads, self._title

        def job(progress: Progress) -> int:
            from desktop.sheets.write import OutColumn, write_table  # late: its library is slow to load

            columns = [OutColumn(head.title, round((head.width or _REST) * 2)) for head in heads]
            write_table(path, title=title, columns=columns, rows=[list(line) for line in lines], clock=desk.clock)
            with desk.store.write(desk.actor.id, f"{_UNIT}.export") as session:
                looks.log(session, desk.actor, kind="export", what=title, at=desk.clock.now_ms(), count=len(lines))
            return len(lines)

        def done(count: int) -> None:
            desk.say(_("已导出 {count:,} 条到 {name}。").format(count=count, name=path.name))

        def failed(error: UserError) -> None:
            desk.warn(error.message)

        desk.tasks.work(self, _("导出{title}").format(title=title), job, done, failed=failed)

    def _ask(self) -> Path | None:
        day = local_time(self._desk.clock.now_ms())
        folder = Path(str(self._desk.settings.get("export.folder", "") or Path.home()))
        name = folder / f"{self._title}{day:%Y%m%d}.xlsx"
        chosen: tuple[str, Any] = QFileDialog.getSaveFileName(self, _("导出到"), str(name), _("Excel 文件 (*.xlsx)"))
        return Path(chosen[0]).with_suffix(".xlsx") if chosen[0] else None


def _given(sheet: ListSheet, _session: Any, _actor: Any, _ids: Any, **_asked: Any) -> Sequence[ListSheet]:
    """The lines were read for the screen already."""
    return [sheet]

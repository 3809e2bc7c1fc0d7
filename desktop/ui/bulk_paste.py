"""Ctrl+V on a list: a block copied from a spreadsheet is laid over the visible rows, shown first, written at once."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.base.clock import today
from desktop.base.text import _
from desktop.spec import Register
from desktop.ui.bulk_write import write_edits
from desktop.ui.desk import Desk
from desktop.ui.list_editing import ListEditing
from desktop.ui.list_model import ListModel, Source
from desktop.ui.list_view import ListView

if TYPE_CHECKING:  # loaded with the first paste: a list opens without it
    from desktop.standard.pasting import Pasted
    from desktop.ui.bulk_paste_dialog import PasteDialog

MOST_ROWS = 5_000  # rows of one paste: more come in by the import, which can be taken back as a batch


class ListPaste(QObject):
    """From the current cell to the right and down; one copied cell goes into every ticked row on screen."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        *,
        model: ListModel,
        view: ListView,
        source: Source,
        editing: ListEditing,
    ) -> None:
        super().__init__(view)
        self._desk, self._register, self._model, self._view = desk, register, model, view
        self._source, self._editing = source, editing
        view.paste_wanted.connect(self.paste)

    def paste(self) -> None:
        """Read what the clipboard would do here, then show it."""
        from desktop.sheets.block import cells  # late, each: with the first paste
        from desktop.standard import pasting

        block = cells(QGuiApplication.clipboard().text())
        index = self._view.currentIndex()
        if not self._editing.possible():
            self._desk.warn(_("这个列表不能直接在表里改，没有粘贴。请打开那一条再改。"))
            return
        if not block or not index.isValid():
            self._desk.warn(_("剪贴板里没有文字，没有粘贴。请先在表格软件里复制。"))
            return
        if len(block) > MOST_ROWS:
            sentence = _("一次最多粘贴 {most:,} 行，复制了 {count:,} 行，没有粘贴。多的内容请用“导入”。")
            self._desk.warn(sentence.format(most=MOST_ROWS, count=len(block)))
            return
        self._editing.save_row()
        actor, register, source, query = self._desk.actor, self._register, self._source, self._model.query
        day, start = today(self._desk.clock), index.row()
        columns = [self._model.columns[at - 1].name for at in self._right_of(index.column())]
        ticked = [one for one in self._model.ids() if one in self._model.ticked]
        single = len(block) == 1 and len(block[0]) == 1 and len(ticked) > 1

        def job(session: Any) -> "Pasted":
            if single:
                rows, ids = block * len(ticked), ticked
            else:
                rows, ids = block, list(source.ids(session, query))[start : start + len(block)]
            return pasting.plan(session, actor, register, block=rows, columns=columns, ids=ids, today=day)

        self._desk.tasks.read(self, job, self.ask, failed=lambda error: self._desk.warn(error.message), key="paste")

    def _right_of(self, section: int) -> list[int]:
        """The sections from this one to the right end, as they are seen."""
        heading = self._view.heading
        first = heading.visualIndex(max(1, section))
        return [heading.logicalIndex(visual) for visual in range(first, heading.count())]

    def dialog(self, seen: "Pasted") -> "PasteDialog":
        """The preview."""
        from desktop.ui.bulk_paste_dialog import PasteDialog  # late: as above

        return PasteDialog(self._view.window(), seen, counter=self._register.counter)

    def ask(self, seen: "Pasted") -> None:
        """Show what it would do, and do it."""
        if not self.dialog(seen).exec() or not seen.edits:
            return
        said = _("已粘贴 {{count}} {counter}，{cells:,} 格").format(
            counter=self._register.counter, cells=len(seen.cells)
        )
        write_edits(self._view, self._desk, self._register, edits=seen.edits, said=said)

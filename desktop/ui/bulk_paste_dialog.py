"""What a paste would change: rows and cells with before and after, and the cells that cannot be taken with why."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.base.text import _
from desktop.standard.pasting import Pasted
from desktop.ui.ask import Question
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

ROWS = 8  # lines of a table that are seen at once


class PasteDialog(Question):
    """Nothing is written here; the verb says how many cells it will be."""

    def __init__(self, parent: QWidget | None, seen: Pasted, *, counter: str) -> None:
        count, cells, wrong = len(seen.edits), len(seen.cells), len(seen.wrong)
        if cells:
            sentence = _("将改 {rows:,} {counter}，共 {cells:,} 格。只改列表里看得见的行，可以撤销。")
        else:
            sentence = _("没有可以改的格子，什么也不会改。")
        verb = _("只改没有问题的 {cells:,} 格") if wrong and cells else _("修改 {cells:,} 格")
        super().__init__(
            parent,
            sentence.format(rows=count, counter=counter, cells=cells),
            verb.format(cells=cells),
            safe=_("不粘贴"),
        )
        self.setWindowTitle(_("粘贴到列表"))
        self.verb.setEnabled(cells > 0)
        self._scroll.setMinimumWidth(em(self, 44))  # four columns side by side, on the smallest screen too
        self.changes = self._table(
            (Head(_("哪一条"), 11), Head(_("栏"), 7), Head(_("现在"), 9), Head(_("改成"))), cells
        )
        self.changes.show_lines([Line((cell.label, cell.title, cell.before, cell.after)) for cell in seen.cells])
        if wrong:
            label = QLabel(_("有 {count:,} 处不能改：").format(count=wrong))
            label.setProperty("kind", "wrong")
            self.add_widget(label)
        self.wrong = self._table((Head(_("哪一格"), 12), Head(_("复制的内容"), 6), Head(_("原因"))), wrong)
        self.wrong.show_lines([Line((one.place, one.text, one.sentence)) for one in seen.wrong])
        for count, words in (
            (seen.same, _("另有 {count:,} 格和现在一样，不用改。")),
            (seen.empty, _("另有 {count:,} 个空格，原来的内容保持不动。")),
            (seen.with_them, _("另有 {count:,} 条与它们共用这些栏，会一起改。")),
        ):
            if count:
                self.add_line(words.format(count=count))

    def _table(self, heads: tuple[Head, ...], lines: int) -> PlainTable:
        table = PlainTable(heads)
        table.setFixedHeight(em(self, 2.4 * (1 + min(max(lines, 1), ROWS)) + 0.4))
        table.setVisible(lines > 0)
        self.add_widget(table)
        return table

"""The third step of the import wizard: what would change, filter by filter, and putting it right on the spot."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.card import on_card
from desktop.ui.flow import Flow
from desktop.ui.icons import icon
from desktop.ui.import_pages_fix import FixPanel
from desktop.ui.import_wizard_views import Planned, Row
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em

_PROBLEMS = (
    Head(_("行"), 4),
    Head(_("门牌"), 6),
    Head(_("姓名"), 5),
    Head(_("列"), 6),
    Head(_("问题")),
    Head(_("表里写的"), 12),
)
_PEOPLE = (Head(_("行"), 4), Head(_("门牌"), 6), Head(_("姓名"), 5), Head(_("变化")))
_ROOMY = 18  # pixels of text from which only one sentence stands above the table


class CheckStep(QWidget):
    """Filters as tabs with their numbers, a table, and the panel for the chosen row."""

    replace_asked = Signal()
    export_asked = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.planned: Planned | None = None
        self.view = ""
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._show_all_sentences)
        self._holder = QWidget()
        self._tabs = Flow(self._holder, spacing=em(self, 0.3))
        self._one: QButtonGroup | None = None
        self.tabs: dict[str, QPushButton] = {}
        self.replace = QPushButton(_("按列批量替换…"))
        self.replace.clicked.connect(self.replace_asked)
        self.export = QPushButton(icon("download"), _("把需要改的行导出成 Excel"))
        self.export.clicked.connect(self.ask_export)
        self.table = PlainTable(_PROBLEMS)
        self.fix = FixPanel()
        self.table.picked.connect(self.fix.show_row)
        self.table.opened.connect(lambda _row: self.fix.line.setFocus())
        card = on_card(self.table)
        row = QHBoxLayout()
        row.addWidget(self._holder, 1)
        row.addWidget(self.replace)
        row.addWidget(self.export)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.5))
        top = QHBoxLayout()
        top.addWidget(self.said, 1)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        whole.addLayout(top)
        whole.addLayout(row)
        whole.addWidget(card, 1)
        whole.addWidget(self.fix)

    def show_planned(self, planned: Planned) -> None:
        """A new dry run; the filter and the row stay where that is possible."""
        self.planned = planned
        shown = 1 if em(self) >= _ROOMY else 2
        self._say(planned.sentences[:shown])
        hidden = len(planned.sentences) - shown
        self.more.setText(_("还有 {count} 句说明　展开").format(count=hidden))
        self.more.setVisible(hidden > 0)
        while (item := self._tabs.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._one, self.tabs = QButtonGroup(self), {}
        for view in planned.views:
            tab = QPushButton(_("{word} {count:,}").format(word=view.word, count=len(view.rows)))
            tab.setProperty("kind", "tab")
            tab.setCheckable(True)
            tab.clicked.connect(lambda _on=False, name=view.name: self.choose(name))
            self._one.addButton(tab)
            self._tabs.addWidget(tab)
            self.tabs[view.name] = tab
        self._holder.updateGeometry()
        fixable = planned.view("fix") is not None
        self.replace.setVisible(fixable)
        self.export.setVisible(fixable)
        first = planned.views[0].name if planned.views else ""
        self.choose(self.view if self.view in self.tabs else first)

    def choose(self, name: str) -> None:
        """Show another filter."""
        self.view = name
        if name in self.tabs:
            self.tabs[name].setChecked(True)
        view = self.planned.view(name) if self.planned else None
        rows = view.rows if view else ()
        problems = name in ("fix", "look", "left_out")
        homes = self.planned is None or not self.planned.plan.counter
        heads = _heads(_PROBLEMS if problems else _PEOPLE, homes=homes)
        self.table.show_lines([_line(row, problems=problems, homes=homes) for row in rows], heads)
        self.fix.show_row(self.table.current)

    def ask_export(self) -> None:
        """Where the list of rows to fix goes."""
        path = QFileDialog.getSaveFileName(self, _("导出需要改的行"), _("需要改的行") + ".xlsx", "Excel (*.xlsx)")[0]
        if path:
            self.export_asked.emit(Path(path if path.lower().endswith(".xlsx") else f"{path}.xlsx"))

    def focus_first(self) -> None:
        """The table is walked through with the arrow keys."""
        self.table.setFocus()

    def _show_all_sentences(self) -> None:
        if self.planned:
            self._say(self.planned.sentences)
            self.more.hide()

    def _say(self, sentences: tuple[str, ...]) -> None:
        self.said.setText("\n".join(sentences))


def _heads(heads: tuple[Head, ...], *, homes: bool) -> tuple[Head, ...]:
    """As they are for people behind doors; what is no person has a name and no door."""
    return heads if homes else (heads[0], Head(_("名称"), 10), *heads[3:])


def _line(row: Row, *, problems: bool, homes: bool) -> Line:
    who = (row.door, row.name) if homes else (row.name,)
    if problems:
        return Line((row.place, *who, row.column, row.words, row.value), row)
    return Line((row.place, *who, row.words), row)

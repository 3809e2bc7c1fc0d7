"""The second step of filling a table: which rows, and what goes into each column."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text import _
from desktop.standard.filling.offers import OF_TABLE, Assigned, Source
from desktop.ui.fill_rows_bar import RowsBar
from desktop.ui.labels import Elided
from desktop.ui.style import chars, em

if TYPE_CHECKING:  # see fill_jobs
    from desktop.sheets.template_layout import TemplateColumn
    from desktop.standard.filling.course import Opened

_SHOWN_WORDS = 4
_DATA = int(Qt.ItemDataRole.UserRole)


class ColumnRow:
    """The widgets of one column: what goes in, in which form, or which words."""

    def __init__(self, column: "TemplateColumn", source: Source, offers: QStandardItemModel) -> None:
        self.column, self._source = column, source
        self.title, self.asks, self.sample = Elided(column.title), Elided(asks_words(column)), Elided()
        for quiet in (self.asks, self.sample):
            quiet.setProperty("kind", "quiet")
        self.fact, self.form, self.words = QComboBox(), QComboBox(), QLineEdit()
        self.fact.setModel(offers)
        self.fact.setMinimumWidth(chars(self.fact, 9))
        self.fact.setMaxVisibleItems(16)
        self.fact.setAccessibleName(_("“{title}”填什么").format(title=column.title))
        self.form.setAccessibleName(_("“{title}”的写法").format(title=column.title))
        self.words.setAccessibleName(_("“{title}”的固定文字").format(title=column.title))
        self.words.setPlaceholderText(_("每行都写这几个字"))

    def show(self, assigned: Assigned) -> None:
        """What goes in now."""
        self.fact.setCurrentIndex(max(0, self.fact.findData(assigned.fact, _DATA)))
        self.words.setText(assigned.words)
        self.show_forms(assigned.form)

    def show_forms(self, form: str | None = None) -> None:
        """The forms of what is chosen; without `form` the one that the column asks for."""
        from desktop.standard.filling.forms_of import asked_form, forms  # late: loaded with the table

        offer = self._source.offer(self.fact.currentData(_DATA) or "")
        offered = forms(offer) if offer else ()
        self.form.clear()
        for name, words in offered:
            self.form.addItem(words, name)
        wanted = form if form is not None else asked_form(offer, self.column) if offer else ""
        self.form.setCurrentIndex(max(0, self.form.findData(wanted)))
        self.form.setVisible(bool(offered))
        self.words.setVisible(offer is not None and offer.kind == "words")

    @property
    def assigned(self) -> Assigned:
        """What is chosen."""
        words = self.words.text().strip() if not self.words.isHidden() else ""
        return Assigned(self.fact.currentData(_DATA) or "", self.form.currentData() or "", words)


class FillColumnsStep(QFrame):
    """One row a column of the table: its title, what it asks for, what goes in, and how that looks."""

    changed = Signal()
    sheet_chosen = Signal(str)
    header_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.choice = RowsBar()
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("工作表"))
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet.activated.connect(lambda at: self.sheet_chosen.emit(self.sheet.itemData(at)))
        self.header = QSpinBox()
        self.header.setRange(1, 60)
        self.header.setAccessibleName(_("表头在第几行"))
        self.header.editingFinished.connect(self._say_header)
        self._told_header = 1
        self.rows: list[ColumnRow] = []
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(em(self, 0.35))
        self._grid.setHorizontalSpacing(em(self, 0.8))
        body = QWidget()
        body.setProperty("kind", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, em(self, 0.6), 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choice.add(_("工作表"), self.sheet)
        self.choice.add(_("表头在第几行"), self.header)
        whole = QVBoxLayout(self)
        pad = em(self, 1)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.choice)
        whole.addWidget(self.about)
        whole.addWidget(self.area, 1)

    def show_table(self, opened: "Opened") -> None:
        """The columns of a table as they are filled now."""
        self.choice.show_choice(opened.choice)
        self._show_sheet(opened)
        self.about.setText(sentence(opened))
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for at, words in enumerate((_("表里的列"), _("表里的要求"), _("填什么"), _("写法"), _("填出来的样子"))):
            head = QLabel(words)
            head.setProperty("kind", "quiet")
            self._grid.addWidget(head, 0, at)
        offers = offers_model(opened.source, self)
        self.rows = [ColumnRow(column, opened.source, offers) for column in opened.layout.columns]
        for at, row in enumerate(self.rows, 1):
            for place, part in enumerate((row.title, row.asks, row.fact)):
                self._grid.addWidget(part, at, place)
            self._grid.addWidget(row.form, at, 3)
            self._grid.addWidget(row.words, at, 3)
            self._grid.addWidget(row.sample, at, 4)
            if row.column.title in opened.unkept:
                row.asks.setText(_("本系统不保存"))
            row.show(opened.mapping.get(row.column.title, Assigned()))
            row.fact.activated.connect(lambda _at, row=row: self._chosen(row))
            row.form.activated.connect(self.changed)
            row.words.editingFinished.connect(self.changed)
        for place, stretch in enumerate((3, 3, 0, 0, 3)):
            self._grid.setColumnStretch(place, stretch)

    def show_samples(self, samples: Mapping[str, Sequence[str]]) -> None:
        """What the first rows would say in each column."""
        for row in self.rows:
            row.sample.setText(_("　").join(samples.get(row.column.title, ())))

    @property
    def mapping(self) -> dict[str, Assigned]:
        """What goes into each column, by its title."""
        return {row.column.title: row.assigned for row in self.rows}

    def focus_first(self) -> None:
        """The first column that nothing goes into, or the first of all."""
        row = next((row for row in self.rows if not row.assigned.fact), next(iter(self.rows), None))
        if row is not None:
            row.fact.setFocus()
            self.area.ensureWidgetVisible(row.fact)

    def _chosen(self, row: ColumnRow) -> None:
        row.show_forms()
        if not row.words.isHidden():
            row.words.setFocus()
        self.changed.emit()

    def _show_sheet(self, opened: "Opened") -> None:
        from desktop.sheets.template_layout import visible_sheets  # late: loaded with the table

        self.sheet.clear()
        for name in visible_sheets(opened.template):
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(opened.layout.sheet)))
        self._told_header = opened.layout.header.top_row
        self.header.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.header.setValue(self._told_header)
        self.header.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _say_header(self) -> None:
        if self.header.value() != self._told_header:
            self._told_header = self.header.value()
            self.header_chosen.emit(self._told_header)


def offers_model(source: Source, owner: QWidget) -> QStandardItemModel:
    """What may go into a column: nothing, what the table itself says, then the facts under their headings."""
    model = QStandardItemModel(owner)
    entries: list[tuple[str, str]] = [(_("不填"), "")]
    entries += [(offer.title, offer.name) for offer in (*source.offers, *OF_TABLE)]
    for words, name in entries:
        item = QStandardItem(words)
        item.setData(name, _DATA)
        model.appendRow(item)
    return model


def asks_words(column: "TemplateColumn") -> str:
    """What a column asks for: its list, or that it calculates itself."""
    if column.formula:
        return _("表里有公式，由表自己算")
    if column.words:
        said = _("、").join(column.words[:_SHOWN_WORDS])
        return _("下拉：{words}").format(words=said) + (_(" 等") if len(column.words) > _SHOWN_WORDS else "")
    return _("日期格式") if column.is_day else ""


def sentence(opened: "Opened") -> str:
    """How far the columns were recognised."""
    columns = len(opened.layout.columns)
    said = _("{file}：共 {columns} 列，对上 {mapped} 列。").format(
        file=opened.template.file, columns=columns, mapped=opened.mapped
    )
    if opened.remembered:
        said += _("这张表以前填过，各列照上次的填。")
    if opened.unkept:
        said += _("有 {count} 列本系统不保存，留空。").format(count=len(opened.unkept))
    if not opened.surely:
        said += _("没有认出表头，请核对“表头在第几行”。")
    if opened.layout.replaced:
        said += _("表里已有 {count} 行内容，生成的文件里会换掉。").format(count=opened.layout.replaced)
    return said

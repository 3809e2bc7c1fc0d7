"""The second step of the import wizard: which column of the file goes where."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import ImportColumn, Register
from desktop.ui.import_wizard_course import ReadFile
from desktop.ui.labels import Elided
from desktop.ui.style import chars, em
from desktop.values import phone

# Lists write mobile numbers with spaces and hyphens; as one run of digits they come hidden already.
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[\s.·-]?\d){8}(?!\d)")
_GROUPS = {"head": _("户主的{title}"), "member": _("{title}")}


def target_words(column: ImportColumn) -> str:
    """A target as it is offered: the head's columns say so."""
    return _GROUPS.get(column.group, "{title}").format(title=column.title)


def covered(sample: str, *, phones: bool) -> str:
    """A value as it may be shown: no number can be dialled from it; `phones` when it stands in a column of numbers."""
    if phones:
        try:
            return _("、").join(phone.mask(number) for number in phone.split(sample))
        except UserError:
            pass  # no number, or one that is hidden already
    return _MOBILE.sub(lambda found: phone.mask(re.sub(r"\D", "", found[0])), sample)


class ColumnsStep(QFrame):
    """One row a column of the file: its title, a few values, and where it goes."""

    changed = Signal(object)  # mapping: target → title
    into_chosen = Signal(str)  # the name of a register
    sheet_chosen = Signal(str)
    header_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.into_words, self.into = QLabel(_("导入到")), QComboBox()
        self.into.setAccessibleName(_("导入到"))
        self.into.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.into.activated.connect(lambda at: self.into_chosen.emit(self.into.itemData(at)))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("工作表"))
        self.sheet.setMinimumWidth(chars(self, 12))
        self.sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet.activated.connect(lambda at: self.sheet_chosen.emit(self.sheet.itemData(at)))
        self.header = QSpinBox()
        self.header.setRange(1, 60)
        self.header.setAccessibleName(_("表头在第几行"))
        self.header.editingFinished.connect(self._say_header)
        self._told_header = 1
        self.rows: dict[str, QComboBox] = {}
        self._targets: tuple[ImportColumn, ...] = ()
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(em(self, 0.35))
        self._grid.setHorizontalSpacing(em(self, 1))
        body = QWidget()
        body.setProperty("kind", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, em(self, 0.6), 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        top = QHBoxLayout()
        top.addWidget(self.into_words)
        top.addWidget(self.into)
        for words, part in ((_("工作表"), self.sheet), (_("表头在第几行"), self.header)):
            top.addWidget(QLabel(words))
            top.addWidget(part)
        top.addStretch(1)
        whole = QVBoxLayout(self)
        pad = em(self, 1)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.6))
        whole.addLayout(top)
        whole.addWidget(self.about)
        whole.addWidget(scroll, 1)

    def offer(self, registers: Sequence[Register]) -> None:
        """Into which lists a roster may go; a single one is not asked about."""
        for register in registers:
            self.into.addItem(register.title, register.name)
        for part in (self.into_words, self.into):
            part.setVisible(len(registers) > 1)

    def show_file(self, read: ReadFile) -> None:
        """The columns of a file as they are mapped now."""
        assert read.register.imports is not None
        targets = read.register.imports.columns
        self._targets = targets
        self.into.setCurrentIndex(max(0, self.into.findData(read.register.name)))
        self._show_sheets(read)
        self.about.setText(self._sentence(read))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            widget.hide()
            widget.deleteLater()
        self.rows = {}
        for at, words in enumerate((_("表里的列"), _("里面写的"), _("放到"))):
            head = QLabel(words)
            head.setProperty("kind", "quiet")
            self._grid.addWidget(head, 0, at)
        phones = {column.name for column in targets if column.kind == "phone"}
        ordered = sorted(read.columns, key=lambda one: (not one.target, one.unkept))
        for at, one in enumerate(ordered, 1):
            self._grid.addWidget(Elided(one.title), at, 0)
            samples = Elided(_("　").join(covered(sample, phones=one.target in phones) for sample in one.samples))
            samples.setProperty("kind", "quiet")
            self._grid.addWidget(samples, at, 1)
            if one.unkept:
                never = QLabel(_("本系统不保存"))
                never.setProperty("kind", "quiet")
                self._grid.addWidget(never, at, 2)
            else:
                self.rows[one.title] = box = self._box(one.title, one.target)
                self._grid.addWidget(box, at, 2)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        for part in self.rows.values():
            part.setEnabled(bool(read.staged.header_key))

    @property
    def mapping(self) -> dict[str, str]:
        """Target → title, as chosen now; a target goes to the column that was chosen last."""
        return {box.currentData(): title for title, box in self.rows.items() if box.currentData()}

    def _box(self, title: str, target: str) -> QComboBox:
        box = QComboBox()
        box.setMinimumWidth(chars(self, 10))
        box.setAccessibleName(_("“{title}”放到").format(title=title))
        box.addItem(_("不导入"), "")
        for column in self._targets:
            box.addItem(target_words(column), column.name)
        if "." in target:  # of a relative, in a list with one row a household
            from desktop.standard.importing import wide  # late: loaded with the first file

            titles = {column.name: column.title for column in self._targets}
            box.addItem(wide.title(target, titles), target)
        box.setCurrentIndex(max(0, box.findData(target)))
        box.activated.connect(lambda _at, title=title: self._chosen(title))
        return box

    def _chosen(self, title: str) -> None:
        """A target has one column: the one that had it before lets go."""
        target = self.rows[title].currentData()
        for other, box in self.rows.items():
            if other != title and target and box.currentData() == target:
                box.setCurrentIndex(0)
        self.changed.emit(self.mapping)

    def _show_sheets(self, read: ReadFile) -> None:
        self.sheet.clear()
        visible = [sheet for sheet in read.book.sheets if not sheet.hidden] or list(read.book.sheets)
        alike = _("自动：{sheets}").format(sheets=_("、").join(read.staged.sheets))
        self.sheet.addItem(
            alike if len(alike) < 24 else _("自动：{count} 张同样的表").format(count=len(read.staged.sheets)), ""
        )
        for sheet in visible:
            self.sheet.addItem(_("{name}（{rows} 行）").format(name=sheet.name, rows=sheet.rows), sheet.name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(read.sheet)))
        first = read.staged.rows[0].at.row if read.staged.rows else 2
        self._told_header = max(1, first - 1)
        self.header.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.header.setValue(self._told_header)
        self.header.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _say_header(self) -> None:
        if self.header.value() != self._told_header:
            self._told_header = self.header.value()
            self.header_chosen.emit(self._told_header)

    def _sentence(self, read: ReadFile) -> str:
        staged = read.staged
        if not staged.rows:
            return _("{file} 里没有名单。要把台账里的内容填进这张空表，请到“填别人的表”。").format(file=staged.file)
        mapped = sum(1 for one in read.columns if one.target)
        said = _("{file}：读到 {rows} 行，认出 {mapped} 列。").format(
            file=staged.file, rows=len(staged.rows), mapped=mapped
        )
        if not read.told:
            said = _("看不出这是哪一种名册，请在上面选“导入到”哪里。") + said
        if staged.unkept:
            said += _("有 {count} 列本系统不保存，不会导入。").format(count=len(staged.unkept))
        if not staged.header_key:
            said += _("表里没有列名，各列是按内容认出来的。")
        elif not staged.surely:
            said += _("有的列名不常见，请逐列核对。")
        return said

"""The choices beside the preview: form, printer, copies, both sides, and the millimetres this printer is off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from desktop.base.text import _
from desktop.printing.page import Offset
from desktop.spec import Form
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.style import chars, em

if TYPE_CHECKING:  # the PDF writer is loaded with the first page
    from desktop.printing.pen import Missing

FARTHEST_MM = 20.0
_MOST_NAMED = 6


class PrintPanel(QFrame):
    """Says what was chosen; the page does it."""

    form_chosen = Signal(str)  # name of the form
    printer_chosen = Signal(str)
    changed = Signal()  # offset or both sides: the pages look different
    print_asked = Signal()
    file_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.form = QComboBox()
        self.form.setAccessibleName(_("表单"))
        self.form.activated.connect(lambda at: self.form_chosen.emit(self.form.itemData(at)))
        self.about = _wrapped("quiet")
        self.printer = QComboBox()
        self.printer.setAccessibleName(_("打印机"))
        self.printer.activated.connect(lambda at: self.printer_chosen.emit(self.printer.itemText(at)))
        self.none = _wrapped("quiet")
        self.none.setText(_("这台电脑没有装打印机。可以存为 PDF，拿到有打印机的电脑上打印。"))
        self.copies = QSpinBox()
        self.copies.setRange(1, 99)
        self.both_sides = QCheckBox(_("双面，每份另起一张"))
        self.both_sides.toggled.connect(lambda _on: self.changed.emit())
        self.right, self.down = _millimetres(_("向右")), _millimetres(_("向下"))
        for spin in (self.right, self.down):
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        self.missing = _wrapped("wrong")
        self.agree = QCheckBox(_("这些字打印成空框，用笔填写"))
        self.agree.toggled.connect(lambda _on: self._enable())
        self.print = QPushButton(icon("printer", "white"), _("打印"))
        self.print.setProperty("kind", "primary")
        self.print.setToolTip(_("打印（Ctrl+P）"))
        self.print.clicked.connect(self.print_asked)
        self.to_file = QPushButton(icon("download"), _("存为 PDF"))
        self.to_file.clicked.connect(self.file_asked)
        self._ready = False
        self._lay_out()
        self.show_missing(())

    def show_forms(self, forms: Sequence[Form], chosen: str) -> None:
        """The forms of the register, one of them chosen."""
        self.form.clear()
        for form in forms:
            self.form.addItem(form.title, form.name)
        self.form.setCurrentIndex(max(0, self.form.findData(chosen)))
        self.form.setEnabled(len(forms) > 1)

    def show_printers(self, names: Sequence[str], chosen: str) -> None:
        """The printers of this machine; without any only the file is left."""
        self.printer.clear()
        self.printer.addItems(list(names))
        self.printer.setCurrentIndex(max(0, self.printer.findText(chosen)))
        for part in (self.printer, self.copies, self._copies_words):
            part.setVisible(bool(names))
        self.none.setVisible(not names)
        self.print.setVisible(bool(names))
        self.to_file.setProperty("kind", "" if names else "primary")
        self.to_file.setIcon(icon("download", "text" if names else "white"))
        self.to_file.style().polish(self.to_file)
        self._enable()

    def show_missing(self, missing: "Sequence[Missing]") -> None:
        """The names with characters that no font draws: they have to be agreed to once."""
        characters = "".join(dict.fromkeys("".join(one.characters for one in missing)))
        named = _("、").join(one.text for one in missing[:_MOST_NAMED])
        if len(missing) > _MOST_NAMED:
            named = _("{named} 等 {count} 处").format(named=named, count=len(missing))
        sentence = _("有 {count} 个字没有字库：{characters}（{named}）。打印成空框，用笔填写。")
        self.missing.setText(sentence.format(count=len(characters), characters=characters, named=named))
        self.agree.setChecked(False)
        for part in (self.missing, self.agree):
            part.setVisible(bool(missing))
        self._enable()

    def show_ready(self, *, ready: bool) -> None:
        """Whether there are pages to print."""
        self._ready = ready
        self._enable()

    @property
    def offset(self) -> Offset:
        """The nudge for this printer."""
        return Offset(self.right.value(), self.down.value())

    def set_offset(self, offset: Offset) -> None:
        """Show a kept nudge, without saying that it changed."""
        for spin, value in ((self.right, offset.x_mm), (self.down, offset.y_mm)):
            spin.blockSignals(True)  # noqa: FBT003 - Qt's signature
            spin.setValue(value)
            spin.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _enable(self) -> None:
        agreed = self.agree.isHidden() or self.agree.isChecked()
        self.print.setEnabled(self._ready and agreed and self.printer.count() > 0)
        self.to_file.setEnabled(self._ready and agreed)

    def _lay_out(self) -> None:
        lines = QFormLayout()
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        lines.setVerticalSpacing(em(self, 0.5))
        lines.addRow(_("表单"), self.form)
        lines.addRow(self.about)
        lines.addRow(_("打印机"), self.printer)
        lines.addRow(self.none)
        self._copies_words = QLabel(_("份数"))
        lines.addRow(self._copies_words, self.copies)
        lines.addRow(self.both_sides)
        nudge = QHBoxLayout()
        for words, spin in ((_("向右"), self.right), (_("向下"), self.down)):
            nudge.addWidget(QLabel(words))
            nudge.addWidget(spin)
        nudge.addStretch(1)
        holder = QWidget()
        holder.setProperty("kind", "clear")
        holder.setLayout(nudge)
        nudge.setContentsMargins(0, 0, 0, 0)
        lines.addRow(_("套打微调（毫米）"), holder)
        whole = QVBoxLayout(self)
        pad = em(self, 1)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(Heading(_("打印"), factor=1.0))
        whole.addLayout(lines)
        whole.addStretch(1)
        for part in (self.missing, self.agree, self.to_file, self.print):
            whole.addWidget(part)
        self.setMinimumWidth(chars(self, 15))
        self.setMaximumWidth(chars(self, 19))


def _wrapped(kind: str) -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _millimetres(words: str) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setRange(-FARTHEST_MM, FARTHEST_MM)
    spin.setDecimals(1)
    spin.setSingleStep(0.5)
    spin.setAccessibleName(words)
    spin.setToolTip(_("每台打印机分别记住"))
    return spin

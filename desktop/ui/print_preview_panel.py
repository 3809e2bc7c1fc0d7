"""The choices beside the preview: form, printer, tray, copies, both sides, and what is to become of the pages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.base.text import _
from desktop.printing.page import Offset
from desktop.printing.spool import Tray
from desktop.spec import Form
from desktop.standard.print_choices import Choice
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.print_offset import offset_words
from desktop.ui.style import chars, em

if TYPE_CHECKING:  # the PDF writer is loaded with the first page
    from desktop.printing.pen import Missing

MOST_COPIES = 99
_MOST_NAMED = 6


class PrintPanel(QFrame):
    """Says what was chosen; the page does it."""

    _made = False
    form_chosen = Signal(str)  # name of the form
    printer_chosen = Signal(str)
    changed = Signal()  # both sides: the pages look different
    offset_asked = Signal()
    dialog_asked = Signal()
    print_asked = Signal()
    queue_asked = Signal()
    file_asked = Signal()
    packet_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.form, self.printer, self.tray = _choice(_("表单")), _choice(_("打印机")), _choice(_("纸盒"))
        self.form.activated.connect(lambda at: self.form_chosen.emit(self.form.itemData(at)))
        self.printer.activated.connect(lambda at: self.printer_chosen.emit(self.printer.itemText(at)))
        self.about = _wrapped("quiet")
        self.none = _wrapped("quiet")
        self.none.setText(_("这台电脑没有装打印机。可以存为 PDF，或装成待印包，拿到有打印机的电脑上打印。"))
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAccessibleName(_("份数"))
        self.both_sides = QCheckBox(_("双面，每份另起一张"))
        self.both_sides.toggled.connect(lambda _on: self.changed.emit())
        self.offset = QPushButton()
        self.offset.setToolTip(_("每台打印机分别记住"))
        self.dialog = QPushButton(_("系统打印窗口…"))
        self.missing = _wrapped("wrong")
        self.agree = QCheckBox(_("这些字打印成空框，用笔填写"))
        self.agree.toggled.connect(lambda _on: self._enable())
        self.print = QPushButton(icon("printer", "white"), _("打印"))
        self.print.setProperty("kind", "primary")
        self.print.setToolTip(_("打印（Ctrl+P）"))
        self.queue = QPushButton(_("放入队列"))
        self.queue.setToolTip(_("先不打，在“打印队列”里再开始"))
        self.packet = QPushButton(_("待印包…"))
        self.packet.setToolTip(_("加密后拷到有打印机的电脑上打"))
        self.to_file = QPushButton(icon("download"), _("存为 PDF"))
        for link, said in ((self.offset, self.offset_asked), (self.dialog, self.dialog_asked)):
            link.setProperty("kind", "link")
            link.clicked.connect(said)
        for button, said in (
            (self.print, self.print_asked),
            (self.queue, self.queue_asked),
            (self.to_file, self.file_asked),
            (self.packet, self.packet_asked),
        ):
            button.clicked.connect(said)
        self._ready, self._kept = False, True
        self._lay_out()
        self.show_missing(())
        self.show_trays((), "")
        self.show_offset(Offset())

    def show_forms(self, forms: Sequence[Form], chosen: str) -> None:
        """The forms of the register, one of them chosen."""
        self.form.clear()
        for form in forms:
            self.form.addItem(form.title, form.name)
        self.form.setCurrentIndex(max(0, self.form.findData(chosen)))
        self.form.setEnabled(len(forms) > 1)
        self._kept = all(form.kept for form in forms if form.name == chosen)
        self._enable()

    def show_printers(self, names: Sequence[str], chosen: str) -> None:
        """The printers of this machine; without any, file and packet are left."""
        self.printer.clear()
        self.printer.addItems(list(names))
        self.printer.setCurrentIndex(max(0, self.printer.findText(chosen)))
        for part in (self.printer, self._printer_words, self.print, self.offset, self.dialog):
            part.setVisible(bool(names))
        self.none.setVisible(not names)
        self.to_file.setProperty("kind", "" if names else "primary")
        self.to_file.setIcon(icon("download", "text" if names else "white"))
        self.to_file.style().polish(self.to_file)
        self._enable()

    def show_trays(self, trays: Sequence[Tray], chosen: str) -> None:
        """The drawers of the printer; the choice is not shown where there is none."""
        self.tray.clear()
        for tray in trays:
            self.tray.addItem(tray.title, tray.code)
        self.tray.setCurrentIndex(max(0, self.tray.findData(chosen)))
        for part in (self.tray, self._tray_words):
            part.setVisible(bool(trays))

    def show_choice(self, choice: Choice) -> None:
        """How this form was printed last, without saying that anything changed."""
        self.both_sides.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.both_sides.setChecked(choice.both_sides)
        self.both_sides.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.copies.setValue(choice.copies)

    def show_offset(self, offset: Offset) -> None:
        """How far the printer is nudged."""
        self.offset.setText(_("套打微调：{words}").format(words=offset_words(offset)))

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
    def choice(self) -> Choice:
        """What is chosen now."""
        tray = self.tray.currentData() or ""
        return Choice(self.printer.currentText(), tray, self.copies.value(), self.both_sides.isChecked())

    def _enable(self) -> None:
        ready = self._ready and (self.agree.isHidden() or self.agree.isChecked())
        self.print.setEnabled(ready and self.printer.count() > 0)
        for button in (self.to_file, self.queue, self.packet):
            button.setEnabled(ready)
        for button in (self.queue, self.packet):
            button.setVisible(self._kept)

    def _lay_out(self) -> None:
        lines = QFormLayout()
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        lines.setVerticalSpacing(em(self, 0.4))
        lines.addRow(_("表单"), self.form)
        lines.addRow(self.about)
        self._printer_words, self._tray_words = QLabel(_("打印机")), QLabel(_("纸盒"))
        lines.addRow(self._printer_words, self.printer)
        lines.addRow(self.none)
        lines.addRow(self._tray_words, self.tray)
        copies = QHBoxLayout()
        copies.addWidget(QLabel(_("份数")))
        copies.addWidget(self.copies, 1)
        lines.addRow(copies)
        lines.addRow(self.both_sides)
        choices = QWidget()
        choices.setProperty("kind", "clear")
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, em(self, 0.5), 0)
        column.setSpacing(em(self, 0.4))
        column.addLayout(lines)
        for link in (self.offset, self.dialog):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()  # the choices may scroll at large sizes; the buttons never do
        scroll.setWidget(choices)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        pad = em(self, 0.8)
        whole.setContentsMargins(pad, pad, pad, pad)
        whole.setSpacing(em(self, 0.5))
        whole.addWidget(Heading(_("打印"), factor=1.0))
        whole.addWidget(scroll, 1)
        for part in (self.missing, self.agree):
            whole.addWidget(part)
        pair = QHBoxLayout()
        pair.setSpacing(em(self, 0.5))
        pair.addWidget(self.queue, 1)
        pair.addWidget(self.packet, 1)
        whole.addLayout(pair)
        whole.addWidget(self.to_file)
        whole.addWidget(self.print)
        self._made = True
        self.setFixedWidth(chars(self, 19))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change of the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._made:
            self.setFixedWidth(chars(self, 19))


def _wrapped(kind: str) -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _choice(words: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(words)
    return box

"""The question how far a printer is off, asked beside a test page."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QFormLayout, QPushButton, QWidget

from desktop.base.text import _
from desktop.printing.page import Offset
from desktop.ui.ask import Question
from desktop.ui.icons import icon
from desktop.ui.style import em

FARTHEST_MM = 20.0


def offset_words(offset: Offset) -> str:
    """An offset as it is said: 右 1.5 下 0 毫米."""
    return _("右 {right:g} 下 {down:g} 毫米").format(right=offset.x_mm, down=offset.y_mm)


class OffsetQuestion(Question):
    """Two numbers; the test page is printed with those that stand there."""

    def __init__(self, parent: QWidget | None, printer: str, offset: Offset, *, test: Callable[[Offset], None]) -> None:
        sentence = _("打印机“{name}”印偏了几毫米，填在这里，以后这台打印机印什么都照此挪动。").format(name=printer)
        super().__init__(parent, sentence, _("保存微调"), safe=_("不改"))
        self.right, self.down = _millimetres(_("向右"), offset.x_mm), _millimetres(_("向下"), offset.y_mm)
        lines = QFormLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(em(self, 0.5))
        lines.addRow(_("向右（毫米，向左填负数）"), self.right)
        lines.addRow(_("向下（毫米，向上填负数）"), self.down)
        self.test = QPushButton(icon("printer"), _("按这两个数打印测试页"))
        self.test.setAutoDefault(False)
        self.test.clicked.connect(lambda: test(self.offset))
        lines.addRow(self.test)
        holder = QWidget()
        holder.setProperty("kind", "clear")
        holder.setLayout(lines)
        self.add_widget(holder)
        self.add_line(_("测试页的中间有一个十字，量它到纸边的距离，纸上写着怎么改。"))
        self.right.setFocus()

    @property
    def offset(self) -> Offset:
        """What stands there now."""
        return Offset(round(self.right.value(), 1), round(self.down.value(), 1))


def ask_offset(parent: QWidget, printer: str, offset: Offset, *, test: Callable[[Offset], None]) -> Offset | None:
    """The new offset, or None when it stays. `test(offset)` is to keep it and to print a page with it."""
    box = OffsetQuestion(parent, printer, offset, test=test)
    return box.offset if box.exec() == QDialog.DialogCode.Accepted else None


def _millimetres(words: str, value: float) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    spin.setRange(-FARTHEST_MM, FARTHEST_MM)
    spin.setDecimals(1)
    spin.setSingleStep(0.5)
    spin.setValue(value)
    spin.setAccessibleName(words)
    return spin

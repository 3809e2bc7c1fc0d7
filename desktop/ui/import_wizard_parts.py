"""The widgets of the import wizard: steps above, one step's page, and the two buttons under it."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui.import_pages import FileStep, WriteStep
from desktop.ui.import_pages_check import CheckStep
from desktop.ui.import_pages_columns import ColumnsStep
from desktop.ui.step_bar import StepBar
from desktop.ui.style import em

FILE, COLUMNS, CHECK, WRITE = range(4)


class ImportParts(QWidget):
    """Knows how the steps look, not what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = StepBar((_("选文件"), _("对列"), _("检查"), _("写入")))
        self.file, self.columns, self.check, self.write = FileStep(), ColumnsStep(), CheckStep(), WriteStep()
        self.steps = QStackedWidget()
        for step in (self.file, self.columns, self.check, self.write):
            self.steps.addWidget(step)
        self.before, self.after = QPushButton(_("上一步")), QPushButton()
        self.after.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addStretch(1)
        row.addWidget(self.after)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        whole.addWidget(self.bar)
        whole.addWidget(self.steps, 1)
        whole.addLayout(row)

    def show_step(self, step: int, *, reached: int, planned: bool, settled: bool) -> None:
        """Another step with its buttons; `settled` when writing has begun or ended, and there is no way back."""
        self.bar.show_step(step, step if settled else max(step, reached))
        self.steps.setCurrentIndex(step)
        self.before.setVisible(step in (COLUMNS, CHECK) or (step == WRITE and not settled))
        self.after.setVisible(step in (COLUMNS, CHECK))
        self.after.setEnabled(step != CHECK or planned)
        self.after.setText(_("下一步，看会改什么") if step == COLUMNS else _("下一步，写入"))

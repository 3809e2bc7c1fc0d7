"""The step of the recovery sheet: printed, kept as a file or copied by hand, and tried out before one goes on."""

import secrets
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.first_run_pages import StepPage, quiet, spread
from desktop.ui.icons import icon
from desktop.ui.labels import Heading
from desktop.ui.style import chars, em

Spot = Callable[[int], int]


class SheetStep(StepPage):
    """`pick(count)` chooses which of the groups is asked for; handed in by tests."""

    print_asked = Signal(str)  # printer
    file_asked = Signal(str)  # path
    new_asked = Signal()
    try_asked = Signal(str)  # a whole code

    def __init__(self, pick: Spot = secrets.randbelow) -> None:
        why = _("忘记密码、换电脑时，只有这张纸能打开数据。印两份分开放；都丢失则无法打开，任何人都帮不上忙。")
        super().__init__(_("恢复单"), why)
        self._pick, self._code, self._asked, self.proven = pick, "", 0, False
        self.printer = QComboBox()
        self.printer.setAccessibleName(_("打印机"))
        self.print = QPushButton(icon("printer"), _("打印恢复单"))
        self.print.clicked.connect(lambda: self.print_asked.emit(self.printer.currentText()))
        self.file = QPushButton(icon("download"), _("存为 PDF"))
        self.file.setToolTip(_("存到 U 盘，到有打印机的电脑上打印，印完把文件删掉"))
        self.file.clicked.connect(self._ask_file)
        self.show_code = QPushButton(_("显示编码，用手抄"))
        self.show_code.clicked.connect(self._show_code)
        self.code = Heading(factor=1.28)
        self.code.hide()
        self.new = QPushButton(_("重新生成恢复单"))
        self.new.clicked.connect(self.new_asked)
        self.body.addLayout(spread(self.printer, self.print, self.file, self.show_code, self.new))
        self.body.addWidget(self.code)
        self.no_printer = quiet(_("这台电脑没有装打印机：可以存为 PDF 到别处打印，或把编码用手抄两份。"))
        self.body.addWidget(self.no_printer)
        self.body.addSpacing(em(self, 0.6))
        self.question = QLabel()
        self.line = QLineEdit()
        self.line.setAccessibleName(_("纸上的编码"))
        self.line.returnPressed.connect(self.check)
        self.try_it = QPushButton(_("核对"))
        self.try_it.clicked.connect(self.check)
        self.body.addWidget(self.question)
        self.body.addLayout(spread(self.line, self.try_it))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.show_printers(())
        self.show_sheet("")

    def show_printers(self, names: tuple[str, ...]) -> None:
        """The printers of this machine."""
        self.printer.clear()
        self.printer.addItems(list(names))
        for part in (self.printer, self.print):
            part.setVisible(bool(names))
        self.no_printer.setVisible(not names and bool(self._code))

    def show_sheet(self, code: str) -> None:
        """A code that was just made; "" when the wizard was left before: the whole paper is tried, or made anew."""
        self._code, self.proven = code, False
        self.code.hide()
        self.code.setText(code.replace("-", "　"))
        for part in (self.print, self.file, self.show_code):
            part.setEnabled(bool(code))
        self.new.setVisible(not code)
        self.no_printer.setVisible(bool(code) and not self.printer.count())
        self.line.setFixedWidth(chars(self, 9 if code else 24))  # one group, or all eight with their spaces
        self.try_it.setEnabled(True)
        self.line.setEnabled(True)
        self._ask_group()
        left = _("上次没有核对完。请照纸核对；纸不在了就重新生成，旧的那份随即作废。")
        self._say("" if code else left, wrong=False)

    def check(self) -> None:
        """One group of the paper is compared here; a whole code is tried on the profile itself."""
        typed = "".join(char for char in self.line.text().upper() if char.isalnum())
        typed = typed.translate(str.maketrans("OIL", "011"))
        groups = self._code.split("-") if self._code else []
        if not typed:
            self._say(_("请照纸上抄写第 {at} 组，或全部 8 组。").format(at=self._asked + 1))
        elif len(typed) > 4:
            self.try_asked.emit(typed)
        elif groups and typed == groups[self._asked]:
            self.try_asked.emit(self._code)
        else:
            self._say(_("这一组和纸上的不一样。请再看一眼第 {at} 组；像 O 的是数字 0。").format(at=self._asked + 1))

    def prove(self) -> None:
        """The code opened the profile."""
        self.proven = True
        self.line.clear()
        self.new.hide()  # it would void the paper that was just tried
        for part in (self.try_it, self.line):  # the focus goes on to the button below, so that Enter goes on too
            part.setEnabled(False)
        self._say(_("核对过了：这张恢复单打得开数据。请现在就把两份分开放好。"), wrong=False)

    def refuse(self, error: UserError) -> None:
        """It did not."""
        self._say(error.message)
        self.line.setFocus()
        self.line.selectAll()

    def complete(self) -> None:
        """Not before the paper was tried."""
        if not self.proven:
            raise UserError(_("请先打印、保存或抄下恢复单，再照纸上抄写第 {at} 组核对。").format(at=self._asked + 1))

    def focus_first(self) -> None:
        """What comes first: paper, then the line."""
        (self.print if self.print.isVisibleTo(self) else self.file if self._code else self.new).setFocus()

    def _ask_group(self) -> None:
        self._asked = self._pick(8)
        asked = _("请从印好的恢复单上抄写第 {at} 组：").format(at=self._asked + 1)
        self.question.setText(asked if self._code else _("恢复单还在手边时，照它抄写全部 8 组："))

    def _show_code(self) -> None:
        self.code.show()
        self.show_code.setEnabled(False)

    def _ask_file(self) -> None:
        path = QFileDialog.getSaveFileName(self, _("存恢复单"), _("数据恢复单") + ".pdf", "PDF (*.pdf)")[0]
        if path:
            self.file_asked.emit(path)

    def _say(self, sentence: str, *, wrong: bool = True) -> None:
        self.said.setProperty("kind", "wrong" if wrong else "")
        self.said.style().polish(self.said)
        self.said.setText(sentence)

"""The print preview: the pages as they will come out, the choices beside them, and the way to printer or file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.print_choices import Choice
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.form_extras import FormExtras
from desktop.ui.icons import icon
from desktop.ui.loading_line import LoadingLine
from desktop.ui.page import Page
from desktop.ui.print_menu import page_picture
from desktop.ui.print_packet import PacketWays
from desktop.ui.print_preview_out import PrintOut
from desktop.ui.print_preview_pages import PageView, Sheet
from desktop.ui.print_preview_panel import PrintPanel
from desktop.ui.print_preview_printer import PrinterChoice
from desktop.ui.print_preview_wish import SHOWN, Drawn, Wish, read
from desktop.ui.print_runner import PrintRunner
from desktop.ui.style import em


class PrintPage(Page):
    """Opened with `show_wish`; printing is logged with a number that stands on the paper."""

    help = "print"

    def __init__(self, desk: Desk, runner: PrintRunner) -> None:
        super().__init__()
        self.title = _("打印预览")
        self.desk = desk
        self.wish: Wish | None = None
        self.drawn: Drawn | None = None
        self._fresh = True  # the form was not shown yet: it is offered as it was printed last
        self.view, self.panel, self.empty, self.loading = PageView(), PrintPanel(), EmptyState(), LoadingLine()
        self.extras = FormExtras(desk)
        self.printer = PrinterChoice(runner, self.panel, self)
        self.out = PrintOut(runner, self, ended=self._rest)
        self.packets = PacketWays(runner, self)
        self.where = QLabel()
        self.where.setProperty("kind", "quiet")
        self._lay_out()
        panel = self.panel
        panel.form_chosen.connect(self.choose_form)
        self.extras.filled.connect(self.fill)
        panel.changed.connect(lambda: self.reload(None))
        self.printer.moved.connect(lambda: self.reload(None))
        panel.print_asked.connect(lambda: self.queue(start=True))
        panel.queue_asked.connect(lambda: self.queue(start=False))
        panel.file_asked.connect(self.save)
        panel.packet_asked.connect(self.pack)
        self.view.moved.connect(self._tell_where)
        QShortcut(QKeySequence("Ctrl+P"), self, self.panel.print.click)
        self.empty.say(_("还没有选择要打印的内容。请在列表或记录里点“打印”。"), [(_("返回"), self.desk.back)])

    def tools(self) -> QWidget | None:
        """Zoom and the way back, in the title row."""
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(em(self, 0.4))
        row.addWidget(self.where)
        for words, mark, act in (
            (_("缩小"), "zoom-out", lambda: self.view.step_zoom(-1)),
            (_("放大"), "zoom-in", lambda: self.view.step_zoom(1)),
            (_("适合宽度"), "maximize", lambda: self.view.set_zoom(0)),
            (_("返回"), "arrow-left", self.desk.back),
        ):
            button = QPushButton(icon(mark), words)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        return bar

    def show_wish(self, wish: Wish) -> None:
        """Read and draw what is to be printed."""
        self.wish, self._fresh = wish, True
        self.extras.show_form(wish.form, wish.given)
        self.panel.show_forms(wish.register.forms, wish.form.name)
        self.printer.ask()
        self.reload(None)

    def reload(self, changes: Any = None) -> None:
        """Draw anew what is shown; what changed elsewhere is on the paper too."""
        wish, desk = self.wish, self.desk
        if wish is None:
            return
        self.panel.show_ready(ready=False)
        self.loading.start()
        both = None if self._fresh else self.panel.both_sides.isChecked()
        offset = None if self._fresh else self.printer.offset
        self.desk.tasks.read(
            self, lambda session: read(session, desk, wish, both_sides=both, offset=offset), self._show,
            failed=self._refused, key="preview",
        )  # fmt: skip

    def choose_form(self, name: str) -> None:
        """Another form of the same records."""
        if self.wish:
            form = next(form for form in self.wish.register.forms if form.name == name)
            self.show_wish(replace(self.wish, form=form, given=None))

    def fill(self, given: Mapping[str, Any]) -> None:
        """Draw anew with what was filled in."""
        if self.wish:
            self.wish = replace(self.wish, given=given)
            self.extras.show_form(self.wish.form, given)
            self.reload(None)

    def queue(self, *, start: bool) -> None:
        """Into the queue; with `start` it is printed now."""
        if self.wish is not None and self.drawn is not None:
            self.panel.show_ready(ready=False)
            self.out.queue(self.wish, self.drawn, self.panel.choice, start=start, offset=self.printer.offset)

    def save(self, path: str = "") -> None:
        """Write the pages as a PDF file that the person names."""
        if self.wish is None or self.drawn is None:
            return
        title = self.wish.form.title
        chosen = path or QFileDialog.getSaveFileName(self, _("存为 PDF"), f"{title}.pdf", "PDF (*.pdf)")[0]
        if not chosen:
            self.panel.to_file.setFocus()
            return
        target = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
        self.panel.show_ready(ready=False)
        self.out.save(self.wish, self.drawn, target, both_sides=self.panel.both_sides.isChecked())

    def pack(self) -> None:
        """Into the queue, and from there into a sealed packet."""
        if self.wish is not None and self.drawn is not None:
            self.panel.show_ready(ready=False)
            self.out.into_queue(
                self.wish, self.drawn, self.panel.choice, start=False, done=lambda job: self.packets.pack((job,))
            )

    def focus_first(self) -> None:
        """The pages can be scrolled at once."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self) -> None:
        """A deed is over: the buttons wait for the next one, and the keys work on the pages again."""
        self.panel.show_ready(ready=self.drawn is not None)
        if self.isVisible():
            self.focus_first()

    def _show(self, drawn: Drawn) -> None:
        self.loading.stop()
        again = self.drawn is not None and self.drawn.pages == drawn.pages and self.drawn.paper == drawn.paper
        at = self.view.verticalScrollBar().value() if again else 0
        fresh, self._fresh = self._fresh, False
        self.drawn = drawn
        if fresh:
            self.panel.show_choice(drawn.choice or Choice())
            self.printer.offer(drawn)
        total = len(drawn.job.subjects)
        about = _("共 {total} 份，下面是前 {shown} 份的样子。") if total > SHOWN else _("共 {total} 份。")
        self.panel.about.setText(about.format(total=total, shown=SHOWN))
        self.extras.show_job(drawn.job)
        self.panel.show_missing(drawn.missing)
        self.panel.show_ready(ready=True)
        self.view.show_pages(drawn.pages, drawn.paper, self._draw)
        self.view.verticalScrollBar().setValue(at)
        self.stack.setCurrentWidget(self.view)

    def _draw(self, sheet: Sheet, scale: float) -> None:
        drawn = self.drawn
        if drawn is not None:
            pdf, index = drawn.pdf, sheet.index
            picture: Any = lambda: _Picture(page_picture(pdf, index, scale))  # noqa: E731 - one expression
            self.desk.tasks.compute(sheet, picture, lambda made: sheet.show_picture(made.image))

    def _refused(self, error: UserError) -> None:
        self.loading.stop()
        self.drawn = None
        self.panel.show_ready(ready=False)
        self.view.clear()
        self.empty.say(error.message, [(_("再试一次"), lambda: self.reload(None)), (_("返回"), self.desk.back)])
        self.stack.setCurrentWidget(self.empty)

    def _tell_where(self, page: int, pages: int) -> None:
        self.where.setText(_("第 {page} 页，共 {pages} 页").format(page=page, pages=pages))

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        left = QVBoxLayout()
        left.addWidget(self.extras)
        left.addWidget(self.loading)
        left.addWidget(self.stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        whole.addLayout(left, 1)
        whole.addWidget(self.panel)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture on its way from a thread."""

    image: QImage

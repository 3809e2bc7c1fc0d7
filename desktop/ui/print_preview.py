"""The print preview: the pages as they will come out, the choices beside them, and the way to printer or file."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import page as papers
from desktop.printing.page import Offset, Paper
from desktop.printing.spool import Spooler
from desktop.spec import Form, Register
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon
from desktop.ui.loading_line import LoadingLine
from desktop.ui.page import Page
from desktop.ui.print_menu import page_picture, spooler
from desktop.ui.print_preview_pages import PageView, Sheet
from desktop.ui.print_preview_panel import PrintPanel
from desktop.ui.progress import Progress
from desktop.ui.style import em

SHOWN = 20  # sheets in the preview; a print of 500 is looked at in its first ones


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be printed."""

    register: Register
    form: Form
    ids: tuple[UUID, ...]
    filter_text: str = ""
    given: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A job, and its first sheets as PDF."""

    job: Any  # standard.paper.Job
    pdf: bytes
    pages: int
    missing: tuple[Any, ...]
    paper: Paper


class PrintPage(Page):
    """Opened with `show_wish`; printing is logged with a number that stands on the paper."""

    help = "print"

    def __init__(self, desk: Desk, *, printers: Spooler | None = None) -> None:
        super().__init__()
        self.title = _("打印预览")
        self.desk = desk
        self._spooler = printers or spooler()
        self.wish: Wish | None = None
        self.drawn: Drawn | None = None
        self.view, self.panel, self.empty, self.loading = PageView(), PrintPanel(), EmptyState(), LoadingLine()
        self.where = QLabel()
        self.where.setProperty("kind", "quiet")
        self._lay_out()
        panel = self.panel
        panel.form_chosen.connect(self.choose_form)
        panel.printer_chosen.connect(self.choose_printer)
        panel.changed.connect(self.on_changed)
        panel.print_asked.connect(self.print)
        panel.file_asked.connect(self.save)
        self.view.moved.connect(self._tell_where)
        QShortcut(QKeySequence("Ctrl+P"), self, self.panel.print.click)
        self.empty.say(_("还没有选择要打印的内容。请在列表或记录里点“打印”。"), [(_("返回"), self.desk.back)])
        self._show_printers(())

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
        self.wish = wish
        self.panel.show_forms(wish.register.forms, wish.form.name)
        self.desk.tasks.compute(self, self._spooler.printers, self._show_printers, failed=lambda _e: None)
        self.reload(None)

    def reload(self, changes: Any = None) -> None:
        """Draw anew what is shown; what changed elsewhere is on the paper too."""
        wish, actor, clock = self.wish, self.desk.actor, self.desk.clock
        if wish is None:
            return
        self.panel.show_ready(ready=False)
        self.loading.start()
        both, offset = self.panel.both_sides.isChecked(), self.panel.offset

        def job(session: Any) -> Drawn:
            from desktop.standard import paper  # late, and off the main thread: the PDF library takes a moment

            whole = paper.gather(
                session, actor, wish.register, wish.form,
                ids=wish.ids, clock=clock, filter_text=wish.filter_text, given=wish.given,
            )  # fmt: skip
            first = replace(whole, subjects=whole.subjects[:SHOWN], both_sides=both, offset=offset)
            out = io.BytesIO()
            printed = paper.draw(first, out)
            return Drawn(whole, out.getvalue(), printed.pages, paper.missing_names(whole), paper_of(wish.form))

        self.desk.tasks.read(self, job, self._show, failed=self._refused, key="preview")

    def choose_form(self, name: str) -> None:
        """Another form of the same records."""
        if self.wish:
            form = next(form for form in self.wish.register.forms if form.name == name)
            self.wish = replace(self.wish, form=form, given=None)
            self.reload(None)

    def choose_printer(self, name: str) -> None:
        """Another printer, with its own nudge."""
        self.desk.settings.put("printer", name)
        kept = self.desk.settings.get(f"printer.{name}") or {}
        self.panel.set_offset(Offset(kept.get("x", 0.0), kept.get("y", 0.0)))
        self.reload(None)

    def on_changed(self) -> None:
        """The nudge is kept for this printer; the pages are drawn anew."""
        offset = self.panel.offset
        self.desk.settings.put(f"printer.{self.panel.printer.currentText()}", {"x": offset.x_mm, "y": offset.y_mm})
        self.reload(None)

    def print(self) -> None:
        """Hand the pages to the printer."""
        name, copies = self.panel.printer.currentText(), self.panel.copies.value()
        wish, both = self.wish, self.panel.both_sides.isChecked()
        if wish is None or self.drawn is None:
            return
        sheets, spool = self.drawn.paper, self._spooler

        def send(pdf: bytes) -> None:
            spool.send(pdf, name, title=wish.form.title, paper=sheets, copies=copies, both_sides=both)

        said = _("已交给打印机“{name}”：{form}").format(name=name, form=wish.form.title)
        self._make(send, said)

    def save(self, path: str = "") -> None:
        """Write the pages as a PDF file that the person names."""
        if self.wish is None:
            return
        title = self.wish.form.title
        chosen = path or QFileDialog.getSaveFileName(self, _("存为 PDF"), f"{title}.pdf", "PDF (*.pdf)")[0]
        if not chosen:
            return
        target = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
        from desktop.base.files import durable_write  # late, as above

        def write(pdf: bytes) -> None:
            try:
                durable_write(target, pdf)
            except OSError as error:
                raise UserError(_("没能写入这个位置，数据没有受影响。请换一个文件夹再存一次。")) from error

        self._make(write, _("已存为 PDF：{name}").format(name=target.name))

    def focus_first(self) -> None:
        """The pages can be scrolled at once."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, use: Any, said: str) -> None:
        """Number the print in the log, then draw all of it and hand it on, as work that can be stopped."""
        drawn, wish, desk = self.drawn, self.wish, self.desk
        if drawn is None or wish is None:
            return
        from desktop.standard import paper  # late, as above

        wanted = replace(drawn.job, both_sides=self.panel.both_sides.isChecked(), offset=self.panel.offset)
        total = len(wanted.subjects)

        def draw(numbered: Any) -> None:
            def job(progress: Progress) -> str:
                out = io.BytesIO()
                paper.draw(numbered, out, on_page=lambda done: progress.step(min(done, total), total))
                use(out.getvalue())
                return str(numbered.stamp.number)

            desk.tasks.work(self, wish.form.title, job, self._tell(said), failed=self._warn)

        desk.tasks.write(
            self,
            f"{wish.register.name}.print",
            lambda session: paper.enter(session, desk.actor, wanted),
            lambda numbered, _changes: draw(numbered),
            failed=self._warn,
        )

    def _tell(self, said: str) -> Any:
        return lambda number: self.desk.say(_("{said}，编号 {number}").format(said=said, number=number))

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)

    def _show(self, drawn: Drawn) -> None:
        self.loading.stop()
        again = self.drawn is not None and self.drawn.pages == drawn.pages and self.drawn.paper == drawn.paper
        at = self.view.verticalScrollBar().value() if again else 0
        self.drawn = drawn
        total = len(drawn.job.subjects)
        about = _("共 {total} 份，下面是前 {shown} 份的样子。") if total > SHOWN else _("共 {total} 份。")
        self.panel.about.setText(about.format(total=total, shown=SHOWN))
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

    def _show_printers(self, names: Sequence[str]) -> None:
        chosen = self.desk.settings.get("printer") or ""
        self.panel.show_printers(names, chosen)
        kept = self.desk.settings.get(f"printer.{self.panel.printer.currentText()}") or {}
        self.panel.set_offset(Offset(kept.get("x", 0.0), kept.get("y", 0.0)))

    def _tell_where(self, page: int, pages: int) -> None:
        self.where.setText(_("第 {page} 页，共 {pages} 页").format(page=page, pages=pages))

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        left = QVBoxLayout()
        left.addWidget(self.loading)
        left.addWidget(self.stack, 1)
        side = QScrollArea()
        side.setWidget(self.panel)
        side.setWidgetResizable(True)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setFixedWidth(self.panel.maximumWidth() + em(self, 0.5))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        whole.addLayout(left, 1)
        whole.addWidget(side)


def paper_of(form: Form) -> Paper:
    """The paper of a form, lying or standing."""
    if form.paper == "A3":
        return papers.A3_LANDSCAPE if form.landscape else papers.A3
    return papers.A4_LANDSCAPE if form.landscape else papers.A4


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture on its way from a thread."""

    image: QImage

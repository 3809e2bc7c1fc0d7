"""From the preview to paper: numbered in the log, drawn whole, then to the queue, a printer, a file or a packet."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.page import Offset
from desktop.standard.print_choices import Choice
from desktop.standard.print_queue import NewJob
from desktop.ui.print_preview_wish import Drawn, Wish
from desktop.ui.print_runner import PrintRunner
from desktop.ui.progress import Progress

Use = Callable[[bytes, str, int], None]  # (pdf, number, pages), on the main thread


class PrintOut(QObject):
    """The deeds behind the buttons of the preview; `ended` is called when one is over, well or not."""

    def __init__(self, runner: PrintRunner, parent: QObject, *, ended: Callable[[], None]) -> None:
        super().__init__(parent)
        self._runner, self._desk, self._ended = runner, runner.desk, ended

    def queue(self, wish: Wish, drawn: Drawn, choice: Choice, *, start: bool, offset: Offset) -> None:
        """Into the queue, and with `start` to the printer at once; what must not be kept goes straight to it."""
        if not wish.form.kept:
            self._straight(wish, drawn, choice, offset=offset)
            return
        self.into_queue(wish, drawn, choice, start=start, done=self._told(wish, choice, start=start))

    def into_queue(
        self, wish: Wish, drawn: Drawn, choice: Choice, *, start: bool, done: Callable[[Any], None]
    ) -> None:  # fmt: skip
        """Numbered and drawn into the queue; `done(job id)`."""
        form = wish.form

        def use(pdf: bytes, number: str, pages: int) -> None:
            new = NewJob(
                form.title, pages, choice, register=wish.register.name, form=form.name, number=number,
                paper=form.paper, landscape=form.landscape,
            )  # fmt: skip
            self._runner.add(new, pdf, start=start, done=done)
            self._ended()

        self._make(wish, drawn, use, both_sides=choice.both_sides)

    def save(self, wish: Wish, drawn: Drawn, target: Path, *, both_sides: bool) -> None:
        """Into a file; it has no printer's nudge."""
        from desktop.base.files import durable_write  # late: with the first file

        def use(pdf: bytes, number: str, _pages: int) -> None:
            def write() -> None:
                try:
                    durable_write(target, pdf)
                except OSError as error:
                    raise UserError(_("没能写入这个位置，数据没有受影响。请换一个文件夹再存一次。")) from error

            said = _("已存为 PDF：{name}，编号 {number}").format(name=target.name, number=number)
            self._desk.tasks.compute(self, write, lambda _nothing: self._say(said), failed=self._warn)

        self._make(wish, drawn, use, both_sides=both_sides)

    def _straight(self, wish: Wish, drawn: Drawn, choice: Choice, *, offset: Offset) -> None:
        """To the printer without being kept anywhere."""
        spool = self._runner.spool

        def use(pdf: bytes, number: str, _pages: int) -> None:
            def send() -> None:
                from desktop.printing.preview import nudged  # late: the PDF reader is loaded with the first preview

                spool.send(
                    nudged(pdf, offset), choice.printer, title=wish.form.title, paper=drawn.paper,
                    copies=choice.copies, both_sides=choice.both_sides, tray=choice.tray,
                )  # fmt: skip

            said = _("已交给打印机“{name}”：{form}，编号 {number}").format(
                name=choice.printer, form=wish.form.title, number=number
            )
            self._desk.tasks.compute(self, send, lambda _nothing: self._say(said), failed=self._warn)

        self._make(wish, drawn, use, both_sides=choice.both_sides)

    def _make(self, wish: Wish, drawn: Drawn, use: Use, *, both_sides: bool) -> None:
        """Number the print in the log, then draw all of it, as work that can be stopped."""
        from desktop.standard import paper  # late: loaded with the first preview

        desk = self._desk
        wanted = replace(drawn.job, both_sides=both_sides)
        total = len(wanted.subjects)

        def draw(numbered: Any) -> None:
            def job(progress: Progress) -> tuple[bytes, str, int]:
                out = io.BytesIO()
                made = paper.draw(numbered, out, on_page=lambda done: progress.step(min(done, total), total))
                return out.getvalue(), made.number, made.pages

            desk.tasks.work(self, wish.form.title, job, lambda made: use(*made), failed=self._warn)

        desk.tasks.write(
            self, f"{wish.register.name}.print", lambda session: paper.enter(session, desk.actor, wanted),
            lambda numbered, _changes: draw(numbered), failed=self._warn,
        )  # fmt: skip

    def _told(self, wish: Wish, choice: Choice, *, start: bool) -> Callable[[Any], None]:
        said = _("已放入打印队列：{form}").format(form=wish.form.title)
        if start:
            said = _("正在打印：{form}，打印机“{name}”").format(form=wish.form.title, name=choice.printer)
        return lambda _job: self._desk.say(said)

    def _say(self, said: str) -> None:
        self._desk.say(said)
        self._ended()

    def _warn(self, error: UserError) -> None:
        self._desk.warn(error.message)
        self._ended()

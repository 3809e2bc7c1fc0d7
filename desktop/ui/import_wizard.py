"""The import wizard: a file, its columns, the dry run put right on the spot, and one batch that can be undone."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard.importing.choices import NONE, Choices
from desktop.ui import import_wizard_course as course
from desktop.ui.batch_undo import take_batch_back
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.import_pages_replace import replaced
from desktop.ui.import_wizard_course import ReadFile, Written
from desktop.ui.import_wizard_parts import CHECK, COLUMNS, FILE, WRITE, ImportParts
from desktop.ui.import_wizard_views import Planned
from desktop.ui.page import Page
from desktop.ui.progress import LongWork, Progress


class ImportPage(Page):
    """`back_up()` makes a verified backup before anything is written; `finished` is sent after a batch was written."""

    help = "import"
    finished, moved = Signal(), Signal()  # `moved` after another step was shown

    def __init__(self, desk: Desk, *registers: Register, back_up: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self.registers, self._back_up = desk, registers, back_up
        self._into: Register | None = None  # from whose list the person came
        self.title = _("导入")
        self.read: ReadFile | None = None
        self.planned: Planned | None = None
        self.choices: Choices = NONE
        self.written: Written | None = None
        self.work: LongWork | None = None
        self.parts = ImportParts()
        self.file, self.columns, self.check, self.write = (
            self.parts.file, self.parts.columns, self.parts.check, self.parts.write,
        )  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self._connect()
        self.columns.offer(registers)
        self.show_step(FILE)
        desk.tasks.work_ended.connect(self.on_work_ended)

    def open_file(self, path: Path, choices: Choices = NONE, *, into: Register | None = None) -> None:
        """Read a roster off the main thread and show its columns; `into` when it is known whose it is."""
        desk, registers, prefer = self.desk, (into,) if into else self.registers, self._into
        self.choices, self.planned, self.written = choices, None, None

        def job(progress: Progress) -> ReadFile:
            from desktop.standard.importing.memory import recall  # late: with the first file

            with desk.store.read() as session:
                return course.read_file(
                    path, registers, prefer=prefer, recall=lambda key: recall(session, key), on_progress=progress.step
                )

        self.show_step(FILE)
        title = _("读 {name}").format(name=path.name)
        work = self.work = desk.tasks.work(self, title, job, self._show_file, failed=self._not_read)
        self.file.show_reading(0, 0)
        work.moved.connect(lambda: self.file.show_reading(work.done, work.total))

    def begin(self, into: Register) -> None:
        """A roster for this list, unless its titles say that it is another's."""
        self.start_over()
        self._into = into

    def read_again(
        self, *, mapping: Mapping[str, str] | None, sheet: str, header_row: int | None = None,
        into: Register | None = None,
    ) -> None:  # fmt: skip
        """The same file through another mapping, sheet or header, or into another list."""
        read, register = self.read, into or self.register
        if read is None:
            return

        def job(_session: Any) -> ReadFile:
            return course.read_again(read, register, mapping=mapping, sheet=sheet, header_row=header_row)

        self.planned, self.choices = None, NONE
        self.desk.tasks.read(self, job, self._show_file, failed=self._warn, key="columns")

    def plan(self, choices: Choices | None = None) -> None:
        """The dry run with the decisions so far; what was read of the register before is not read again."""
        read, actor = self.read, self.desk.actor
        if read is None:
            return
        self.choices = self.choices if choices is None else choices
        decided, day, known = self.choices, today(self.desk.clock), self.planned.plan.known if self.planned else None

        def job(session: Any) -> Planned:
            return course.plan_file(session, actor, read, choices=decided, day=day, known=known)

        self.parts.after.setEnabled(False)
        self.desk.tasks.read(self, job, self._show_planned, failed=self._warn, key="plan")

    def bring_in(self) -> None:
        """A verified backup, then everything in one batch; stopping leaves nothing behind."""
        read, desk, choices = self.read, self.desk, self.choices
        if read is None or self.work:
            return
        job = course.writer(desk, read, choices, self._back_up)
        title = _("导入 {name}").format(name=read.staged.file)
        self.work = desk.tasks.work(self, title, job, self._show_written, failed=self._not_written, writes=True)
        work = self.work
        work.moved.connect(lambda: self.write.show_writing(work.done, work.total, work.note))
        self.write.show_writing(0, 0)
        self.parts.before.hide()

    def take_back(self) -> None:
        """Undo the whole batch."""
        if self.written is None or self.written.batch is None:
            return

        def done(said: str) -> None:
            self.write.show_done(_("已撤销"), said, undoable=False)

        self.write.undo.setEnabled(False)
        take_batch_back(
            self, self.desk, self.written.batch, done=done, stopped=lambda: self.write.undo.setEnabled(True),
            failed=self._warn,
        )  # fmt: skip

    def show_step(self, step: int) -> None:
        """Another step, with its buttons."""
        reached = CHECK if self.planned else COLUMNS if self.read else FILE
        settled = self.written is not None or (step == WRITE and self.work is not None)
        self.parts.show_step(step, reached=reached, planned=self.planned is not None, settled=settled)
        if step == CHECK:
            self.check.focus_first()
        self.moved.emit()

    def on_after(self) -> None:
        """The primary button."""
        if self.at_step == COLUMNS:
            self.show_step(CHECK)
            if self.planned is None:
                self.plan()
        elif self.planned:
            self._offer_writing(self.planned)

    def on_before(self) -> None:
        """One step back."""
        self.show_step(max(FILE, self.at_step - 1))

    def on_work_ended(self, work: LongWork) -> None:
        """Reading or writing ended; stopped work ends without a word of its own."""
        if work is not self.work:
            return
        self.work = None
        if work.stopping and self.at_step == FILE:
            self.file.show_idle(_("已停止读取，什么也没有改。"))
        elif work.stopping and self.planned:
            self._offer_writing(self.planned, stopped=True)

    def focus_first(self) -> None:
        """The file button, or the table."""
        if self.at_step == FILE:
            self.file.choose.setFocus()
        elif self.at_step == CHECK:
            self.check.focus_first()

    def state(self) -> dict[str, Any]:
        """The file and the decisions so far: a lock in the middle of the work costs nothing."""
        if self.read is None or self.written:
            return {}
        return {"file": str(self.read.path), "choices": course.kept(self.choices), "into": self.register.name}

    def restore(self, state: dict[str, Any]) -> None:
        """Read the file again and keep the decisions."""
        path = Path(state.get("file") or "")
        if state.get("file") and path.is_file():
            into = self.desk.register(state["into"])
            self.open_file(path, course.again(state.get("choices") or {}), into=into)

    def _show_file(self, read: ReadFile) -> None:
        self.read = read
        self.file.show_idle()
        self.columns.show_file(read)
        self.show_step(COLUMNS)
        self.parts.after.setFocus()

    def _show_planned(self, planned: Planned) -> None:
        self.planned = planned
        self.check.show_planned(planned)
        if self.at_step == CHECK:
            self.show_step(CHECK)
            if not planned.asks:  # the same roster as every month: Enter goes on
                self.parts.after.setFocus()

    def _offer_writing(self, planned: Planned, *, stopped: bool = False) -> None:
        self.show_step(WRITE)
        words = course.writing_words(planned)
        title = _("已停止，什么也没有写入") if stopped else _("可以写入了")
        if not planned.plan.writes:
            words = _("表里的内容库里都有了，什么也没有改。")
            self.write.show_done(_("没有要写入的"), words, undoable=False, into=self.register.title)
        else:
            self.write.show_ready(title, words)

    def _show_written(self, written: Written) -> None:
        self.written = written
        self.desk.tasks.changed.emit(written.changes)
        words = written.words
        self.show_step(WRITE)
        self.write.undo.setEnabled(True)
        self.write.show_done(_("已写入"), words, undoable=written.batch is not None, into=self.register.title)
        token = UndoToken(batch=written.batch) if written.batch else None
        self.desk.say(
            _("已导入 {name}：{words}").format(name=self.read.staged.file if self.read else "", words=words), token
        )
        self.finished.emit()

    def _not_read(self, error: UserError) -> None:
        self.file.show_idle(error.message)

    def _not_written(self, error: UserError) -> None:
        if self.planned:
            self._offer_writing(self.planned, stopped=True)
        self._warn(error)

    def _warn(self, error: UserError) -> None:
        self.parts.after.setEnabled(True)
        self.desk.warn(error.message)

    def _replace(self) -> None:
        choices = replaced(self, self.planned, self.choices)
        if choices is not None:
            self.plan(choices)

    def _export(self, path: Path) -> None:
        planned, clock = self.planned, self.desk.clock
        if planned is None:
            return

        def done(count: int) -> None:
            self.desk.say(_("已导出 {count} 行：{name}").format(count=count, name=path.name))

        self.desk.tasks.compute(self, lambda: course.write_fixes(path, planned, clock), done, failed=self._warn)

    def _connect(self) -> None:
        self.parts.before.clicked.connect(self.on_before)
        self.parts.after.clicked.connect(self.on_after)
        self.parts.bar.asked.connect(self.show_step)
        self.file.chosen.connect(self.open_file)
        self.file.stop.clicked.connect(self._stop)
        self.columns.changed.connect(lambda mapping: self.read_again(mapping=mapping, sheet=self._sheet))
        self.columns.into_chosen.connect(
            lambda name: self.read_again(mapping=None, sheet=self._sheet, into=self.desk.register(name))
        )
        self.columns.sheet_chosen.connect(lambda sheet: self.read_again(mapping=None, sheet=sheet))
        self.columns.header_chosen.connect(lambda row: self.read_again(mapping=None, sheet=self._sheet, header_row=row))
        fix = self.check.fix
        fix.corrected.connect(lambda at, target, text: self.plan(self.choices.correct(at, target, text)))
        fix.skipped.connect(lambda at: self.plan(self.choices.skip(at)))
        fix.taken_in.connect(lambda at: self.plan(self.choices.unskip(at)))
        fix.decided.connect(lambda who, choice: self.plan(self.choices.decide(who, choice)))
        fix.meant.connect(lambda table, word, code: self.plan(self.choices.mean(table, word, code)))
        self.check.replace_asked.connect(self._replace)
        self.check.export_asked.connect(self._export)
        self.write.write_asked.connect(self.bring_in)
        self.write.stop.clicked.connect(self._stop)
        self.write.undo_asked.connect(self.take_back)
        self.write.look_asked.connect(lambda: self.desk.go(self.register.name, None))
        self.write.again_asked.connect(self.start_over)

    def start_over(self) -> None:
        """Another file."""
        self._into = None
        self.read = self.planned = self.written = None
        self.choices = NONE
        self.show_step(FILE)

    @property
    def register(self) -> Register:
        """Into which the file goes, as far as is known."""
        return self.read.register if self.read else self._into or self.registers[0]

    @property
    def at_step(self) -> int:
        """Which step is shown."""
        return self.parts.bar.current

    @property
    def _sheet(self) -> str:
        return self.read.sheet if self.read else ""

    def _stop(self) -> None:
        if self.work:
            self.work.cancel()

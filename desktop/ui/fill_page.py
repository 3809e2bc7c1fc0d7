"""Filling another agency's table: choose it, say what goes into each column, look at the gaps, make the files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui import fill_jobs as jobs
from desktop.ui.desk import Desk
from desktop.ui.fill_parts import CHECK, COLUMNS, FILE, FillParts
from desktop.ui.fill_state import opening, path_of, state_of
from desktop.ui.page import Page
from desktop.ui.progress import LongWork, Progress

if TYPE_CHECKING:  # see fill_jobs
    from desktop.standard.filling.course import Opened
    from desktop.standard.filling.memory import Kept
    from desktop.standard.filling.offers import Source
    from desktop.standard.filling.prepare import Prepared
    from desktop.standard.filling.produce import Produced

Job = Callable[[Progress], "Opened"]


class FillPage(Page):
    """`buildings(session)` names the buildings; `show_folder(path)` opens a folder in the system's own window."""

    help = "fill"
    moved = Signal()  # after another step was shown

    def __init__(
        self,
        desk: Desk,
        sources: "Sequence[Source]",
        *,
        buildings: Callable[[Any], Sequence[str]],
        show_folder: Callable[[Path], None],
    ) -> None:
        super().__init__()
        self.desk, self.sources, self._buildings, self._show_folder = desk, tuple(sources), buildings, show_folder
        self.title = _("填别人的表")
        self.opened: Opened | None = None
        self.prepared: Prepared | None = None
        self.produced: Produced | None = None
        self.work: LongWork | None = None
        self._path: Path | None = None
        self.parts = FillParts()
        self.file, self.columns, self.check = self.parts.file, self.parts.columns, self.parts.check
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self._connect()
        self.show_step(FILE)
        desk.tasks.work_ended.connect(self._work_ended)
        self.reload()

    def reload(self, changes: Any = None) -> None:
        """Read 我的表, the buildings and the saved filters again."""

        def done(found: Any) -> None:
            self.file.show_mine(found[0])
            self.columns.choice.show_buildings(found[1])
            self.columns.choice.show_views(found[2])

        job = jobs.around(self.desk, self._buildings, self.sources)
        self.desk.tasks.read(self, job, done, failed=self._warn, key="mine")

    def open_file(self, path: Path) -> None:
        """Read a table off the main thread and show its columns."""
        self._open(path.name, jobs.opening(self.desk, self.sources, path), self._show_opened, path)

    def state(self) -> dict[str, Any]:
        """The table and its columns while it is unfinished: a lock in the middle of the work costs nothing."""
        return state_of(None if self.produced else self._taken(), self._path)

    def restore(self, state: dict[str, Any]) -> None:
        """Read the table again and put back what was chosen."""
        if path := path_of(state):
            self._open(path.name, opening(self.sources, path, state), self._show_opened, path)

    def fill_again(self, kept: "Kept") -> None:
        """A table of 我的表 as the last time: straight to what can be filled."""

        def done(opened: "Opened") -> None:
            self._show_opened(opened)
            self.on_after()

        self._open(kept.name, jobs.opening_kept(self.desk, self.sources, kept), done)

    def on_after(self) -> None:
        """The primary button."""
        if self.at_step == COLUMNS:
            self.prepare()
        elif self.prepared is not None:
            self.make()

    def on_before(self) -> None:
        """One step back."""
        self.show_step(max(FILE, self.at_step - 1))

    def prepare(self) -> None:
        """The dry run: every row, and all that cannot be filled."""
        opened = self._taken()
        if opened is None:
            return
        self.prepared = self.produced = None
        self.check.show_waiting()
        job = jobs.preparing(self.desk, opened)
        self.work = self.desk.tasks.work(self, _("取数"), job, self._show_prepared, failed=self._not_prepared)
        self.show_step(CHECK)

    def make(self) -> None:
        """Write the files; stopping leaves nothing behind."""
        prepared = self.prepared
        if prepared is None or self.work:
            return
        purpose = self.check.purpose.text().strip() if prepared.choice.full else prepared.choice.purpose
        asked = replace(prepared, choice=replace(prepared.choice, purpose=purpose))
        job = jobs.making(self.desk, asked, jobs.folder_of(self.desk))
        title = _("填 {name}").format(name=prepared.template.file)
        self.work = self.desk.tasks.work(self, title, job, lambda made: self._show_made(*made), failed=self._not_made)
        work = self.work
        work.moved.connect(lambda: self.check.show_writing(work.done, work.total))
        self.check.show_writing(0, len(prepared.rows))
        self.show_step(CHECK)

    def show_step(self, step: int) -> None:
        """Another step, with its buttons."""
        reached = CHECK if self.prepared else COLUMNS if self.opened else FILE
        self.parts.show_step(
            step, reached=reached, ready=self.prepared is not None, busy=self.work is not None and step == CHECK,
            done=self.produced is not None,
        )  # fmt: skip
        self.moved.emit()

    def focus_first(self) -> None:
        """Where work starts."""
        if self.at_step == FILE:
            self.file.focus_first()
        else:
            self.parts.after.setFocus()

    @property
    def at_step(self) -> int:
        """Which step is shown."""
        return self.parts.bar.current

    def start_over(self) -> None:
        """Another table."""
        self.opened = self.prepared = self.produced = None
        self.check.purpose.clear()
        self.show_step(FILE)
        self.file.focus_first()

    def _open(self, name: str, job: Job, done: "Callable[[Opened], None]", path: Path | None = None) -> None:
        self.opened = self.prepared = self.produced = None
        self._path = path  # of a table that was chosen; one of 我的表 is a click away as it was
        self.show_step(FILE)
        self.work = self.desk.tasks.work(self, _("读 {name}").format(name=name), job, done, failed=self._not_read)
        shown, work = self.file.file, self.work
        shown.show_reading(0, 0)
        work.moved.connect(lambda: shown.show_reading(work.done, work.total))

    def _show_opened(self, opened: "Opened") -> None:
        self.opened = opened
        self.file.file.show_idle()
        self.check.purpose.setText(opened.choice.purpose)
        self._show_columns(opened)
        self.show_step(COLUMNS)
        self.parts.after.setFocus()

    def _show_columns(self, opened: "Opened") -> None:
        self.opened = opened
        self.columns.show_table(opened)
        self._ask_samples()

    def _taken(self) -> "Opened | None":
        """The table with what is chosen on the screen."""
        if self.opened is None:
            return None
        choice = replace(self.columns.choice.choice, rows=self.opened.source.name, full=self.opened.choice.full)
        self.opened = replace(self.opened, mapping=self.columns.mapping, choice=choice)
        return self.opened

    def _changed(self) -> None:
        self.prepared = self.produced = None
        self._taken()
        self._ask_samples()
        self.show_step(self.at_step)

    def _ask_samples(self) -> None:
        if self.opened is not None:
            job = jobs.sampling(self.desk, self.opened)
            self.desk.tasks.read(self, job, self.columns.show_samples, failed=self._warn, key="samples")

    def _again(self, **said: Any) -> None:
        """The same table on another sheet, with another header, or with rows of another kind."""
        if (opened := self._taken()) is not None:
            self.prepared = self.produced = None
            job = jobs.opening_again(opened, self.sources, **said)
            self.desk.tasks.read(self, job, self._show_columns, failed=self._warn, key="again")

    def _show_prepared(self, prepared: "Prepared") -> None:
        self.work = None
        self.prepared = prepared
        may = self.desk.actor.may(f"{prepared.source.register.name}.reveal")
        self.check.show_prepared(prepared, jobs.folder_of(self.desk), may_reveal=may)
        self.show_step(CHECK)
        if prepared.choice.full and prepared.sensitive and not self.check.purpose.text():
            self.check.purpose.setFocus()
        else:
            self.parts.after.setFocus()

    def _choose_full(self, full: bool) -> None:
        if self.opened is not None:
            self.opened = replace(self.opened, choice=replace(self.opened.choice, full=full))
            self.prepare()

    def _show_made(self, produced: "Produced", kept: bool) -> None:
        self.work, self.produced = None, produced
        self.check.show_done(produced, kept=kept)
        self.show_step(CHECK)
        self.desk.say(_("已填好 {rows} 行：{name}").format(rows=produced.rows, name=produced.files[0].name))
        self.reload()

    def _not_read(self, error: UserError) -> None:
        self.file.file.show_idle(error.message)

    def _not_prepared(self, error: UserError) -> None:
        self.work = None
        self.show_step(COLUMNS)
        self._warn(error)

    def _not_made(self, error: UserError) -> None:
        self.work = None
        if self.prepared:
            self.check.show_prepared(self.prepared, jobs.folder_of(self.desk), may_reveal=True)
        self.show_step(CHECK)
        self._warn(error)
        if error.field == "purpose":
            self.check.purpose.setFocus()

    def _work_ended(self, work: LongWork) -> None:
        """Work that was stopped ends without a word of its own."""
        if work is not self.work:
            return
        self.work = None
        if work.stopping and self.at_step == FILE:
            self.file.file.show_idle(_("已停止读取，什么也没有改。"))
        elif work.stopping and self.prepared:
            self._show_prepared(self.prepared)
        elif work.stopping:
            self.show_step(COLUMNS)

    def _warn(self, error: UserError) -> None:
        self.desk.warn(error.message)

    def _stop(self) -> None:
        if self.work:
            self.work.cancel()

    def _ask_folder(self) -> None:
        chosen = jobs.ask_folder(self, self.desk)
        if chosen is not None:
            self.check.show_folder_name(chosen)

    def _rename(self, kept: "Kept") -> None:
        if said := jobs.ask_names(self, kept, today=today(self.desk.clock)):
            self._change(jobs.renaming(kept, name=said[0], agency=said[1]))

    def _change(self, job: Callable[[Any], None]) -> None:
        self.desk.tasks.write(self, "people.export", job, lambda _none, _changes: self.reload(), failed=self._warn)

    def _connect(self) -> None:
        parts = self.parts
        parts.before.clicked.connect(self.on_before)
        parts.after.clicked.connect(self.on_after)
        parts.bar.asked.connect(self.show_step)
        self.file.file.chosen.connect(self.open_file)
        self.file.file.stop.clicked.connect(self._stop)
        self.file.filled_again.connect(self.fill_again)
        self.file.renamed.connect(self._rename)
        self.file.forgotten.connect(lambda kept: self._change(jobs.forgetting(kept)))
        self.columns.changed.connect(self._changed)
        self.columns.choice.changed.connect(self._changed)
        self.columns.choice.rows_chosen.connect(lambda rows: self._again(rows=rows))
        self.columns.sheet_chosen.connect(lambda sheet: self._again(sheet=sheet))
        self.columns.header_chosen.connect(lambda row: self._again(header_row=row))
        self.check.full_chosen.connect(self._choose_full)
        self.check.folder_asked.connect(self._ask_folder)
        self.check.open_asked.connect(lambda lack: self.desk.go(lack.register, lack.record_id))
        self.check.stop.clicked.connect(self._stop)
        self.check.show_folder.connect(lambda: self._show_folder(jobs.folder_of(self.desk)))
        self.check.again_asked.connect(self.start_over)

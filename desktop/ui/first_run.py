"""The first-run wizard: eight steps from an empty PC to today's work, each of which can be left and come back to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing.spool import Spooler
from desktop.ui.desk import Desk
from desktop.ui.first_run_course import (
    BUILDINGS,
    END,
    LOOK,
    PERSON,
    PLACE,
    ROSTER,
    SHEET,
    STEP,
    Line,
    SetUp,
)  # fmt: skip
from desktop.ui.first_run_deeds import StepDeeds
from desktop.ui.first_run_pages import LookStep, ModeStep, PersonStep, PlaceStep, StepPage, scrolled
from desktop.ui.first_run_pages_buildings import BuildingsStep
from desktop.ui.first_run_pages_end import EndStep
from desktop.ui.first_run_pages_sheet import SheetStep
from desktop.ui.first_run_roster import RosterStep
from desktop.ui.import_wizard import ImportPage
from desktop.ui.labels import Elided, Heading
from desktop.ui.printers import spooler
from desktop.ui.step_bar import StepBar
from desktop.ui.style import PARTY_RED, Look, em
from desktop.ui.tasks import Tasks
from desktop.ui.user_settings import UserSettings


class FirstRun(QWidget):
    """`done` carries the open profile; `opened` is given when the wizard was left after the profile was made."""

    done = Signal(object)
    look_asked = Signal(object)

    def __init__(
        self, deeds: SetUp, tasks: Tasks, *, look: Look, opened: Any = None, printers: Spooler | None = None
    ) -> None:
        super().__init__()
        self._deeds = deeds
        self.deeds = StepDeeds(deeds, tasks, printers or spooler(), self)
        self.deeds.opened = self.opened = opened
        self.desk = None if opened is None else self._desk_of(opened)
        self._said, self._busy = deeds.kept(), False
        self.bar = StepBar(
            (_("字号"), _("方式"), _("小区"), _("密码"), _("恢复单"), _("楼栋"), _("导入"), _("打印备份"))
        )
        self.look_step, self.mode = LookStep(look), ModeStep()
        self.place, self.person = PlaceStep(self._said), PersonStep(self._said)
        self.sheet, self.buildings, self.end = SheetStep(), BuildingsStep(), EndStep()
        self.bring_in = RosterStep()
        self.steps = QStackedWidget()
        for page in (self.look_step, self.mode, self.place, self.person, self.sheet, self.buildings):
            self.steps.addWidget(scrolled(page))
        self.steps.addWidget(self.bring_in)
        self.steps.addWidget(scrolled(self.end))
        self.before, self.pass_by, self.after = QPushButton(_("上一步")), QPushButton(_("先跳过")), QPushButton()
        self.after.setProperty("kind", "primary")
        self.said = Elided()
        self.said.setProperty("kind", "wrong")
        self._lay_out()
        self._connect()
        first = PERSON if self._said.branch else LOOK
        self.show_step(first if self.desk is None else int(self.desk.settings.get(STEP) or SHEET))

    def show_step(self, step: int) -> None:
        """Another step; how far one came is kept at once."""
        if step >= SHEET and self.desk is not None:
            self._keep(step)
        if step == SHEET and not self.sheet.proven:
            self.sheet.show_sheet(self._deeds.code_of(self.opened))
        if step == ROSTER and self.desk is not None:
            opened = self.opened
            self.bring_in.open(self.desk, self._deeds.households, lambda: self._deeds.back_up(opened))
        if step == END:
            self.end.show_place(str(self._deeds.backups))
        self.said.setText("")
        self.bar.show_step(step, step)
        self.steps.setCurrentIndex(step)
        self._offer(step)
        words = {PERSON: _("建立数据"), BUILDINGS: _("生成门牌"), END: _("开始今天的工作")}
        self.after.setText(words.get(step, _("下一步")))
        self.focus_first()

    def focus_first(self) -> None:
        """Where this step's work starts."""
        page = self._page()
        if page is not None:
            page.focus_first()
        elif self.bring_in.through:
            self.after.setFocus()
        else:
            self.bring_in.focus_first()

    @property
    def roster(self) -> ImportPage | None:
        """The import of the roster, once its step was reached."""
        return self.bring_in.page

    def on_after(self) -> None:
        """The primary button: check the step, do its deed, go on."""
        page, step = self._page(), self.bar.current
        if self._busy:
            return
        try:
            if page is not None:
                page.complete()
        except UserError as error:
            if page is not None:
                page.refuse(error)
            return
        if step == PLACE:
            self._said = self.place.into(self._said)
            self._deeds.keep(self._said)
            self.show_step(PERSON)
        elif step == PERSON:
            self._make()
        elif step == BUILDINGS:
            self._build(self.buildings.lines)
        elif step == END:
            self._finish()
        else:
            self.show_step(step + 1)

    def on_before(self) -> None:
        """One step back; the recovery sheet is the first that cannot be undone."""
        self.show_step(self.bar.current - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, wherever it means nothing else; lines have their own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.focusWidget(), QLineEdit):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton) and focus is not self.after:
                focus.click()
            elif self.after.isVisible():
                self.on_after()
        else:
            super().keyPressEvent(event)

    def shut(self) -> None:
        """The program ends while the wizard is open: everything that was kept stays kept."""
        if self.desk is not None:
            self.desk.tasks.close()

    def tell_fault(self, sentence: str) -> None:
        """What went wrong, beside the buttons."""
        self.said.setText(sentence)

    def _desk_of(self, opened: Any) -> Desk:
        desk = self._deeds.desk_of(opened)
        desk.warn = self.tell_fault
        return desk

    def _make(self) -> None:
        said = replace(self._said, user=self.person.text("user"))
        password = self.person.lines["password"].text()
        self._deeds.keep(said)

        def done(opened: Any) -> None:
            self.deeds.opened = self.opened = opened
            self.desk = self._desk_of(opened)
            self.person.clear()
            self.show_step(SHEET)

        self._run(lambda: self._deeds.make(said, password), done, _("正在建立加密的数据…"))

    def _build(self, lines: tuple[Line, ...]) -> None:
        if not lines:
            self.show_step(ROSTER)
            return
        opened = self.opened
        self._run(lambda: self._deeds.build(opened, lines), lambda _count: self.show_step(ROSTER), _("正在生成门牌…"))

    def _offer(self, step: int) -> None:
        """The buttons of a step; on the roster's one there is a single way back and a single way on."""
        roster, here = self.bring_in, step == ROSTER
        self.before.setVisible(roster.at_door if here else step not in (LOOK, SHEET))
        self.pass_by.setVisible(step == BUILDINGS or (here and not roster.through))
        self.after.setVisible(not here or roster.through)
        roster.show_buttons(here=here)

    def _on_roster_moved(self) -> None:
        if self.bar.current == ROSTER:
            self._offer(ROSTER)
            if self.bring_in.through:
                self.after.setFocus()

    def _finish(self) -> None:
        desk, opened = self.desk, self.opened
        assert desk is not None
        self._keep(None)

        def leave() -> None:
            desk.tasks.close()
            self.desk = None
            self.done.emit(opened)

        if desk.tasks.busy:
            desk.tasks.idled.connect(leave)
        else:
            leave()

    def _keep(self, step: int | None) -> None:
        assert self.desk is not None
        self.desk.settings.put(STEP, step)
        if isinstance(self.desk.settings, UserSettings):
            self.desk.settings.flush()

    def _run(self, job: Callable[[], Any], done: Callable[[Any], None], words: str) -> None:
        """The deed of the primary button; it says what is going on meanwhile."""
        page, kept = self._page(), self.after.text()
        self._busy = True
        self.after.setEnabled(False)
        self.after.setText(words)

        def over() -> None:
            self._busy = False
            self.after.setEnabled(True)
            self.after.setText(kept)

        def well(result: Any) -> None:
            over()
            done(result)

        def ill(error: UserError) -> None:
            over()
            if page is not None:
                page.refuse(error)

        self.deeds.run(job, well, ill)

    def _page(self) -> StepPage | None:
        pages = (self.look_step, self.mode, self.place, self.person, self.sheet, self.buildings, None, self.end)
        return pages[self.bar.current]

    def _connect(self) -> None:
        self.before.clicked.connect(self.on_before)
        self.after.clicked.connect(self.on_after)
        self.pass_by.clicked.connect(lambda: self.show_step(self.bar.current + 1))
        self.bring_in.moved.connect(self._on_roster_moved)
        self.look_step.chosen.connect(self.look_asked)
        self.deeds.serve_sheet(self.sheet)
        self.deeds.serve_buildings(self.buildings)
        self.deeds.serve_end(self.end)
        self.deeds.tell_printers(self.sheet, self.end)
        for line in (*self.place.lines.values(), *self.person.lines.values()):
            line.returnPressed.connect(self._on_return)

    def _on_return(self) -> None:
        """Enter goes to the next line, and from the last one on."""
        page = self._page()
        lines = list(page.lines.values()) if isinstance(page, PlaceStep | PersonStep) else []
        at = next((at for at, line in enumerate(lines) if line.hasFocus()), len(lines) - 1)
        if at + 1 < len(lines):
            lines[at + 1].setFocus(Qt.FocusReason.TabFocusReason)  # selects it
        else:
            self.on_after()

    def _lay_out(self) -> None:
        line = QFrame()
        line.setFixedHeight(3)
        line.setStyleSheet(f"background: {PARTY_RED.name()};")
        row = QHBoxLayout()
        for part in (self.before, self.bring_in.back, self.said, self.pass_by, self.bring_in.on, self.after):
            row.addWidget(part, 1 if part is self.said else 0)
        inside = QVBoxLayout()
        pad = em(self, 1.4)
        inside.setContentsMargins(pad, pad, pad, pad)
        inside.setSpacing(em(self, 0.8))
        inside.addWidget(Heading(_("第一次使用"), factor=1.28))
        inside.addWidget(self.bar)
        inside.addWidget(self.steps, 1)
        inside.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(line)
        whole.addLayout(inside, 1)

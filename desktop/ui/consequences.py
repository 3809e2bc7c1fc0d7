"""The dialog of a deed: asks, shows what will happen while it is filled in, and names the result on its button."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Action, Register
from desktop.standard.consequences import Consequences
from desktop.standard.fields import parse
from desktop.standard.load import label_of, record_in_scope
from desktop.ui.ask import FieldsQuestion
from desktop.ui.consequences_parts import Choices, Outcome, Ticks
from desktop.ui.deed_draft import DeedDraft
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.form import Form
from desktop.ui.form_ways import form_ways
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.style import em, sized

LOOK_AFTER_MS = 150  # after the last change
Done = Callable[[], None]


class DeedQuestion(FieldsQuestion):
    """Opened with the first look already taken. Nothing is written before the button; Esc leaves it all as it was."""

    wide = 54  # what is asked stands beside what will happen, so that this is seen without scrolling

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        register: Register,
        *,
        action: Action,
        record_id: UUID,
        label: str,
        first: Consequences,
        texts: Mapping[str, str],
        ticked: Collection[UUID] | None = None,
        done: Done | None = None,
    ) -> None:
        self._day = today(desk.clock)
        form = Form(action.asks, today=self._day, ways=form_ways(desk, register, None))
        subject = _("{title}：{label}").format(title=action.title, label=label)
        super().__init__(owner, subject, first.verb, safe=_("不办理"), form=form, danger=first.danger)
        self.desk, self.register, self.action, self.record_id = desk, register, action, record_id
        self._done, self._ticked, self._danger = done or (lambda: None), ticked, first.danger
        self.sentence.setFont(sized(self.sentence, 1.14, bold=True))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(action.title)
        form.setVisible(bool(action.asks))
        self.ticks, self.choices = Ticks(self._changed), Choices(self._changed)
        self.outcome, self.problem = Outcome(), NoticeBar("overdue")
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._soon.timeout.connect(self.look)
        self.form.set_texts({**first.texts, **texts})
        self.form.changed.connect(self._changed)
        self._show(first)
        self.draft = DeedDraft(self, desk, f"{register.name}.{action.verb}", record_id=record_id, label=subject)
        if action.asks and not texts:
            self.draft.find()
        self._begin()
        if texts:
            self._soon.start()

    def _lay_out(self) -> None:
        asked, both = QVBoxLayout(), QHBoxLayout()
        self._sides = both
        asked.setSpacing(em(self, 0.75))
        both.setSpacing(em(self, 1))
        for part in (self.form, self.ticks, self.choices, self.problem):
            asked.addWidget(part)
        asked.addStretch(1)
        both.addLayout(asked, 1)
        both.addWidget(self.outcome, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(both)
        self._lines.addStretch(1)

    def _begin(self) -> None:
        """Start where there is something to say; what is sad to press by accident is not the default."""
        if self._danger:
            self.verb.setDefault(False)
        fields = [field.name for field in self.form.fields]
        if fields:
            self._editor(fields[0]).setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.choices.go_to(next(iter(self.choices.editors), "")):
            self.safe.setFocus()

    def open_up(self) -> None:
        """Show it over the window; the call returns at once."""
        self._fit()
        self.open()
        self._grow()

    def given(self) -> dict[str, Any]:
        """What was asked, as far as it can be read; None for what is missing or not right yet."""
        found: dict[str, Any] = {}
        for field in self.action.asks:
            text = self._editor(field.name).text()
            try:
                found[field.name] = parse(field, text, today=self._day) if text.strip() else None
            except UserError:
                found[field.name] = None
        return found | self._answers()

    def _answers(self) -> dict[str, Any]:
        ticked = self.ticks.ticked()
        return {
            "today": self._day, "ticked": self._ticked if ticked is None else ticked,
            "picked": dict(self.choices.picked()),
        }  # fmt: skip

    def _changed(self) -> None:
        self._soon.start()

    def look(self) -> None:
        """Read the consequences of what stands here now."""
        assert self.action.foresee is not None
        job = partial(_foresee, self.action, self.desk.actor, self.record_id, self.given())
        self.desk.tasks.read(self, job, self._show, failed=self._refuse, key="foresee")

    def _show(self, told: Consequences) -> None:
        self.problem.say("")
        self.ticks.show_ticks(told.ticks)
        self.choices.show_choices(told.choices)
        self.outcome.show_outcome(told)
        self.verb.setText(told.verb)
        self._grow()

    def _refuse(self, error: UserError) -> None:
        """Say beside its field, at its question or above the outcome what stands in the way."""
        self.verb.setEnabled(True)
        if error.field in self.form.cells and self._editor(error.field).text().strip():
            self.form.cells[error.field].complain(error.message)
        else:
            self.problem.say(error.message)
        self.choices.go_to(error.field or "")
        self._grow()

    def _grow(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, self._fit)  # when the widgets just shown know their sizes

    def on_verb_clicked(self) -> None:
        """Check the fields and do it; the dialog stays open with the sentence of a refusal."""
        if not self.form.check():
            self.form.problems.say("")
            self._grow()
            return
        self._soon.stop()
        self.draft.flush()
        self.verb.setEnabled(False)
        given = {field.name: None for field in self.action.asks} | self.form.values() | self._answers()
        job = partial(_run, self.action, self.desk.actor, self.record_id, given, forget=self.draft.forget)
        name = f"{self.register.name}.{self.action.verb}"
        self.desk.tasks.write(self, name, job, self._told, failed=self._refuse)

    def _told(self, sentence: str, changes: Any) -> None:
        self.desk.say(sentence, UndoToken(tx=changes.tx))
        self.accept()
        self._done()

    def _fit(self) -> None:
        """What is asked stands beside what comes of it, above it where the screen is too narrow for both."""
        for direction in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom):
            self._sides.setDirection(direction)
            self._lines.activate()  # else it tells the width that it had the other way
            if self._needs() <= self._room().width():
                break
        super()._fit()
        self.setMinimumHeight(min(em(self, 20), self.height()))


def begin_with(
    owner: QWidget, desk: Desk, register: Register, *, action: Action, ids: Sequence[UUID], done: Done | None = None
) -> None:
    """Begin with one record, or with the two that merging takes; more are refused in a sentence."""
    most = 2 if action.pair else 1
    if len(ids) > most:
        words = _("“{title}”一次最多选 {most} {counter}，现在选了 {n} {counter}，什么也没有改。")
        desk.warn(words.format(title=action.title, most=most, n=len(ids), counter=register.counter))
        return
    texts, given = ({action.pair: str(ids[1])}, {action.pair: ids[1]}) if len(ids) == 2 else ({}, {})
    begin(owner, desk, register, action=action, record_id=ids[0], texts=texts, given=given, done=done)


def begin(
    owner: QWidget,
    desk: Desk,
    register: Register,
    *,
    action: Action,
    record_id: UUID,
    texts: Mapping[str, str] | None = None,
    given: Mapping[str, Any] | None = None,
    ticked: Collection[UUID] | None = None,
    done: Done | None = None,
) -> None:
    """Take the first look, then open the dialog; a deed that cannot be done here is refused in a sentence.

    `texts` fills fields, `given` are the same values read, `ticked` are the people meant.
    """
    asked = {field.name: None for field in action.asks} | dict(given or {})
    first = asked | {"today": today(desk.clock), "ticked": ticked, "picked": {}}

    def opened(found: tuple[str, Consequences]) -> None:
        label, told = found
        DeedQuestion(
            owner, desk, register, action=action, record_id=record_id, label=label, first=told, texts=texts or {},
            ticked=ticked, done=done,
        ).open_up()  # fmt: skip

    def job(session: Any) -> tuple[str, Consequences]:
        label = label_of(session, register, record_in_scope(session, desk.actor, register, record_id))
        return label, _foresee(action, desk.actor, record_id, first, session)

    desk.tasks.read(owner, job, opened, failed=lambda error: desk.warn(error.message), key="foresee")


def _foresee(action: Action, actor: Any, record_id: UUID, given: Mapping[str, Any], session: Any) -> Consequences:
    assert action.foresee is not None
    told = action.foresee(session, actor, record_id, **given)
    assert isinstance(told, Consequences)
    return told


def _run(
    action: Action,
    actor: Any,
    record_id: UUID,
    given: Mapping[str, Any],
    session: Any,
    *,
    forget: Callable[[Any], None],
) -> str:
    said = str(action.run(session, actor, record_id, **given))
    forget(session)
    return said

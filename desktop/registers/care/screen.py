"""关怀登记: the list of needs for those who were given it, and the form of one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop import codes
from desktop.access.actor import Actor
from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.registers.care import queries, service
from desktop.registers.care.queries import CareRow, Which
from desktop.registers.care.register import CARE, END
from desktop.standard.drafts import Draft
from desktop.standard.load import Loaded
from desktop.standard.save import Saved
from desktop.standard.show import show
from desktop.ui.ask import ask, ask_fields
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.empty_state import EmptyState
from desktop.ui.form_ways import form_ways
from desktop.ui.icons import icon
from desktop.ui.list_keys import bind
from desktop.ui.list_tools import ListWays
from desktop.ui.page import Page
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.record_page import RecordPage
from desktop.ui.style import em
from desktop.ui.view_tabs import ViewTabs

HEADS = (
    Head(_("姓名"), 5), Head(_("住处"), 7), Head(_("情况"), 5), Head(_("从哪天起"), 7), Head(_("同意"), 10),
    Head(_("复核日期"), 7), Head(_("要做的")),
)  # fmt: skip
_Found = tuple[str, Sequence[CareRow], int, int]  # purpose, the rows, how many wait, how many do not open here
VIEWS: tuple[tuple[Which, str], ...] = (("open", _("在册")), ("review", _("待复核")), ("ended", _("已结束")))
REVIEW_DAYS = 180


class CarePage(Page):
    """The needs that stand, are to be looked at again, or have ended; each opening of the page is logged."""

    help = "care"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.actor, self._day = desk, desk.actor, today(desk.clock)
        self.set_title(CARE.title)
        self.note = QLabel()
        self.note.setProperty("kind", "quiet")
        self.note.setWordWrap(True)
        self.views = ViewTabs([words for _code, words in VIEWS], name=_("看哪些"))
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(CARE.title)
        self.empty = EmptyState()
        bar = QHBoxLayout()
        bar.setSpacing(em(self, 0.6))
        self.add = self._button(bar, _("登记一位居民…"), "plus", self.new)
        self.open = self._button(bar, _("打开这一条"), "pencil", self.open_current)
        self.end = self._button(bar, _("结束…"), "check", self.end_current)
        bar.addStretch(1)
        self.forget = self._button(bar, _("撤回同意，清除…"), "trash-2", self.forget_current)
        self.forget.setProperty("kind", "danger")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.6))
        for part, stretch in ((self.note, 0), (self.views, 0), (self.table, 1), (self.empty, 1)):
            whole.addWidget(part, stretch)
        whole.addLayout(bar)
        self.views.chosen.connect(lambda _at: self.reload())
        self.table.opened.connect(lambda row: desk.go("care", row.id))
        bind(self, (("Ctrl+N", self.add.click),))
        self.reload()

    def _button(self, bar: QHBoxLayout, words: str, mark: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(mark), words)
        button.clicked.connect(lambda _on=False: act())
        bar.addWidget(button)
        return button

    @property
    def which(self) -> Which:
        """What is looked at."""
        return VIEWS[self.views.current][0]

    def reload(self, changes: Any = None) -> None:
        """Read again; what is due, too, while the page is open over midnight."""
        if changes is not None and not changes.tables & {"care_need", "person", "residence"}:
            return
        actor, day, which = self.actor, self._day, self.which

        def job(session: Any) -> _Found:
            rows = queries.listed(session, actor, which, today=day)
            waiting = rows if which == "review" else queries.listed(session, actor, "review", today=day)
            purpose, closed = queries.purpose(session, actor.unit_id), queries.elsewhere(session, actor)
            return purpose, rows, len(waiting), closed

        self.desk.tasks.read(self, job, self._show, failed=self._refuse, key="care")

    def _refuse(self, error: UserError) -> None:
        """It was switched off meanwhile: nothing stays in sight."""
        self._show(("", (), 0, 0))
        self.empty.say(error.message)

    def _show(self, found: _Found) -> None:
        purpose, rows, waiting, closed = found
        self.note.setVisible(bool(purpose))
        words = _("开启的目的：{purpose}。这一页的内容另外加封，只有名单上的人能看，每次查看都有记录；别处都不出现。")
        self.note.setText(words.format(purpose=purpose))
        self.table.show_lines([_line(row, self._day) for row in rows])
        self.views.tab(1).setText(_("待复核 {n}").format(n=waiting) if waiting else VIEWS[1][1])
        other = _("，另有 {n} 条在登记它的电脑上才打得开").format(n=closed) if closed else ""
        self.set_status(_("共 {n} 条").format(n=len(rows)) + other)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.say({"open": _("还没有登记。先征得本人或监护人同意，再登记。"), "review": _("没有要复核的。"),
                        "ended": _("没有已结束的。")}[self.which])  # fmt: skip
        for button in (self.open, self.end, self.forget):
            button.setEnabled(bool(rows))
        may = self.actor.may("care.save")
        for button in (self.add, self.end, self.forget):
            button.setVisible(may)
        self.end.setVisible(may and self.which != "ended")

    def new(self) -> None:
        """An empty form."""
        self.desk.go("care.new", uuid7())

    def open_current(self) -> None:
        """The form of the current row."""
        if self.table.current is not None:
            self.desk.go("care", self.table.current.id)

    def end_current(self) -> None:
        """The need stands no more."""
        row = self.table.current
        if row is None:
            return
        sentence = _("{name} 的这一条结束后，不再多安排走访；满一年提醒清除。").format(name=row.name)
        asked = ask_fields(
            self, sentence, _("结束这一条"), safe=_("不结束"), fields=END, today=self._day,
            texts={"on": show("day", self._day, today=self._day)},
        )  # fmt: skip
        if asked is not None:
            job = partial(
                service.end, actor=self.actor, care_id=row.id, on=asked["on"], reason=asked["reason"], today=self._day
            )
            self._do("care.end", job, _("已结束一条关怀登记"))

    def forget_current(self) -> None:
        """Consent was withdrawn: gone for good."""
        row = self.table.current
        if row is None:
            return
        sentence = _("{name} 的这一条会从数据和改动记录里彻底清除，不能撤销。").format(name=row.name)
        detail = (_("以前做的备份里仍有加封的内容，备份到期删除后才完全没有。"),)
        if ask(self, sentence, _("清除这一条"), safe=_("不清除"), danger=True, detail=detail):
            job = partial(service.withdraw, actor=self.actor, care_id=row.id)
            self._do("care.withdraw", job, _("已清除一条关怀登记"), back=False)

    def _do(self, action: str, job: Callable[[Any], None], said: str, *, back: bool = True) -> None:
        def told(_nothing: None, changes: Any) -> None:
            self.desk.say(said, UndoToken(tx=changes.tx) if back else None)

        self.desk.tasks.write(self, action, job, told)

    def focus_first(self) -> None:
        """Work starts in the list; that it was opened is logged."""
        log_look(self, self.desk)
        (self.table if self.table.isVisible() else self.add).setFocus()


def _line(row: CareRow, day: date) -> Line:
    care = row.care
    consent = codes.label("care_basis", care.basis) + (f" {care.consent_by}" if care.consent_by else "")
    todo = row.why
    if care.ended_on is not None:
        ended = _("{day} 结束，{why}").format(day=care.ended_on, why=codes.label("care_end", care.end_reason))
        todo = _("；").join(part for part in (ended, row.why) if part)
    words = (row.name, row.door or _("不在本小区"), codes.label("care_kind", care.kind))
    days = [show("day", one, today=day) for one in (care.since, care.review_on)]
    return Line((*words, days[0], consent, days[1], todo), row)


def log_look(owner: Any, desk: Desk, care_id: UUID | None = None) -> None:
    """Write the line of the log for who looks now."""
    job = partial(service.log_look, actor=desk.actor, at=desk.clock.now_ms(), care_id=care_id)
    desk.tasks.write(owner, "care.see", job, lambda *_done: None)


@dataclass(frozen=True, slots=True)
class CareRecords:
    """What the form reads and writes, sealed; its draft too."""

    actor: Actor
    today: date

    def load(self, session: Any, record_id: UUID) -> Loaded:
        """One need, opened."""
        care = queries.opened(session, self.actor, record_id)
        name, door, _sort = queries.named(session, (care.person_id,))[care.person_id]
        values = {field.name: getattr(care, field.name) for field in CARE.fields}
        return Loaded(record_id, " ".join(part for part in (door, name) if part), values)

    def save(
        self, session: Any, record_id: UUID | None, *, values: Mapping[str, Any], children: object, version: object
    ) -> Saved:
        """Save it and forget its draft, in one deed."""
        saved = service.save(session, self.actor, record_id, values=values, today=self.today)
        self.drop_draft(session, record_id)
        return Saved(saved, CARE.title, len(values))

    def draft(self, session: Any, record_id: UUID | None) -> Draft | None:
        """This person's draft of it."""
        return queries.draft(session, self.actor, record_id)

    def keep_draft(
        self,
        session: Any,
        record_id: UUID | None,
        *,
        label: str,
        said: Mapping[str, str],
        at: int,
        version: UUID | None,
    ) -> None:
        """Keep what is typed, without its label."""
        service.keep_draft(session, self.actor, record_id, said=said, at=at, version=version)

    def drop_draft(self, session: Any, record_id: UUID | None) -> None:
        """Forget what was typed."""
        service.drop_draft(session, self.actor, record_id)


class CareForm(RecordPage):
    """One need; a new one for None, filled in as far as the program knows."""

    def __init__(self, desk: Desk, care_id: UUID | None) -> None:
        day = today(desk.clock)
        super().__init__(
            desk, CARE, care_id, fields=form_ways(desk, CARE, None), source=CareRecords(desk.actor, day),
            ways=ListWays(open=lambda other: desk.go("care", other)),
        )  # fmt: skip
        self.parts.history_tab().hide()
        self.parts.bar.note.setText(_("先征得本人或监护人同意，再登记"))
        if care_id is None:
            self.form.show_values({"since": day, "consent_on": day, "review_on": day + timedelta(days=REVIEW_DAYS)})
        else:
            log_look(self, desk, care_id)

    def _saved(self, saved: Saved, changes: Any) -> None:
        """Told without a name or a number: the messages of the day are seen by whoever stands behind."""
        self.parts.bar.show_busy(on=False)
        self.draft.saved()
        self.desk.say(_("已保存一条关怀登记"), UndoToken(tx=changes.tx))
        self.desk.back()

"""The private draft of a deed's form: kept within a second, offered when the same deed is asked for again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.standard import drafts
from desktop.standard.drafts import Draft
from desktop.ui.ask import FieldsQuestion
from desktop.ui.desk import Desk
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.record_draft import AFTER_MS


class DeedDraft(QObject):
    """Watches the form of `box`. The deed drops the draft where it writes: `forget` is for its transaction.

    `place` is `register.verb` and what else tells two forms apart; `record_id` is the record that the deed is about.
    Esc, a lock or a power cut leave the draft; the safe button is a decision, and gives it up.
    """

    def __init__(self, box: FieldsQuestion, desk: Desk, place: str, *, record_id: UUID | None, label: str) -> None:
        super().__init__(box)
        self._box, self._desk, self._label = box, desk, label
        self._place, self._record_id = place, record_id
        self._begun = box.form.texts()
        self.bar = NoticeBar("none")
        box.put_first(self.bar)
        self.soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self.soon.timeout.connect(self.keep)
        box.form.changed.connect(self.soon.start)
        box.finished.connect(lambda _result: self.flush())
        box.safe.clicked.connect(lambda _on=False: self.give_up())

    def find(self) -> None:
        """Look for what was left, and offer it."""
        place, record_id, actor = self._place, self._record_id, self._desk.actor
        job = lambda session: drafts.find(session, actor, register=place, record_id=record_id)  # noqa: E731 - handed on
        self._desk.tasks.read(self, job, self._offer, key="draft")

    def typed(self) -> dict[str, str]:
        """What stands in the form and did not at first."""
        return {name: text for name, text in self._box.form.texts().items() if text != self._begun.get(name, "")}

    def keep(self) -> None:
        """Write the draft now."""
        self.soon.stop()
        said, at, actor = self.typed(), self._desk.clock.now_ms(), self._desk.actor
        place, record_id, label = self._place, self._record_id, self._label

        def job(session: Any) -> None:
            if said:
                drafts.keep(session, actor, register=place, record_id=record_id, label=label, said=said, at=at)
            else:
                drafts.drop(session, actor, register=place, record_id=record_id)

        self._desk.tasks.write(self._desk.tasks, "drafts.keep", job, lambda *_done: None)

    def flush(self) -> None:
        """Write what is still waiting: the box is going away, or the deed begins."""
        if self.soon.isActive():
            self.keep()

    def give_up(self) -> None:
        """Forget the draft."""
        self.soon.stop()
        self._desk.tasks.write(self._desk.tasks, "drafts.drop", self.forget, lambda *_done: None)

    def forget(self, session: Any) -> None:
        """Drop the draft in the transaction that makes it pointless."""
        drafts.drop(session, self._desk.actor, register=self._place, record_id=self._record_id)

    def _offer(self, draft: Draft | None) -> None:
        if draft is None or self.typed():
            return
        words = _("有一份 {at:%m-%d %H:%M} 填到一半的内容，还没有办理。").format(at=local_time(draft.at))
        self.bar.say(words, ((_("继续填写"), lambda: self._take(draft.said)), (_("不要这份草稿"), self._leave)))

    def _take(self, said: Mapping[str, str]) -> None:
        self.bar.say("")
        self._box.form.set_texts(said)
        self._box.form.changed.emit()
        self._box.focus_first()

    def _leave(self) -> None:
        self.bar.say("")
        self.give_up()
        self._box.focus_first()

"""The private draft of a record page: kept soon after each change, offered when the page is opened again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.standard.drafts import Draft
from desktop.ui.desk import Desk
from desktop.ui.labels import Elided
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.page import Page

AFTER_MS = 600  # after the last committed change; with the write itself well within the second


class DraftKeeper(QObject):
    """`said()` gives what is typed and not saved; `take(draft)` puts a draft back into the page."""

    def __init__(
        self,
        desk: Desk,
        source: Any,
        *,
        bar: NoticeBar,
        note: Elided,
        said: Callable[[], Mapping[str, str]],
        take: Callable[[Draft], None],
        parent: Page,
    ) -> None:
        super().__init__(parent)
        self._page = parent
        self._desk, self._source, self._bar, self._note = desk, source, bar, note
        self._said, self._take = said, take
        self.record_id: UUID | None = None
        self.version: UUID | None = None
        self.label = ""
        self._draft: Draft | None = None
        self.soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self.soon.timeout.connect(self.keep)

    def keep(self) -> None:
        """Write the draft now; a form without changes needs none."""
        self.soon.stop()
        said, at = dict(self._said()), self._desk.clock.now_ms()
        if not said:
            self.drop()
            return
        job = partial(
            self._source.keep_draft,
            record_id=self.record_id,
            label=self.label,
            said=said,
            at=at,
            version=self.version,
        )
        words = _("草稿已保留 {at:%H:%M}").format(at=local_time(at))
        self._desk.tasks.write(self, "drafts.keep", job, lambda *_args: self._note.setText(words))

    def drop(self) -> None:
        """Forget the draft: the change was given up."""
        job = partial(self._source.drop_draft, record_id=self.record_id)
        self._desk.tasks.write(self, "drafts.drop", job, lambda *_args: self.saved())

    def saved(self) -> None:
        """The record was saved, and its draft went with it."""
        self.soon.stop()
        self._note.setText("")
        self._bar.say("")

    def flush(self) -> None:
        """Write what is still waiting."""
        if self.soon.isActive():
            self.keep()

    def find(self) -> None:
        """Look for a draft and offer it."""
        self._desk.tasks.read(self, partial(self._source.draft, record_id=self.record_id), self._offer, key="draft")

    def _offer(self, draft: Draft | None) -> None:
        self._draft = draft
        if draft is None or self._said():
            return
        words = _("有一份 {at:%m-%d %H:%M} 的草稿，还没有保存。").format(at=local_time(draft.at))
        self._bar.say(words, ((_("继续草稿"), self.take), (_("看已保存的"), self.leave)))

    def take(self) -> None:
        """Go on where the draft stopped."""
        draft, self._draft = self._draft, None
        self._bar.say("")
        if draft is not None:
            self._take(draft)
        self._page.focus_first()  # the button that was pressed is gone, and the focus with it

    def leave(self) -> None:
        """Look at what is saved; the draft is kept until the next change or save."""
        self._bar.say("")
        self._page.focus_first()

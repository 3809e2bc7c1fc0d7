"""One post on its page, with the deeds that change its days."""

from functools import partial
from typing import Any
from uuid import UUID

from desktop.base.text import _
from desktop.registers.party_orgs.register import POSTS
from desktop.ui import list_deeds
from desktop.ui.as_of import AsOf
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage


class PostPage(RecordPage):
    """The standard page with 办理连任 and 办理卸任, as long as the post has no end."""

    def __init__(self, desk: Desk, post_id: UUID, as_of: AsOf, *, ways: ListWays) -> None:
        self._as_of, self._offered = as_of, False
        super().__init__(desk, POSTS, post_id, ways=ways, fields=form_ways(desk, POSTS, post_id))

    def _show(self, loaded: Any) -> None:
        super()._show(loaded)
        ended = loaded.values.get("ends_on")
        if ended is not None:
            self.show_status("none", _("已卸任"))
        if self._offered or ended is not None:
            return
        self._offered = True
        may = [action for action in POSTS.actions if list_deeds.may(self.desk, POSTS, action)]
        self.parts.offer([(action.title, action.icon, partial(self.run, action)) for action in may])

    def run(self, action: Any) -> None:
        """Do a deed on this post."""
        assert self.record_id is not None
        list_deeds.run(self, self.desk, POSTS, action=action, ids=(self.record_id,), done=self._read)

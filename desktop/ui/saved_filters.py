"""我的筛选: the saved filters of one list, taken from a menu, kept from what the list shows now."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.base.clock import today
from desktop.base.text import _
from desktop.spec import Field, Register
from desktop.standard import views
from desktop.standard.list import Query
from desktop.standard.views import LONGEST, Kept, View
from desktop.ui import list_words
from desktop.ui.ask import ask_fields
from desktop.ui.desk import Desk, UndoToken


class SavedFilters(QObject):
    """Fills the menu of `button` when it opens; `apply(query)` shows a saved filter in the list."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        *,
        button: QPushButton,
        query: Callable[[], Query],
        apply: Callable[[Query], None],
    ) -> None:
        super().__init__(button)
        self._desk, self._register, self._button = desk, register, button
        self._query, self._apply = query, apply
        self._day = today(desk.clock)
        self.views: tuple[View, ...] = ()
        button.clicked.connect(self.open_menu)

    def read(self) -> None:
        """Read the saved filters of this list."""
        actor, register, day = self._desk.actor, self._register, self._day

        def job(session: Any) -> tuple[View, ...]:
            return views.views(session, actor, registers=(register,), today=day)

        self._desk.tasks.read(self, job, self._show, key="views")

    def _show(self, found: tuple[View, ...]) -> None:
        self.views = found

    def open_menu(self) -> QMenu:
        """The menu under the button."""
        menu = self.menu(self._button)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        return menu

    def menu(self, parent: QWidget) -> QMenu:
        """One's own filters, the shared ones, then what can be done with them."""
        menu, now = QMenu(parent), self._query()
        for title, shared in ((_("我的筛选"), False), (_("支部共用"), True)):
            found = [view for view in self.views if view.shared == shared]
            if not found:
                continue
            menu.addAction(title).setEnabled(False)
            for view in found:
                entry = menu.addAction(view.name)
                entry.setCheckable(True)
                entry.setChecked(view.query == now)
                entry.triggered.connect(partial(self._take, view))
            menu.addSeparator()
        if self._desk.actor.may("views.save"):
            keep = menu.addAction(_("保存当前条件…"))
            keep.setEnabled(bool(now.text or now.filters or now.sort))
            keep.triggered.connect(lambda _on=False: self.keep())
            if any(view.mine for view in self.views):
                menu.addAction(_("整理筛选…")).triggered.connect(lambda _on=False: self.arrange())
        if menu.isEmpty():
            menu.addAction(_("还没有支部共用的筛选")).setEnabled(False)
        return menu

    def _take(self, view: View, _checked: bool = False) -> None:
        self._apply(view.query)

    def keep(self) -> None:
        """保存当前条件: ask for its name, and whether the branch shares it."""
        desk, register, query, day = self._desk, self._register, self._query(), self._day
        said = list_words.filter_text(query, register, day) or list_words.order_text(query, register)
        fields = [Field("name", _("名称"), required=True, hint=_("例如 3号楼空置，最多 {n} 个字").format(n=LONGEST))]
        if desk.actor.may("views.share"):
            fields.append(Field("shared", _("共用"), "flag", hint=_("支部的人都能用")))
        sentence = _("把现在的条件存下来，以后一点就用：{said}").format(said=said)
        asked = ask_fields(
            self._button.window(), sentence, _("保存筛选"), safe=_("不保存"), fields=fields, today=day,
        )  # fmt: skip
        if asked is None:
            return
        name, shared = asked["name"], bool(asked.get("shared"))

        def told(kept: Kept, changes: Any) -> None:
            words = _("已更新筛选“{name}”") if kept.replaced else _("已保存筛选“{name}”")
            desk.say(words.format(name=name), UndoToken(tx=changes.tx))

        desk.tasks.write(
            self,
            "views.share" if shared else "views.save",
            lambda s: views.keep(s, desk.actor, register.name, name=name, query=query, today=day, shared=shared),
            told,
        )

    def arrange(self) -> None:
        """整理筛选: rename, share, delete."""
        from desktop.ui.saved_filters_dialog import ViewsDialog  # late: a list opens without it

        mine = tuple(view for view in self.views if view.mine)
        ViewsDialog(self._desk, mine, parent=self._button.window()).exec()

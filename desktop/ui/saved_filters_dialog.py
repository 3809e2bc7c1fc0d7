"""整理筛选: rename, share or delete saved filters; each is a deed of its own that can be undone."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Field
from desktop.standard import views
from desktop.standard.views import View
from desktop.ui.ask import ask_fields
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.icons import icon
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.style import em

_VIEW = int(Qt.ItemDataRole.UserRole)


class ViewsDialog(QDialog):
    """The filters that this person may change."""

    def __init__(self, desk: Desk, found: Sequence[View], *, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("整理筛选"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("已保存的筛选"))
        self.problem = NoticeBar("overdue")
        self.rename = QPushButton(icon("pencil"), _("改名称"))
        self.share = QPushButton(icon("users"), _("共用给支部"))
        self.remove = QPushButton(icon("trash-2"), _("删除筛选"))
        self.leave = QPushButton(_("回到列表"))
        self.rename.clicked.connect(self._rename)
        self.share.clicked.connect(self._share)
        self.remove.clicked.connect(self._remove)
        self.leave.clicked.connect(self.accept)
        self.share.setVisible(desk.actor.may("views.share"))
        side, middle, whole = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for button in (self.rename, self.share, self.remove):
            side.addWidget(button)
        side.addStretch(1)
        side.addWidget(self.leave)
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        whole.addWidget(self.problem)
        whole.addLayout(middle, 1)
        self.list.currentItemChanged.connect(lambda *_items: self._tell())
        for view in found:
            self._put(view)
        self.list.setCurrentRow(0)
        self._tell()
        self.resize(em(self, 30), em(self, 18))

    def current(self) -> View | None:
        """The filter chosen."""
        item = self.list.currentItem()
        return item.data(_VIEW) if item else None

    def _put(self, view: View, at: int | None = None) -> None:
        words = _("{name}（支部共用）").format(name=view.name) if view.shared else view.name
        item = QListWidgetItem(words) if at is None else self.list.item(at)
        item.setText(words)
        item.setSizeHint(QSize(0, em(self, 2.4)))
        item.setData(_VIEW, view)
        if at is None:
            self.list.addItem(item)

    def _tell(self) -> None:
        view = self.current()
        for button in (self.rename, self.share, self.remove):
            button.setEnabled(view is not None)
        self.share.setText(_("收回自己用") if view and view.shared else _("共用给支部"))

    def _rename(self) -> None:
        view, desk = self.current(), self._desk
        if view is None:
            return
        asked = ask_fields(
            self, _("给“{name}”换一个名称").format(name=view.name), _("改名称"), safe=_("不改"),
            fields=(Field("name", _("名称"), required=True),), today=today(desk.clock), texts={"name": view.name},
        )  # fmt: skip
        if asked is not None:
            name = asked["name"]
            self._do(
                "views.share" if view.shared else "views.save",
                lambda session: views.rename(session, desk.actor, view.id, name=name),
                _("已改名为“{name}”").format(name=name),
            )

    def _share(self) -> None:
        view, actor = self.current(), self._desk.actor
        if view is None:
            return
        words = _("“{name}”现在只有自己能用") if view.shared else _("“{name}”现在支部的人都能用")
        self._do(
            "views.share",
            lambda session: views.share(session, actor, view.id, shared=not view.shared),
            words.format(name=view.name),
        )

    def _remove(self) -> None:
        view, actor = self.current(), self._desk.actor
        if view is None:
            return
        self._do(
            "views.share" if view.shared else "views.save",
            lambda session: views.retire(session, actor, view.id),
            _("已删除筛选“{name}”").format(name=view.name),
        )

    def _do(self, action: str, job: Callable[[Any], None], words: str) -> None:
        def told(_nothing: None, changes: Any) -> None:
            self._desk.say(words, UndoToken(tx=changes.tx))
            self._read()

        def failed(error: UserError) -> None:
            self.problem.say(error.message)

        self.problem.say("")
        self._desk.tasks.write(self, action, job, told, failed=failed)

    def _read(self) -> None:
        """Show what stands now."""
        desk = self._desk
        day = today(desk.clock)

        def job(session: Any) -> tuple[View, ...]:
            return views.views(session, desk.actor, registers=desk.catalog, today=day)

        self._desk.tasks.read(self, job, self._show, key="views")

    def _show(self, found: tuple[View, ...]) -> None:
        here = [self.list.item(row).data(_VIEW) for row in range(self.list.count())]
        now = {view.id: view for view in found if view.mine}
        for row, old in reversed(list(enumerate(here))):
            if old.id in now:
                self._put(now[old.id], row)
            else:
                self.list.takeItem(row)
        self._tell()

"""The desk as one sees it: top bar, navigation, title row, the page, and what floats above them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID
from weakref import WeakSet

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui import last_place, shortcuts
from desktop.ui.badges import Badges
from desktop.ui.desk import Command, Desk, UndoToken
from desktop.ui.identity import Identity
from desktop.ui.jot_strip import JotStrip
from desktop.ui.last_place import LAST
from desktop.ui.means import MANUAL, Means, own_places
from desktop.ui.message_list import MessageList
from desktop.ui.messages import Messages
from desktop.ui.nav import Group, Nav
from desktop.ui.page import Page
from desktop.ui.page_stack import PageStack, Visit
from desktop.ui.palette import Palette
from desktop.ui.panes import go_on
from desktop.ui.places import Place, Places
from desktop.ui.style import SIZES, Look, em
from desktop.ui.task_dock import TaskDock
from desktop.ui.title_row import TitleRow
from desktop.ui.toast import Toasts
from desktop.ui.top_bar import TopBar
from desktop.ui.undo import Undo


class Shell(QWidget):
    """Everything of one person at work; a change of person makes a new one."""

    lock_asked = Signal()
    switch_asked = Signal()
    password_asked = Signal()
    look_asked = Signal(object)  # Look

    def __init__(
        self, desk: Desk, identity: Identity, *, groups: tuple[Group, ...], places: tuple[Place, ...], means: Means
    ) -> None:
        super().__init__()
        self.desk, self.means = desk, means
        self._wired: WeakSet[Page] = WeakSet()
        self.places = Places((*places, *own_places()))
        desk.go, desk.back, desk.say, desk.warn = self.go, self.back, self.say, self.warn
        desk.commands = self.commands
        self.top = TopBar(identity, desk.actor.name, desk.look)
        listed = (*groups, Group(_("帮助"), "circle-help", bottom=True))
        self.nav = Nav(tuple(group for group in listed if group.title in self.places.groups()))
        self.titles = TitleRow()
        self.stack = PageStack(desk, self.places)
        self.messages = Messages(desk.clock, self, settings=desk.settings)
        self.undo = Undo(desk.tasks, means.reverse, self)
        desk.take_back, desk.let_find = self.undo.take_back, self.places.let_find
        self.badges = Badges(desk.tasks, self.places, self)
        self.dock = TaskDock(desk.tasks)
        self.nav.add_foot(self.dock)
        self._lay_out()
        self.toasts = Toasts(self)
        self.message_list = MessageList(self.messages, self)
        self.jot = JotStrip(self, desk, means.jot)
        self.palette_frame = Palette(
            self, desk.tasks, means.find, commands=self.commands, kinds=means.kinds, actions=means.actions,
            typed=self.jot.commands,
        )  # fmt: skip
        self._wire()
        self.badges.count()

    def go(self, name: str, record_id: UUID | None = None) -> None:
        """Open the place or the record; a place this person may not see is told in a sentence."""
        if name not in self.places:
            self.warn(_("这个帐号没有打开这一页的权限。需要时请支部书记开通。"))
            return
        self.stack.go(name, record_id)

    def back(self) -> None:
        """Return to the page before, at the same row."""
        self.stack.back()

    def say(self, sentence: str, token: UndoToken | None = None) -> None:
        """A deed was done: a toast, a message, and something for Ctrl+Z."""
        if token:
            self.undo.remember(token)
        self.messages.add(sentence, undo=token)

    def warn(self, sentence: str) -> None:
        """Something could not be done."""
        self.messages.add(sentence, "refused")

    def fault(self, sentence: str, detail: str) -> None:
        """The program was wrong: the sentence stays until it is closed, the detail can be copied."""
        self.messages.add(sentence, "fault", detail=detail)

    def leave(self) -> None:
        """Before lock, switch and close: drafts are kept, and where one was is remembered."""
        self.palette_frame.close_up()
        self.message_list.hide()
        self.jot.keep()
        self.stack.leave()
        if here := last_place.kept(self.stack):
            self.desk.settings.put(LAST, here)

    def start(self, first: str, *, afresh: bool = False) -> None:
        """Open where this person was last, else the place `first`, which `afresh` opens in any case."""
        last = {} if afresh else self.desk.settings.get(LAST) or {}
        last_place.go_back(last, self.places, self.stack, first=first, go=self.go, then=self.desk.tasks.go_on)

    def set_look(self, look: Look) -> None:
        """Another text size or light was put in force."""
        self.desk.look = look
        self.top.menu.set_look(look)
        self.stack.read_again()

    def commands(self) -> tuple[Command, ...]:
        """What Ctrl+K knows besides records."""
        opens = [
            Command(f"go.{one.name}", one.title, partial(self.go, one.name), (one.group,), icon=one.icon)
            for one in self.places.all
            if one.tab
        ]
        lock = Command("lock", _("锁屏"), self.lock_asked.emit, key="F12", icon="lock")
        bell = Command("messages", _("消息"), partial(self.message_list.turn_under, self.top.bell), icon="bell")
        return (*opens, *self.means.commands, *self.means.changing(), bell, lock)

    def search(self) -> None:
        """Open Ctrl+K."""
        self.palette_frame.open_over(self.top.search)

    def help(self) -> None:
        """The manual at the page of what is shown."""
        here = self.stack.current
        topic = (here.page.help or here.name) if here else ""
        from desktop.ui.help_view import HelpView  # late: once it is opened

        view = self.stack.go(MANUAL)
        if isinstance(view, HelpView):
            view.open_topic(topic)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What floats at a place of the old size goes away."""
        super().resizeEvent(event)
        self.message_list.hide()
        self.palette_frame.close_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes what floats, then leads back from a record and from a page that was only looked into."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.message_list.isVisible():
            self.message_list.hide()
        elif self.stack.current and self._looked_into(self.stack.current):
            self.back()

    def _looked_into(self, here: Visit) -> bool:
        """Whether one came here on the way to something else: a record, a page without a tab, the manual."""
        return here.record_id is not None or not self.places[here.name].tab or here.name == MANUAL

    def _wire(self) -> None:
        tasks = self.desk.tasks
        tasks.changed.connect(self.stack.take_changes)
        tasks.refused.connect(self.warn)
        self.nav.chosen.connect(self._open_group)
        self.titles.chosen.connect(self.go)
        self.stack.shown.connect(self.on_shown)
        self.badges.counted.connect(self.on_counted)
        self.messages.added.connect(self.toasts.show_message)
        self.messages.added.connect(lambda _message: self.top.set_messages(self.messages.unseen))
        self.messages.seen.connect(lambda: self.top.set_messages(0))
        self.messages.undone.connect(self.toasts.drop_undo)
        for source in (self.toasts, self.message_list):
            source.undo_asked.connect(self.undo.take_back)
            source.copy_asked.connect(lambda text: QGuiApplication.clipboard().setText(text))
        self.message_list.undo_asked.connect(lambda _token: self.message_list.hide())
        self.undo.told.connect(self.say)
        self.undo.refused.connect(self.warn)
        self.undo.spent.connect(self.messages.spend)
        self.palette_frame.opened.connect(lambda hit: self.go(self.means.place_of(hit.kind), hit.id))
        self.palette_frame.closed.connect(self._give_focus_back)
        self.top.search_asked.connect(self.search)
        self.top.messages_asked.connect(partial(self.message_list.turn_under, self.top.bell))
        menu = self.top.menu
        menu.lock_asked.connect(self.lock_asked)
        menu.switch_asked.connect(self.switch_asked)
        menu.password_asked.connect(self.password_asked)
        menu.look_asked.connect(self.look_asked)
        shortcuts.bind(self, self._acts())
        shortcuts.bind_numbers(self, self._open_number)

    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "search": self.search,
            "jot": self.jot.open_up,
            "previous": lambda: self._on_page(lambda page: page.step(-1)),
            "next": lambda: self._on_page(lambda page: page.step(1)),
            "back": self.back,
            "undo": self.undo.undo,
            "redo": self.undo.redo,
            "reload": lambda: self._on_page(lambda page: page.reload(None)),
            "pane": partial(self._go_on, 1),
            "pane_before": partial(self._go_on, -1),
            "put_away": self.toasts.put_away,
            "help": self.help,
            "keys": lambda: self.go("keys"),
            "lock": self.lock_asked.emit,
            "larger": lambda: self._ask_size(1),
            "smaller": lambda: self._ask_size(-1),
            "usual": lambda: self.look_asked.emit(replace(self.desk.look, size=SIZES[1])),
        }

    def on_shown(self, visit: Visit) -> None:
        """Another page is in front: navigation, title row and its words follow."""
        page, place = visit.page, self.places[visit.name]
        if page not in self._wired:
            self._wired.add(page)
            page.status_changed.connect(lambda _text: self._show_words(page))
            page.title_changed.connect(lambda _text: self._show_words(page))
            page.badge_changed.connect(lambda count, name=visit.name: self.badges.set_one(name, count))
        self.nav.choose(place.group)
        self.titles.setVisible(not page.own_header)
        self.titles.show_group(place.group, self.places.tabs(place.group), visit.name)
        self._show_words(page)
        if not page.own_header:
            self.titles.set_tools(page.tools())
        self.on_counted()

    def on_counted(self) -> None:
        """Badges came: write them into the navigation and the tabs."""
        for title in self.nav.items:
            self.nav.set_badge(title, self.badges.of_group(title))
        for name in self.titles.tabs:
            self.titles.set_badge(name, self.badges.counts.get(name, 0))

    def _show_words(self, page: Page) -> None:
        if self.stack.current and self.stack.current.page is page:
            self.titles.set_words(page.subtitle, page.status)

    def _on_page(self, act: Callable[[Page], None]) -> None:
        if self.stack.current:
            act(self.stack.current.page)

    def _go_on(self, by: int) -> None:
        go_on((*self.stack.panes(), self.top, self.nav, self.titles), by)

    def _open_group(self, title: str) -> None:
        tabs = self.places.tabs(title)
        if tabs:
            self.go(tabs[0].name)

    def _open_number(self, number: int) -> None:
        title = self.nav.title_at(number)
        if title:
            self._open_group(title)

    def _give_focus_back(self) -> None:
        here = self.stack.current
        if here and not here.page.isAncestorOf(self.focusWidget() or self):
            (here.page.focusWidget() or here.page).setFocus()

    def _ask_size(self, by: int) -> None:
        at = SIZES.index(self.desk.look.size) + by
        if 0 <= at < len(SIZES):
            self.look_asked.emit(replace(self.desk.look, size=SIZES[at]))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        pad = em(self, 1.1)
        right.setContentsMargins(pad, em(self, 0.9), pad, em(self, 0.75))
        right.setSpacing(em(self, 0.65))
        right.addWidget(self.titles)
        right.addWidget(self.stack, 1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.nav)
        body.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(body, 1)

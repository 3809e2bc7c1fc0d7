"""The look of a resident: the standard page, with the way to the household."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Action
from desktop.standard.fields import parse
from desktop.standard.list import Filter
from desktop.standard.save import Saved
from desktop.ui.deed_menu import ON_A_LIST, DeedMenu, may_do
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.gone_page import way_to_gone
from desktop.ui.icons import icon
from desktop.ui.list_page import ListPage
from desktop.ui.list_query import with_filter
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage

Home = tuple[UUID, str]  # household and its label


class Known(Protocol):
    """A resident who may be the one that is being typed."""

    @property
    def id(self) -> UUID:
        """Whose page opens."""
        ...

    @property
    def name(self) -> str:
        """The name."""
        ...

    @property
    def door(self) -> str:
        """Where they live; "" for none of our doors."""
        ...

    @property
    def same_number(self) -> bool:
        """The identity number agrees, not only name and birth."""
        ...


Alike = Callable[..., Sequence[Known]]  # (session, *, name, born, id_no)


class PersonPage(RecordPage):
    """One resident; `home(session, person_id)` names the household lived in, if any.

    `no_longer(session, person_id)` says why somebody is not on the list any more, "" for who is. While a new one is
    typed, `alike` finds who is registered already: a quiet line with a way there, which keeps nobody from saving.
    """

    def __init__(
        self,
        desk: Desk,
        person_id: UUID | None,
        *,
        home: Callable[[Any, UUID], Home | None],
        no_longer: Callable[[Any, UUID], str] = lambda _session, _id: "",
        alike: Alike = lambda _session, **_typed: (),
        open_home: Callable[[UUID], None],
        visit: Callable[[Sequence[UUID]], None] | None = None,
        ways: ListWays | None = None,
        neighbour: Callable[[UUID, int], UUID | None] | None = None,
    ) -> None:
        self._open_home, self._visit, self._home, self._no_longer = open_home, visit, home, no_longer
        self._ways: list[QWidget] = []
        self._household: UUID | None = None
        register = desk.register("people")
        fields = form_ways(desk, register, person_id)
        super().__init__(
            desk, register, person_id, ways=ways, fields=fields, neighbour=neighbour if person_id else None
        )
        self._alike = alike
        if person_id is None:
            self.form.changed.connect(self._look_for_alike)
        QShortcut(QKeySequence("F8"), self, self.visit)
        self.read_home()

    def read_home(self) -> None:
        """Read where the person lives, or why nowhere any more."""
        wanted, home, no_longer = self.record_id, self._home, self._no_longer
        if wanted is not None:
            self.desk.tasks.read(
                self, lambda session: (home(session, wanted), no_longer(session, wanted)), self._show_home, key="home"
            )

    def _look_for_alike(self) -> None:
        """Ask who is registered already, by what is typed so far and fits."""
        if self.record_id is not None:
            return
        typed = {name: self._typed(name) for name in ("name", "born", "id_no")}
        job = partial(self._alike, **typed | {"name": typed["name"] or ""})
        self.desk.tasks.read(self, job, self._tell_alike, key="alike")

    def _typed(self, name: str) -> Any:
        field = next(field for field in self.form.fields if field.name == name)
        try:
            return parse(field, self.form.changes().get(name, ""), today=today(self.desk.clock))
        except UserError:  # half typed, or wrong: the field says so itself
            return None

    def _tell_alike(self, found: Sequence[Known]) -> None:
        if self.record_id is not None:
            return
        same = any(one.same_number for one in found)
        words = _("已经登记过同一身份证号的居民：") if same else _("已经登记过同名、同一出生日期的居民：")
        links = [
            (
                _("看 {name}（{door}）").format(name=one.name, door=one.door or _("住处未登记")),
                partial(self._go_to, one.id),
            )
            for one in found
        ]
        self.parts.fact_bar.say(words if found else "", links)

    def _go_to(self, person_id: UUID) -> None:
        self.desk.go("people", person_id)

    def reload(self, changes: Any = None) -> None:
        """A deed may move the person, even while something is typed here."""
        super().reload(changes)
        self.read_home()

    def _saved(self, saved: Saved, changes: Any) -> None:
        """What was new until now goes on as a page of its own, under the list and not under an empty form."""
        was_new = self.record_id is None
        super()._saved(saved, changes)
        if was_new:
            self.desk.back()
            self.desk.go("people", saved.id)

    def _show_home(self, found: tuple[Home | None, str]) -> None:
        home, gone = found
        self.show_status("none" if gone else "plain", gone)
        for button in self._ways:
            button.hide()
            button.deleteLater()
        self._ways, self._household = [], home[0] if home else None
        if home is None:
            self.parts.note.setText("" if gone else _("没有登记住在哪一户"))
            return
        household_id, label = home
        self.parts.note.setText(_("住在 {label}").format(label=label))
        offered = [(_("打开这一户"), "house", lambda: self._open_home(household_id))]
        if self._visit is not None:
            offered.insert(0, (_("登记走访"), "footprints", self.visit))
        self._household = household_id
        self._ways = list(self.parts.offer(offered))

    def visit(self) -> None:
        """Log a visit at the household lived in."""
        if self._visit is not None and self._household is not None:
            self._visit((self._household,))


STAYING = Filter("whereabouts", ("here", "unplaced"))  # who moved out is found by taking this condition off


class PersonList(ListPage):
    """The standard list, which also knows who stands before and after; those who moved out are left out at first."""

    def __init__(self, desk: Desk, *, ways: ListWays) -> None:
        register = desk.register("people")
        offered = (ON_A_LIST,) if may_do(desk, register) else ()
        super().__init__(desk, replace(register, actions=()), extra_actions=offered, ways=ways, filters=(STAYING,))
        for told in (self.answers.shown, self.answers.counted):
            told.connect(self._offer_those_who_left)
        self.deed_menu = DeedMenu(self, desk, register, chosen=self.chosen, done=self.model.untick_all)

    def _offer_those_who_left(self) -> None:
        """A name that nobody staying has may be the name of somebody who moved out."""
        query = self.query
        if not self.model.rowCount() and query.text and STAYING in query.filters:
            wider = with_filter(query, STAYING.column, None)
            ways = ((_("连已搬走的一起找"), lambda: self.ask(wider)), (_("清空条件"), self.clear_query))
            sentence = _("住在这里的人里没有找到“{text}”。").format(text=query.text)
            self.answers.show_empty(sentence, ways)

    def run(self, action: Action) -> None:
        """办理… opens the deeds; anything else is done as in every list."""
        if action.verb == ON_A_LIST.verb:
            self.deed_menu.open_on_list(self.parts.bar, self.view)
        else:
            super().run(action)

    def tools(self) -> QWidget:
        """With the way to those who may be registered twice."""
        tools = super().tools()
        row = tools.layout()
        if isinstance(row, QHBoxLayout):
            doubles = QPushButton(icon("merge"), _("查重"))
            doubles.setToolTip(_("查找疑似重复的居民"))
            doubles.clicked.connect(lambda _on=False: self.desk.go("doubles", None))
            row.insertWidget(0, doubles)
            row.insertWidget(0, way_to_gone(self.desk))
        return tools

    def beside(self, person_id: UUID, by: int) -> UUID | None:
        """The resident before or after in the rows that are loaded."""
        rows = self.model.ids()
        at = self.model.place(person_id) + by
        return rows[at] if person_id in rows and 0 <= at < len(rows) else None

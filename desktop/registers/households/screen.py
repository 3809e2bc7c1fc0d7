"""The looks of households: the list with its deeds, and the page of one with members, visits and history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Action, Register
from desktop.standard.list import Filter, Query
from desktop.standard.load import Loaded
from desktop.standard.save import Saved
from desktop.ui.consequences import begin
from desktop.ui.deed_menu import ON_A_LIST, DeedMenu, do, may_do
from desktop.ui.desk import Desk
from desktop.ui.form_ways import form_ways
from desktop.ui.gone_page import way_to_gone
from desktop.ui.icons import icon
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage
from desktop.ui.timeline import Entry, Timeline

MOVE_OUT = "move_out"


def new(register: Register) -> Register:
    """The register for a household that is not there yet: its door is chosen once, now."""
    fields = tuple(replace(one, read_only=False) if one.name == "door" else one for one in register.fields)
    return replace(register, fields=fields, forms=())


@dataclass(frozen=True, slots=True)
class HouseholdWays:
    """Where households lead to. `card(session, id)` is read, `tell(card)` says state, words, note, people, visits."""

    visit: Callable[[Sequence[UUID]], None]
    assign: Callable[[Sequence[UUID]], None]
    card: Callable[[Any, UUID], Any]
    tell: Callable[[Any], tuple[str, str, str, int, Sequence[Entry]]]
    neighbour: Callable[[UUID, int], UUID | None]


def _shown(_session: Any, _actor: Any, _record_id: UUID) -> None:
    """The deed leads to a page of its own, which writes."""


class HouseholdList(ListPage):
    """The standard list; F8 and 落实联户党员 lead on with what is chosen."""

    def __init__(self, desk: Desk, deeds: HouseholdWays, *, ways: ListWays | None = None) -> None:
        self._deeds: dict[str, Callable[[Sequence[UUID]], None]] = {"visit": deeds.visit, "assign": deeds.assign}
        actions = (
            Action("visit", _("登记走访"), _shown, icon="footprints", key="F8"),
            Action("assign", _("落实联户党员"), _shown, icon="link"),
        )
        may = [action for action in actions if desk.actor.may(f"contacts.{action.verb}")]
        register = desk.register("households")
        may += [ON_A_LIST] if may_do(desk, register) else []
        super().__init__(desk, replace(register, actions=()), extra_actions=may, ways=ways)
        self.deed_menu = DeedMenu(self, desk, register, chosen=self.chosen, done=self.model.untick_all)
        self._deeds[ON_A_LIST.verb] = lambda _ids: self.deed_menu.open_on_list(self.parts.bar, self.view)

    def run(self, action: Action) -> None:
        """Lead on with the ticked households, or the one in front."""
        act = self._deeds.get(action.verb)
        if act is None:
            super().run(action)
        elif self.chosen():
            act(self.chosen())

    def tools(self) -> QWidget:
        """With the way to those who left."""
        tools = super().tools()
        row = tools.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, way_to_gone(self.desk))
        return tools

    def show_only(self, *filters: Filter) -> None:
        """Show the households of these conditions and no others."""
        self.ask(Query(filters=filters, sort=self.query.sort))

    def beside(self, household_id: UUID, by: int) -> UUID | None:
        """The household before or after in the rows that are loaded."""
        rows = self.model.ids()
        at = self.model.place(household_id) + by
        return rows[at] if household_id in rows and 0 <= at < len(rows) else None


class HouseholdPage(RecordPage):
    """One household; `household_id` None registers a new one."""

    def __init__(
        self, desk: Desk, household_id: UUID | None, deeds: HouseholdWays, *, ways: ListWays | None = None
    ) -> None:
        self.deeds, self._was_gone = deeds, False
        self.visits = Timeline(_("还没有走访记录。按 F8 登记第一次走访。"))
        known = desk.register("households")
        register = new(known) if household_id is None else known
        self.of_people = may_do(desk, desk.register("people"))
        super().__init__(
            desk,
            register,
            household_id,
            tabs=((_("走访"), self.visits),) if household_id else (),
            ways=ways,
            fields=form_ways(desk, known, household_id),
            line_deeds={"members": ((_("办理…"), self.offer_deeds),)} if self.of_people and household_id else {},
            neighbour=deeds.neighbour if household_id else None,
        )
        self.help = "household"
        for key, act in (("F8", self.visit), ("F9", self._offer_forms), ("Ctrl+P", self._offer_forms)):
            QShortcut(QKeySequence(key), self, act)
        self.offered: Sequence[QWidget] = ()
        if household_id is not None:
            self.offered = self.parts.offer(self._header_deeds())
            self.read_card()

    def _saved(self, saved: Saved, changes: Any) -> None:
        """What was new until now goes on as a page of its own, under the list and not under an empty form."""
        was_new = self.record_id is None
        super()._saved(saved, changes)
        if was_new:
            self.desk.back()
            self.desk.go("households", saved.id)

    def _header_deeds(self) -> list[tuple[str, str, Callable[[], None]]]:
        found: list[tuple[str, str, Callable[[], None]]] = []
        if self.desk.actor.may("contacts.visit"):
            found.append((_("登记走访"), "footprints", self.visit))
        if self.desk.actor.may("contacts.assign"):
            found.append((_("改联户党员"), "link", self.assign))
        return found

    def read_card(self) -> None:
        """Read how things stand: badge, member, visits."""
        wanted, card = self.record_id, self.deeds.card
        if wanted is not None:
            self.desk.tasks.read(
                self, lambda session: card(session, wanted), self._show_card, failed=self._gone, key="card"
            )

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        if not loaded.label:  # the label stands in the row of the list, and a household that ended has none
            self._name(str(loaded.values["door"]))

    def _gone(self, _error: UserError) -> None:
        """No card: the household has no row in the list any more."""
        if self.form.isEnabled():  # else there is no such record at all, and that is said
            self.show_status("none", _("已不在册"))
            self.parts.fact_bar.say(_("这一户已经搬走、合并或移走，下面是最后登记的内容。资料和历史都保留。"))
            self._was_gone = True
            self._offer(living=False)

    def _offer(self, *, living: bool) -> None:
        """Nobody is visited, linked or entered in a household that has ended."""
        for button in self.offered:
            button.setVisible(living)
        for table in self.tables.values():
            table.lines.allow(writing=living and self.may_save)

    def _show_card(self, facts: Any) -> None:
        if self._was_gone:  # the deed was taken back
            self._was_gone = False
            self._offer(living=True)
            self.parts.fact_bar.say("")
        state, words, note, count, entries = self.deeds.tell(facts)
        self.show_status(state, words, note)
        self.parts.tab_buttons()[0].setText(_("成员 {count}").format(count=count))
        self.visits.show_entries(entries)
        self.parts.tab(_("走访")).setText(_("走访 {count}").format(count=len(entries)))

    def reload(self, changes: Any = None) -> None:
        """A visit or a link changes the badge, even while something is typed here."""
        super().reload(changes)
        if self.record_id is not None and self.deeds is not None:
            self.read_card()

    def visit(self) -> None:
        """Log a visit here."""
        if self._was_gone:  # F8 is still heard
            self.desk.warn(_("这一户已不在册，不再登记走访。"))
        elif self.record_id is not None:
            self.deeds.visit((self.record_id,))

    def assign(self) -> None:
        """Link another member."""
        if self.record_id is not None:
            self.deeds.assign((self.record_id,))

    def offer_deeds(self, person_id: UUID) -> None:
        """办理… at a member: moving out with the member ticked, and the deeds on residents."""
        menu = QMenu(self)
        for action in self.deed_menu.actions:
            if action.verb == MOVE_OUT:
                entry = menu.addAction(icon(action.icon), _("{title}…").format(title=action.title))
                entry.triggered.connect(lambda _on=False, action=action: self.move_out(action, person_id))
        people = self.desk.register("people")
        for action in self.of_people:
            entry = menu.addAction(icon(action.icon), _("{title}…").format(title=action.title))
            entry.triggered.connect(
                lambda _on=False, action=action: do(self, self.desk, people, action=action, ids=(person_id,))
            )
        menu.popup(QCursor.pos())

    def move_out(self, action: Action, person_id: UUID) -> None:
        """Move one member out."""
        if self.record_id is not None:
            begin(self, self.desk, self.register, action=action, record_id=self.record_id, ticked=(person_id,))

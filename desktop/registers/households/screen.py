"""The looks of households: the list with its deeds, and the page of one with members, visits and history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.clock import today
from desktop.base.text import _
from desktop.registers.households import service
from desktop.registers.households.register import HOUSEHOLDS
from desktop.spec import Action
from desktop.standard.list import Filter, Query
from desktop.standard.save import Saved
from desktop.ui.ask import ask_fields
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.form_ways import form_ways
from desktop.ui.list_page import ListPage
from desktop.ui.list_tools import ListWays
from desktop.ui.record_page import RecordPage
from desktop.ui.timeline import Entry, Timeline

# The list offers what is done to many; leaving is done to one person, on the page of the household.
LISTED = replace(HOUSEHOLDS, actions=())
# A door is chosen once, when the household is registered.
NEW = replace(
    HOUSEHOLDS,
    fields=tuple(replace(field, read_only=False) if field.name == "door" else field for field in HOUSEHOLDS.fields),
    forms=(),
)
LEAVING = next(action for action in HOUSEHOLDS.actions if action.verb == "end_residence")


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
        super().__init__(desk, LISTED, extra_actions=may, ways=ways)

    def run(self, action: Action) -> None:
        """Lead on with the ticked households, or the one in front."""
        act = self._deeds.get(action.verb)
        if act is None:
            super().run(action)
        elif self.chosen():
            act(self.chosen())

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
        self.deeds = deeds
        self.visits = Timeline(_("还没有走访记录。按 F8 登记第一次走访。"))
        register = NEW if household_id is None else HOUSEHOLDS
        may_leave = desk.actor.may("households.end_residence")
        super().__init__(
            desk,
            register,
            household_id,
            tabs=((_("走访"), self.visits),) if household_id else (),
            ways=ways,
            fields=form_ways(desk, HOUSEHOLDS, household_id),
            line_deeds={"members": ((_("搬走…"), self.ask_leaving),)} if may_leave and household_id else {},
            neighbour=deeds.neighbour if household_id else None,
        )
        self.help = "household"
        for key, act in (("F8", self.visit), ("F9", self._offer_forms), ("Ctrl+P", self._offer_forms)):
            QShortcut(QKeySequence(key), self, act)
        if household_id is not None:
            self.parts.offer(self._header_deeds())
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
                self, lambda session: card(session, wanted), self._show_card, failed=lambda _error: None, key="card"
            )

    def _show_card(self, facts: Any) -> None:
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
        if self.record_id is not None:
            self.deeds.visit((self.record_id,))

    def assign(self) -> None:
        """Link another member."""
        if self.record_id is not None:
            self.deeds.assign((self.record_id,))

    def ask_leaving(self, person_id: UUID) -> None:
        """搬走…: the day and the reason, then one dated deed; nobody is deleted."""
        if self.record_id is None:
            return
        name = self._name_of(person_id)
        fields = tuple(field for field in LEAVING.asks if field.name != "person_id")
        day = today(self.desk.clock)
        sentence = _("{name} 不再住在这一户。资料和历史都会保留。").format(name=name)
        texts = {"on": day.isoformat(), "reason": "moved"}
        asked = ask_fields(self, sentence, _("登记离开"), safe=_("不登记"), fields=fields, today=day, texts=texts)
        if asked is None:
            return
        household_id, actor = self.record_id, self.desk.actor

        def told(_nothing: None, changes: Any) -> None:
            self.desk.say(_("已登记：{name} 离开这一户").format(name=name), UndoToken(tx=changes.tx))

        self.desk.tasks.write(
            self,
            "households.end_residence",
            lambda session: service.end_residence(session, actor, household_id, person_id=person_id, **asked),
            told,
        )

    def _name_of(self, person_id: UUID) -> str:
        lines = self.loaded.children.get("members", ()) if self.loaded else ()
        return next((str(line.values["name"]) for line in lines if line.id == person_id), "")

"""The ways between the screens of one desk: what leads from households, people and Today to the next page."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.base.clock import today
from desktop.base.ids import uuid7
from desktop.registers.contacts.queries import Card
from desktop.standard.drafts import Draft
from desktop.ui.desk import Desk
from desktop.ui.errands import Errands
from desktop.ui.page import Page
from desktop.ui.places import Place

if TYPE_CHECKING:  # pages are loaded once they are opened
    from desktop.registers.households.screen import HouseholdList
    from desktop.registers.people.screen import PersonList


class Ways:
    """One desk, the households carried between its pages, and the pages that others ask for their rows."""

    def __init__(self, desk: Desk, back_up: Callable[[], None] | None = None) -> None:
        self.desk, self.actor, self.day, self.back_up = desk, desk.actor, today(desk.clock), back_up
        self.errands = Errands(desk, self._in_walking_order)
        self.household_list: HouseholdList | None = None
        self.person_list: PersonList | None = None

    def _in_walking_order(self, session: Any, ids: Sequence[UUID]) -> tuple[UUID, ...]:
        from desktop.reports.walking import in_walking_order  # late: not before a round is begun

        return in_walking_order(session, self.actor, ids)

    def go(self, name: str, record_id: UUID | None = None) -> None:
        """Open a place: asked of the desk when it is pressed, for the functions are made before there is a window."""
        self.desk.go(name, record_id)

    def go_new_household(self) -> None:
        """Open an empty page, never one that was saved before."""
        self.desk.go("households.new", uuid7())

    def go_new_person(self) -> None:
        """Open an empty page of a resident."""
        self.desk.go("people.new", uuid7())

    def open_draft(self, draft: Draft) -> None:
        """Go on where a draft stopped; that of a deed, `register.verb`, is offered when the deed is asked for there."""
        name, _dot, verb = draft.register.partition(".")
        if verb:
            self.desk.go(name, draft.record_id)
        else:
            self.desk.go(name if draft.record_id else f"{name}.new", draft.record_id or uuid7())

    def card(self, session: Any, household_id: UUID) -> Card:
        """A household on a card."""
        from desktop.reports.household_card import card  # late: once it is opened

        return card(session, self.actor, household_id)

    def print_walk(self, household_ids: Sequence[UUID]) -> None:
        """Print the walking list of these households."""
        self.print_form("households", "visit-list", household_ids)

    def print_form(self, register_name: str, form_name: str, ids: Sequence[UUID]) -> None:
        """Open the print preview of a form."""
        register = self.desk.register(register_name)
        (form,) = (form for form in register.forms if form.name == form_name)
        self.desk.print_form(register, form, tuple(ids))


def form_place(name: str, title: str, group: str, make: Callable[[UUID], Page]) -> Place:
    """A form that is made anew for each id and reached from other pages only."""
    return Place(
        name, title, "plus", group, lambda _desk: make(uuid7()), tab=False, record=lambda _desk, key: make(key)
    )

"""The places of the window: every register handed to its screen, and the ways from one screen to the next."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.base.clock import today
from desktop.base.ids import uuid7
from desktop.base.paths import Profile
from desktop.base.text import _
from desktop.registers.buildings.queries import houses
from desktop.registers.buildings.screen import ElevationPage, ElevationWays
from desktop.registers.contacts import queries as contacts
from desktop.registers.contacts.queries import Card
from desktop.registers.contacts.screen import Linkables, VisitPage, card_words, linking_ways, past_entries
from desktop.registers.households.screen import HouseholdList, HouseholdPage, HouseholdWays
from desktop.registers.people.screen import PersonList, PersonPage
from desktop.reports import elevation, first_days, linking, today_words
from desktop.reports import today as today_report
from desktop.reports.household_card import card, home_of
from desktop.reports.today import Walk
from desktop.reports.today_words import Deeds
from desktop.reports.walking import in_walking_order
from desktop.search.index import Hit
from desktop.standard import drafts
from desktop.standard.drafts import Draft
from desktop.standard.list import Filter
from desktop.store import backup
from desktop.ui.backing_up import back_up_beside
from desktop.ui.desk import Command, Desk
from desktop.ui.errands import Errands
from desktop.ui.first_ways import first_ways
from desktop.ui.form_ways import form_ways
from desktop.ui.linking_page import LinkingPage
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import plain_list, screen_ways, standard_place
from desktop.ui.timeline import Entry
from desktop.ui.today_page import TodayPage
from desktop.ui.today_rows import View

WORK, HOMES, VISITING = _("今日工作"), _("居民住户"), _("联户走访")
NOBODY_DUE = _("今天没有要走访的住户。")
MARKED = tuple(range(1, 100))  # any number of cells that wait


def places(desk: Desk, *, back_up: Callable[[], None] | None = None) -> tuple[Place, ...]:
    """The pages of this person, in the order of the tabs; `back_up` makes a backup now."""
    made = Screens(desk, back_up)
    every = (
        ("households.see", Place("today", _("待办"), "house", WORK, made.today, badge=made.due)),
        ("households.see", Place("households", _("住户"), "door-open", HOMES, made.households, record=made.household)),
        ("people.see", Place("people", _("居民"), "users", HOMES, made.people, record=made.person)),
        ("buildings.see", Place("elevation", _("楼栋图"), "building-2", HOMES, made.elevation)),
        ("contacts.see", Place("assign", _("落实联户党员"), "link", VISITING, made.assign)),
        ("contacts.see", Place("contacts", _("联系分工"), "list-checks", VISITING, made.contacts)),
        ("visits.see", standard_place(desk, "visits")),
        ("units.see", standard_place(desk, "units")),
        (
            "households.save",
            _form_place("households.new", _("新增住户"), HOMES, lambda _id: made.household(desk, None)),
        ),
        ("people.save", _form_place("people.new", _("新增居民"), HOMES, lambda _id: made.person(desk, None))),
        ("contacts.visit", _form_place("visit", _("走访登记"), VISITING, lambda key: made.visit_page(desk, key))),
    )
    return tuple(place for permission, place in every if desk.actor.may(permission))


def _form_place(name: str, title: str, group: str, make: Callable[[UUID], Page]) -> Place:
    """A form that is made anew for each id and reached from other pages only."""
    return Place(
        name, title, "plus", group, lambda _desk: make(uuid7()), tab=False, record=lambda _desk, key: make(key)
    )


def commands(desk: Desk) -> tuple[Command, ...]:
    """The functions that Ctrl+K finds beside the places."""
    made = Screens(desk)
    found = [
        Command("round", _("逐户登记今天的走访"), made.visit_all, (_("走访"), _("登记")), icon="footprints"),
        Command("print.today", _("打印今日走访名单"), made.print_today, (_("打印"), _("走访名单")), icon="printer"),
        Command("new.household", _("登记新住户"), made.go_new_household, (_("新增"),), icon="plus"),
        Command("new.person", _("登记新居民"), made.go_new_person, (_("新增"),), icon="user-plus"),
    ]
    needs = ("contacts.visit", "households.print", "households.save", "people.save")
    return tuple(one for one, permission in zip(found, needs, strict=True) if desk.actor.may(permission))


def actions(desk: Desk, hit: Hit) -> tuple[Command, ...]:
    """What Tab offers on a record that Ctrl+K found."""
    made, may = Screens(desk), desk.actor.may
    if hit.kind != "households":
        return ()
    found = [Command("visit", _("登记走访"), lambda: made.errands.visit((hit.id,)), key="F8", icon="footprints")]
    found = found if may("contacts.visit") else []
    if may("contacts.assign"):
        found.append(Command("assign", _("改联户党员"), lambda: made.errands.pick((hit.id,)), icon="link"))
    register = desk.register("households")
    for form in register.forms if may("households.print") else ():
        title = _("打印{title}").format(title=form.title)
        found.append(Command(form.name, title, partial(desk.print_form, register, form, (hit.id,)), icon="printer"))
    return tuple(found)


class Screens:
    """Makes the pages of one desk and knows the way from each to the next."""

    def __init__(self, desk: Desk, back_up: Callable[[], None] | None = None) -> None:
        self.desk, self.actor, self.day, self._back_up = desk, desk.actor, today(desk.clock), back_up
        self.errands = Errands(desk, lambda session, ids: in_walking_order(session, desk.actor, ids))
        self._households: HouseholdList | None = None
        self._people: PersonList | None = None
        self._today: TodayPage | None = None

    def households(self, _desk: Desk) -> Page:
        """住户."""
        ways = screen_ways(self.desk, self.desk.register("households"), new=self.go_new_household)
        self._households = HouseholdList(self.desk, self.deeds(), ways=ways)
        return self._households

    def household(self, _desk: Desk, household_id: UUID | None) -> Page:
        """One household; None registers a new one."""
        ways = screen_ways(self.desk, self.desk.register("households"))
        return HouseholdPage(self.desk, household_id, self.deeds(), ways=ways)

    def go_new_household(self) -> None:
        """Open an empty page, never one that was saved before."""
        self.desk.go("households.new", uuid7())

    def go_new_person(self) -> None:
        """Open an empty page of a resident."""
        self.desk.go("people.new", uuid7())

    def deeds(self) -> HouseholdWays:
        """What leads on from households."""
        pick, visit = self.errands.pick, self.errands.visit
        return HouseholdWays(visit, pick, self.card, self._tell_household, self._beside_household)

    def card(self, session: Any, household_id: UUID) -> Card:
        """A household on a card."""
        return card(session, self.actor, household_id)

    def _tell_household(self, found: Card) -> tuple[str, str, str, int, Sequence[Entry]]:
        state, words, _lines = card_words(found, self.day)
        named = "、".join(name for _id, name in found.members)
        note = _("联户党员 {named}").format(named=named) if named else ""
        return state, words, note, found.people, past_entries(found.past, self.day)

    def _beside_household(self, household_id: UUID, by: int) -> UUID | None:
        return self._households.beside(household_id, by) if self._households else None

    def people(self, _desk: Desk) -> Page:
        """居民."""
        ways = screen_ways(self.desk, self.desk.register("people"), new=self.go_new_person)
        self._people = PersonList(self.desk, ways=ways)
        return self._people

    def person(self, _desk: Desk, person_id: UUID | None) -> Page:
        """One resident; None registers a new one."""
        return PersonPage(
            self.desk,
            person_id,
            home=lambda session, wanted: home_of(session, self.actor, wanted),
            open_home=lambda household_id: self.desk.go("households", household_id),
            visit=self.errands.visit if self.actor.may("contacts.visit") else None,
            ways=screen_ways(self.desk, self.desk.register("people")),
            neighbour=lambda here, by: self._people.beside(here, by) if self._people else None,
        )

    def contacts(self, _desk: Desk) -> Page:
        """联系分工; a link opens its household."""
        register = self.desk.register("contacts")

        def opened(household_id: UUID | None) -> None:
            if household_id is not None:
                self.desk.go("households", household_id)

        def open_link(link_id: UUID) -> None:
            self.desk.tasks.read(page, partial(contacts.household_of, actor=self.actor, link_id=link_id), opened)

        page = plain_list(self.desk, register, screen_ways(self.desk, register, open_=open_link))
        return page

    def visit_page(self, _desk: Desk, household_id: UUID) -> Page:
        """The form of one visit, with the round it belongs to."""
        fields = form_ways(self.desk, self.desk.register("visits"), None)
        return VisitPage(self.desk, household_id, card=self.card, round_=self.errands.round(), fields=fields)

    def assign(self, _desk: Desk) -> Page:
        """落实联户党员."""
        actor = self.actor
        found = Linkables(
            parts=lambda session: linking.parts(session, actor),
            homes=lambda session, key: linking.homes(session, actor, building_id=key[0], stairwell=key[1]),
            named=lambda session, ids: linking.chosen(session, actor, ids=ids),
        )
        chosen, taken = self.errands.picked, self.errands.forget_picked
        to = partial(self.desk.go, "people", None)
        return LinkingPage(self.desk, linking_ways(self.desk, found, chosen=chosen, taken=taken, to_people=to))

    def elevation(self, _desk: Desk) -> Page:
        """楼栋图."""
        actor, desk = self.actor, self.desk
        ways = ElevationWays(
            houses=lambda session: houses(session, actor),
            doors=lambda session, building_id: elevation.doors(session, actor, building_id=building_id),
            card=self.card,
            tell=lambda found: (found.label, *card_words(found, self.day)),
            open=lambda household_id: desk.go("households", household_id),
            visit=self.errands.visit if actor.may("contacts.visit") else None,
            assign=self.errands.pick if actor.may("contacts.assign") else None,
            new=self.go_new_household if actor.may("households.save") else None,
            print_list=self.print_walk if actor.may("households.print") else None,
        )
        return ElevationPage(desk, ways)

    def today(self, _desk: Desk) -> Page:
        """今日工作."""
        profile = Profile(Path(self.desk.store.path).parent)

        def read(session: Any) -> Any:
            newest = next(iter(backup.listed(profile.backups)), None)
            facts = today_report.read(session, self.actor, today=self.day)
            left = first_days.left(session, self.actor, facts, backed_up=newest is not None)
            return facts, drafts.mine(session, self.actor), newest.at if newest else None, left

        def tell(found: Any) -> View:
            facts, kept, last, left = found
            deeds = self._today_deeds()
            offered = (deeds.bring_in, deeds.assign, deeds.back_up)
            begin = first_ways(self.desk, left, offered=offered, then=self._tell_today)
            return today_words.view(facts, kept, last_backup=last, today=self.day, deeds=deeds, first_days=begin)

        printed = self.print_today if self.actor.may("households.print") else None
        self._today = TodayPage(self.desk, read=read, tell=tell, print_list=printed)
        return self._today

    def _today_deeds(self) -> Deeds:
        may, make = self.actor.may, self._back_up
        visits, prints, saves = may("contacts.visit"), may("households.print"), may("households.save")
        return Deeds(
            visit_walk=(lambda walk: self._with_walk(walk, self.errands.begin)) if visits else None,
            print_walk=(lambda walk: self._with_walk(walk, self.print_walk)) if prints else None,
            visit=(lambda household_id: self.errands.visit((household_id,))) if visits else None,
            assign=partial(self.desk.go, "assign", None) if may("contacts.assign") else None,
            check_cells=self.show_waiting,
            open_draft=self.open_draft,
            back_up=partial(back_up_beside, self.desk, make, then=self._tell_today) if make else None,
            bring_in=partial(self.desk.bring_in, self.desk.register("households")) if saves else None,
            new_household=self.go_new_household if saves else None,
        )

    def _with_walk(self, walk: Walk, take: Callable[[tuple[UUID, ...]], None]) -> None:
        find = partial(
            today_report.due_households,
            actor=self.actor,
            building_id=walk.building_id,
            stairwell=walk.stairwell,
            when=walk.when,
            today=self.day,
        )
        self.errands.hand_on(find, take, nobody=_("这个单元刚刚都登记过了。"))

    def _tell_today(self) -> None:
        if self._today is not None:
            self._today.reload()

    def due(self, session: Any) -> int:
        """The rows of Today that are overdue or for today."""
        return today_report.due_count(session, self.actor, today=self.day)

    def visit_all(self) -> None:
        """Walk through everything that is overdue or for today."""
        self.errands.hand_on(self._to_visit, self.errands.begin, nobody=NOBODY_DUE)

    def print_today(self) -> None:
        """Print the list of everything that is overdue or for today."""
        self.errands.hand_on(self._to_visit, self.print_walk, nobody=NOBODY_DUE)

    def _to_visit(self, session: Any) -> tuple[UUID, ...]:
        return today_report.to_visit(session, self.actor, today=self.day)

    def print_walk(self, household_ids: Sequence[UUID]) -> None:
        """Print the walking list of these households."""
        register = self.desk.register("households")
        (form,) = (form for form in register.forms if form.name == "visit-list")
        self.desk.print_form(register, form, tuple(household_ids))

    def show_waiting(self) -> None:
        """The households with cells of an import that wait to be put right."""
        self.desk.go("households", None)
        if self._households is not None:
            self._households.show_only(Filter("marks", values=MARKED))

    def open_draft(self, draft: Draft) -> None:
        """Go on where a draft stopped."""
        name = draft.register if draft.record_id else f"{draft.register}.new"
        self.desk.go(name, draft.record_id or uuid7())

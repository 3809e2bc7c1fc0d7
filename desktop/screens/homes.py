"""居民住户: households, residents and the elevation."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.base.text import _
from desktop.registers.buildings.queries import houses
from desktop.registers.contacts.queries import Card
from desktop.screens.ways import Ways, form_place
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways

if TYPE_CHECKING:
    from desktop.registers.households.screen import HouseholdWays
    from desktop.standard.glance import Glance

GROUP = _("居民住户")


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    return (
        (
            "households.see",
            Place(
                "households", _("住户"), "door-open", GROUP, lambda _desk: households(ways),
                record=lambda _desk, key: household(ways, key),
            ),
        ),
        (
            "people.see",
            Place(
                "people", _("居民"), "users", GROUP, lambda _desk: people(ways),
                record=lambda _desk, key: person(ways, key),
            ),
        ),
        ("buildings.see", Place("elevation", _("楼栋图"), "building-2", GROUP, lambda _desk: elevations(ways))),
        ("households.save", form_place("households.new", _("新增住户"), GROUP, lambda _id: household(ways, None))),
        ("people.save", form_place("people.new", _("新增居民"), GROUP, lambda _id: person(ways, None))),
    )  # fmt: skip


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area, each with the permission to use it."""
    return (
        (
            "households.save",
            Command("new.household", _("登记新住户"), ways.go_new_household, (_("新增"),), icon="plus"),
        ),
        ("people.save", Command("new.person", _("登记新居民"), ways.go_new_person, (_("新增"),), icon="user-plus")),
    )


def households(ways: Ways) -> Page:
    """住户."""
    from desktop.registers.households.screen import HouseholdList  # late: once it is opened

    listed = screen_ways(ways.desk, ways.desk.register("households"), new=ways.go_new_household)
    ways.household_list = HouseholdList(ways.desk, _deeds(ways), ways=listed)
    ways.household_list.preview.use(partial(_glance, ways))
    return ways.household_list


def _glance(ways: Ways, session: Any, household_id: UUID) -> "Glance":
    """A household beside the list: how the visits stand, its fields and members, and the last visits."""
    from desktop.registers.contacts.screen import card_words, past_entries  # late, each: once it is opened
    from desktop.standard.glance import glance

    register, catalog = ways.desk.register("households"), ways.desk.catalog
    seen = glance(session, ways.actor, register, household_id, today=ways.day, catalog=catalog)
    card = ways.card(session, household_id)
    state, status, _lines = card_words(card, ways.day)
    named = "、".join(name for _id, name in card.members)
    facts = ((_("联户党员"), named), *seen.facts) if named else seen.facts
    past = tuple(entry.head for entry in past_entries(card.past[:3], ways.day))
    rows = (*seen.rows, (_("最近走访"), past)) if past else seen.rows
    return replace(seen, state=state, status=status, facts=facts, rows=rows)


def household(ways: Ways, household_id: UUID | None) -> Page:
    """One household; None registers a new one."""
    from desktop.registers.households.screen import HouseholdPage  # late: once it is opened

    listed = screen_ways(ways.desk, ways.desk.register("households"))
    return HouseholdPage(ways.desk, household_id, _deeds(ways), ways=listed)


def people(ways: Ways) -> Page:
    """居民."""
    from desktop.registers.people.screen import PersonList  # late: once it is opened

    listed = screen_ways(ways.desk, ways.desk.register("people"), new=ways.go_new_person)
    ways.person_list = PersonList(ways.desk, ways=listed)
    return ways.person_list


def person(ways: Ways, person_id: UUID | None) -> Page:
    """One resident; None registers a new one."""
    from desktop.registers.people.screen import PersonPage  # late, each: once it is opened
    from desktop.reports.doubles import alike
    from desktop.reports.household_card import home_of, no_longer

    return PersonPage(
        ways.desk,
        person_id,
        home=lambda session, wanted: home_of(session, ways.actor, wanted),
        no_longer=lambda session, wanted: no_longer(session, ways.actor, wanted),
        alike=lambda session, **typed: alike(session, ways.actor, **typed),
        open_home=lambda household_id: ways.desk.go("households", household_id),
        visit=ways.errands.visit if ways.actor.may("contacts.visit") else None,
        ways=screen_ways(ways.desk, ways.desk.register("people")),
        neighbour=lambda here, by: ways.person_list.beside(here, by) if ways.person_list else None,
    )


def elevations(ways: Ways) -> Page:
    """楼栋图."""
    from desktop.registers.buildings.screen import ElevationPage, ElevationWays  # late, each: once it is opened
    from desktop.registers.contacts.screen import card_words
    from desktop.reports import elevation

    actor, desk = ways.actor, ways.desk
    found = ElevationWays(
        houses=lambda session: houses(session, actor),
        doors=lambda session, building_id: elevation.doors(session, actor, building_id=building_id),
        card=ways.card,
        tell=lambda found: (found.label, *card_words(found, ways.day)),
        open=lambda household_id: desk.go("households", household_id),
        visit=ways.errands.visit if actor.may("contacts.visit") else None,
        assign=ways.errands.pick if actor.may("contacts.assign") else None,
        new=ways.go_new_household if actor.may("households.save") else None,
        print_list=ways.print_walk if actor.may("households.print") else None,
        bring_in=partial(desk.bring_in, desk.register("households")) if actor.may("households.save") else None,
    )
    return ElevationPage(desk, found)


def _deeds(ways: Ways) -> "HouseholdWays":
    """What leads on from households."""
    from desktop.registers.contacts.screen import card_words, past_entries  # late, each: once it is opened
    from desktop.registers.households.screen import HouseholdWays
    from desktop.ui.timeline import Entry

    def tell(found: Card) -> tuple[str, str, str, int, Sequence[Entry]]:
        state, words, _lines = card_words(found, ways.day)
        named = "、".join(name for _id, name in found.members)
        note = _("联户党员 {named}").format(named=named) if named else ""
        return state, words, note, found.people, past_entries(found.past, ways.day)

    def beside(household_id: UUID, by: int) -> UUID | None:
        return ways.household_list.beside(household_id, by) if ways.household_list else None

    return HouseholdWays(ways.errands.visit, ways.errands.pick, ways.card, tell, beside)

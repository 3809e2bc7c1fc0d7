"""联户走访: who stands for which household, and the visits."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from desktop.base.text import _
from desktop.registers.contacts import queries as contacts
from desktop.screens.paper_loop import phrase_ways
from desktop.screens.ways import Ways, form_place
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways, standard_place

GROUP = _("联户走访")


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    return (
        ("contacts.see", Place("assign", _("落实联户党员"), "link", GROUP, lambda _desk: assign(ways))),
        ("contacts.see", Place("contacts", _("联系分工"), "list-checks", GROUP, lambda _desk: links(ways))),
        ("visits.see", replace(standard_place(ways.desk, "visits"), make=lambda _desk: visits(ways))),
        ("contacts.visit", form_place("visit", _("走访登记"), GROUP, lambda key: visit(ways, key))),
    )


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area; the round of today stands with Today."""
    return ()


def links(ways: Ways) -> Page:
    """联系分工; a link opens its household."""
    from desktop.ui.list_page import ListPage  # late: once it is opened

    desk = ways.desk
    register = desk.register("contacts")

    def opened(household_id: UUID | None) -> None:
        if household_id is not None:
            desk.go("households", household_id)

    def open_link(link_id: UUID) -> None:
        desk.tasks.read(page, partial(contacts.household_of, actor=ways.actor, link_id=link_id), opened)

    first = (_("落实联户党员"), partial(desk.go, "assign", None)) if ways.actor.may("contacts.assign") else None
    page = ListPage(desk, register, ways=replace(screen_ways(desk, register, open_=open_link), first=first))
    return page


def visits(ways: Ways) -> Page:
    """走访记录; the first one is logged at a household."""
    from desktop.ui.list_page import ListPage  # late: once it is opened

    desk, register = ways.desk, ways.desk.register("visits")
    logs = ways.actor.may("contacts.visit") and ways.actor.may("households.see")
    first = (_("选一户登记走访"), partial(desk.go, "households", None)) if logs else None
    return ListPage(desk, register, ways=replace(screen_ways(desk, register), first=first))


def visit(ways: Ways, household_id: UUID) -> Page:
    """The form of one visit, with the round it belongs to."""
    from desktop.registers.contacts.screen import VisitPage  # late, each: once it is opened
    from desktop.ui.form_ways import form_ways

    fields = form_ways(ways.desk, ways.desk.register("visits"), None)
    return VisitPage(
        ways.desk, household_id, card=ways.card, round_=ways.errands.round(), fields=fields,
        phrases=phrase_ways(ways.desk), said=ways.errands.take_words(household_id),
    )  # fmt: skip


def assign(ways: Ways) -> Page:
    """落实联户党员."""
    from desktop.registers.contacts.screen import Linkables, linking_ways  # late, each: once it is opened
    from desktop.reports import linking
    from desktop.ui.linking_page import LinkingPage

    desk, actor, errands = ways.desk, ways.actor, ways.errands
    found = Linkables(
        parts=lambda session: linking.parts(session, actor),
        homes=lambda session, key: linking.homes(session, actor, building_id=key[0], stairwell=key[1]),
        named=lambda session, ids: linking.chosen(session, actor, ids=ids),
    )
    to = partial(desk.go, "people", None)
    made = linking_ways(desk, found, chosen=errands.picked, taken=errands.forget_picked, to_people=to)
    return LinkingPage(desk, made)

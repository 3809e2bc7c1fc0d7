"""The places, the functions of Ctrl+K and the deeds on a hit, gathered from every area of the navigation."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QApplication

from desktop.base.text import _
from desktop.screens import (
    bonds,
    care,
    county,
    data,
    days,
    doubles,
    enrolling,
    exchanging,
    gone,
    homes,
    organisation,
    paper_loop,
    papers,
    partners,
    tables,
    venues,
    visiting,
    work,
)
from desktop.screens.ways import Ways
from desktop.search.index import Hit
from desktop.spec import Action
from desktop.ui.desk import Command, Desk
from desktop.ui.places import Place

# Tabs that the areas and the pages of no register share a group of the navigation with.
TABS = (
    "today", "calendar", "drafts", "jottings", "papers", "print_queue", "paper_out",
    "import", "fill", "exchange", "conflicts", "history", "recycle", "batches", "backup", "looks",
)  # fmt: skip
# In the order of the tabs.
AREAS = (
    work, days, homes, doubles, gone, care, visiting, bonds, paper_loop, organisation, partners, venues, papers, tables,
    county, exchanging, enrolling, data,
)  # fmt: skip


def places(desk: Desk, *, back_up: Callable[[], None] | None = None) -> tuple[Place, ...]:
    """The pages of this person, in the order of the tabs; `back_up` makes a backup now."""
    ways = Ways(desk, back_up)
    every = (pair for area in AREAS for pair in area.places(ways))
    return tuple(place for permission, place in every if desk.actor.is_offered(permission))


def in_order(found: Iterable[Place]) -> tuple[Place, ...]:
    """The tabs as UX §4 orders them, whoever brings them; what it does not name keeps its place behind those."""
    last = len(TABS)
    return tuple(sorted(found, key=lambda place: TABS.index(place.name) if place.name in TABS else last))


def commands(desk: Desk) -> tuple[Command, ...]:
    """The functions that Ctrl+K finds beside the places."""
    ways = Ways(desk)
    every = (pair for area in AREAS for pair in area.commands(ways))
    return tuple(command for permission, command in every if desk.actor.is_offered(permission))


def actions(desk: Desk, hit: Hit) -> tuple[Command, ...]:
    """What Tab offers on a record that Ctrl+K found."""
    ways, may = Ways(desk), desk.actor.may
    if hit.kind == "people":
        return deeds_on(desk, "people", hit.id)
    if hit.kind != "households":
        return ()
    found = [Command("visit", _("登记走访"), lambda: ways.errands.visit((hit.id,)), key="F8", icon="footprints")]
    found = found if may("contacts.visit") else []
    if may("contacts.assign"):
        found.append(Command("assign", _("改联户党员"), lambda: ways.errands.pick((hit.id,)), icon="link"))
    register = desk.register("households")
    for form in register.forms if may("households.print") else ():
        title = _("打印{title}").format(title=form.title)
        found.append(Command(form.name, title, partial(desk.print_form, register, form, (hit.id,)), icon="printer"))
    return (*found, *deeds_on(desk, "households", hit.id))


def deeds_on(desk: Desk, name: str, record_id: UUID) -> tuple[Command, ...]:
    """The deeds of a register on one record, over whatever page is in front."""
    from desktop.ui.deed_menu import do, may_do  # late: not before a record is found

    register = desk.register(name)

    def begin(action: Action) -> None:
        window = QApplication.activeWindow()
        if window is not None:
            do(window, desk, register, action=action, ids=(record_id,))

    return tuple(
        Command(f"{name}.{one.verb}", _("{title}…").format(title=one.title), partial(begin, one), icon=one.icon)
        for one in may_do(desk, register)
    )

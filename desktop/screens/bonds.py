"""三联包保: the bonds of leaders and units, and what was done under them."""

from functools import partial
from uuid import UUID

from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.screens.ways import Ways, form_place
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways, standard_place

GROUP = _("联户走访")
NEW = _("新增包联")


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    register = ways.desk.register("bonds")
    listed = Place(
        "bonds",
        register.title,
        register.icon,
        GROUP,
        lambda _desk: bonds(ways),
        record=lambda _desk, key: bond(ways, key),
    )
    return (
        ("bonds.see", listed),
        ("bond_contacts.see", standard_place(ways.desk, "bond_contacts")),
        ("bonds.save", form_place("bonds.new", NEW, GROUP, lambda _id: bond(ways, None))),
    )


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area, each with the permission to use it."""
    return (("bonds.save", Command("new.bonds", NEW, partial(_go_new, ways), (_("新增"),), icon="plus")),)


def bonds(ways: Ways) -> Page:
    """The list of bonds."""
    from desktop.ui.list_page import ListPage  # late: once it is opened

    register = ways.desk.register("bonds")
    return ListPage(ways.desk, register, ways=screen_ways(ways.desk, register, new=partial(_go_new, ways)))


def bond(ways: Ways, bond_id: UUID | None) -> Page:
    """One bond; None enters a new one."""
    from desktop.registers.bonds.screen import BondPage  # late: once it is opened

    return BondPage(ways.desk, bond_id, ways=screen_ways(ways.desk, ways.desk.register("bonds")))


def _go_new(ways: Ways) -> None:
    """Open an empty page, never one that was saved before."""
    ways.desk.go("bonds.new", uuid7())

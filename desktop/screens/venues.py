"""场所换服务: venues, contracts, the ledger in both currencies with the rows behind it, and what rent was spent on."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.screens.ways import Ways, form_place
from desktop.standard.list import Filter, Query
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways

if TYPE_CHECKING:
    from desktop.ui.list_page import ListPage

GROUP = _("红色合伙人")
NEW = {"venues": _("新增场所"), "venue_spendings": _("登记租金支出"), "venue_notices": _("登记收支公示")}
BEHIND = ("venue_obligations", "venue_entries", "venue_spendings", "venue_notices")  # reached from the ledger


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    lists: dict[str, ListPage] = {}

    def show(name: str, filters: tuple[Filter, ...]) -> None:
        ways.desk.go(name, None)
        if name in lists:
            lists[name].show_query(Query(filters=filters))

    return (
        ("venues.see", _place(ways, "venues", lists, venue)),
        ("venue_contracts.see", _place(ways, "venue_contracts", lists, contract)),
        (
            "venue_ledger.see",
            replace(_place(ways, "venue_ledger", lists, contract), make=lambda _desk: ledger(ways, show)),
        ),
        *(
            (f"{name}.see", replace(_place(ways, name, lists, MADE.get(name, partial(row, name))), tab=False))
            for name in BEHIND
        ),
        *(
            (f"{name}.save", form_place(f"{name}.new", title, GROUP, partial(_new, ways, name)))
            for name, title in NEW.items()
        ),
    )  # fmt: skip


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area, each with the permission to use it."""
    return tuple(
        (f"{name}.save", Command(f"new.{name}", title, partial(_go_new, ways, name), (_("新增"),), icon="plus"))
        for name, title in NEW.items()
    )


def venue(ways: Ways, venue_id: UUID | None) -> Page:
    """One venue; None enters a new one."""
    from desktop.registers.venues.screen.pages import venue_page  # late: once it is opened

    return venue_page(ways.desk, venue_id, ways=screen_ways(ways.desk, ways.desk.register("venues")))


def contract(ways: Ways, contract_id: UUID) -> Page:
    """One contract; new ones are drafted from the venue."""
    from desktop.registers.venues.screen.pages import ContractPage  # late: once it is opened

    return ContractPage(ways.desk, contract_id, ways=screen_ways(ways.desk, ways.desk.register("venue_contracts")))


def row(name: str, ways: Ways, record_id: UUID | None) -> Page:
    """One row of the ledger or of the fund; None logs a new one."""
    from desktop.ui.form_ways import form_ways  # late, each: once it is opened
    from desktop.ui.record_page import RecordPage

    desk, register = ways.desk, ways.desk.register(name)
    return RecordPage(
        desk, register, record_id, ways=screen_ways(desk, register), fields=form_ways(desk, register, record_id)
    )


def entry(ways: Ways, entry_id: UUID) -> Page:
    """One row of the ledger, with photos."""
    from desktop.registers.venues.screen.pages import EntryPage  # late: once it is opened

    return EntryPage(ways.desk, entry_id, ways=screen_ways(ways.desk, ways.desk.register("venue_entries")))


MADE: dict[str, Callable[..., Page]] = {"venue_entries": entry}


def ledger(ways: Ways, show: Callable[[str, tuple[Filter, ...]], None]) -> Page:
    """租金收支."""
    from desktop.registers.venues.screen.ledger_page import LedgerPage  # late: once it is opened

    return LedgerPage(ways.desk, ways=screen_ways(ways.desk, ways.desk.register("venue_ledger")), show=show)


def _place(ways: Ways, name: str, lists: "dict[str, ListPage]", made: Callable[..., Page]) -> Place:
    register = ways.desk.register(name)
    new = partial(_go_new, ways, name) if name in NEW else None

    def page() -> Page:
        from desktop.ui.list_page import ListPage  # late: once it is opened

        lists[name] = ListPage(ways.desk, register, ways=screen_ways(ways.desk, register, new=new))
        return lists[name]

    return Place(
        name, register.title, register.icon, GROUP, lambda _desk: page(), record=lambda _desk, key: made(ways, key)
    )


def _new(ways: Ways, name: str, _id: UUID | None = None) -> Page:
    return venue(ways, None) if name == "venues" else row(name, ways, None)


def _go_new(ways: Ways, name: str) -> None:
    """Open an empty page, never one that was saved before."""
    ways.desk.go(f"{name}.new", uuid7())

"""数据管理: what was done to the data, and what was put away."""

from typing import Any
from uuid import UUID

from desktop.base.text import _
from desktop.screens.ways import Ways
from desktop.ui.data_places import DATA
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place

# Registers whose records have a page; the others lead to the page that shows them.
_PAGES = frozenset({"households", "people", "visits", "phrases", "party_orgs", "posts", "jottings"})
_SHOWN = {"dwellings": "elevation", "buildings": "elevation", "contacts": "contacts", "members": "members"}


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    return (
        ("journal.see", Place("history", _("历史"), "history", DATA, lambda _desk: history(ways))),
        ("journal.see", Place("recycle", _("回收站"), "trash-2", DATA, lambda _desk: bin_(ways))),
    )


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The tabs are found by their names."""
    return ()


def history(ways: Ways) -> Page:
    """历史."""
    from desktop.reports.naming import name_of  # late, each: once it is opened
    from desktop.standard import operations
    from desktop.standard.newest_deeds import Asked
    from desktop.standard.operations import Operation
    from desktop.ui.history_page import HistoryPage, HistoryWays

    desk, actor, catalog = ways.desk, ways.actor, ways.desk.catalog

    def read(session: Any, asked: Asked, limit: int) -> tuple[Operation, ...]:
        return operations.operations(session, actor, asked=asked, catalog=catalog, named=name_of, limit=limit)

    def open_(register: str, record_id: UUID) -> None:
        if register in _PAGES:
            desk.go(register, record_id)
        else:
            desk.go(_SHOWN.get(register, "settings"), None)

    return HistoryPage(desk, HistoryWays(
        read=read,
        detail=lambda session, one: operations.detail(session, actor, one, catalog=catalog, today=ways.day),
        people=operations.people,
        registers=[(one.name, one.title) for one in catalog if actor.may(f"{one.name}.see")],
        open=open_,
    ))  # fmt: skip


def bin_(ways: Ways) -> Page:
    """回收站."""
    from desktop.reports.naming import name_of  # late, each: once it is opened
    from desktop.standard import recycle
    from desktop.standard.recycle import Binned
    from desktop.ui.recycle_page import RecyclePage, RecycleWays

    desk, actor = ways.desk, ways.actor

    def read(session: Any) -> tuple[Binned, ...]:
        now = desk.clock.now_ms()
        return recycle.binned(session, actor, catalog=desk.catalog, named=name_of, now_ms=now)

    def put_back(session: Any, one: Binned) -> int:
        return recycle.put_back(session, actor, desk.register(one.register), one)

    return RecyclePage(desk, RecycleWays(read, put_back))

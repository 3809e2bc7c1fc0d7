"""What a county of 217,000 people waits for: Today, a building, pages, sorts, filters, counts and finding."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy.orm import Session

from desktop.base import calm
from desktop.base.clock import SystemClock, today
from desktop.base.paths import Profile
from desktop.catalog import DERIVED, REGISTERS
from desktop.procedures import demo
from desktop.procedures.profiles import Desk
from desktop.registers.buildings.queries import houses
from desktop.reports import elevation
from desktop.reports import today as today_report
from desktop.reports.naming import name_of
from desktop.screens.work import SOURCES
from desktop.search import index
from desktop.standard import list as listing
from desktop.standard.history import history
from desktop.standard.list import Filter, Query, Sort
from desktop.standard.newest_deeds import Asked
from desktop.standard.operations import operations
from desktop.standard.recycle import binned
from tests.bench.figures import Figure, percentile, timed_ms

TYPED = ("wang", "zxl", "张", "3-2-", "1302")
STAYING = Filter("whereabouts", ("here", "unplaced"))  # what the list of residents opens with
LATE = Query(filters=(Filter("next_due", values=("overdue",)),))


def measure(*, size: str = "county", rounds: int = 40) -> list[Figure]:
    """The 95th percentile of each read of a demo, in one session as a reader thread has it.

    Making it takes minutes: it is kept in the folder that GRID_COUNTY names, and found there the next time.
    """
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(os.environ.get("GRID_COUNTY") or passing)
        profile, how = Profile(folder / "desk"), {"clock": SystemClock(), "derived": DERIVED}
        with mock.patch.dict(os.environ, {"GRID_DEVICE_DIR": str(folder / "device")}):
            desk = demo.reopen(profile, **how) if profile.folder.exists() else demo.make(profile, size=size, **how)
        calm.settle()  # as the program does before anybody signs in
        with desk.store.read() as session:
            made = [
                Figure(what, percentile(timed_ms(act, rounds=rounds), 0.95), "ms", f"<= {most} ms")
                for what, (act, most) in _acts(session, desk).items()
            ]
        desk.close()
        calm.unsettle()
    return made


def _acts(session: Session, desk: Desk) -> dict[str, tuple[Callable[[], object], int]]:
    """Each read by its name, with the milliseconds that it may take."""
    actor, day = desk.actor, today(desk.clock)
    of = {register.name: register for register in REGISTERS}
    building = houses(session, actor)[0].id

    def page(name: str, query: Query) -> Callable[[], object]:
        return lambda: listing.page(session, actor, of[name], query=query, today=day)

    def count(name: str, query: Query) -> Callable[[], object]:
        return lambda: listing.count(session, actor, of[name], query=query, today=day)

    def newest(**asked: Any) -> Callable[[], object]:
        return lambda: operations(session, actor, asked=Asked(**asked), catalog=REGISTERS, named=name_of)

    home = listing.page(session, actor, of["households"], query=Query(), today=day, limit=1).rows[0].id

    def find(text: str) -> Callable[[], object]:
        return lambda: index.query(session.connection(), text, units=actor.scope)

    return {
        "today": (lambda: today_report.read(session, actor, today=day), 300),
        "its number in the navigation": (lambda: today_report.due_count(session, actor, today=day), 100),
        "what the registers have for today": (
            lambda: [source(session, actor, day) for _permission, source in SOURCES],
            100,
        ),
        "elevation of one building": (lambda: elevation.doors(session, actor, building_id=building), 50),
        "page of households": (page("households", Query()), 100),
        "page of residents": (page("people", Query()), 100),
        "sort of residents by name": (page("people", Query(sort=(Sort("name"),))), 150),
        "filter of households that are late": (page("households", LATE), 150),
        "count of households that are late": (count("households", LATE), 150),
        "count of residents": (count("people", Query()), 150),
        "count of residents who stay": (count("people", Query(filters=(STAYING,))), 300),
        "newest deeds": (newest(), 300),
        "newest deeds of one register": (newest(register="organisations"), 300),
        "recycle bin": (
            lambda: binned(session, actor, catalog=REGISTERS, named=name_of, now_ms=desk.clock.now_ms()),
            300,
        ),
        "history of one household": (
            lambda: history(session, actor, of["households"], home, catalog=REGISTERS, today=day),
            100,
        ),
        **{f"find {text}": (find(text), 300) for text in TYPED},
    }

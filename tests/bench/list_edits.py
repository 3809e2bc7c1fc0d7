"""How long editing within a list takes: a bulk edit in one deed, the preview of a paste, a search without an index."""

import tempfile
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.catalog import DERIVED, REGISTERS
from desktop.standard import bulk, pasting
from desktop.standard import list as listing
from desktop.standard.bulk import Edit
from desktop.standard.list import Query
from desktop.standard.save import save
from tests.bench.figures import Figure, percentile, timed_ms
from tests.factories.profile import TODAY, Profile, make_profile

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")
DWELLINGS = next(register for register in REGISTERS if register.name == "dwellings")


def filled(folder: Path, count: int) -> tuple[Profile, list[UUID]]:
    """A profile with `count` households as a person would have registered them, and their ids."""
    profile = make_profile(folder, derived=DERIVED)
    actor = profile.actor
    with profile.store.write(actor.id, "households.save") as session:
        made = [_household(session, profile, number) for number in range(count)]
    return profile, made


def _household(session: Session, profile: Profile, number: int) -> UUID:
    door = f"{number // 64 + 1}-{number // 32 % 2 + 1}-{number // 4 % 8 + 1}{number % 4 + 1:02}"
    return save(session, profile.actor, HOUSEHOLDS, None, values={"door": door, "head_name": "周兰"}).id


def measure(count: int = 500, *, rounds: int = 5) -> list[Figure]:
    """The 95th percentile of each act on `count` households."""
    with tempfile.TemporaryDirectory() as folder:
        profile, ids = filled(Path(folder), count)
        store, actor = profile.store, profile.actor
        turn = cycle(("own", "let"))

        def edit() -> None:
            tenure = next(turn)
            with store.write(actor.id, "households.save") as session:
                bulk.apply(session, actor, HOUSEHOLDS, [Edit(one, {"tenure": tenure}) for one in ids], today=TODAY)

        block = [("周岚", "3", "出租")] * count
        columns = ("head_name", "people", "tenure")

        def paste(session: Session) -> Any:
            return pasting.plan(
                session, actor, HOUSEHOLDS, block=block, columns=columns, ids=ids, today=TODAY
            )  # fmt: skip

        def find(session: Session) -> Any:
            return listing.page(session, actor, DWELLINGS, query=Query("3-2-5"), today=TODAY)

        written = percentile(timed_ms(edit, rounds=rounds), 0.95)
        with store.read() as session:
            shown = percentile(timed_ms(lambda: paste(session), rounds=rounds), 0.95)
            found = percentile(timed_ms(lambda: find(session), rounds=rounds), 0.95)
        profile.close()
    return [
        Figure(f"bulk edit of {count:,} households, p95", written, "ms", "<= 5000 ms"),
        Figure(f"preview of a paste of {count:,} rows, p95", shown, "ms", "<= 500 ms"),
        Figure("search in a list without an index, p95", found, "ms", "<= 100 ms"),
    ]

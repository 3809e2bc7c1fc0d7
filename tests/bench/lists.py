"""How fast the list of 70,000 households pages, sorts, filters and counts, beside bare SQL on the same file."""

import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from desktop.base.ids import uuid7
from desktop.catalog import DERIVED, REGISTERS
from desktop.registers.households.model import HouseholdRow
from desktop.search.pinyin import sort_key
from desktop.standard import list as listing
from desktop.standard.list import Filter, Query, Sort
from desktop.values.door import natural_key
from tests.bench.figures import Figure, percentile, timed_ms
from tests.factories.profile import TODAY, UNIT_ID, Profile, make_profile

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")
NAMES = ("林涛明", "周兰", "罗艳伟", "韩丽", "孙秀桂", "何磊", "邓𬭎", "万俟雪宇", "单静俊", "次仁·卓玛")
FLOOR = "SELECT id, door, head_name FROM household_row ORDER BY door_sort, id LIMIT 200"


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Invented list rows: buildings of 3 stairwells × 16 floors × 4 doors."""
    chance = random.Random(7)
    for place in range(count):
        building, rest = divmod(place, 192)
        stairwell, rest = divmod(rest, 64)
        floor, room = divmod(rest, 4)
        door = f"{building + 1}-{stairwell + 1}-{floor + 1}{room + 1:02}"
        head = chance.choice(NAMES)
        due = TODAY + timedelta(days=chance.randint(-40, 80))
        yield {
            "id": uuid7(), "unit_id": UNIT_ID, "building_id": UNIT_ID, "dwelling_id": UNIT_ID,
            "building": f"{building + 1}号楼", "stairwell": str(stairwell + 1), "room": f"{floor + 1}{room + 1:02}",
            "door": door, "door_sort": natural_key(door), "head_name": head, "head_sort": sort_key(head),
            "people": chance.randint(1, 6), "members": 0, "contact_names": chance.choice(NAMES[:4]),
            "contact_sort": "", "last_visit": due - timedelta(days=90), "next_due": due if place % 9 else None,
            "phone": "17000001234", "tenure": chance.choice(("own", "let", None)), "presence": "both",
            "by_phone": False, "marks": 0,
        }  # fmt: skip


def filled(folder: Path, count: int) -> Profile:
    """A profile whose list of households has `count` rows."""
    profile = make_profile(folder, derived=DERIVED)
    with profile.store.write(profile.actor.id, "households.import") as session:
        session.connection().execute(insert(HouseholdRow), list(rows(count)))
    return profile


def measure(count: int = 70_000, *, rounds: int = 30) -> list[Figure]:
    """The 95th percentile of each act of the list."""
    acts = {
        "first page": (Query(), 100),
        "sort by head": (Query(sort=(Sort("head_name"),)), 150),
        "sort by due, latest first": (Query(sort=(Sort("next_due", descending=True),)), 150),
        "filter overdue": (Query(filters=(Filter("next_due", values=("overdue",)),)), 150),
        "filter one building": (Query(filters=(Filter("building", values=("3号楼",)),)), 150),
    }
    with tempfile.TemporaryDirectory() as folder:
        profile = filled(Path(folder), count)
        with profile.store.read() as session:
            floor = percentile(timed_ms(lambda: session.execute(text(FLOOR)).all(), rounds=rounds), 0.95)
            made = []
            for name, (query, most) in acts.items():
                spent = _p95(session, profile, query, rounds)
                made.append(Figure(f"{name} of {count:,}", spent, "ms", f"<= {most} ms", floor, "bare SQL page"))
            counted = timed_ms(lambda: _count(session, profile), rounds=rounds)
            made.append(Figure(f"count overdue of {count:,}", percentile(counted, 0.95), "ms", "<= 150 ms"))
        profile.close()
    return made


def _p95(session: Session, profile: Profile, query: Query, rounds: int) -> float:
    def act() -> None:
        listing.page(session, profile.actor, HOUSEHOLDS, query=query, today=TODAY)

    return percentile(timed_ms(act, rounds=rounds), 0.95)


def _count(session: Session, profile: Profile) -> None:
    query = Query(filters=(Filter("next_due", values=("overdue",)),))
    listing.count(session, profile.actor, HOUSEHOLDS, query=query, today=TODAY)

"""How long writing a roster of 11,000 persons takes through the whole path, beside the same rows in bare inserts."""

import tempfile
from contextlib import closing
from pathlib import Path
from time import process_time

from desktop.catalog import DERIVED
from desktop.standard.importing.bring_in import bring_in
from desktop.standard.importing.stage import stage_file
from tests.bench.figures import Figure, timed_ms
from tests.bench.importing import HOUSEHOLDS, write
from tests.factories.profile import TODAY, Profile, make_profile


def measure(*, people: int = 11_000) -> list[Figure]:
    """Seconds of one write with its list rows, search entries and seals: by the clock, and of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        big = Path(folder) / "big.xlsx"
        write(big, people)
        profile = make_profile(Path(folder), derived=DERIVED)
        staged = stage_file(big, HOUSEHOLDS)
        spent = process_time()
        (taken,) = timed_ms(
            lambda: bring_in(profile.store, profile.actor, HOUSEHOLDS, staged=staged, today=TODAY), rounds=1
        )
        spent = process_time() - spent
        least = _bare(profile) / 1000
        profile.close()
    return [
        Figure(f"writing {people:,} persons", taken / 1000, "s", "", least, "bare inserts of the same tables"),
        Figure("processor time of it", spent, "s", ""),
    ]


def _bare(profile: Profile) -> float:
    """Milliseconds of copying every table that was written into one of its own, in one transaction."""
    with closing(profile.store.connection()) as bare:
        names = [name for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        plain = [name for name in names if not name.startswith(("search_", "sqlite_"))]
        kept = {name: bare.execute(f'SELECT * FROM "{name}"').fetchall() for name in plain}

        def copy() -> None:
            bare.execute("BEGIN IMMEDIATE")
            for name, rows in kept.items():
                bare.execute(f'CREATE TABLE "copy_{name}" AS SELECT * FROM "{name}" LIMIT 0')
                if rows:
                    marks = ",".join("?" * len(rows[0]))
                    bare.executemany(f'INSERT INTO "copy_{name}" VALUES ({marks})', rows)
            bare.execute("COMMIT")

        (spent,) = timed_ms(copy, rounds=1)
    return spent

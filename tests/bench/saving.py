"""How long a save takes through the whole path (permission, rules, journal, seal, derived rows, commit)."""

import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from desktop.base import calm
from desktop.catalog import DERIVED, REGISTERS
from desktop.standard.save import save
from tests.bench.figures import Figure, percentile, timed_ms
from tests.factories.profile import make_profile

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")


def measure(*, rounds: int = 200) -> list[Figure]:
    """The 95th percentile of saving one changed field of a household, beside a bare one-row commit on the same file."""
    with tempfile.TemporaryDirectory() as folder:
        profile = make_profile(Path(folder), derived=DERIVED)
        actor = profile.actor
        with profile.store.write(actor.id, "households.save") as session:
            made = save(session, actor, HOUSEHOLDS, None, values={"door": "3-2-1302", "head_name": "周兰"})
        turn = count()
        calm.settle()  # as the program does once it is open

        def ours() -> None:
            with profile.store.write(actor.id, "households.save") as session:
                # A field that the list shows, so that its row and what finds it are written too.
                save(session, actor, HOUSEHOLDS, made.id, values={"phone": f"1390000{next(turn):04}"})

        with closing(profile.store.connection()) as bare:
            bare.execute("CREATE TABLE floor_row (id INTEGER PRIMARY KEY, said TEXT)")
            bare.execute("INSERT INTO floor_row VALUES (1, '')")

            def floor() -> None:
                bare.execute("BEGIN IMMEDIATE")
                bare.execute("UPDATE floor_row SET said = ? WHERE id = 1", (str(next(turn)),))
                bare.execute("COMMIT")

            least = percentile(timed_ms(floor, rounds=rounds), 0.95)
        spent = percentile(timed_ms(ours, rounds=rounds), 0.95)
        profile.close()
        calm.unsettle()
    return [Figure("save one field of a household, p95", spent, "ms", "<= 10 ms", least, "bare one-row commit")]

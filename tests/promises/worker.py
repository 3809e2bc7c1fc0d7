"""A process that works at a desk until it is killed, and says each thing that is done only once it is kept."""

import sys
from pathlib import Path

from desktop.base.clock import at_noon
from desktop.base.paths import Profile
from desktop.catalog import DERIVED, REGISTERS
from desktop.command import doing
from desktop.procedures import profiles
from desktop.standard.load import Line
from desktop.standard.save import save
from tests.factories.profile import TODAY
from tests.promises.desk import PASSWORD, ROSTER

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")


def main(folder: str, deed: str) -> None:
    """Save households one after the other, or import the roster, for ever."""
    desk = profiles.open_with_password(
        Profile(Path(folder)), user="王书记", password=PASSWORD, clock=at_noon(TODAY), derived=DERIVED
    )  # fmt: skip
    if deed == "import":
        doing.import_file(desk, (HOUSEHOLDS,), ROSTER, on_progress=lambda done, _total: tell(f"{done}"))
        tell("imported")
    number = 0
    while True:
        number += 1
        with desk.store.write(desk.actor.id, "households.save") as session:
            saved = save(
                session, desk.actor, HOUSEHOLDS, None,
                values={"door": f"9-1-{number + 100}", "head_name": "单志刚"},
                children={"members": [Line(None, {"name": "单小雨", "relation": "30"})]},
            )  # fmt: skip
        tell(str(saved.id))


def tell(words: str) -> None:
    """One line to the parent, not held back."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

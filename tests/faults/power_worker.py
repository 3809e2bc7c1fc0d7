"""Does every kind of deed that writes to the disk, once, and says each thing only when it is kept."""

import os
import sys
from pathlib import Path

from desktop.base.clock import at_noon
from desktop.base.ids import uuid7
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.printing import render
from desktop.procedures import profiles
from desktop.sheets.write import OutColumn, write_table
from desktop.sync import stick
from desktop.sync.key_pair import OwnKeys
from desktop.sync.package import pack_claim
from tests.factories.profile import TODAY
from tests.faults import deeds
from tests.faults.desk import light_passwords

BEFORE, AFTER = 4, 2  # households saved before the desk is closed, and after it is opened again


def main(folder: Path) -> None:
    """Set a desk up in `folder`, work at it, and take things out of it; `stick` is there already, as a stick is."""
    desk_folder, clock = folder / "desk", at_noon(TODAY)
    desk = profiles.create(
        Profile(desk_folder), unit="阳光花园", user=deeds.USER, password=deeds.PASSWORD, clock=clock, derived=DERIVED
    )  # fmt: skip
    tell("made")
    tell("deed save")
    deeds.work(desk, tell, times=BEFORE)
    desk.close()
    desk = deeds.open_desk(desk_folder)
    deeds.work(desk, tell, times=AFTER)
    tell("deed password")
    deeds.change_password(desk, tell)
    tell("deed backup")
    for place in (desk.profile.backups, folder / "out"):
        made = profiles.back_up(desk, place)
        tell(f"file {made.path.relative_to(folder)}")
    tell("deed export")
    sheet, paper = folder / "out" / "住户.xlsx", folder / "out" / "住户.pdf"
    for round_ in range(2):  # the second one stands over the first
        write_table(sheet, title="住户", columns=[OutColumn("门牌")], rows=[[f"9-1-{round_}"]] * 40, clock=clock)
        tell(f"file {sheet.relative_to(folder)}")
        render.write(paper, os.urandom(9000))
        tell(f"file {paper.relative_to(folder)}")
    tell("deed stick")
    keys, county = OwnKeys.new(uuid7()), OwnKeys.new(uuid7())
    for at in (1, 2):
        sealed = [
            pack_claim(os.urandom(5000), by=keys, to=county.public(), at=clock.now_ms() + at) for _part in range(2)
        ]
        for path in stick.put(folder / "stick", sealed):
            tell(f"file {path.relative_to(folder)}")
    tell("deed end")
    desk.close()


def tell(words: str) -> None:
    """One line in one write, not held back: its place among the other writes is the promise."""
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    with light_passwords():
        main(Path(sys.argv[1]))

"""Which compound and which door of the register a household of the file means, and which places are missing."""

from uuid import UUID

from desktop.base.text import _
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.claims import Home
from desktop.registers.households.imports.known import Known, Place
from desktop.standard.importing.plan import Problem
from desktop.standard.importing.staged import Staged
from desktop.values.door import Door


class Placing:
    """Places of one file; `doors`, `buildings` and `stairwells` are those that applying it would make."""

    def __init__(self, staged: Staged, known: Known, reader: Reader) -> None:
        self._staged, self._known, self._reader = staged, known, reader
        self._usual = self._named_above()
        self.doors: set[tuple[UUID, str]] = set()
        self.buildings: set[tuple[UUID, str]] = set()
        self.stairwells: set[tuple[UUID, str, str]] = set()

    def compound(self, home: Home) -> Place:
        """The compound whose name stands before the door, else the one that the whole file is about."""
        if home.compound and len(self._known.compounds) > 1:
            for place in self._known.compounds:
                if place.name and (place.name in home.compound or home.compound in place.name):
                    return place
        return self._usual

    def resolve(self, home: Home, compound: Place) -> Problem | None:
        """Settle `home.door`: 3-501 means 3-2-501 where building 3 has one room 501 and it lies in a stairwell.

        Where it has several the door is unknown and the row waits; the problem that says so is given back.
        """
        door = home.door
        if door is None or door.stairwell or not door.building or (compound.id, door.normal) in self._known.doors:
            return None
        there = self._known.rooms.get((compound.id, door.building, door.room), [])
        if len(there) == 1:
            home.door = Door(door.building, there[0].split("-")[1], door.room, door.kind)
        if len(there) < 2:
            return None
        sentence = _("{building}号楼有 {count} 个 {room}，请写明单元").format(
            building=door.building, count=len(there), room=door.room
        )
        target = next((t for t in ("door", "room", "hukou_address") if t in self._staged.mapping), "door")
        home.door = None
        return self._reader.bad(
            home.ats[0], target, sentence, value=door.normal, fixes=tuple(sorted(there)), waits=True
        )

    def make(self, compound: Place, door: Door) -> None:
        """This door is missing and would be made, with what it stands in."""
        self.doors.add((compound.id, door.normal))
        if (compound.id, door.building) not in self._known.buildings:
            self.buildings.add((compound.id, door.building))
        if (compound.id, door.building, door.stairwell) not in self._known.stairwells:
            self.stairwells.add((compound.id, door.building, door.stairwell))

    def _named_above(self) -> Place:
        """The compound that the titles of the file name; the first when they name none or several."""
        words = " ".join(word for above in self._staged.above.values() for word in above)
        named = [place for place in self._known.compounds if place.name and place.name in words]
        return named[0] if len(named) == 1 else self._known.compounds[0]

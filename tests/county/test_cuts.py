"""A line that breaks at any byte: nothing is lost, nothing is done twice (SYNC I5, I10)."""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

import pytest

from desktop.base.ids import uuid7
from desktop.county.office import Office
from desktop.procedures.exchanged import shape
from desktop.sync.model.memory_desk import MemoryDesk
from desktop.sync.peer_http import HttpPeer, Later
from desktop.sync.run import run
from tests.county.conftest import Pc, enrolled
from tests.county.cutting import Line, line_to
from tests.county.heard import heard_at

EVERY = bool(os.environ.get("GRID_EVERY_CUT"))  # each byte, and five hundred places of the large exchange
STRIDE, PLACES = (1, 500) if EVERY else (2, 60)
SHAPE = shape()


@dataclass
class Edits:
    """A PC in memory that edits one compound again and again over a line that may break."""

    office: Office
    pc: Pc
    line: Line
    desk: MemoryDesk = field(default_factory=MemoryDesk)
    row: UUID = field(default_factory=uuid7)
    made: int = 0

    def edit(self, count: int = 1) -> None:
        for _n in range(count):
            before, self.made = self.made, self.made + 1
            if before == 0:
                change = self.pc.change("compound", self.row, unit_id=str(self.pc.unit), alive=True, name="院1")
            else:
                names = [f"院{before}", f"院{self.made}"]
                change = self.pc.change("compound", self.row, op="update", name=names)
            self.desk.edited(change)

    def exchange(self, *, up: int | None = None, down: int | None = None) -> bool:
        """Does it come through when the line breaks after so many bytes?"""
        self.line.up, self.line.down = up, down
        try:
            with HttpPeer(self.line.url, self.office.authority.certificate, self.pc.keys) as peer:
                run(self.desk, SHAPE, peer, device=self.pc.keys.id)
        except Later:
            return False
        return True

    def stands(self) -> tuple[object, object]:
        """The name at the county and here."""
        with self.office.transaction() as connection, self.office.hub(connection) as hub:
            there = (hub.state.row(("compound", self.row)) or {}).get("name")
        return there, self.desk.rows.get(("compound", self.row), {}).get("name", there)

    def asked(self) -> list[object]:
        return [key for key in self.desk.rows if key[0] == "conflict"]


@pytest.fixture
def edits(office: Office) -> Iterator[Edits]:
    seconds = count()  # one each time it is looked at: a quick machine asks oftener than a PC may in earnest
    with (
        heard_at(office, tls=False, now=lambda: float(next(seconds))) as heard,
        line_to(int(heard.url.rpartition(":")[2])) as line,
    ):
        yield Edits(office, enrolled(office, "42010101"), line)


def size(edits: Edits) -> dict[str, int]:
    """How many bytes a small exchange takes, each way."""
    edits.edit()
    edits.line.carried.update(up=0, down=0)
    assert edits.exchange()
    return dict(edits.line.carried)


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_small_exchange_may_break_at_any_byte(edits: Edits, way: str) -> None:
    edits.edit()
    assert edits.exchange()
    whole = size(edits)
    assert whole["up"] + whole["down"] <= 2048
    broken = 0
    for at in range(0, whole[way], STRIDE):
        edits.edit()
        broken += not edits.exchange(**{way: at})
        assert edits.exchange()
        assert edits.stands() == (f"院{edits.made}", f"院{edits.made}")
    assert broken > 0.9 * whole[way] / STRIDE
    assert edits.asked() == []
    assert [one for one in edits.desk.outbox.values() if one.state != "acked"] == []


def test_a_large_exchange_goes_on_where_it_broke(edits: Edits) -> None:
    other = enrolled(edits.office, "42010101")
    for _n in range(3):
        other.send(other.ask(*(other.person(f"{n}号院") for n in range(500))))
    chance = random.Random(5)
    edits.edit(700)
    tries = 0
    for _n in range(PLACES):
        way = chance.choice(("up", "down"))
        edits.edit(3)
        tries += edits.exchange(**{way: chance.randrange(40_000)})
    assert tries < PLACES
    assert edits.exchange()
    assert edits.stands() == (f"院{edits.made}", f"院{edits.made}")
    assert len([key for key in edits.desk.rows if key[0] == "compound"]) == 1501
    assert edits.asked() == []

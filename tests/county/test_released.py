"""What a released program left behind, its file or its stick, still exchanges with the county of now.

The first two revisions never exchanged: their files are brought up to date, enrolled, and go by stick. The third wrote
its stick itself, before this program was: it is taken in as it is, and its own file reads the answer. `0019.json` holds
what its county must be again: the key, the unit, the code it was enrolled by.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop import catalog
from desktop.access.actor import Actor
from desktop.access.scope import actor_for
from desktop.base.clock import Clock, FixedClock
from desktop.county import carried, tickets, tree, work
from desktop.county.office import Office
from desktop.county.opening import Place, open_office
from desktop.county.tables import CODES, UNITS
from desktop.procedures import exchange
from desktop.procedures.exchange_by_stick import read_in, write_out
from desktop.procedures.exchanged import row_rule, shape
from desktop.registers.people.model import Person
from desktop.reports.exchange_standing import standing
from desktop.store import attachments, backup
from desktop.store.attachments import Attachment
from desktop.store.check import check
from desktop.store.session import Store
from desktop.sync import enrol, stick
from tests.county.conftest import TREE, code_for, unit_of
from tests.factories.compound import HOMES
from tests.factories.profile import KEYS, TOKEN, USER_ID, make_profile
from tests.factories.released import put_back

KEPT = Path(__file__).parents[1] / "sync" / "released"
FIRST = Path(__file__).parents[1] / "migrations" / "released" / "0001.gridbackup"
GRID = "42010101"
SIGNED = b"%PDF signed pages " * 40


@dataclass
class Desk:
    """A file that was brought up to date, and whoever works at it."""

    store: Store
    actor: Actor
    clock: Clock


def opened(folder: Path, clock: FixedClock) -> Desk:
    """The file in `folder`, upgraded as the program does at its start."""
    store = Store(folder / "desk.db", KEYS, clock=clock, token=TOKEN, derived=catalog.DERIVED)
    store.upgrade()
    store.derive_anew(USER_ID)
    with store.read() as session:
        return Desk(store, actor_for(session, "王书记"), clock)


def of_0001(folder: Path) -> None:
    """A backup is what is kept of it."""
    backup.put_back(FIRST, KEYS, database=folder / "desk.db", keyrings=[folder / "keyring.json"])


def of_0012(folder: Path) -> None:
    """With a signed agreement."""
    put_back((KEPT / "0012.db.zst").read_bytes(), folder / "desk.db", KEYS.database)


def enrolled(desk: Desk, office: Office) -> Desk:
    """It becomes one of the unit's, by a file."""
    until = office.clock.now_ms() + 1_000_000
    said = tickets.make(
        office, code_for(office, GRID), unit_of(office, GRID), role="secretary", server="", until=until
    )  # fmt: skip
    exchange.enrol_with_file(desk, said)
    return desk


def week(desk: Desk, office: Office, place: Path) -> int:
    """There and back; the changes that the county took."""
    write_out(desk, place)
    taken = carried.take(office, stick.found(place))
    assert taken.refused == ()
    stick.put(place, taken.answers)
    read_in(desk, place)
    return taken.changes


def people(desk: Desk) -> set[UUID]:
    with desk.store.read() as session:
        return set(session.scalars(select(Person.id).where(Person.alive)))


def sound(desk: Desk) -> None:
    """Everything was told, nothing was asked or set aside, and every row is sealed."""
    with desk.store.read() as session:
        now = standing(session, desk.actor, catalog.REGISTERS)
    assert (now.enrolled, now.unsent, now.aside, now.asked) == (True, 0, 0, 0)
    assert check(desk.store).findings == ()


def second_pc(folder: Path, office: Office, clock: FixedClock) -> Desk:
    """Another PC of the unit, which began with the same buildings and nobody in them."""
    folder.mkdir()
    made = make_profile(folder, derived=catalog.DERIVED)
    return enrolled(Desk(made.store, made.actor, clock), office)


@pytest.mark.parametrize("old", [of_0001, of_0012])
def test_a_file_from_before_the_exchange_is_enrolled_and_goes_by_stick(
    old: Callable[[Path], None], office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    old(tmp_path)
    desk = enrolled(opened(tmp_path, clock), office)
    place = tmp_path / "stick"
    place.mkdir()
    assert week(desk, office, place) > len(HOMES)
    week(desk, office, place)
    sound(desk)
    other = second_pc(tmp_path / "other", office, clock)
    week(other, office, place)
    assert people(other) == people(desk)
    sound(other)
    week(other, office, place)
    with other.store.read() as session:
        signed = [attachments.content(session, one) for one in session.scalars(select(Attachment))]
    assert signed == ([SIGNED] if old is of_0012 else [])
    for one in (desk, other):
        one.store.close()


def test_a_stick_of_a_released_program_is_read_and_its_file_reads_the_answer(clock: FixedClock, tmp_path: Path) -> None:
    kept = json.loads((KEPT / "0019.json").read_text())
    office = county_of(kept, tmp_path / "county", clock)
    place = tmp_path / "stick"
    place.mkdir()
    for file in sorted(KEPT.glob("0019-*.gridx")):
        (place / file.name).write_bytes(file.read_bytes())
    taken = carried.take(office, stick.found(place))
    assert (taken.refused, taken.changes) == ((), kept["changes"])
    stick.put(place, taken.answers)
    put_back((KEPT / "0019.db.zst").read_bytes(), tmp_path / "desk.db", KEYS.database)
    desk = opened(tmp_path, clock)
    answer = read_in(desk, place)
    assert (answer.answered, answer.refused) == (kept["changes"], ())
    sound(desk)
    week(desk, office, place)  # by now, its signed agreement
    other = second_pc(tmp_path / "other", office, clock)
    week(other, office, place)
    week(other, office, place)
    assert people(other) == people(desk)
    with other.store.read() as session:
        assert [attachments.content(session, one) for one in session.scalars(select(Attachment))] == [SIGNED]
    for one in (desk, other):
        one.store.close()
    office.engine.dispose()


def county_of(kept: dict[str, str], folder: Path, clock: FixedClock) -> Office:
    """The county that the stick was written for."""
    folder.mkdir()
    place = Place(folder)
    place.own_keys.write_bytes(bytes.fromhex(kept["county"]))
    office = open_office(place, clock, shape=shape(), rule=row_rule)
    work.grown(office, [unit for unit in TREE if unit[1] != GRID])
    with work.deed(office, units=True) as connection:
        above = tree.of_code(connection, "420101")
        connection.execute(UNITS.insert().values(
            id=UUID(kept["unit"]), parent_id=above.id, level="grid", code=GRID, name="阳光花园", active=True,
        ))  # fmt: skip
        connection.execute(CODES.insert().values(
            name=enrol.found_by(kept["code"]), proof=enrol.proof_key(kept["code"]), unit_id=UUID(kept["unit"]),
            role="secretary", note="", made_at=clock.now_ms(), expires_at=clock.now_ms() + 1_000_000, withdrawn=False,
        ))  # fmt: skip
    return office

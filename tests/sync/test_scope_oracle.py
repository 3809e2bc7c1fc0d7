"""Who sees and who writes a row, drawn by chance, asked of the exchange and of the mission's own words beside it.

The words (MISSION, who sees whom): a community and a branch hold the residents of their own subtree; a street or a
county holds units, organisations, posts, agreements, numbers and no resident; what is above is published down, money
and its papers are not; care needs stay. Nothing here is taken from the code that is tested.
"""

from dataclasses import dataclass
from functools import partial
from random import Random
from uuid import UUID

import pytest

import desktop.catalog  # noqa: F401 - maps every table
from desktop.county import tree
from desktop.county.devices import Account
from desktop.county.rights import entitled
from desktop.procedures.exchanged import shape
from desktop.sync.hub_state import Device
from desktop.sync.model.memory_hub import MemoryHub
from desktop.sync.protocol import Change, FeedRow, Values
from desktop.sync.pull import page
from desktop.sync.push import Hub, not_entitled
from desktop.sync.scope import may_hold

PAIRS = 10_000
OF_RESIDENTS = {
    "building", "contact_link", "distinct_people", "dwelling", "household", "hukou_record",
    "membership", "party_org_building", "party_org_member", "person", "phone", "residence",
    "stairwell", "visit",
}  # fmt: skip
OF_A_DESK = {"attachment", "jotting", "key_change", "phrase", "saved_filter", "user_account"}  # of who works there
OF_MONEY = {
    "partner_rating", "person_lookup", "venue", "venue_contract", "venue_contract_deed", "venue_contract_service",
    "venue_entry", "venue_notice", "venue_obligation", "venue_rent_step", "venue_spending",
}  # fmt: skip
PUBLISHED = {
    "bond", "bond_contact", "compound", "organisation", "partner", "partner_agreement", "partner_agreement_item",
    "partner_claim", "partner_delivery", "partner_project", "party_org", "post", "unit", "unit_setting",
    "wording_version",
}  # fmt: skip
STAYING = {"care_need"}
QUESTIONS = {"conflict"}
OF_THE_SECRETARY = {"user_account", "unit_setting", "wording_version"}


@dataclass(frozen=True)
class Place:
    """A unit as people write it: the names on the way down from the county. `12` is not above `123`."""

    way: tuple[str, ...]
    id: UUID

    def within(self, top: "Place") -> bool:
        """Does it lie in the subtree of `top`, itself included?"""
        return self.way[: len(top.way)] == top.way


def grown() -> list[Place]:
    """A county of streets, communities and grids."""
    ways = [("1",)]
    for _level in range(3):
        last = max(map(len, ways))
        ways += [(*way, name) for way in ways if len(way) == last for name in ("1", "12", "123")]
    return [Place(way, UUID(int=number)) for number, way in enumerate(ways, 1)]


PLACES = grown()
BY_WAY = {place.way: place for place in PLACES}
UNITS = {
    place.id: tree.Unit(
        place.id, BY_WAY[place.way[:-1]].id if place.way[:-1] else None, tree.LEVELS[len(place.way) - 1],
        "".join(place.way), "",
    )
    for place in PLACES
}  # fmt: skip


def pc_of(place: Place, *, enabled: bool = True) -> Device:
    """What the county knows of a PC of this unit, as its own rows say."""
    above = frozenset(unit.id for unit in tree.above(UNITS, place.id))
    residents = UNITS[place.id].level in tree.WITH_RESIDENTS
    return Device(UUID(int=9), place.id, residents, tree.below(UNITS, place.id), above, enabled)


def seen_by(place: Place, table: str, of: Place, about: str = "") -> bool:
    """In the mission's words."""
    holds_residents = len(place.way) >= 3  # a community or a branch
    if table in QUESTIONS:
        own = about not in OF_RESIDENTS and (about not in OF_A_DESK or of == place)
        return about not in STAYING and of.within(place) and (own or holds_residents)
    if table in STAYING:
        return False
    if table in OF_A_DESK:
        return of.within(place) and (holds_residents or of == place)
    if table in OF_RESIDENTS:
        return holds_residents and of.within(place)
    return of.within(place) or (table in PUBLISHED and place.within(of))


def written_by(place: Place, account: Account | None, table: str, of: Place) -> bool:
    """In the mission's words: the own subtree, by an account in force, by a role that writes such rows."""
    if not of.within(place) or table in {"unit", "person_lookup", *QUESTIONS}:
        return False  # the county keeps units and what was looked up, the hub alone asks
    if account is None:
        return table not in OF_THE_SECRETARY
    home = next(one for one in PLACES if one.id == account.unit_id)
    if not account.enabled or not home.within(place) or account.role == "reader":
        return False
    return account.role == "secretary" or table not in OF_THE_SECRETARY


def drawn(random: Random) -> Place:
    """A unit of any level, each level as often."""
    level = random.randrange(1, 5)
    return random.choice([place for place in PLACES if len(place.way) == level])


def test_every_table_was_thought_of() -> None:
    known = OF_RESIDENTS | OF_A_DESK | OF_MONEY | PUBLISHED | STAYING | QUESTIONS
    assert set(shape()) == known, "say here for whom the rows of a new table are"


def test_whoever_is_shown_a_row_may_see_it_and_nobody_else_is() -> None:
    random, known = Random(20261122), shape()
    tables, told = sorted(known), 0
    for pair in range(PAIRS):
        place, of, table = drawn(random), random.choice(PLACES), random.choice(tables)
        if random.random() < 0.5:  # near each other, up or down
            of = random.choice([one for one in PLACES if one.within(place) or place.within(one)])
        about = random.choice([one for one in tables if one not in QUESTIONS]) if table in QUESTIONS else ""
        values: Values = {"unit_id": str(of.id)} | ({"table_name": about} if about else {})
        expected = seen_by(place, table, of, about)
        assert may_hold(known, pc_of(place), table, values) == expected, (pair, place.way, of.way, table, about)
        told += expected
    assert 0.1 < told / PAIRS < 0.9  # neither answer is the only one


@pytest.mark.parametrize(
    "place", [BY_WAY["1",], BY_WAY["1", "1"], BY_WAY["1", "1", "12"], BY_WAY["1", "1", "1", "123"]]
)
def test_the_feed_shows_just_those(place: Place) -> None:
    hub, expected = MemoryHub(), set()
    for number, (of, table) in enumerate(((of, table) for of in PLACES for table in sorted(shape())), 1):
        key = (table, UUID(int=number))
        hub.write(key, {"unit_id": str(of.id), "alive": True}, {})
        hub.tell(of.id, key, seq=hub.next_seq(), kind="up")
        if seen_by(place, table, of, "person"):
            expected.add(key)
    shown = page(Hub(hub, shape()), pc_of(place), after=0, lagging={}, most=10_000).rows
    assert {(row.table, row.row) for row in shown if isinstance(row, FeedRow)} == expected


def test_whoever_writes_a_row_may_and_nobody_else_does() -> None:
    random, known = Random(11), sorted(set(shape()) - STAYING)
    hub, row, taken = Hub(MemoryHub(), shape()), UUID(int=1), 0
    for pair in range(PAIRS):
        place, of, table = drawn(random), random.choice(PLACES), random.choice(known)
        if random.random() < 0.5:
            of = random.choice([one for one in PLACES if one.within(place)])
        home = place if random.random() < 0.8 else random.choice(PLACES)
        role, enabled = random.choice(("secretary", "staff", "reader")), random.random() < 0.9
        account = None if random.random() < 0.1 else Account(row, home.id, role, "", 0, enabled)
        patch = {"unit_id": [None, str(of.id)], "name": [None, "x"]}
        change = Change(row, row, 1, b"", b"", row, 0, table, row, "insert", patch, {}, row, 0, "")
        device = pc_of(place)
        told = partial(entitled, lambda _actor, account=account: account)
        refused = not_entitled(hub, device, change, None) or told(device, change)
        expected = written_by(place, account, table, of)
        assert (not refused) == expected, (pair, place.way, of.way, table, account, refused)
        taken += expected
    assert 0.1 < taken / PAIRS < 0.9

"""What the exchange promises people: nobody's word is lost, nobody is overwritten unasked."""

from dataclasses import replace
from uuid import UUID

import msgspec

from desktop.sync.model.faults import arrive, carry
from desktop.sync.model.world import SHAPE
from desktop.sync.protocol import Change, FeedRow, Response, Values
from desktop.sync.pull import take
from desktop.sync.push import packed
from desktop.sync.run import outgoing, request_of
from tests.sync.conftest import FIRST, SECOND, County


def test_two_people_work_for_weeks_on_one_household_and_only_the_clash_is_asked(county: County) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann, county.bo)
    for week in range(10):
        county.edit(county.ann, home, phone=100 + week)
        county.edit(county.bo, home, note=200 + week)
    county.edit(county.bo, home, phone=300)
    county.told(county.ann, county.bo, county.ann)
    rows = [pc.desk.row(home) for pc in (county.ann, county.bo)]
    assert rows[0] == rows[1]
    assert rows[0] is not None
    assert (rows[0]["phone"], rows[0]["note"]) == (109, 209)
    (asked,) = county.asked()
    assert (asked["kind"], asked["group_name"]) == ("edit", "phone")
    assert msgspec.json.decode(asked["mine"]) == {"phone": 300}


def test_later_edits_fold_into_the_conflict_that_they_were_built_upon(county: County) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann, county.bo)
    county.edit(county.ann, home, phone=2)
    county.told(county.ann)
    for value in (3, 4, 5):
        county.edit(county.bo, home, phone=value)
    county.told(county.bo)
    (asked,) = county.asked()
    assert msgspec.json.decode(asked["mine"]) == {"phone": 5}
    assert (county.bo.desk.row(home) or {})["phone"] == 2


def test_a_household_that_moves_leaves_one_branch_and_arrives_whole_in_the_other(county: County) -> None:
    home = county.home(county.ann, phone=1, note=2)
    county.told(county.ann, county.bo, county.next_branch)
    county.edit(county.bo, home, note=3)  # late news from the old branch
    county.edit(county.ann, home, unit_id=str(SECOND))
    county.told(county.ann, county.bo, county.ann, county.next_branch)
    assert county.next_branch.desk.row(home) == {"unit_id": str(SECOND), "alive": True, "phone": 1, "note": 3}
    assert county.ann.desk.row(home) is None
    assert county.bo.desk.row(home) is None
    assert county.asked() == []


def test_somebody_who_stays_behind_knows_the_home_by_its_name_only(county: County) -> None:
    home = county.home(county.ann, door=7, phone=1)
    person = ("person", county.world.new_id())
    patch = {"unit_id": [None, str(FIRST)], "alive": [None, True], "home": [None, str(home[1])], "name": [None, 9]}
    county.ann.deed([(person, "insert", patch)])
    county.told(county.ann)
    county.edit(county.ann, home, unit_id=str(SECOND))
    county.told(county.ann, county.bo)
    for pc in (county.ann, county.bo):
        assert (pc.desk.row(home) or {}).keys() == {"unit_id", "alive", "door"}
        assert (pc.desk.row(person) or {})["name"] == 9


def test_a_restored_hub_is_told_again_what_it_lost(county: County) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann, county.bo)
    backup = county.world.backup_of_hub()
    county.edit(county.ann, home, phone=2)
    county.told(county.ann, county.bo)
    county.world.restore_hub(backup)
    county.edit(county.bo, home, phone=3)  # made upon what the hub lost
    county.told(county.bo, county.ann, county.bo, county.ann, county.bo)
    assert (county.world.memory().rows[home])["phone"] in (2, 3)
    kept = {
        county.world.memory().rows[home]["phone"],
        *(msgspec.json.decode(a["mine"])["phone"] for a in county.asked()),
    }
    assert 3 in kept
    assert (county.ann.desk.row(home) or {})["phone"] == (county.bo.desk.row(home) or {})["phone"]


def test_what_comes_from_a_row_that_a_restored_hub_does_not_know_waits_for_it(county: County) -> None:
    backup = county.world.backup_of_hub()
    home = county.home(county.ann, phone=1)
    county.told(county.ann, county.bo)
    county.world.restore_hub(backup)
    county.edit(county.bo, home, phone=2)
    county.told(county.bo)
    assert [one.state for one in county.bo.desk.unsent()] == ["parked"]
    county.told(county.ann, county.bo, county.bo)
    assert list(county.bo.desk.unsent()) == []
    assert county.world.memory().rows[home]["phone"] == 2


def test_half_of_a_group_that_a_restored_hub_lost_is_asked_beside_the_half_that_was_built_upon_it(
    county: County,
) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann, county.bo)
    backup = county.world.backup_of_hub()
    county.edit(county.ann, home, starts=15)
    county.told(county.ann, county.bo)
    county.world.restore_hub(backup)
    county.edit(county.bo, home, ends=16)  # beside the beginning that the hub lost
    county.told(county.bo, county.ann, county.bo)
    (asked,) = county.asked()
    assert (asked["group_name"], msgspec.json.decode(asked["mine"])) == ("term", {"starts": 15})
    assert county.world.memory().rows[home]["ends"] == 16


def test_a_home_that_a_restored_hub_gives_back_comes_whole_with_the_move_that_it_lost(county: County) -> None:
    home, desk, world = county.home(county.ann, phone=1), county.ann.desk, county.world
    county.told(county.ann)
    backup = world.backup_of_hub()
    county.edit(county.ann, home, unit_id=str(SECOND))
    county.told(county.ann)
    assert desk.row(home) is None
    world.restore_hub(backup)
    for _round in range(2):  # the hub says that it was restored; it tells all anew, and nothing was offered yet
        take(desk, SHAPE, world.serve(county.ann, request_of(desk, [], device=county.ann.id)))
    assert desk.row(home) == {"unit_id": str(SECOND), "alive": True, "phone": 1}
    county.told(county.ann, county.next_branch)
    assert desk.row(home) is None
    assert county.next_branch.desk.row(home) == {"unit_id": str(SECOND), "alive": True, "phone": 1}


def test_what_comes_back_refers_to_nothing_that_is_not_here(county: County) -> None:
    here, gone, desk = county.home(county.ann, phone=1), county.home(county.ann, phone=2), county.ann.desk
    person = ("person", county.world.new_id())
    said: Values = {"unit_id": str(FIRST), "alive": True, "home": str(here[1]), "name": 9}
    county.ann.deed([(person, "insert", {name: [None, value] for name, value in said.items()})])
    county.told(county.ann)
    county.edit(county.ann, person, home=str(gone[1]), name=10)
    for key in (person, gone):
        desk.remove(key)
    told = FeedRow(desk.cursor + 1, *person, "up", said, {})
    take(desk, SHAPE, Response((), (told,), told.seq, more=True, epoch=1))
    assert desk.row(person) == {**said, "name": 10}


def test_a_name_that_is_told_after_its_row_left_takes_back_nothing_of_what_was_read(county: County) -> None:
    home, desk = county.home(county.ann, door=7, phone=1), county.ann.desk
    county.told(county.ann)
    read = desk.read_until(home) + 5
    gone = FeedRow(read, *home, "evict", {"unit_id": str(SECOND)}, {})
    named = FeedRow(0, *home, "name", {"unit_id": str(SECOND), "alive": True, "door": 7}, {})
    for entry in (gone, named):
        take(desk, SHAPE, Response((), (entry,), read, more=True, epoch=1))
    assert desk.read_until(home) == read


def test_a_cloned_disk_goes_on_as_another_and_neither_overwrites_the_other(county: County) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann)
    twin = county.world.new_pc(county.ann.unit, 60)
    twin.put_back(county.ann.disk())
    county.world.pcs.append(twin)
    county.edit(county.ann, home, phone=2)
    county.edit(twin, home, phone=3)
    county.told(county.ann, twin, county.ann)
    assert [msgspec.json.decode(one["mine"]) for one in county.asked()] == [{"phone": 3}]
    assert (county.ann.desk.row(home) or {})["phone"] == 2


def test_a_stick_that_comes_twice_or_out_of_order_changes_nothing(county: County) -> None:
    home = county.home(county.ann, phone=1)
    for value in range(5):
        county.edit(county.ann, home, note=10 + value)
    sticks = [request_of(county.ann.desk, [change], device=county.ann.id) for change in outgoing(county.ann.desk)]
    for stick in (*reversed(sticks), *sticks):
        county.world.serve(county.ann, stick)
    assert county.world.memory().rows[home]["note"] == 14
    county.told(county.ann)
    assert county.asked() == []
    assert list(county.ann.desk.unsent()) == []


def test_a_week_goes_by_stick_alone(county: County) -> None:
    home = county.home(county.ann, phone=1)
    carry(county.world, county.ann)
    while county.world.carried:
        arrive(county.world, county.ann)
    county.told(county.bo)
    assert (county.bo.desk.row(home) or {})["phone"] == 1


def test_another_body_under_a_known_id_is_set_aside(county: County) -> None:
    county.home(county.ann, phone=1)
    (change,) = outgoing(county.ann.desk)
    county.told(county.ann)
    forged = msgspec.structs.replace(change, patch={**change.patch, "phone": [None, 2]})
    (result,) = county.world.serve(county.ann, request_of(county.ann.desk, [forged], device=county.ann.id)).results
    assert (result.kind, result.why) == ("quarantined", "another body under a known id")


def test_two_rows_that_say_the_same_are_asked_about(county: County) -> None:
    hub = county.world.hub
    homes = replace(hub.shape["home"], natural=("door",))
    county.world.hub = replace(hub, shape={**hub.shape, "home": homes})
    first, second = county.home(county.ann, door=7), county.home(county.bo, door=7)
    county.home(county.bo)  # without a door nothing is alike
    county.told(county.ann, county.bo)
    (asked,) = county.asked()
    assert asked["kind"] == "duplicate"
    assert {msgspec.json.decode(asked[side])["row"] for side in ("mine", "theirs")} == {str(first[1]), str(second[1])}


def test_portions_hold_no_more_than_a_request_carries(county: County) -> None:
    home = county.home(county.ann, phone=1)
    for value in range(20):
        county.edit(county.ann, home, note=value + 2)
    changes: list[Change] = list(outgoing(county.ann.desk))
    assert [len(portion) for portion in packed(changes, most=8)] == [8, 8, 5]
    assert all(len(portion) == 1 for portion in packed(changes, size=10))
    assert list(packed([])) == []


def test_poison_is_set_aside_and_what_follows_it_is_taken(county: County) -> None:
    home = county.home(county.ann, phone=1)
    county.told(county.ann)
    county.edit(county.ann, home, phone=2)
    (change,) = outgoing(county.ann.desk)
    for patch in ({"phone": [1]}, {"unit_id": [None, "nowhere"]}):
        poison = msgspec.structs.replace(change, id=county.world.new_id(), patch=patch)
        (result,) = county.world.serve(county.ann, request_of(county.ann.desk, [poison], device=county.ann.id)).results
        assert result.kind == "quarantined"
    county.told(county.ann)
    assert county.world.memory().rows[home]["phone"] == 2


def test_a_device_knows_its_units_by_id_not_by_prefix(county: County) -> None:
    assert county.world.device(county.ann).units == frozenset({FIRST})
    assert UUID(int=1) in county.world.device(county.ann).above

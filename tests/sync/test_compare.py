"""What a disk lost, spoiled or kept in silence is found by one root and read again; much does not leave unasked."""

from uuid import UUID

import msgspec
import pytest

from desktop.sync import compare, leaving
from desktop.sync.bundle import hand_over
from desktop.sync.compare import MOST_COMPARED, ROOT, root_of, sums_at_hub, sums_of
from desktop.sync.model.pc import Pc
from desktop.sync.protocol import Key, Request, Response
from desktop.sync.run import run
from tests.sync.conftest import SECOND, County
from tests.sync.test_package import there_and_back


class Line:
    """The hub for one PC; what went either way is kept."""

    def __init__(self, county: County, pc: Pc) -> None:
        self.county, self.pc = county, pc
        self.went: list[tuple[Request, Response]] = []

    def exchange(self, request: Request) -> Response:
        self.went.append((request, self.county.world.serve(self.pc, request)))
        return self.went[-1][1]


def compared(county: County, pc: Pc) -> Line:
    line = Line(county, pc)
    assert run(pc.desk, pc.shape, line, device=pc.id, compare=True) == len(line.went)
    return line


def homes(county: County, number: int) -> list[Key]:
    made = [county.home(county.ann, phone=1 + n) for n in range(number)]
    county.told(county.ann, county.bo, county.next_branch)
    return made


def test_where_all_is_alike_no_round_trip_is_added_and_little_said(county: County) -> None:
    homes(county, 5)
    ((request, response),) = compared(county, county.bo).went
    assert len(response.sums) == ROOT
    assert len(msgspec.msgpack.encode(request)) + len(msgspec.msgpack.encode(response)) < 250


def test_what_a_disk_lost_spoiled_or_kept_is_put_right(county: County) -> None:
    lost, spoiled, *_rest = homes(county, 40)
    strange = county.home(county.next_branch, phone=7)
    county.told(county.next_branch)
    before = dict(county.bo.desk.rows)
    county.bo.desk.remove(lost)
    county.bo.desk.put(spoiled, {"phone": 99})
    county.bo.desk.put(strange, county.world.memory().rows[strange])
    line = compared(county, county.bo)
    assert county.bo.desk.rows == before
    told = sum(len(response.again.rows) for _request, response in line.went if response.again is not None)
    assert 2 <= told < 20, "buckets that are alike are not told again"
    assert len(compared(county, county.bo).went) == 1


def test_what_waits_here_is_no_difference_and_survives_what_is_read_again(county: County) -> None:
    first, second = homes(county, 2)
    county.edit(county.bo, first, phone=50)
    new = county.home(county.bo, phone=60)
    sums = root_of(sums_of(compare.as_told(county.bo.desk, county.bo.shape)))
    assert sums == sums_at_hub(county.world.hub, county.world.device(county.bo), wanted=ROOT)[0]
    county.bo.desk.put(first, {"note": 9})
    county.bo.desk.remove(second)
    county.world.disabled.add(county.bo.id)  # what waits is set aside, what is read is read
    compared(county, county.bo)
    rows = county.bo.desk.rows
    assert (rows[first]["phone"], rows[first].get("note"), rows[second]["phone"], rows[new]["phone"]) == (
        1,
        None,
        2,
        60,
    )


def test_two_sticks_put_right_what_was_lost(county: County) -> None:
    lost, *_rest = homes(county, 3)
    county.bo.desk.remove(lost)
    there_and_back(county, county.bo)
    assert county.bo.desk.amiss() == {compare.bucket_of(lost)}
    assert hand_over(county.bo.desk, device=county.bo.id)[0].request.again == tuple(county.bo.desk.amiss())
    there_and_back(county, county.bo)
    assert county.bo.desk.row(lost) is not None
    assert county.bo.desk.amiss() == frozenset()


def test_a_hub_that_is_asked_for_too_much_tells_no_sums(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    lost, *_rest = homes(county, 3)
    county.bo.desk.remove(lost)
    monkeypatch.setattr(compare, "MOST_COMPARED", 2)
    assert len(compared(county, county.bo).went) == 1
    assert MOST_COMPARED > 60_000, "a community is compared"


def test_what_the_hub_does_not_know_stays_in_doubt_and_is_no_difference(county: County) -> None:
    homes(county, 3)
    orphan: Key = ("home", UUID(int=77))
    county.bo.desk.put(orphan, {"unit_id": str(county.bo.unit), "alive": True})
    compared(county, county.bo)
    assert county.bo.desk.row(orphan) is not None
    assert list(county.bo.desk.doubted()) == [orphan]
    assert all(response.again is None for _request, response in compared(county, county.bo).went)


def test_a_hub_that_is_restored_again_and_again_is_left_for_later(county: County) -> None:
    homes(county, 1)

    class Restless(Line):
        def exchange(self, request: Request) -> Response:
            response = super().exchange(request)
            county.world.restore_hub(county.world.backup_of_hub())
            return response

    line = Restless(county, county.bo)
    assert run(county.bo.desk, county.bo.shape, line, device=county.bo.id, most=1) <= 3


@pytest.mark.parametrize("allowed", [False, True])
def test_more_than_a_fifth_of_a_table_leaves_only_when_a_person_said_so(
    county: County, *, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "FEW_LEAVE", 2)
    every = homes(county, 10)
    for key in every[:3]:
        county.edit(county.ann, key, unit_id=str(SECOND))
    county.told(county.ann, county.bo)
    desk = county.bo.desk
    assert all(desk.row(key) for key in every)
    assert desk.held() == {"home": 3}
    desk.allowed = allowed
    county.told(county.bo)
    assert len(desk.rows) == (7 if allowed else 10)
    assert desk.held() == ({} if allowed else {"home": 3})
    assert not desk.may_leave()

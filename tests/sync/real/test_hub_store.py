"""What the hub keeps in its database: chains that fork, changes that wait, rows that say the same, many units."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select

from desktop.sync.hub_feed import FEW
from desktop.sync.hub_state import Device
from desktop.sync.hub_store import HubStore
from desktop.sync.hub_tables import PARKED
from desktop.sync.protocol import Change, Request, Result
from tests.factories.profile import UNIT_ID

MANY = frozenset(UUID(int=100 + number) for number in range(FEW + 10))
DEVICE = Device(UUID(int=1), UNIT_ID, residents=True, units=frozenset({UNIT_ID, *MANY}))


def chain(*patches: dict[str, list[object]], rows: Sequence[UUID], after: bytes = b"", n: int = 0) -> list[Change]:
    """Changes one after the other: the first of each row inserts a person."""
    made, seen = [], set[UUID]()
    for place, (patch, row) in enumerate(zip(patches, rows, strict=True), n + 1):
        digest = f"{after.decode()}/{place}{row.hex[:4]}".encode()
        op = "update" if row in seen else "insert"
        said = patch if op == "update" else {"unit_id": [None, str(UNIT_ID)], "alive": [None, True], **patch}
        seen.add(row)
        made.append(
            Change(
                uuid4(), UUID(int=9), place, after, digest, uuid4(), 0, "person", row, op, said,
                dict.fromkeys(said, 0), UUID(int=2), 0, "16",
            )
        )  # fmt: skip
        after = digest
    return made


def take(hub: HubStore, *changes: Change) -> tuple[Result, ...]:
    return hub.answer(DEVICE, Request(DEVICE.id, 0, changes)).results


def named(name: str) -> dict[str, list[object]]:
    return {"name": [None, name]}


def test_what_comes_before_its_time_waits_in_the_database_and_goes_on_by_itself(hub: HubStore) -> None:
    one, two, three = chain(named("a"), named("b"), named("c"), rows=[uuid4(), uuid4(), uuid4()])
    assert [result.kind for result in take(hub, three, two, three)] == ["parked", "parked", "parked"]
    with hub.engine.connect() as connection:
        assert len(connection.execute(select(PARKED)).all()) == 2
    assert [result.kind for result in take(hub, one)] == ["ok", "ok", "ok"]
    with hub.engine.connect() as connection:
        assert connection.execute(select(PARKED)).all() == []


def test_two_that_follow_the_same_change_are_branches_and_neither_knows_the_other(hub: HubStore) -> None:
    row = uuid4()
    (first,) = chain(named("a"), rows=[row])
    take(hub, first)
    (mine,) = chain({"name": ["a", "b"]}, rows=[row], after=first.digest, n=1)
    mine = msgspec.structs.replace(mine, op="update", patch={"name": ["a", "b"]})
    other = msgspec.structs.replace(mine, id=uuid4(), digest=b"other", patch={"name": ["a", "c"]})
    assert [result.kind for result in take(hub, mine)] == ["ok"]
    assert [result.kind for result in take(hub, other)] == ["conflict"]
    late = msgspec.structs.replace(other, id=uuid4(), n=3, prev=b"other", digest=b"late", patch={"name": ["c", "d"]})
    assert [result.kind for result in take(hub, late)] == ["conflict"]
    with hub.serve() as now:
        assert now.state.link(other.id) != now.state.link(mine.id)
        fork = now.state.link(other.id)
        assert fork is not None
        assert now.state.fork_of(fork.branch) == now.state.link(first.id)
        now.state.forked(fork.branch, fork)  # said again, it is the newest that holds
        assert now.state.fork_of(fork.branch) == fork


def test_two_living_rows_that_say_the_same_are_found_until_one_is_put_away(hub: HubStore) -> None:
    old, new = uuid4(), uuid4()
    number = {"id_no": [None, "110101199003078515"]}
    first, second = chain(number, number, rows=[old, new])
    take(hub, first, second)
    with hub.serve() as now:
        said = {"id_no": "110101199003078515"}
        assert now.state.alike("person", UNIT_ID, said, but=new) == old
        assert now.state.alike("person", UNIT_ID, {"id_no": None}, but=new) is None
        now.state.write(("person", old), {"alive": False}, {"alive": (now.state.next_seq(), uuid4())})
        assert now.state.alike("person", UNIT_ID, said, but=new) is None
    page = hub.answer(DEVICE, Request(DEVICE.id, 0)).page
    asked = [entry.values for entry in page if entry.table == "conflict"]
    assert [(one["kind"], one["row_id"]) for one in asked] == [("duplicate", str(new))]


def test_a_deed_in_parts_is_applied_with_its_last_part(hub: HubStore) -> None:
    whole = chain(*(named(str(number)) for number in range(40)), rows=[uuid4() for _each in range(40)])
    tx = uuid4()
    parts = [msgspec.structs.replace(one, tx=tx, left=39 - place) for place, one in enumerate(whole)]
    assert {result.kind for result in take(hub, *parts[:20])} == {"parked"}
    assert {result.kind for result in take(hub, *parts[20:39])} == {"parked"}
    assert [result.kind for result in take(hub, parts[39])] == ["ok"] * 40


def test_a_scope_of_many_units_is_read_in_the_order_of_sequences(hub: HubStore) -> None:
    with hub.serve() as now:
        for number, unit in enumerate(sorted(MANY, reverse=True)):
            key, seq = ("person", UUID(int=number + 1)), now.state.next_seq()
            now.state.write(key, {"unit_id": str(unit), "alive": True}, {})
            now.state.tell(unit, key, seq=seq, kind="up")
    page = hub.answer(DEVICE, Request(DEVICE.id, 0), rows=5)
    assert [entry.seq for entry in page.page] == [1, 2, 3, 4, 5]
    assert page.more


def test_what_the_county_wrote_itself_is_no_pc_s_own_word_and_is_asked_about(hub: HubStore) -> None:
    row = uuid4()
    (first,) = chain({"name": [None, "a"], "id_no": [None, "110101199003078515"]}, rows=[row])
    take(hub, first)
    with hub.serve() as now:
        seq = now.state.next_seq()
        now.state.write(("person", row), {"name": "b"}, {"name": (seq, uuid4())})
        now.state.tell(UNIT_ID, ("person", row), seq=seq, kind="up")
    (late,) = chain(named("a"), rows=[row], after=first.digest, n=1)
    late = msgspec.structs.replace(late, op="update", patch={"name": ["a", "c"], "id_no": ["110101199003078515", None]})
    assert [(result.kind, result.lost) for result in take(hub, late)] == [("merged", ("name",))]

"""A new profile and the demo begin with a Party tree."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.catalog import DERIVED, register_named
from desktop.command import asking
from desktop.procedures import demo_party, profiles
from desktop.procedures.demo import fill
from desktop.procedures.demo_sizes import Size
from desktop.registers.party_orgs.queries.due import todos
from desktop.registers.party_orgs.queries.standing import holders
from desktop.registers.party_orgs.queries.tree import tree
from desktop.registers.party_orgs.service import posts
from desktop.store.check import check

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[profiles.Desk]:
    monkeypatch.setenv("GRID_DEVICE_DIR", str(tmp_path / "device"))
    made = profiles.create(
        Profile(tmp_path / "desk"), unit="阳光花园网格", user="王书记", password="四个 不相干 的 词语",
        clock=at_noon(TODAY), derived=DERIVED, above="临江县/中心街道/阳光社区", branch="阳光花园小区党支部",
    )  # fmt: skip
    yield made
    made.close()


def test_a_new_secretary_is_not_met_by_an_empty_tree(desk: profiles.Desk) -> None:
    with desk.store.read() as session:
        found = [(node.name, node.depth) for node in tree(session, desk.actor, on=TODAY)]
    assert found == [("中心街道党工委", 0), ("阳光社区党委", 1), ("阳光花园小区党支部", 2)]


def test_the_demo_has_groups_posts_a_past_and_a_gap(desk: profiles.Desk) -> None:
    fill(desk, Size(180, 540, 6))
    demo_party.fill(desk)
    with desk.store.read() as session:
        nodes = tree(session, desk.actor, on=TODAY)
        groups = [node for node in nodes if node.tier == "group"]
        before = TODAY - timedelta(days=demo_party.FORMER_AGO + 1)
        secretaries = [holders(session, desk.actor, kind="secretary", on=day)[0].holder_name for day in (before, TODAY)]
        waiting = [todo.title for todo in todos(session, desk.actor, TODAY)]
    assert [node.name for node in groups] == ["1、2号楼党小组", "3、4号楼党小组", "5、6号楼党小组"]
    assert [bool(node.missing) for node in groups] == [False, False, True]
    assert len({*secretaries}) == 2
    assert waiting[-1] == "5、6号楼党小组还没有楼栋党小组长"
    assert any("1、2号楼党小组楼栋党小组长" in title for title in waiting), "its term ends within thirty days"
    assert check(desk.store).findings == ()


@pytest.mark.parametrize(("day", "names"), [("2024-05-03", 1), ("", 0)])
def test_a_list_of_the_command_line_answers_for_a_day(desk: profiles.Desk, day: str, names: int) -> None:
    with desk.store.write(desk.actor.id, "posts.appoint") as session:
        made = posts.appoint(
            session, desk.actor, None, kind="other", title="副主任", place_name="两新工委办公室", holder_name="李主任",
            on=date(2024, 1, 1),
        )  # fmt: skip
        posts.end_post(session, desk.actor, made.id, on=date(2025, 1, 1), reason="other")
    told = asking.list_register(desk, register_named("posts"), conditions=(), text="", limit=0, as_of=day)
    assert len(told.document) == names


def test_a_list_that_knows_today_only_says_so(desk: profiles.Desk, tmp_path: Path) -> None:
    units = register_named("units")
    with pytest.raises(UserError, match="只有今天的情况"):
        asking.list_register(desk, units, conditions=(), text="", limit=0, as_of="2024-05-03")
    with pytest.raises(UserError, match="只有今天的情况"):
        asking.export(desk, units, tmp_path / "x.xlsx", conditions=(), text="", as_of="2024-05-03")

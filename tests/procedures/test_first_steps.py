"""Setting up: buildings as people write them, a sheet that opens, and a page that proves the printer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop import catalog
from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.printing import preview
from desktop.procedures.first_steps import FirstSteps, plans
from desktop.procedures.opening import Opened, describe, recover, unlock
from desktop.reports import first_days, keys, today
from tests.factories.profile import TODAY

PASSWORD = "sunny garden 2026 east"


@dataclass(frozen=True)
class Line:
    """A line of the wizard."""

    buildings: str
    stairwells: int = 2
    floors: int = 3
    per_floor: int = 2
    exceptions: str = ""


@pytest.fixture
def steps(tmp_path: Path) -> FirstSteps:
    by_name = {register.name: register for register in catalog.REGISTERS}
    return FirstSteps(
        Profile(tmp_path / "desk"), at_noon(TODAY), derived=catalog.DERIVED,
        units=by_name["units"], households=by_name["households"],
    )  # fmt: skip


@pytest.fixture
def opened(steps: FirstSteps) -> Iterator[Opened]:
    made = steps.create(
        compound="阳光花园", branch="阳光花园小区党支部", above="临江县/中心街道/阳光社区", grid="", user="王建国",
        password=PASSWORD,
    )  # fmt: skip
    yield made
    made.desk.close()


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1-3", ["1", "2", "3"]),
        ("3、5号楼，7栋", ["3", "5", "7"]),
        ("2到4 9", ["2", "3", "4", "9"]),
        ("甲", ["甲"]),
        ("1-2，2", ["1", "2"]),
    ],
)
def test_buildings_are_read_as_people_write_them(typed: str, numbers: list[str]) -> None:
    assert [plan.building for plan in plans([Line(typed)])] == numbers


def test_exceptions_are_read_too() -> None:
    (plan,) = plans([Line("1", exceptions="2单元每层3户，缺 1-101、没有102")])
    assert plan.per_stairwell == (("2", 3),)
    assert plan.without == ("1-101", "102")


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ([Line("")], "buildings"),
        ([Line("5-2")], "buildings"),
        ([Line("1"), Line("1-2")], "buildings"),
        ([Line("1", exceptions="二楼漏水")], "exceptions"),
        ([Line("1-150"), Line("151-210")], None),
        ([Line("1", floors=99)], "floors"),
    ],
)
def test_what_cannot_be_built_is_said(lines: list[Line], field: str | None) -> None:
    with pytest.raises(UserError) as refused:
        plans(lines)
    assert refused.value.field == field


def test_the_preview_shows_the_doors_that_are_then_made(steps: FirstSteps, opened: Opened) -> None:
    lines = [Line("1-2", exceptions="缺 1-101")]
    shown = steps.plan(lines)
    assert [name for name, _doors in shown] == ["1号楼", "2号楼"]
    assert steps.build(opened, lines) == sum(len(doors) for _name, doors in shown) == 22
    assert steps.build(opened, lines) == 0


def test_the_top_of_the_window_names_the_branch_and_its_chain(opened: Opened) -> None:
    assert opened.identity.unit_name == "阳光花园小区党支部"
    assert opened.identity.chain == "临江县 中心街道 阳光社区 阳光花园"


def test_the_sheet_that_was_printed_opens(steps: FirstSteps, opened: Opened) -> None:
    code = steps.code_of(opened)
    assert steps.try_code(opened, code)
    pdf = steps.sheet(opened, code)
    assert preview.page_count(pdf) == 2
    assert code.split("-")[0] in preview.page_text(pdf, 0)


def test_a_sheet_that_was_copied_by_hand_and_tried_is_asked_for_no_more(steps: FirstSteps, opened: Opened) -> None:
    steps.try_code(opened, steps.code_of(opened))
    desk = opened.desk
    with desk.store.read() as session:
        ways = keys.read(session, desk.actor)
        assert first_days.SHEET not in first_days.left(
            session, desk.actor, today.read(session, desk.actor, today=TODAY), backed_up=True
        )
    assert "恢复单（2026-03-10 照手抄的核对过）" in keys.words(ways)[0]
    steps.sheet(opened, steps.code_of(opened))
    with desk.store.read() as session:
        assert "恢复单（2026-03-10 印，两份）" in keys.words(keys.read(session, desk.actor))[0]


def test_a_new_sheet_makes_the_old_one_worthless(steps: FirstSteps, opened: Opened) -> None:
    old = steps.code_of(opened)
    assert steps.try_code(opened, steps.new_code(opened))
    with pytest.raises(UserError) as refused:
        steps.try_code(opened, old)
    assert refused.value.field == "code"


def test_the_test_page_is_one_page(steps: FirstSteps, opened: Opened) -> None:
    assert preview.page_count(steps.test_page(opened)) == 1


def test_a_backup_may_lie_elsewhere(steps: FirstSteps, opened: Opened, tmp_path: Path) -> None:
    made = steps.back_up(opened, tmp_path / "stick")
    assert made.parent == tmp_path / "stick"
    assert made.exists()


def test_a_profile_opens_again_with_password_and_with_the_sheet(steps: FirstSteps, opened: Opened) -> None:
    code, profile, clock = steps.code_of(opened), opened.desk.profile, opened.desk.clock
    opened.desk.close()
    more = {"clock": clock, "derived": catalog.DERIVED}
    again = unlock(profile, user="王建国", password=PASSWORD, **more)
    assert isinstance(again, Opened)
    again.desk.close()
    other = recover(profile, code=code, user="王建国", password="four other words here", **more)
    assert isinstance(other, Opened)
    assert describe(other.desk).identity == opened.identity
    other.desk.close()


def test_damage_is_handed_back_and_not_raised(steps: FirstSteps, opened: Opened) -> None:
    code, profile, clock = steps.code_of(opened), opened.desk.profile, opened.desk.clock
    opened.desk.close()
    profile.database.unlink()
    more = {"clock": clock, "derived": catalog.DERIVED}
    for found in (
        unlock(profile, user="王建国", password=PASSWORD, **more),
        recover(profile, code=code, user="王建国", password=PASSWORD, **more),
    ):
        assert not isinstance(found, Opened)
        assert found.exit_code == 3

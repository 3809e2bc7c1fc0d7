"""A demo is a desk like any other: invented people, whole, sealed, found, and with work to do today."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.catalog import DERIVED, REGISTERS
from desktop.procedures import demo, profiles
from desktop.procedures.demo_sizes import SIZES, Size
from desktop.procedures.invented import RARE, Inventor
from desktop.registers.contacts.model import ContactLink
from desktop.registers.people.model import Membership
from desktop.reports import paper_out
from desktop.search import index
from desktop.standard import list as listing
from desktop.standard import phrases
from desktop.standard.list import Query
from desktop.store.check import check
from desktop.values import citizen_id, phone

pytestmark = pytest.mark.xdist_group("demo")  # on one worker: its branch is made once
TODAY = date(2026, 11, 22)
HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("device"))


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory, device: str) -> Iterator[profiles.Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRID_DEVICE_DIR", device)
        folder = tmp_path_factory.mktemp("demo") / "desk"
        steps: list[tuple[int, int]] = []
        desk = demo.make(
            Profile(folder), size="branch", clock=at_noon(TODAY), derived=DERIVED,
            on_step=lambda done, total: steps.append((done, total)),
        )  # fmt: skip
        assert steps[-1] == (491, 491)
        yield desk
        desk.close()


def test_a_branch_has_the_size_of_the_report(branch: profiles.Desk) -> None:
    with branch.store.read() as session:
        counts = {
            register.name: listing.count(session, branch.actor, register, query=Query(), today=TODAY).all
            for register in REGISTERS
        }
        members = session.scalar(select(func.count()).select_from(Membership))
    assert (counts["households"], counts["people"], counts["buildings"]) == (491, 1_447, 8)
    assert members == 80
    assert counts["visits"] > 491


def test_every_row_is_journaled_sealed_and_found(branch: profiles.Desk) -> None:
    checked = check(branch.store)
    assert checked.findings == ()
    # Written twice: a post given up, five agreements signed, one ended with the claim under it, contracts on venues
    # that were given their terms, signed, ended and left.
    assert checked.changes == checked.rows + 1 + 5 + 2 + 11
    with branch.store.read() as session:
        for typed in ("林𬭎", "万俟", "mqx", "shanzhigang", "3-2-101"):
            assert index.query(session.connection(), typed, units=branch.actor.scope), typed


def test_today_has_something_late_something_soon_and_something_in_time(branch: profiles.Desk) -> None:
    with branch.store.read() as session:
        states = listing.facet(
            session, branch.actor, HOUSEHOLDS, column="next_due", query=Query(), today=TODAY
        )  # fmt: skip
        assert {choice.value for choice in states} == {"overdue", "soon", "fine", "none"}
        assert all(choice.count >= 10 for choice in states)
        assert session.scalar(select(func.max(ContactLink.starts_on))) <= TODAY


def test_a_second_start_opens_what_was_made(
    branch: profiles.Desk, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRID_DEVICE_DIR", device)
    again = demo.reopen(branch.profile, clock=at_noon(TODAY), derived=DERIVED)
    assert again.actor.name == demo.USER
    again.close()
    with pytest.raises(UserError, match="已经有一份数据"):
        demo.make(branch.profile, size="branch", clock=at_noon(TODAY), derived=DERIVED)


def test_a_desk_of_somebody_is_never_taken_for_a_demo(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "desk")
    profiles.create(
        profile, unit="阳光花园", user="王书记", password="四个 不相干 的 词语", clock=at_noon(TODAY), derived=DERIVED
    ).close()
    with pytest.raises(UserError, match="不是演示数据"):
        demo.reopen(profile, clock=at_noon(TODAY), derived=DERIVED)


def test_a_demo_that_cannot_be_filled_lets_go_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(SIZES, "branch", Size(30, 90, 1))
    with pytest.raises(KeyboardInterrupt):
        demo.make(Profile(tmp_path / "desk"), size="branch", clock=at_noon(TODAY), derived=DERIVED, on_step=stop)


@pytest.mark.parametrize("name", list(SIZES))
def test_the_sizes_come_out_to_the_person(name: str) -> None:
    size = SIZES[name]
    sizes = Inventor(TODAY, Random(1)).sizes(size.households, size.people)
    assert (len(sizes), sum(sizes)) == (size.households, size.people)
    assert {1, 6} <= set(sizes) <= set(range(1, 7))


def test_invented_people_are_nobody_and_yet_their_numbers_are_right() -> None:
    people = [person for family in Inventor(TODAY, Random(1)).families(400, 1_200) for person in family]
    numbers = [person.id_no for person in people if person.id_no]
    phones = [person.phone for person in people if person.phone]
    assert len(set(numbers)) == len(numbers) > 1_000
    assert len(set(phones)) == len(phones) > 400
    for person in people:
        if person.id_no:
            assert citizen_id.parse(person.id_no) == person.id_no
            assert person.id_no.startswith("990101")
            assert citizen_id.birth(person.id_no) == person.born <= TODAY
            assert str(citizen_id.sex(person.id_no)) == person.sex
        if person.phone:
            assert phone.parse(person.phone) == person.phone
            assert person.phone.startswith("170")
    assert {person.name for person in people} >= set(RARE)
    assert [person.relation for person in people].count("02") == 400


def test_the_same_seed_makes_the_same_people() -> None:
    one, two = ([p for f in Inventor(TODAY, Random(7)).families(20, 60) for p in f] for _ in range(2))
    assert one == two


def test_paper_is_out_late_and_in_part_and_a_need_waits(branch: profiles.Desk) -> None:
    with branch.store.read() as session:
        out = paper_out.sheets(session, branch.actor, today=TODAY)
        todos = [todo.title for todo in paper_out.todos(session, branch.actor, TODAY)]
        kept = phrases.choices(session, branch.actor, use="said")
    assert [sheet.days for sheet in out] == [18, 6, 0]
    assert [sheet.open < sheet.rows for sheet in out] == [False, True, False]
    assert todos == ["1 张走访单还没有收回", "1 次走访里有事待转事件"]
    assert {one.whose for one in kept} == {"shared"}

"""The ways into a profile: each change opens or shuts what it says and is noted; with one alone, Today reminds."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop import catalog
from desktop.access.pin import PinVault
from desktop.base.clock import FixedClock, at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.procedures import keys, profiles
from desktop.procedures.first_steps import recovery_pdf
from desktop.procedures.keeping import Keeping
from desktop.procedures.keeping_keys import KeyKeeping, remember
from desktop.procedures.profiles import Desk
from desktop.registers.units.register import UNITS
from desktop.reports import keys as report
from desktop.store.check import check
from tests.factories.profile import TODAY

PASSWORD, OTHER, THIRD = "sunny garden 2026 east", "four other words here", "three more words now"
LATER = TODAY + timedelta(days=7)


@pytest.fixture
def clock() -> FixedClock:
    return at_noon(TODAY)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = profiles.create(
        Profile(tmp_path / "desk"), unit="第一网格", user="王书记", password=PASSWORD, clock=clock,
        derived=catalog.DERIVED,
    )  # fmt: skip
    yield made
    made.close()


def ways(desk: Desk) -> report.KeyWays:
    with desk.store.read() as session:
        return report.read(session, desk.actor)


def reminded(desk: Desk) -> list[str]:
    with desk.store.read() as session:
        return [todo.title for todo in report.todos(session, desk.actor, LATER)]


def sign_in(desk: Desk, name: str, password: str) -> Desk:
    return profiles.open_with_password(
        desk.profile, user=name, password=password, clock=desk.clock, derived=catalog.DERIVED
    )


def changes(desk: Desk) -> list[tuple[str, str]]:
    with desk.store.read() as session:
        return [(what, owner) for _when, what, owner in Keeping(desk).keys.facts(session).changes]


def test_with_one_password_alone_the_reminder_stands_from_the_second_week_on(desk: Desk) -> None:
    with desk.store.read() as session:
        assert report.todos(session, desk.actor, TODAY) == ()
    assert reminded(desk) == ["准备第二把钥匙"]
    assert report.words(ways(desk)) == (
        "能打开这份数据的：王书记的密码、恢复单（还没有印）。",
        "这些都丢失，数据就再也无法打开。",
        "现在只有一个人的密码能用。请印恢复单两份，或添加第二保管人。",
    )


def test_a_printed_sheet_is_a_second_way_until_it_is_replaced(desk: Desk, clock: FixedClock) -> None:
    recovery_pdf(desk, UNITS, code=desk.recovery_code)
    assert reminded(desk) == []
    assert "恢复单（2026-03-10 印，两份）" in report.words(ways(desk))[0]
    clock.pass_time(days=1)
    code = keys.new_sheet(desk)
    assert not ways(desk).safe
    recovery_pdf(desk, UNITS, code=code)
    assert ways(desk).safe
    assert keys.replace_sheet(desk, lambda new: recovery_pdf(desk, UNITS, code=new))
    assert ways(desk).safe


def test_a_second_holder_opens_with_a_password_of_their_own(desk: Desk) -> None:
    keys.add_user(desk, name=" 李主任 ", role="reader", password=OTHER, holder=True)
    assert ways(desk).users == (("王书记", False), ("李主任", True))
    assert report.words(ways(desk))[0].startswith("能打开这份数据的：王书记的密码、第二保管人 李主任、")
    assert reminded(desk) == []
    sign_in(desk, "李主任", OTHER).close()
    keys.remove_user(desk, name="李主任")
    with pytest.raises(UserError):
        sign_in(desk, "李主任", OTHER)
    assert reminded(desk) == ["准备第二把钥匙"]


def test_a_name_that_is_there_already_is_not_taken_twice(desk: Desk) -> None:
    for name in ("王书记", " "):
        with pytest.raises(UserError, match="没有添加"):
            keys.add_user(desk, name=name, role="staff", password=OTHER)
    sign_in(desk, "王书记", PASSWORD).close()


def test_a_forgotten_password_is_set_anew_by_the_secretary(desk: Desk) -> None:
    keys.add_user(desk, name="李主任", role="staff", password=OTHER)
    vault = PinVault()
    keeping = KeyKeeping(desk, vault)
    keeping.reset_password("李主任", THIRD)
    sign_in(desk, "李主任", THIRD).close()
    with pytest.raises(UserError):
        sign_in(desk, "李主任", OTHER)
    with pytest.raises(UserError, match="没有叫这个名字的用户"):
        keeping.reset_password("赵某", THIRD)
    staff = sign_in(desk, "李主任", THIRD)
    with pytest.raises(UserError, match="权限"):
        keys.reset_password(staff, name="王书记", password=OTHER)
    staff.close()


def test_every_change_is_noted_with_whose_it_was_and_stands_in_the_journal(desk: Desk, clock: FixedClock) -> None:
    deeds = (
        lambda: keys.add_user(desk, name="李主任", role="staff", password=OTHER),
        lambda: keys.change_password(desk, old=PASSWORD, new=THIRD),
        lambda: keys.new_sheet(desk),
        lambda: keys.remove_user(desk, name="李主任"),
    )
    for deed in deeds:
        clock.pass_time(seconds=60)
        deed()
    assert changes(desk) == [
        ("移除用户", "李主任"), ("生成新的恢复单", ""), ("改密码", "王书记"), ("添加用户", "李主任"),
        ("生成新的恢复单", ""),
    ]  # fmt: skip
    assert check(desk.store).findings == ()


def test_opening_with_the_sheet_is_noted_too(desk: Desk, clock: FixedClock) -> None:
    clock.pass_time(days=1)
    again = profiles.open_with_sheet(
        desk.profile, code=desk.recovery_code, user="王书记", password=OTHER, clock=clock, derived=catalog.DERIVED
    )
    assert changes(again)[0] == ("用恢复单打开", "王书记")
    again.close()


def test_a_pin_is_remembered_for_who_chose_one(desk: Desk) -> None:
    vault = PinVault()
    keeping = KeyKeeping(desk, vault)
    kept = keeping.set_pin("380472")
    assert vault.open("王书记", "380472") == desk.opened.data_key
    keeping.drop_pin()
    remember(vault, desk, None)
    assert not vault.has("王书记")
    remember(vault, desk, kept)
    assert vault.open("王书记", "380472") == desk.opened.data_key

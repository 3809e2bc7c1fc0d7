"""Who may do what, to whose rows: roles as permissions, scope by typed ids, the secrets of one PC."""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access import device as devices
from desktop.access.actor import Actor
from desktop.access.device import Device, device_for, dpapi
from desktop.access.roles import READER, SECRETARY, STAFF, allows
from desktop.access.scope import actor_for, below, rebuild_closure, visible
from desktop.access.unit import Unit, User
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.registers.people.model import Person
from tests.factories.profile import UNIT_ID, USER_ID, Profile, make_profile

VERBS = ("see", "print", "save", "retire", "import", "export", "visit", "assign", "manage", "erase", "restore")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("role", "permission", "may"),
    [
        (SECRETARY, "users.manage", True), (SECRETARY, "people.erase", True),
        (STAFF, "households.save", True), (STAFF, "contacts.visit", True), (STAFF, "people.erase", False),
        (STAFF, "users.see", False), (STAFF, "settings.save", False),
        (READER, "people.see", True), (READER, "people.print", True), (READER, "people.save", False),
        (READER, "people.export", False), (READER, "users.see", False), ("nobody", "people.see", False),
    ],
)  # fmt: skip
def test_a_role_is_a_set_of_permissions(role: str, permission: str, *, may: bool) -> None:
    assert allows(role, permission) is may


@given(st.sampled_from(["people", "households", "users"]), st.sampled_from(VERBS))
def test_who_may_less_never_may_more(register: str, verb: str) -> None:
    reader, staff, secretary = (allows(role, f"{register}.{verb}") for role in (READER, STAFF, SECRETARY))
    assert reader <= staff <= secretary


def test_an_actor_without_the_right_or_outside_the_scope_is_told_that_nothing_changed() -> None:
    actor = Actor(USER_ID, "李干事", STAFF, UNIT_ID, frozenset({UNIT_ID}))
    assert actor.may("people.save")
    actor.require("people.save", UNIT_ID)
    with pytest.raises(UserError, match="什么也没有改"):
        actor.require("users.manage")
    with pytest.raises(UserError, match="不归本单位管"):
        actor.require("people.save", uuid7())


def tree(session: Session, parents: list[int | None]) -> list[UUID]:
    """Units of which each names its parent by its place in the list."""
    ids: list[UUID] = []
    for parent in parents:
        unit_id = uuid7()
        above = None if parent is None else ids[parent]
        session.add(Unit(id=unit_id, unit_id=unit_id, level="grid", name=str(len(ids)), parent_id=above))
        ids.append(unit_id)
    session.flush()
    rebuild_closure(session)
    return ids


@given(seeds=st.lists(st.integers(0, 99), max_size=12))
def test_the_scope_of_a_unit_is_the_unit_and_all_below(
    seeds: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    profile = make_profile(tmp_path_factory.mktemp("tree"))
    parents: list[int | None] = [None, *(seed % (place + 1) for place, seed in enumerate(seeds))]
    with profile.store.write(USER_ID, "units.save") as session:
        ids = tree(session, parents)
        for place, unit_id in enumerate(ids):
            assert below(session, unit_id) == {
                ids[other] for other in range(len(ids)) if _at_or_below(parents, other, place)
            }
    profile.close()


def _at_or_below(parents: list[int | None], unit: int | None, top: int) -> bool:
    while unit is not None:
        if unit == top:
            return True
        unit = parents[unit]
    return False


def test_rows_of_other_units_are_not_there(profile: Profile) -> None:
    with profile.store.write(USER_ID, "people.save") as session:
        ids = tree(session, [None, 0])
        session.add_all([Person(unit_id=unit_id, name=str(n)) for n, unit_id in enumerate(ids)])
    one = Actor(USER_ID, "x", STAFF, ids[1], frozenset({ids[1]}))
    both = Actor(USER_ID, "x", STAFF, ids[0], frozenset(ids))
    with profile.store.read() as session:
        assert session.scalars(select(Person.name).where(visible(Person, one))).all() == ["1"]
        assert sorted(session.scalars(select(Person.name).where(visible(Person, both)))) == ["0", "1"]


def test_a_unit_that_is_gone_is_in_no_scope(profile: Profile) -> None:
    with profile.store.write(USER_ID, "units.save") as session:
        ids = tree(session, [None, 0])
        session.get_one(Unit, ids[1]).alive = False
        session.flush()
        rebuild_closure(session)
        assert below(session, ids[0]) == {ids[0]}
        session.get_one(Unit, ids[0]).alive = False
        session.get_one(Unit, UNIT_ID).alive = False
        session.flush()
        rebuild_closure(session)
        assert below(session, ids[0]) == set()


def test_a_user_is_known_by_name_while_active(profile: Profile) -> None:
    with profile.store.read() as session:
        assert actor_for(session, "王书记") == Actor(USER_ID, "王书记", SECRETARY, UNIT_ID, frozenset({UNIT_ID}))
    with profile.store.write(USER_ID, "users.manage") as session:
        session.get_one(User, USER_ID).active = False
    with profile.store.read() as session, pytest.raises(UserError, match="停用"):
        actor_for(session, "王书记")


def test_the_secret_of_a_pc_stays_the_same_and_lies_outside_the_profile(tmp_path: Path) -> None:
    first, again, other = device_for(tmp_path, "p1"), device_for(tmp_path, "p1"), device_for(tmp_path, "p2")
    assert first == again != other
    assert len(first.secret) == len(first.token) == 32
    if sys.platform != "win32":
        assert (tmp_path / "p1.device").stat().st_mode & 0o077 == 0


def test_a_torn_secret_is_made_anew_and_then_only_the_sheet_opens(tmp_path: Path) -> None:
    before = device_for(tmp_path, "p1")
    (tmp_path / "p1.device").write_bytes(b"torn")
    assert device_for(tmp_path, "p1") != before
    assert (tmp_path / "p1.unread").read_bytes() == b"torn", "what does not open here may open elsewhere"


def test_the_token_of_a_copied_folder_differs(tmp_path: Path) -> None:
    """The same secret file beside two folders: two chains."""
    device = Device(b"s" * 32, b"t" * 32)
    assert device.token_hash(tmp_path / "a") != device.token_hash(tmp_path / "b")


class Crypt32:
    """Windows' data protection, as far as we ask it: it hands back what it was given, turned around."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.kept: list[ctypes.Array[ctypes.c_char]] = []

        self.freed: list[int | None] = []

    def __getitem__(self, _function: str) -> "Crypt32":
        return self

    def load(self, _name: str) -> "Crypt32":
        """Stand for every library that is loaded."""
        return self

    def LocalFree(self, address: ctypes.c_void_p) -> None:  # noqa: N802 - the name in Windows
        self.freed.append(address.value)

    def __call__(self, given: object, *rest: object) -> int:
        blob, made = given._obj, rest[-1]._obj  # type: ignore[attr-defined]  # what byref points to
        data = ctypes.string_at(blob.data, blob.size)[::-1]
        self.kept.append(ctypes.create_string_buffer(data, len(data)))
        made.size, made.data = len(data), ctypes.cast(self.kept[-1], ctypes.POINTER(ctypes.c_char))
        return int(self.works)


def test_windows_seals_the_secret_for_its_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    windows = Crypt32()
    assert dpapi("CryptProtectData", b"abc", windows.load) == b"cba"
    assert windows.freed == [ctypes.addressof(windows.kept[0])], "what Windows made is given back to it"
    with pytest.raises(OSError, match="CryptProtectData"):
        dpapi("CryptProtectData", b"abc", Crypt32(works=False).load)
    monkeypatch.setattr(devices.sys, "platform", "win32")
    monkeypatch.setattr(devices, "dpapi", lambda _function, data: data[::-1])
    made = device_for(tmp_path, "p1")
    assert device_for(tmp_path, "p1") == made
    sealed = (tmp_path / "p1.device").read_bytes()
    assert made.secret not in sealed

    def refuse(function: str, data: bytes) -> bytes:
        if function == "CryptUnprotectData":
            raise OSError(function)
        return data

    monkeypatch.setattr(devices, "dpapi", refuse)
    assert device_for(tmp_path, "p1") != made
    assert (tmp_path / "p1.unread").read_bytes() == sealed, "the other account of Windows still opens it"


@pytest.mark.parametrize("level", ["street", "county", "community", "grid"])
def test_street_and_county_are_offered_no_work_on_residents(level: str) -> None:
    actor = Actor(uuid7(), "王书记", SECRETARY, UNIT_ID, frozenset({UNIT_ID}), level=level)
    holds = level in {"community", "grid"}
    assert actor.may("households.import") is actor.is_offered("households.see") is holds
    assert actor.may("people.see")  # the lists are empty, and nothing that reads them breaks
    assert actor.may("partners.import")
    if not holds:
        with pytest.raises(UserError, match="不存居民和住户"):
            actor.require("people.save")

"""Code lists promise: the county adds values for every unit below, they are chosen like the shipped, and go again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop import codes
from desktop.access.actor import Actor
from desktop.access.roles import STAFF
from desktop.access.scope import rebuild_closure
from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.standard import code_lists, undo
from tests.factories.profile import UNIT_ID, USER_ID, Profile, make_profile

COUNTY = UUID("018f0000-0000-7000-8000-00000000000c")
TRADE = "venue_trade"


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path)
    yield made
    made.close()
    codes.grow({})


@pytest.fixture
def county(profile: Profile) -> Actor:
    """Somebody who acts for the county above the grid."""
    with profile.store.write(USER_ID, "units.save") as session:
        session.add(Unit(id=COUNTY, unit_id=COUNTY, level="county", name="临江县"))
        session.flush()
        session.get_one(Unit, UNIT_ID).parent_id = COUNTY
        session.flush()
        rebuild_closure(session)
    return replace(profile.actor, unit_id=COUNTY, scope=frozenset({COUNTY, UNIT_ID}), level="county")


def settled(profile: Profile, actor: Actor, **added: tuple[str, ...]) -> UUID:
    with profile.store.write(USER_ID, "wording.settle") as session:
        code_lists.settle(session, actor, added)
    return UUID(bytes=session.info["changes"].tx.bytes)


def here(profile: Profile) -> None:
    """The grid reads what is in force for it."""
    with profile.store.read() as session:
        code_lists.load(session, UNIT_ID)


def test_what_the_county_adds_is_chosen_read_and_shown_below(profile: Profile, county: Actor) -> None:
    shipped = codes.options(TRADE)
    tx = settled(profile, county, venue_trade=("菜鸟驿站", " 共享书屋 ", ""))
    here(profile)
    assert codes.options(TRADE) == (*shipped, ("菜鸟驿站", "菜鸟驿站"), ("共享书屋", "共享书屋"))
    assert codes.shipped(TRADE) == tuple(label for _code, label in shipped)
    assert codes.parse(TRADE, "菜鸟 驿站") == "菜鸟驿站"
    assert codes.is_valid(TRADE, "共享书屋")
    with profile.store.write(USER_ID, "journal.undo") as session:
        undo.undo(session, county, tx=tx)
    here(profile)
    assert codes.options(TRADE) == shipped
    assert codes.label(TRADE, "菜鸟驿站") == "菜鸟驿站", "what was registered with it still reads"
    with pytest.raises(KeyError):
        codes.label("sex", "菜鸟驿站")


def test_a_list_that_is_left_out_stays_and_what_changes_nothing_writes_nothing(profile: Profile, county: Actor) -> None:
    settled(profile, county, venue_trade=("菜鸟驿站",))
    settled(profile, county, spending_purpose=("适老化改造",))
    with profile.store.read() as session:
        before = code_lists.current(session, UNIT_ID)
        assert code_lists.of_unit(session, UNIT_ID) == {
            "venue_trade": ("菜鸟驿站",), "spending_purpose": ("适老化改造",),
        }  # fmt: skip
    settled(profile, county, venue_trade=("菜鸟驿站",))
    with profile.store.read() as session:
        assert code_lists.current(session, UNIT_ID) == before
    settled(profile, county, venue_trade=(), spending_purpose=())
    with profile.store.read() as session:
        assert code_lists.of_unit(session, UNIT_ID) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [(("医养服务",), "已经有"), (("书屋", "书屋"), "已经有"), (("很" * 17,), "太长"),
     (tuple(f"第{n}项" for n in range(41)), "太多")],
)  # fmt: skip
def test_a_value_that_is_there_or_too_long_is_refused(
    profile: Profile, county: Actor, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UserError, match=said) as refused:
        settled(profile, county, venue_trade=words)
    assert refused.value.field == TRADE


def test_only_the_county_adds_and_only_to_lists_that_grow(profile: Profile, county: Actor) -> None:
    for actor in (profile.actor, replace(county, role=STAFF)):
        with pytest.raises(UserError):
            settled(profile, actor, venue_trade=("书屋",))
    with pytest.raises(KeyError):
        settled(profile, county, sex=("书屋",))
    shipped = codes.options(TRADE)
    codes.grow({"sex": ("书屋",), TRADE: ("医养服务",)})
    assert not codes.is_valid("sex", "书屋")
    assert codes.options(TRADE) == shipped, "a word that is there already is not offered twice"

"""Who left is listed with when, why and where to, and the deed can be taken back long afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.procedures import merge_households, move_out, pass_away
from desktop.reports import gone
from desktop.standard.undo import undo
from desktop.values.partial_day import PartialDay
from tests.factories.family import HOME, Folk, make_folk
from tests.factories.profile import TODAY, USER_ID


@pytest.fixture
def folk(tmp_path: Path) -> Iterator[Folk]:
    """The compound with a family."""
    made = make_folk(tmp_path)
    yield made
    made.village.profile.close()


def test_nobody_left_yet(folk: Folk) -> None:
    assert folk.read(lambda s: (gone.households(s, folk.actor), gone.people(s, folk.actor))) == ((), ())
    with pytest.raises(UserError, match="没有找到"):
        folk.read(lambda s: gone.ending(s, "households", folk.home()))


def test_a_household_that_moved_out_is_listed_and_can_come_back(folk: Folk) -> None:
    before = folk.lived()
    folk.do("households.move_out", move_out.do, folk.home(), on=TODAY, reason="moved", to="县城新区")
    (one,) = folk.read(lambda s: gone.households(s, folk.actor))
    assert (one.id, one.door, one.name, one.on, one.to) == (folk.home(), HOME, "周兰", str(TODAY), "县城新区")
    assert one.why == "全户搬走"
    left = folk.read(lambda s: gone.people(s, folk.actor))
    assert {(each.name, each.door, each.why, each.to) for each in left} == {
        (name, HOME, "搬走", "县城新区") for name in ("周兰", "赵强", "赵明", "赵母")
    }
    with folk.village.profile.store.write(USER_ID, "households.undo") as session:
        done = undo(session, folk.actor, tx=gone.ending(session, "households", one.id))
    assert (done.kept, folk.lived()) == ((), before)
    assert folk.read(lambda s: gone.households(s, folk.actor)) == ()


def test_one_who_died_is_listed_and_found_by_name(folk: Folk) -> None:
    who = folk.ids["赵母"]
    folk.do("people.pass_away", pass_away.do, who, on=PartialDay.of(TODAY), picked={})
    (one,) = folk.read(lambda s: gone.people(s, folk.actor, find="赵"))
    assert (one.id, one.door, one.name, one.on, one.why) == (who, HOME, "赵母", str(TODAY), "已故")
    assert folk.read(lambda s: gone.people(s, folk.actor, find="周")) == ()
    assert folk.read(lambda s: gone.ending(s, "people", who)) == folk.tx


def test_a_merged_household_names_the_one_it_went_into(folk: Folk) -> None:
    other = next(key for door, key in folk.village.homes.items() if door != HOME)
    told = folk.foresee(merge_households.foresee, folk.home(), other_id=other)
    picked = {choice.name: choice.options[0][0] for choice in told.choices}
    folk.do("households.merge", merge_households.do, folk.home(), other_id=other, picked=picked)
    ended = folk.read(lambda s: gone.households(s, folk.actor))
    assert len(ended) == 1
    assert ended[0].to.startswith("并入 ")
    assert folk.read(lambda s: gone.households(s, folk.actor, find=ended[0].door[:3])) == ended
    assert folk.read(lambda s: gone.households(s, folk.actor, find="没有这个人")) == ()

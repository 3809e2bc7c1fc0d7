"""A saved filter is found again as it was meant: its own person's, or everybody's of the branch."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.roles import READER, STAFF
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.catalog import DERIVED, REGISTERS
from desktop.standard import views
from desktop.standard.list import Filter, Query, Sort
from desktop.standard.undo import undo
from tests.factories.profile import TODAY, Profile, make_profile

HOUSEHOLDS = next(register for register in REGISTERS if register.name == "households")
OVERDUE = Query("周", (Filter("next_due", values=("overdue",)), Filter("tenure", blank=True)), (Sort("people", True),))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = make_profile(tmp_path, derived=DERIVED)
    yield made
    made.close()


def deed(profile: Profile, act: Callable[[Session], Any]) -> Any:
    with profile.store.write(profile.actor.id, "views.save") as session:
        return act(session)


def keep(profile: Profile, name: str = "逾期", query: Query = OVERDUE, **more: Any) -> views.Kept:
    actor, day = more.pop("actor", profile.actor), more.pop("today", TODAY)
    kept: views.Kept = deed(
        profile, lambda s: views.keep(s, actor, "households", name=name, query=query, today=day, **more)
    )
    return kept


def seen(profile: Profile, actor: Actor | None = None, today: date = TODAY) -> tuple[views.View, ...]:
    with profile.store.read() as session:
        return views.views(session, actor or profile.actor, registers=REGISTERS, today=today)


def test_a_filter_comes_back_as_it_was_saved(profile: Profile) -> None:
    keep(profile, " 逾期  没走 ")
    (found,) = seen(profile)
    assert (found.name, found.query, found.register, found.shared) == ("逾期 没走", OVERDUE, "households", False)


def test_a_range_with_a_name_means_the_days_of_the_day_it_is_used(profile: Profile) -> None:
    month = (date(2026, 3, 1), date(2026, 3, 31))
    fixed = (date(2026, 3, 2), None)
    keep(profile, query=Query(filters=(Filter("last_visit", span=month), Filter("next_due", span=fixed))))
    (found,) = seen(profile, today=date(2026, 4, 8))
    assert [each.span for each in found.query.filters] == [(date(2026, 4, 1), date(2026, 4, 30)), fixed]


def test_the_same_name_is_replaced_and_said(profile: Profile) -> None:
    first = keep(profile)
    again = keep(profile, query=Query("林"))
    assert (first.replaced, again) == (False, views.Kept(first.id, replaced=True))
    assert [each.query.text for each in seen(profile)] == ["林"]


def test_others_see_what_is_shared_and_nothing_else(profile: Profile) -> None:
    keep(profile, "我的")
    keep(profile, "大家的", shared=True)
    staff = replace(profile.actor, id=uuid4(), role=STAFF)
    assert [(each.name, each.shared, each.mine) for each in seen(profile, staff)] == [("大家的", True, False)]
    assert [(each.name, each.mine) for each in seen(profile)] == [("我的", True), ("大家的", True)]
    outsider = replace(profile.actor, scope=frozenset({uuid4()}))
    assert seen(profile, outsider) == ()


def test_sharing_needs_its_permission_and_moves_both_ways(profile: Profile) -> None:
    kept = keep(profile)
    staff = replace(profile.actor, role=STAFF)
    with pytest.raises(UserError, match="没有做这一步的权限"):
        deed(profile, lambda s: views.share(s, staff, kept.id, shared=True))
    with pytest.raises(UserError, match="没有做这一步的权限"):
        keep(profile, shared=True, actor=staff)
    deed(profile, lambda s: views.share(s, profile.actor, kept.id, shared=True))
    assert [each.shared for each in seen(profile)] == [True]
    with pytest.raises(UserError, match="没有做这一步的权限"):
        deed(profile, lambda s: views.rename(s, staff, kept.id, name="别的"))
    deed(profile, lambda s: views.share(s, profile.actor, kept.id, shared=False))
    assert [each.shared for each in seen(profile)] == [False]


def test_a_reader_uses_filters_and_saves_none(profile: Profile) -> None:
    keep(profile, "大家的", shared=True)
    reader = replace(profile.actor, id=uuid4(), role=READER)
    assert [(each.name, each.mine) for each in seen(profile, reader)] == [("大家的", False)]
    with pytest.raises(UserError, match="没有做这一步的权限"):
        keep(profile, actor=reader)


def test_renaming_refuses_a_name_that_is_taken(profile: Profile) -> None:
    kept, _other = keep(profile, "一"), keep(profile, "二")
    shared = keep(profile, "二", shared=True)
    with pytest.raises(UserError, match="已经有叫“二”的筛选"):
        deed(profile, lambda s: views.rename(s, profile.actor, kept.id, name="二"))
    with pytest.raises(UserError, match="那边已经有叫“二”的筛选"):
        deed(profile, lambda s: views.share(s, profile.actor, shared.id, shared=False))
    deed(profile, lambda s: views.rename(s, profile.actor, kept.id, name="三"))
    assert {each.name for each in seen(profile)} == {"二", "三"}


@pytest.mark.parametrize(("name", "sentence"), [(" ", "请填写筛选的名称"), ("长" * 21, "名称最多 20 个字")])
def test_a_name_that_will_not_do_is_refused(profile: Profile, name: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        keep(profile, name)


def test_what_is_taken_away_comes_back_by_undo(profile: Profile) -> None:
    kept = keep(profile)
    with profile.store.write(profile.actor.id, "views.retire") as session:
        views.retire(session, profile.actor, kept.id)
    tx = session.info["changes"].tx
    assert seen(profile) == ()
    deed(profile, lambda s: undo(s, profile.actor, tx=tx))
    assert [each.name for each in seen(profile)] == ["逾期"]


def test_another_persons_filter_is_not_touched(profile: Profile) -> None:
    kept = keep(profile)
    other = replace(profile.actor, id=uuid4())
    for act in (lambda s: views.retire(s, other, kept.id), lambda s: views.retire(s, profile.actor, uuid7())):
        with pytest.raises(UserError, match="没有找到这个筛选"):
            deed(profile, act)


def test_a_column_that_is_gone_leaves_the_rest(profile: Profile) -> None:
    said = views.as_json(replace(OVERDUE, filters=(*OVERDUE.filters, Filter("gone", values=(1,)))), TODAY)
    assert views.from_json(said, HOUSEHOLDS, TODAY + timedelta(days=1)) == OVERDUE

"""Whatever deeds follow each other, lists say what a rebuild from scratch says, and undo leads back step by step."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.procedures import (
    change_head,
    correct_building,
    merge_households,
    merge_people,
    move_in,
    move_out,
    pass_away,
    split_household,
)
from desktop.procedures.contradictions import contradictions
from desktop.standard.consequences import Consequences
from desktop.standard.undo import undo
from desktop.values.partial_day import PartialDay
from tests.factories.family import HOME, Folk, make_folk
from tests.factories.profile import TODAY, USER_ID

NAMES = ("周兰", "赵强", "赵明", "赵母", "胡强", "于涛", "罗艳", "刘丽")
DOORS = ("1-1-301", "1-1-302", "1-1-202", "1-2-201", "2-1-301")
WHO, AT = st.sampled_from(NAMES), st.sampled_from(DOORS[:4])
STEPS = st.one_of(
    st.tuples(st.just("out"), AT, st.frozensets(WHO, min_size=1), st.sampled_from(["", *DOORS, "滨城"])),
    st.tuples(st.just("in"), WHO, st.sampled_from(DOORS), st.just(None)),
    st.tuples(st.just("split"), AT, st.frozensets(WHO, min_size=1, max_size=2), st.sampled_from(["", *DOORS])),
    st.tuples(st.just("head"), AT, st.just(None), st.just(None)),
    st.tuples(st.just("died"), WHO, st.just(None), st.just(None)),
    st.tuples(st.just("door"), AT, st.sampled_from(DOORS), st.just(None)),
    st.tuples(st.just("merge homes"), AT, AT, st.just(None)),
    st.tuples(st.just("merge people"), WHO, WHO, st.just(None)),
)


def deed(folk: Folk, step: tuple[Any, ...]) -> tuple[str, Any, Any, Any, dict[str, Any]]:
    """Action, foresee, do, the record and what is asked."""
    kind, first, second, third = step
    on: dict[str, Any] = {"on": TODAY}
    if kind in ("out", "split"):
        what = {"ticked": {folk.ids[name] for name in second}, ("to" if kind == "out" else "door"): third}
        module = move_out if kind == "out" else split_household
        return f"households.{kind}", module.foresee, module.do, folk.home(first), on | what
    if kind == "in":
        return "people.move_in", move_in.foresee_into_door, move_in.into_door, folk.ids[first], on | {"door": second}
    if kind == "died":
        given_ = {"on": PartialDay.of(TODAY)}
        return "people.pass_away", pass_away.foresee, pass_away.do, folk.ids[first], given_
    if kind == "merge people":
        other = {"other_id": folk.ids[second]}
        return "people.merge", merge_people.foresee, merge_people.do, folk.ids[first], other
    module = {"head": change_head, "door": correct_building, "merge homes": merge_households}[kind]
    asked = {"head": {}, "door": {"door": second}}.get(kind)
    asked = {"other_id": folk.home(second)} if asked is None else asked
    return "households.change", module.foresee, module.do, folk.home(first), asked


def answered(folk: Folk, foresee: Any, record: Any, asked: dict[str, Any]) -> dict[str, str]:
    """Answer each question with its last answer until none is open."""
    picked: dict[str, str] = {}
    for _round in range(12):
        told: Consequences = folk.foresee(foresee, record, **asked, picked=picked)
        open_ = [choice for choice in told.choices if not choice.chosen]
        if not open_:
            return picked
        picked |= {choice.name: choice.options[-1][0] for choice in open_}
    raise AssertionError("the questions never end")


def test_a_deed_taken_back_out_of_turn_leaves_nothing_that_cannot_be(tmp_path: Path) -> None:
    """Whose head died since would be headed by the dead, and who moved on since would live in two places."""
    folk = make_folk(tmp_path)

    def done(step: tuple[Any, ...], **picked: str) -> Any:
        action, foresee, do, record, asked = deed(folk, step)
        folk.do(action, do, record, **asked, picked=answered(folk, foresee, record, asked) | picked)
        return folk.tx

    def back(tx: Any) -> Any:
        with folk.village.profile.store.write(USER_ID, "journal.undo") as session:
            undo(session, folk.actor, tx=tx, doubts=contradictions)
        return session.info["changes"].tx

    moved = done(("in", "罗艳", "1-2-201", None))
    done(("in", "罗艳", "1-1-302", None))
    headed = done(("head", HOME, None, None), head=str(folk.ids["赵明"]))
    died = done(("died", "周兰", None, None))
    stood = folk.lived()
    for tx, why in ((moved, "罗艳 会"), (headed, "户主 周兰 会不住在这一户")):
        with pytest.raises(UserError, match=f"单独撤销它，{why}.*请先撤销后来办的那一步"):
            back(tx)
    assert folk.lived() == stood
    back(died)
    back(headed)
    folk.village.profile.close()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=1, max_size=4))
def test_lists_agree_with_a_rebuild_and_undo_leads_back(steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        folk = make_folk(Path(folder))
        states, done = [(folk.lived(), folk.derived())], []
        for step in steps:
            action, foresee, do, record, asked = deed(folk, step)
            try:
                picked = answered(folk, foresee, record, asked)
            except UserError:  # not with these people, not behind this door
                continue
            said = folk.do(action, do, record, **asked, picked=picked)
            assert said.startswith("已")
            assert folk.derived() == folk.rebuilt(), step
            done.append(folk.tx)
            states.append((folk.lived(), folk.derived()))
        for tx in reversed(done):
            assert (folk.lived(), folk.derived()) == states.pop()
            folk.tx = tx
            folk.undo()
        assert (folk.lived(), folk.derived()) == states.pop()
        folk.village.profile.close()

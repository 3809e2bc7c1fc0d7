"""Sentences that are written often: shipped, of the branch, and one's own."""

from dataclasses import replace
from uuid import UUID

import pytest

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.standard import phrases
from desktop.standard.phrases import Phrase
from desktop.standard.undo import undo
from tests.factories.profile import USER_ID
from tests.standard.conftest import Desk

OTHER = UUID(int=7)


def choices(desk: Desk, *, use: str = "said", actor: Actor | None = None) -> list[tuple[str, str]]:
    with desk.profile.store.read() as session:
        found = phrases.choices(session, actor or desk.profile.actor, use=use)
        return [(one.text, one.whose) for one in found]


def adopt(desk: Desk) -> tuple[int, UUID]:
    with desk.profile.store.write(USER_ID, "phrases.save") as session:
        added = phrases.adopt(session, desk.profile.actor)
    return added, session.info["changes"].tx


def test_the_shipped_sentences_are_there_from_the_start(desk: Desk) -> None:
    assert choices(desk)[0] == ("家里都好，没有困难。", "shipped")
    assert choices(desk, use="needs")[0] == ("楼道灯不亮，请维修。", "shipped")


def test_one_s_own_come_first_then_those_of_the_branch(desk: Desk) -> None:
    desk.save("phrases", text="大家的话。", use="said", shared=True)
    desk.save("phrases", text="我的话。", use="said", shared=False)
    assert choices(desk)[:3] == [("我的话。", "own"), ("大家的话。", "shared"), ("家里都好，没有困难。", "shipped")]


def test_somebody_else_sees_only_what_is_shared(desk: Desk) -> None:
    desk.save("phrases", text="大家的话。", use="said", shared=True)
    desk.save("phrases", text="我的话。", use="said", shared=False)
    texts = [text for text, _whose in choices(desk, actor=replace(desk.profile.actor, id=OTHER))]
    assert "大家的话。" in texts
    assert "我的话。" not in texts


def test_the_shipped_ones_can_be_taken_in_once_changed_and_put_back(desk: Desk) -> None:
    added, tx = adopt(desk)
    assert added == 10
    assert adopt(desk)[0] == 0
    assert {whose for _text, whose in choices(desk)} == {"shared"}
    with desk.profile.store.write(USER_ID, "journal.undo") as session:
        undo(session, desk.profile.actor, tx=tx)
    assert {whose for _text, whose in choices(desk)} == {"shipped"}


def test_a_sentence_can_be_changed_and_keeps_its_owner(desk: Desk) -> None:
    saved = desk.save("phrases", text="旧话。", use="said", shared=False)
    desk.save("phrases", saved.id, text="新话。", use="said", shared=False)
    with desk.profile.store.read() as session:
        phrase = session.get_one(Phrase, saved.id)
    assert (phrase.text, phrase.owner_id) == ("新话。", USER_ID)


def test_a_sentence_is_no_essay(desk: Desk) -> None:
    with pytest.raises(UserError, match="最多 60 个字") as refusal:
        desk.save("phrases", text="长" * 61, use="said", shared=True)
    assert refusal.value.field == "text"

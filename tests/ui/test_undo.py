"""Ctrl+Z for deeds: the last one first, twenty deep, redone by taking the taking-back back."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from desktop.base.errors import UserError
from desktop.ui.desk import UndoToken
from desktop.ui.tasks import Step, Tasks
from desktop.ui.undo import DEPTH, Undo

Settle = Callable[[], None]


class Reverse:
    """Takes nothing back but remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[UndoToken] = []
        self.conflicts: tuple[str, ...] = ()
        self.refusal: UserError | None = None

    def __call__(self, session: Any, token: UndoToken, step: Step) -> Any:
        if self.refusal:
            raise self.refusal
        self.asked.append(token)
        return SimpleNamespace(changed=2, conflicts=self.conflicts)


@pytest.fixture
def reverse() -> Reverse:
    return Reverse()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def undo(tasks: Tasks, reverse: Reverse, said: list[str]) -> Undo:
    made = Undo(tasks, reverse)
    made.told.connect(said.append)
    made.refused.connect(lambda sentence: said.append(f"- {sentence}"))
    return made


def tokens(count: int) -> list[UndoToken]:
    return [UndoToken(tx=uuid4()) for _number in range(count)]


def test_the_last_deed_is_taken_back_first(undo: Undo, reverse: Reverse, said: list[str], settle: Settle) -> None:
    first, second = tokens(2)
    undo.remember(first)
    undo.remember(second)
    undo.undo()
    settle()
    undo.undo()
    settle()
    assert reverse.asked == [second, first]
    assert said == ["已撤销，内容回到修改之前。"] * 2


def test_a_deed_taken_back_from_its_toast_is_not_taken_back_again(
    undo: Undo, reverse: Reverse, said: list[str], settle: Settle
) -> None:
    first, second = tokens(2)
    spent: list[UndoToken] = []
    undo.spent.connect(spent.append)
    undo.remember(first)
    undo.remember(second)
    undo.take_back(first)
    settle()
    undo.undo()
    settle()
    assert reverse.asked == [first, second]
    assert spent == [first, second]


def test_what_was_taken_back_can_be_done_again_and_taken_back_once_more(
    undo: Undo, reverse: Reverse, said: list[str], settle: Settle
) -> None:
    [deed] = tokens(1)
    undo.remember(deed)
    for act in (undo.undo, undo.redo, undo.undo):
        act()
        settle()
    assert reverse.asked[0] == deed
    assert len(set(reverse.asked)) == 3, "each step takes back the one before"
    assert said[1] == "已恢复刚才撤销的修改。"


def test_a_new_deed_ends_redoing(undo: Undo, said: list[str], settle: Settle) -> None:
    first, second = tokens(2)
    undo.remember(first)
    undo.undo()
    settle()
    undo.remember(second)
    undo.redo()
    assert said[-1] == "没有可恢复的操作。"


def test_with_nothing_to_take_back_it_says_where_to_look(undo: Undo, said: list[str]) -> None:
    undo.undo()
    assert said == ["没有可撤销的操作。更早的修改可在“历史”里恢复。"]


def test_twenty_deeds_deep(undo: Undo, reverse: Reverse, settle: Settle) -> None:
    deeds = tokens(DEPTH + 3)
    for deed in deeds:
        undo.remember(deed)
    for _step in range(DEPTH + 3):
        undo.undo()
        settle()
    assert reverse.asked == deeds[:2:-1]


def test_what_somebody_changed_since_is_told_and_not_overwritten(
    undo: Undo, reverse: Reverse, said: list[str], settle: Settle
) -> None:
    reverse.conflicts = ("电话后来又改过，没有撤销。",)
    undo.remember(tokens(1)[0])
    undo.undo()
    settle()
    assert said == ["- 电话后来又改过，没有撤销。"]


def test_a_refusal_is_told_and_the_deed_can_still_be_taken_back(
    undo: Undo, reverse: Reverse, said: list[str], settle: Settle
) -> None:
    [deed] = tokens(1)
    reverse.refusal = UserError("磁盘已满，什么也没有改。")
    undo.remember(deed)
    undo.undo()
    settle()
    reverse.refusal = None
    undo.undo()
    settle()
    assert said[0] == "- 磁盘已满，什么也没有改。"
    assert reverse.asked == [deed]

"""What a person chose is there at once, and in the file a moment later."""

from collections.abc import Callable
from typing import Any

from desktop.ui.tasks import Tasks
from desktop.ui.user_settings import UserSettings
from tests.ui.conftest import FakeStore

Kept = list[dict[str, Any]]


def settings(tasks: Tasks, kept: Kept, **first: Any) -> UserSettings:
    return UserSettings(tasks, first, lambda _session, values: kept.append(dict(values)), tasks)


def test_a_choice_is_there_at_once_and_written_once(tasks: Tasks, settle: Callable[[], None]) -> None:
    kept: Kept = []
    chosen = settings(tasks, kept)
    for width in (1, 2, 3):
        chosen.put("width", width)
    assert chosen.get("width") == 3
    chosen.flush()
    settle()
    assert kept == [{"width": 3}]


def test_what_did_not_change_is_not_written(tasks: Tasks, settle: Callable[[], None], store: FakeStore) -> None:
    kept: Kept = []
    chosen = settings(tasks, kept, width=3)
    chosen.put("width", 3)
    chosen.flush()
    settle()
    assert (kept, store.actions) == ([], [])


def test_forgetting_goes_back_to_the_first_day(tasks: Tasks, settle: Callable[[], None]) -> None:
    kept: Kept = []
    chosen = settings(tasks, kept, **{"list.people": 1, "look": 2})
    chosen.forget(("list.",))
    assert (chosen.get("list.people"), chosen.get("look")) == (None, 2)
    chosen.flush()
    settle()
    assert kept == [{"list.people": None}]

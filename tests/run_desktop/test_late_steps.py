"""The first pages of setting up wait for nothing; a deed of a later page loads what it needs, once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.base.clock import at_noon
from desktop.base.paths import Profile
from desktop.run_desktop import Root, first_steps
from desktop.run_desktop.late_steps import LateSteps
from desktop.ui.first_run_course import Answers


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    times: list[str] = []
    real = first_steps.set_up

    def set_up(root: Root, program: Any) -> Any:
        times.append("loaded")
        return real(root, program)

    monkeypatch.setattr(first_steps, "set_up", set_up)
    return times


def test_answers_are_kept_before_anything_is_loaded_and_a_deed_loads_the_rest_once(
    tmp_path: Path, loaded: list[str]
) -> None:
    profile = Profile(tmp_path)
    steps = LateSteps(Root(profile, at_noon(date(2026, 11, 22))), None)  # type: ignore[arg-type]  # no window is opened
    steps.keep(Answers(compound="阳光花园"))
    assert steps.kept().compound == "阳光花园"
    assert loaded == []
    assert steps.backups == profile.backups
    steps.load()
    assert steps.households.name == "households"
    assert loaded == ["loaded"]

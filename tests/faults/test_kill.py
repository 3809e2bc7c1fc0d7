"""A slice of the kills: a dozen of them, over every deed."""

from pathlib import Path

import pytest

from desktop.base.errors import UserError
from tests.faults import kill, run, traced


def test_killed_at_any_call_a_desk_keeps_what_it_told(tmp_path: Path) -> None:
    tried = list(kill.run(0, 12, tmp_path))
    assert [run.replay("kill", one.seed) for one in tried if one.broken] == [], tried
    assert len(tried) == 12


def test_without_strace_or_on_another_system_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traced.shutil, "which", lambda _name: None)
    with pytest.raises(UserError, match="apt-get install -y strace"):
        traced.require()
    monkeypatch.setattr(traced.sys, "platform", "win32")
    with pytest.raises(UserError, match="要在 Linux 上做"):
        traced.require()

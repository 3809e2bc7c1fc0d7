"""What the composition root keeps in the log of the machine."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from desktop.base import log
from desktop.base.clock import at_noon
from desktop.base.paths import Profile
from desktop.run_desktop import Root
from desktop.store.session import Changes

TX = UUID("01890000-0000-7000-8000-000000000001")


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(Profile(tmp_path), at_noon(date(2026, 11, 22)))


def test_the_log_tells_deeds_by_table_and_faults_by_kind(root: Root, caplog: pytest.LogCaptureFixture) -> None:
    root.open_log()
    root._note_deed(Changes(frozenset({"person", "household"}), TX, None, 7))
    root.log(ValueError("周兰 37051919750312678X"))
    tail = root.log_tail()
    root.end_log()
    caplog.clear()  # the fault is meant
    started, deed, fault = (json.loads(line) for line in tail.splitlines())
    assert started["event"] == "program.started"
    assert (deed["tables"], deed["rows"], deed["tx"]) == (["household", "person"], 7, str(TX))
    assert (fault["level"], fault["kind"]) == ("error", "ValueError")
    assert len(list(root.profile.log.glob("crash-*.txt"))) == 1
    assert "周兰" not in tail
    assert json.loads(root.log_tail().splitlines()[-1])["event"] == "program.ended"


def test_a_desk_works_without_a_log_that_the_disk_refuses(root: Root) -> None:
    root.profile.log.write_text("a file where the folder should be", "utf-8")
    root.open_log()
    root._note_deed(Changes(frozenset({"person"}), TX))
    root.end_log()
    assert root.log_tail() == ""


def test_the_file_is_let_go_at_the_end(root: Root) -> None:
    root.open_log()
    root.end_log()
    (root.profile.log / log.NAME).rename(root.profile.log / "moved")
    root.end_log()
    assert root.log_tail() == ""

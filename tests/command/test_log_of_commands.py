"""What the log keeps of a command: that it ran, and never what it was asked or found."""

import json
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from desktop.base import log
from tests.promises.desk import SAMPLES, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("GRID_PASSWORD", "四个 不相干 的 词语")
    return make_desk(tmp_path / "desk", capsys)


def told(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (desk.folder / "log" / log.NAME).read_text("utf-8").splitlines()]


def test_a_command_that_did_something_is_one_line_without_a_value(desk: Desk) -> None:
    desk.init()
    desk("import", SAMPLES / "更新手机号_gbk.csv")
    desk("find", "周兰")
    assert [(line["command"], line["code"]) for line in told(desk)] == [("init", 0), ("import", 0)]
    assert all(set(line) == {"at", "event", "level", "command", "code"} for line in told(desk))


def test_a_disk_that_refuses_the_log_does_not_refuse_the_answer(desk: Desk) -> None:
    desk.init()
    with mock.patch.object(log, "open_log", side_effect=OSError(28, "full")):
        assert desk.json("check")["ok"]


def test_what_makes_no_desk_leaves_no_log(desk: Desk) -> None:
    desk("restore", "lost.gridbackup", code=2)
    assert not desk.folder.exists()

"""The log and the crash report say where, and never what stood in a record."""

import json
import os
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.clock import FixedClock, at_noon
from desktop.base.crash import KEPT, crash, report
from desktop.base.log import FILE_BYTES, HIDDEN, NAME, close_log, hide_values, open_log, tail

NOON = at_noon(date(2026, 11, 22))
RECORD = UUID("01890000-0000-7000-8000-000000000001")


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "desk.log").read_text("utf-8").splitlines()]


def test_an_event_is_one_line_with_its_time_in_shanghai(tmp_path: Path) -> None:
    log = open_log(tmp_path / "log", NOON)
    log.info("people.save", table="person", fields=["name", "born_on"], id=RECORD, ms=4, first=True)
    log.debug("too.fine")
    close_log()
    assert lines(tmp_path / "log") == [
        {
            "at": "2026-11-22T12:00:00.000+08:00", "event": "people.save", "level": "info", "table": "person",
            "fields": ["name", "born_on"], "id": str(RECORD), "ms": 4, "first": True,
        }
    ]  # fmt: skip


def test_opening_again_writes_each_event_once(tmp_path: Path) -> None:
    open_log(tmp_path, NOON)
    open_log(tmp_path, NOON).info("started")
    close_log()
    assert len(lines(tmp_path)) == 1


def test_the_tail_is_the_newest_lines_and_nothing_where_there_is_no_log(tmp_path: Path) -> None:
    log = open_log(tmp_path, NOON)
    for number in range(9):
        log.info("step", number=number)
    close_log()
    assert [json.loads(line)["number"] for line in tail(tmp_path, lines=2).splitlines()] == [7, 8]
    assert tail(tmp_path / "nowhere") == ""


def test_a_full_log_is_turned_over_and_written_on_when_another_program_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_text("x" * FILE_BYTES, "utf-8")
    log = open_log(tmp_path, NOON)
    with monkeypatch.context() as held:
        held.setattr(os, "rename", refuse)
        log.info("held")
    assert "held" in tail(tmp_path, lines=1)
    log.info("turned")
    close_log()
    assert "held" not in (tmp_path / NAME).read_text("utf-8")
    assert "held" in (tmp_path / f"{NAME}.1").read_text("utf-8")


def refuse(*_names: object) -> None:
    raise PermissionError(13, "held by another program")


@pytest.mark.parametrize(
    "value",
    ["张三", "13800000000", 13800000000, "37010119900101123X", "3-2-501 张", b"x", {"name": 1}, ValueError("张三")],
)
def test_a_value_is_hidden_even_when_a_programmer_forgets(value: object) -> None:
    assert hide_values(None, "info", {"event": "people.save", "value": value, "exc_info": True}) == {
        "event": "people.save",
        "value": HIDDEN,
    }


@given(st.text(min_size=1))
def test_only_words_of_the_program_get_through(value: str) -> None:
    shown = hide_values(None, "info", {"value": value})["value"]
    assert shown == HIDDEN or (shown == value and value.isascii() and " " not in value)


def fail_on_a_person() -> None:
    try:
        raise KeyError("张三")
    except KeyError as missing:
        raise OSError(28, "no room for 张三 13800000000") from missing


def test_a_crash_report_names_places_and_codes_but_no_value(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="28") as caught:
        fail_on_a_person()
    path = crash(caught.value, folder=tmp_path / "log", clock=NOON, version="1.2.3")
    words = path.read_text("utf-8")
    assert path.name == "crash-20261122-120000-000.txt"
    assert "program 1.2.3" in words
    assert "builtins.OSError (28)" in words
    assert "builtins.KeyError" in words
    assert "tests/base/test_log.py" in words
    assert "fail_on_a_person" in words
    assert "张" not in words
    assert "138" not in words


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert report(first, version="1").count("builtins.") == 2


def test_code_of_others_is_named_without_the_account_of_the_pc() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads("{")
    assert "  json/decoder.py:" in report(caught.value, version="1")
    assert str(Path.home()) not in report(caught.value, version="1")


def test_old_reports_go(tmp_path: Path) -> None:
    clock = FixedClock(NOON.ms)
    for _number in range(KEPT + 3):
        crash(ValueError(), folder=tmp_path, clock=clock, version="1")
        clock.pass_time(seconds=1)
    assert len(list(tmp_path.iterdir())) == KEPT
    assert not (tmp_path / "crash-20261122-120000-000.txt").exists()

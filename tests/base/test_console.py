"""A command can answer on any screen, and where there is none."""

import io
import sys

import pytest

from desktop.base import console


def test_a_character_that_the_screen_lacks_is_written_as_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="gbk")
    monkeypatch.setattr(sys, "stdout", screen)
    console.prepare()
    print("居民 𬭎", end="", flush=True)
    assert screen.buffer.getvalue().decode("gbk") == "居民 \\U0002cb4e"  # type: ignore[attr-defined]  # bytes in memory


def test_a_program_without_a_console_may_still_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.prepare()
    with sys.stdout as out, sys.stderr as err:
        print("居民", flush=True)
        assert err.write("居民") == 2
    assert out.closed


def test_a_stream_of_another_kind_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = io.StringIO()
    monkeypatch.setattr(sys, "stdout", kept)
    console.prepare()
    assert sys.stdout is kept

"""Chinese can be typed under fcitx although the toolkit carries no plugin for it."""

import os
from pathlib import Path

import pytest

from desktop.base import input_method


@pytest.mark.parametrize(
    ("environ", "running", "module"),
    [
        ({}, {"bash"}, None),
        ({}, {"fcitx5"}, "ibus"),
        ({}, {"fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, set(), "ibus"),
        ({"QT_IM_MODULE": "xim"}, {"fcitx5"}, None),
    ],
)
def test_only_fcitx_needs_help_and_a_choice_wins(
    environ: dict[str, str], running: set[str], module: str | None
) -> None:
    assert input_method.module_for(environ, running) == module


@pytest.mark.parametrize(
    ("environ", "running", "module"),
    [
        ({}, {"fcitx5"}, "fcitx5"),
        ({}, {"fcitx"}, "fcitx"),
        ({"QT_IM_MODULE": "fcitx"}, {"fcitx5"}, "fcitx"),
        ({}, {"ibus-daemon"}, None),
    ],
)
def test_a_plugin_that_the_package_carries_is_better_than_ibus(
    environ: dict[str, str], running: set[str], module: str | None
) -> None:
    assert input_method.module_for(environ, running, has_fcitx=True) == module


def test_the_plugin_is_looked_for_among_those_of_our_qt(tmp_path: Path) -> None:
    assert not input_method.carries_fcitx(tmp_path)
    (tmp_path / "libfcitx5platforminputcontextplugin.so").write_bytes(b"")
    assert input_method.carries_fcitx(tmp_path)
    assert not input_method.carries_fcitx(), "the wheels have none"


def test_running_programs_are_read_where_the_system_shows_them(tmp_path: Path) -> None:
    (tmp_path / "17").mkdir()
    (tmp_path / "17" / "comm").write_text("fcitx5\n")
    (tmp_path / "18" / "comm").mkdir(parents=True)  # cannot be read, as when a program has just ended
    assert input_method.running_programs(tmp_path) == {"fcitx5"}
    assert input_method.running_programs(tmp_path / "none") == frozenset()


def test_the_choice_is_set_for_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_IM_MODULE", "fcitx")
    input_method.prepare()
    assert os.environ["QT_IM_MODULE"] == "ibus"

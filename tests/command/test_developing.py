"""The commands of a developer answer like every other command."""

import sys
from argparse import Namespace
from pathlib import Path

import pytest

from desktop.base import package, wheels
from desktop.base.clock import SystemClock
from desktop.base.errors import UserError
from desktop.base.provision import House
from desktop.command import developing


def test_the_program_is_told_by_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "build", lambda _house, out: out / "grid-branch-desk")
    monkeypatch.setattr(package, "wrap", lambda program: program.with_suffix(".tar.gz"))
    answer = developing.package_program(Namespace(out=str(tmp_path)), SystemClock())
    program = str(tmp_path / "grid-branch-desk")
    assert answer.document == {"program": program, "file": f"{program}.tar.gz"}
    usual = developing.package_program(Namespace(out=""), SystemClock())
    assert str(developing.ROOT / "dist" / "grid-branch-desk") in usual.lines[0]


def test_the_packages_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(developing, "ROOT", tmp_path)
    monkeypatch.setattr(wheels, "collect", lambda _house, run: ["a.whl", "b.whl"])
    answer = developing.lay_wheels(Namespace(), SystemClock())
    assert f"已取 2 个安装包到 {House(tmp_path).wheels}" in answer.lines[0]


@pytest.mark.parametrize("ask", [developing.bench, developing.test])
def test_a_packaged_program_has_no_source_to_measure_or_test(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UserError, match="只能在程序的源码文件夹里用"):
        ask(Namespace(names=[]), SystemClock())


def test_the_tests_are_started_before_anything_else() -> None:
    with pytest.raises(UserError, match="test 要写在最前面"):
        developing.test(Namespace(), SystemClock())

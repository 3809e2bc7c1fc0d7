"""A PC that never has a network gets its packages from a folder that was filled on one that has."""

import sys
from pathlib import Path

import pytest

from desktop.base import wheels
from desktop.base.errors import UserError
from desktop.base.provision import House
from tests.house import sources

LOCK = (
    "alembic==1 \\\n    --hash=sha256:0\n"
    "qt==6.8 ; platform_machine == 'aarch64' \\\n    --hash=sha256:1\n"
    "qt==6.9 ; platform_machine != 'aarch64' \\\n    --hash=sha256:2\n"
)
BY_NAME = {kind.name: kind for kind in wheels.KINDS}


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "requirements.lock.txt").write_text(LOCK)
    return House(tmp_path)


def test_each_kind_of_pc_is_asked_for_with_each_python(house: House) -> None:
    asked: list[tuple[str, str]] = []

    def run(command: list[str]) -> bool:
        asked.append((command[command.index("--python-version") + 1], Path(command[-1]).stem))
        assert {"--require-hashes", "--no-deps", f"cp{asked[-1][0].replace('.', '')}", "abi3"} <= set(command)
        (house.wheels / f"{asked[-1][1]}-{asked[-1][0]}.whl").write_bytes(b"")
        return True

    names = wheels.collect(house, run=run)
    assert asked == [(python, kind.name) for kind in wheels.KINDS for python in wheels.PYTHONS]
    assert len(names) == 9


def test_a_kind_of_pc_gets_its_own_packages() -> None:
    assert "qt==6.8 \\" in wheels.lock_for(LOCK, BY_NAME["linux-aarch64"])
    assert "qt==6.9" not in wheels.lock_for(LOCK, BY_NAME["linux-aarch64"])
    for name in ("linux-x86_64", "windows"):
        assert "qt==6.9 \\" in wheels.lock_for(LOCK, BY_NAME[name])
        assert "qt==6.8" not in wheels.lock_for(LOCK, BY_NAME[name])
        assert "alembic==1" in wheels.lock_for(LOCK, BY_NAME[name])


def test_every_condition_of_our_own_list_is_understood() -> None:
    lock = (sources.ROOT / "resources" / "requirements.lock.txt").read_text("utf-8")
    for kind in wheels.KINDS:
        assert "platform_" not in wheels.lock_for(lock, kind)


def test_a_package_that_is_missing_is_one_sentence(house: House) -> None:
    with pytest.raises(UserError, match=r"linux-x86_64、Python 3\.11 的安装包没有取全，数据没有变动"):
        wheels.collect(house, run=lambda _command: False)


def test_a_packaged_program_has_no_packages_to_fetch(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UserError, match="只能在程序的源码文件夹里用"):
        wheels.collect(house, run=lambda _command: True)

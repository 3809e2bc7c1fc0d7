"""The contracts of pyproject hold the real rooms and bite on a careless one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import run
from tests.house import sources

CARELESS = {
    "a room that the plan does not have": ({"desktop/utils.py": ""}, "desktop.utils"),
    "a room that reaches up": (
        {"desktop/values/__init__.py": "import desktop.store", "desktop/store/__init__.py": ""},
        "desktop.values is not allowed to import desktop.store",
    ),
    "neighbours that know each other": (
        {"desktop/search/__init__.py": "import desktop.sheets", "desktop/sheets/__init__.py": ""},
        "desktop.search is not allowed to import desktop.sheets",
    ),
    "a register that knows a later one": (
        {
            "desktop/registers/units/__init__.py": "",
            "desktop/registers/units/rules.py": "import desktop.registers.people.model",
            "desktop/registers/people/__init__.py": "",
            "desktop/registers/people/model.py": "",
        },
        "desktop.registers.units is not allowed to import desktop.registers.people",
    ),
    "rows that know what must be true of them": (
        {
            "desktop/registers/units/__init__.py": "",
            "desktop/registers/units/model.py": "import desktop.registers.units.rules",
            "desktop/registers/units/rules.py": "",
        },
        "desktop.registers.units.model is not allowed to import desktop.registers.units.rules",
    ),
}


def lint(folder: Path) -> tuple[int, str]:
    command = [sys.executable, *run.GATES["imports"]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, " ".join(done.stdout.split())


def test_the_rooms_keep_the_contracts() -> None:
    code, words = lint(sources.ROOT)
    assert code == 0, words


@pytest.mark.parametrize("name", CARELESS)
def test_a_careless_import_breaks_the_build(name: str, tmp_path: Path) -> None:
    files, complaint = CARELESS[name]
    (tmp_path / "pyproject.toml").write_text(sources.text(Path("pyproject.toml")), "utf-8")
    for path, source in {"desktop/__init__.py": "", "desktop/registers/__init__.py": "", **files}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(source, "utf-8")
    code, words = lint(tmp_path)
    assert code != 0
    assert complaint in words

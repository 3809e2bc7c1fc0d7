"""The gates themselves: what they promise to hold cannot quietly become less."""

import fnmatch
import json
import re
import subprocess
from pathlib import Path

from tests import run
from tests.house import sources

COVERED = "tests/house/covered.txt"


def promised() -> list[str]:
    return sources.text(Path(COVERED)).split()


def test_what_was_once_fully_tested_stays_so() -> None:
    """Every line that the list ever held is still there, unless the file itself is gone."""
    history = subprocess.run(
        ["git", "log", "-p", "--format=", "--", COVERED],
        cwd=sources.ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    ).stdout  # fmt: skip
    once = set(re.findall(r"^[+-](desktop\S*)$", history, re.MULTILINE))
    lost = {name for name in once - set(promised()) if any(sources.ROOT.glob(name))}
    assert lost == set()


def test_the_list_names_what_is_there() -> None:
    assert [name for name in promised() if "*" not in name and not (sources.ROOT / name).exists()] == []
    assert promised() == sorted(promised())


def test_rules_are_fully_tested_in_every_register() -> None:
    rules = [path.as_posix() for path in sources.python_files("desktop/registers") if path.name == "rules.py"]
    assert [path for path in rules if not any(fnmatch.fnmatch(path, name) for name in promised())] == []


def report(folder: Path, files: dict[str, list[int]]) -> Path:
    path = folder / "coverage.json"
    path.write_text(json.dumps({"files": {name: {"missing_lines": lines} for name, lines in files.items()}}), "utf-8")
    return path


def test_a_line_that_no_test_ran_is_named(tmp_path: Path) -> None:
    files = {
        "desktop/base/log.py": [3, 4],
        "desktop/basement.py": [1],
        "desktop/registers/people/rules.py": [9],
        "desktop/registers/people/service.py": [9],
        "desktop/store/a.py": [],
    }
    lost = run.uncovered(report(tmp_path, files), ["desktop/base", "desktop/registers/*/rules.py", "desktop/store"])
    assert lost == ["desktop/base/log.py:3,4", "desktop/registers/people/rules.py:9"]


def test_no_measurement_is_no_success(tmp_path: Path) -> None:
    assert run.uncovered(tmp_path / "none.json", []) != []


def test_every_gate_of_the_house_is_run() -> None:
    words = " ".join(" ".join(command) for command in run.GATES.values())
    assert all(gate in words for gate in ("ruff check", "ruff format --check", "mypy --strict desktop", "lint_imports"))


def test_the_build_server_runs_the_command_that_people_run() -> None:
    assert sources.text(Path(".ci/run")).split()[-3:] == ["python3", "main.py", "test"]

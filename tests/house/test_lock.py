"""What is installed is exactly what was chosen: by hash, from nowhere in particular, and free to pass on."""

import re
import subprocess
import tomllib

import pytest

from tests.house import sources

LOCKS = {
    "program": "requirements.lock.txt",
    "county": "requirements-county.lock.txt",
    "tests": "requirements-test.lock.txt",
    "package": "packaging/requirements-package.lock.txt",
}
FREE = {
    "MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "Zlib", "LGPL-3.0-only", "ISC",
}  # fmt: skip


def lock(name: str) -> str:
    return (sources.ROOT / "resources" / LOCKS[name]).read_text("utf-8")


def pinned(name: str) -> dict[str, set[str]]:
    """Package -> its pinned versions (one for each kind of machine)."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9][a-z0-9-]*)==(\S+)", lock(name), re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


def chosen() -> dict[str, list[str]]:
    project = tomllib.loads((sources.ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    return {"program": project["project"]["dependencies"], "tests": groups["dev"]} | {
        name: groups[name] for name in ("county", "package")
    }


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(name: str) -> None:
    assert re.findall(r"\S*(?://|\bindex\b|\.org\b|\.com\b|\.cn\b|@)\S*", lock(name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", lock(name).strip())
    assert len(entries) > 5
    assert [
        entry.split()[0] for entry in entries if "==" not in entry.split()[0] or "--hash=sha256:" not in entry
    ] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(name: str) -> None:
    missing = []
    for wish in chosen()[name]:
        package, exact = re.match(r"([A-Za-z0-9-]+)(?:\[[a-z]+\])?(?:==([^;\s]+))?", wish).groups()  # type: ignore[union-attr]  # always matches
        versions = pinned(name).get(package.lower(), set())
        if not versions or (exact and exact not in versions):
            missing.append(wish)
    assert missing == []


def test_the_resolver_leaves_no_file_that_names_an_index() -> None:
    kept = subprocess.run(
        ["git", "ls-files", "uv.lock", "*.lock"], cwd=sources.ROOT, capture_output=True, text=True, check=False
    ).stdout
    assert kept == ""


def test_every_package_of_the_program_has_a_licence_that_lets_it_be_passed_on() -> None:
    table = (sources.ROOT / "resources" / "licences.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|", table, re.MULTILINE))
    rows.pop("package", None)
    assert set(rows) == set(pinned("program")) | set(pinned("county"))
    assert {part for licence in rows.values() for part in re.split(r" OR | AND ", licence.strip())} <= FREE


@pytest.mark.parametrize("folder", ["icons", "fonts"])
def test_what_is_bundled_lies_beside_its_licence(folder: str) -> None:
    files = [path.name for path in (sources.ROOT / "resources" / folder).iterdir()]
    assert [name for name in files if name.startswith(("LICEN", "OFL"))] != []

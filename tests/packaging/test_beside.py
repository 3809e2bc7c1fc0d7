"""What lies beside the program agrees with it."""

import ast
import configparser
import re
from pathlib import Path

from desktop.base import package
from desktop.base.version import VERSION
from tests.house import sources

FOLDER = sources.ROOT / "resources" / "packaging"


def text(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def test_windows_shows_the_version_of_the_program() -> None:
    said = text("version.txt")
    assert re.findall(r"(?:File|Product)Version\", \"([^\"]+)\"", said) == [VERSION, VERSION]
    numbers = (*(int(part) for part in VERSION.split(".")), 0)
    assert {ast.literal_eval(found) for found in re.findall(r"(?:filevers|prodvers)=(\([^)]*\))", said)} == {numbers}


def test_the_menu_of_linux_starts_what_is_packaged() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read_string(text(f"{package.NAME}.desktop"))
    said = entry["Desktop Entry"]
    assert Path(said["Exec"]).name == Path(said["Icon"]).stem == package.NAME
    assert said["StartupWMClass"] == package.NAME
    assert (FOLDER / f"{package.NAME}.png").is_file()


def test_the_list_of_what_is_packaged_names_only_what_is_there() -> None:
    spec = ast.parse(text(f"{package.NAME}.spec"))
    named = {node.value for node in ast.walk(spec) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    files = {name for name in named if re.fullmatch(r"[\w.-]+\.(txt|ico)", name)}
    assert files == {"README.txt", "version.txt", "icon.ico"}
    assert all((FOLDER / name).is_file() for name in files)


def test_whoever_installs_is_told_where_the_data_lies() -> None:
    said = text("README.txt")
    assert f"%LOCALAPPDATA%\\{package.NAME}" in said
    assert f"~/.local/share/{package.NAME}" in said

"""The program as one folder that runs on a PC without Python and without a network, made by PyInstaller."""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.provision import House
from desktop.base.text import _
from desktop.base.version import VERSION

NAME = "grid-branch-desk"
Start = Callable[[list[str], Mapping[str, str]], int]


def build(house: House, out: Path, *, start: Start | None = None) -> Path:
    """Make `out`/grid-branch-desk from this checkout, for the system it runs on; returns the program in it.

    The tool is installed by hash beside the environment, not into it: what is packaged is what was tested. It takes a
    minute. Raises UserError when the tool is not installed or refuses.
    """
    require_checkout()
    start = start or _start
    packaging = house.root / "resources" / "packaging"
    tools = house.root / "build" / "tools"
    said: dict[str, str] = {**os.environ, "PYTHONPATH": str(tools), "PYTHONUTF8": "1"}
    _install(house, tools, packaging / "requirements-package.lock.txt", start=start)
    command = [
        str(house.python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(out),
        "--workpath", str(house.root / "build" / "work"), str(packaging / f"{NAME}.spec"),
    ]  # fmt: skip
    if start(command, said):
        raise UserError(_("程序文件夹没有做成，数据没有变动。请看上面的提示，改好后再运行一次。"))
    return out / NAME / (f"{NAME}.exe" if house.windows else NAME)


def wrap(program: Path) -> Path:
    """The folder of a program as one file beside it, which a stick of any kind can hold; returns the file.

    A stick formatted for Windows keeps neither links nor what may be started, and the folder for Linux needs both.
    """
    folder = program.parent
    system = "windows" if program.suffix else "linux"
    name = f"{NAME}-{VERSION}-{system}-{platform.machine().lower()}"
    if system == "windows":
        return Path(shutil.make_archive(str(folder.parent / name), "zip", folder.parent, folder.name))
    target = folder.parent / f"{name}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=4) as file:
        file.add(folder, folder.name)
    return target


def require_checkout() -> None:
    """Refuse in a packaged program, which has no source to work on; raises UserError."""
    if hasattr(sys, "frozen"):
        raise UserError(_("这个命令只能在程序的源码文件夹里用，什么也没有做。"))


def _install(house: House, tools: Path, lock: Path, *, start: Start) -> None:
    note, wanted = tools / "installed.txt", lock.read_text("utf-8")
    if note.is_file() and note.read_text("utf-8") == wanted:
        return
    command = [
        str(house.python), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "install", "--upgrade",
        "--target", str(tools), "--require-hashes", "--only-binary", ":all:", "-r", str(lock),
    ]  # fmt: skip
    if start(command, os.environ):
        raise UserError(_("打包工具没有装上，数据没有变动。请联网后再运行一次。"))
    note.write_text(wanted, "utf-8")


def _start(command: list[str], environment: Mapping[str, str]) -> int:
    return subprocess.call(command, env=dict(environment), stdout=sys.stderr.fileno())  # noqa: S603 - own words

"""The environment that the program runs in, made with nothing but the standard library."""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.base import libraries
from desktop.base.errors import UserError
from desktop.base.text import _

COMMAND, WINDOW, COUNTY, TEST = "command", "window", "county", "test"
WORDS_WITH_WINDOW = ("", "demo", "shots", "bench", "package")
_NOT_MADE = _(
    "运行环境没有装好（多半是没有联网，或程序文件夹不能写入），数据没有变动。经过记在 {log}；联网后请再运行：\n{line}"
)
_NOT_MADE_OFFLINE = _(
    "运行环境没有装好（安装包文件夹 {wheels} 不完整，或程序文件夹不能写入），数据没有变动。经过记在 {log}；"
    "补齐后请再运行：\n{line}"
)
Run = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class House:
    """A checkout, and the environment inside it; `windows` chooses the names that Windows uses."""

    root: Path
    windows: bool = os.name == "nt"

    @property
    def folder(self) -> Path:
        """The environment."""
        return self.root / ".venv"

    @property
    def log(self) -> Path:
        """What the last set-up did; beside the environment, which is emptied when it is made anew."""
        return self.root / ".setup.log"

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self.folder / ("Scripts/python.exe" if self.windows else "bin/python")

    @property
    def line(self) -> str:
        """What a person types to start the program; Windows has a launcher that finds the newest Python."""
        main = self.root / "main.py"
        return f'py "{main}"' if self.windows else f"python3 {main}"

    @property
    def wheels(self) -> Path:
        """Where packages lie for a PC that never has a network: beside the program, put there by `main.py wheels`."""
        return self.root / "wheels"

    def locks(self, need: str) -> list[Path]:
        """The lists of packages, with their hashes, that `need` asks for."""
        names = ["requirements.lock.txt"]
        names += ["requirements-county.lock.txt"] * (need in (COUNTY, TEST)) + ["requirements-test.lock.txt"] * (
            need == TEST
        )
        return [self.root / "resources" / name for name in names]

    def stamp(self, name: str) -> Path:
        """Where it is noted what was installed: the very text of the list, so that comparing needs no hashing."""
        return self.folder / f"installed-{name}"


def need_of(word: str) -> str:
    """What the command `word` stands on: packages only, a window, a server's packages, or the tools of the tests."""
    named = {"test": TEST, "county": COUNTY}
    return named.get(word, WINDOW if word in WORDS_WITH_WINDOW else COMMAND)


def inside(house: House) -> bool:
    """Whether this very process already runs in the environment (or in a packaged program, which carries its own)."""
    return hasattr(sys, "frozen") or os.path.realpath(sys.prefix) == os.path.realpath(house.folder)


def is_ready(house: House, need: str) -> bool:
    """Whether nothing has to be done; looks at a few small files and never at the network."""
    return hasattr(sys, "frozen") or (_packages_ready(house, need) and _system_ready(house, need))


def ensure(house: House, *, need: str, run: Run | None = None, root: bool | None = None) -> bool:
    """Make what `need` asks for and is not there yet: system parts, environment, packages by hash.

    Says whether packages were installed, so that a process inside the environment starts anew. What is already right
    is left alone, without touching the network. Raises UserError with one sentence and the exact line to type.
    """
    if is_ready(house, need):
        return False
    with _open_log(house) as log:
        start = _announced(run or runner(log), offline=house.wheels.is_dir())
        _make_system(house, need, run=start, root=libraries.is_root() if root is None else root)
        made = not _packages_ready(house, need)
        if made:
            _make_packages(house, need, run=start)
        _note_system(house, need)
        return made


def _open_log(house: House) -> BinaryIO:
    try:
        return house.log.open("wb")
    except OSError:  # a read-only checkout may still only lack a library
        return Path(os.devnull).open("wb")


def become(house: House, argv: list[str]) -> int:
    """Start the same command again inside the environment, in place; on Windows as a child whose exit code it takes."""
    command = [str(house.python), str(house.root / "main.py"), *argv]
    sys.stdout.flush()
    sys.stderr.flush()
    if not house.windows:
        os.execv(command[0], command)  # noqa: S606 - the interpreter that was just made, no shell
    return subprocess.call(command, env={**os.environ, "PYTHONUTF8": "1"})  # noqa: S603 - as above


def _packages_ready(house: House, need: str) -> bool:
    return os.access(house.python, os.X_OK) and all(
        _read(house.stamp(lock.name)) == _package_note(house, lock) for lock in house.locks(need)
    )


def _package_note(house: House, lock: Path) -> str:
    """What stands in the stamp of `lock` when all is right; inside, also for the very Python that is running."""
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return _note_of(lock, here if inside(house) else _read(house.stamp("python")))


def _note_of(lock: Path, python: str) -> str:
    return f"# Python {python}\n{_read(lock)}"


def _system_ready(house: House, need: str) -> bool:
    if house.windows or need in (COMMAND, COUNTY):
        return True
    enough = (need, TEST)  # what the tests stand on is more than a window needs
    return any(_read(house.stamp(f"{one}-system")) == _system_note(one) for one in enough)


def _system_note(need: str) -> str:
    return " ".join([*libraries.WINDOW, *(libraries.TEST_PROGRAMS if need == TEST else ())])


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _make_system(house: House, need: str, *, run: Run, root: bool) -> None:
    """One apt run for everything that this machine lacks, the module that makes environments included."""
    if house.windows:
        return
    wanted = []
    if not _system_ready(house, need):
        wanted = libraries.missing(libraries.WINDOW, libraries.TEST_PROGRAMS if need == TEST else ())
    if not (_packages_ready(house, need) or _has_ensurepip() or shutil.which("uv")):
        wanted.append("python3-venv")
    if wanted:
        libraries.install(wanted, run=run, root=root)


def _note_system(house: House, need: str) -> None:
    if not _system_ready(house, need):
        with contextlib.suppress(OSError):  # read-only: the probe is simply made again next time
            house.stamp(f"{need}-system").write_text(_system_note(need), "utf-8")


def _make_packages(house: House, need: str, *, run: Run) -> None:
    """Make the environment where it is missing, broken or of another Python, then install the lists by hash."""
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    uv = shutil.which("uv")
    strict = ["--require-hashes", "--only-binary", ":all:"]
    if offline := house.wheels.is_dir():
        strict += ["--no-index", "--find-links", str(house.wheels)]
    strict += [part for lock in house.locks(need) for part in ("-r", str(lock))]
    pip = [str(house.python), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "install", *strict]
    made = _has_environment(house, here) or run(_environment_command(house))
    # Compiled now, as pip does: compiling a library at its first import holds up the window that is waiting for it.
    compiled = ["--compile-bytecode", "--python", str(house.python)]
    if made and uv and not run([uv, "pip", "install", "-q", *compiled, *strict]):
        uv = None  # it knows nothing of a mirror that is set up for pip
    if not made or not (uv or run(pip)):
        sentence = _NOT_MADE_OFFLINE if offline else _NOT_MADE
        raise UserError(sentence.format(log=house.log, line=house.line, wheels=house.wheels))
    house.stamp("python").write_text(here, "utf-8")
    for lock in house.locks(need):
        house.stamp(lock.name).write_text(_note_of(lock, here), "utf-8")


def _has_environment(house: House, here: str) -> bool:
    return os.access(house.python, os.X_OK) and _read(house.stamp("python")) in ("", here)


def _environment_command(house: House) -> list[str]:
    base = getattr(sys, "_base_executable", None) or sys.executable  # not the interpreter of some other environment
    bare = [] if _has_ensurepip() else ["--without-pip"]
    return [base, "-m", "venv", "--clear", *bare, str(house.folder)]


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _announced(run: Run, *, offline: bool = False) -> Run:
    """Say once, before the first command, that this takes a while; a set-up that starts nothing says nothing."""
    said: list[str] = []

    def announced(command: list[str]) -> bool:
        if not said:
            network = _("不用联网") if offline else _("请保持联网")
            said.append(_("正在准备运行环境，第一次约需 1 分钟，{network}……").format(network=network))
            sys.stderr.write(f"{said[0]}\n")
        return run(command)

    return announced


def runner(log: BinaryIO) -> Run:
    """Start commands that ask nothing, with their words going to `log`."""

    def run(command: list[str]) -> bool:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            return subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL, stdout=log, stderr=log) == 0  # noqa: S603 - own words
        except OSError as problem:
            log.write(f"{problem}\n".encode())
            return False

    return run

"""The packages of the program for PCs that never have a network, laid beside it on one that has."""

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.package import require_checkout
from desktop.base.provision import COMMAND, House
from desktop.base.text import _

PYTHONS = ("3.11", "3.12", "3.13")
# Of the tags manylinux_2_N those that the oldest system we serve can load; Qt for ARM needs one of 2.31.
_GLIBC = {"x86_64": (5, 12, 17, 24, 26, 27, 28), "aarch64": (17, 24, 26, 27, 28, 31)}
_OLD_TAGS = ("manylinux1", "manylinux2010", "manylinux2014")
_MARKER = re.compile(r" ; platform_machine (?P<how>==|!=) '(?P<machine>[^']+)'")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of PC: what its owner calls it, and the tags of the packages that run on it."""

    name: str
    machine: str
    tags: tuple[str, ...]


def _linux(machine: str) -> Kind:
    tags = [f"manylinux_2_{version}_{machine}" for version in _GLIBC[machine]] + [
        f"{tag}_{machine}" for tag in _OLD_TAGS
    ]
    return Kind(f"linux-{machine}", machine, tuple(tags))


KINDS = (_linux("x86_64"), _linux("aarch64"), Kind("windows", "AMD64", ("win_amd64",)))


def collect(
    house: House,
    *,
    run: Callable[[list[str]], bool],
    kinds: tuple[Kind, ...] = KINDS,
    pythons: tuple[str, ...] = PYTHONS,
) -> list[str]:
    """Download the packages for every kind of PC and Python to where set-up looks for them; returns their names.

    Each is checked against its hash now and once more when it is installed. `run` starts one command and says whether
    it went well. Raises UserError when one is missing.
    """
    require_checkout()
    lock = house.locks(COMMAND)[0].read_text("utf-8")
    house.wheels.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            wanted = Path(folder) / f"{kind.name}.txt"
            wanted.write_text(lock_for(lock, kind), "utf-8")
            for python in pythons:
                if not run(_download(house, kind, python, wanted)):
                    raise UserError(
                        _("{kind}、Python {python} 的安装包没有取全，数据没有变动。请联网后再运行一次。").format(
                            kind=kind.name, python=python
                        )
                    )
    return sorted(path.name for path in house.wheels.glob("*.whl"))


def lock_for(lock: str, kind: Kind) -> str:
    """The entries of a list that are meant for this kind of PC, for pip asks only the PC that it runs on."""
    return "".join(_chosen(lock, kind))


def _chosen(lock: str, kind: Kind) -> Iterator[str]:
    for entry in re.split(r"(?m)^(?=\S)", lock):
        marker = _MARKER.search(entry)
        if marker is None or (marker["machine"] == kind.machine) == (marker["how"] == "=="):
            yield _MARKER.sub("", entry)


def _download(house: House, kind: Kind, python: str, lock: Path) -> list[str]:
    version = python.replace(".", "")
    tags = [part for tag in kind.tags for part in ("--platform", tag)]
    abis = [part for abi in (f"cp{version}", "abi3", "none") for part in ("--abi", abi)]
    return [
        str(house.python), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "download", "--no-deps",
        "--require-hashes", "--only-binary", ":all:", "--dest", str(house.wheels), "--implementation", "cp",
        "--python-version", python, *abis, *tags, "-r", str(lock),
    ]  # fmt: skip

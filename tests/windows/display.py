"""A screen without a monitor: Xvfb with a window manager, for windows that real keys are pressed in."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def screen() -> Iterator[str]:
    """The name of a free display of 1366×768; set-up installs what it takes, so a lack of it is a failure."""
    read, write = os.pipe()
    xvfb = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env={**os.environ, "DISPLAY": name}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield name
    finally:
        for program in (manager, xvfb):
            program.terminate()
            program.wait(10)


def surroundings(display: str, *, device: Path, home: Path) -> Mapping[str, str]:
    """The environment of a play on this display, which leaves no trace in the home folder."""
    return {
        **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "GRID_DEVICE_DIR": str(device),
        "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1", "QT_IM_MODULE": "compose", "LC_ALL": "C.UTF-8", "HOME": str(home),
    }  # fmt: skip

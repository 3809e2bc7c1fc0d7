"""Which input-method plugin Qt should load, so that Chinese can be typed under fcitx."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path


def module_for(environ: Mapping[str, str], running: Collection[str]) -> str | None:
    """The value for QT_IM_MODULE, or None to leave it: a person's own choice wins, and only fcitx needs help.

    The Qt wheels carry no fcitx plugin; fcitx 4 and 5 both answer to ibus (UX §3).
    """
    chosen = environ.get("QT_IM_MODULE", "")
    if chosen and not chosen.startswith("fcitx"):
        return None
    return "ibus" if chosen or any(name.startswith("fcitx") for name in running) else None


def running_programs(processes: Path = Path("/proc")) -> frozenset[str]:
    """The names of the programs that run now; empty where there is no such folder (Windows, which needs no help)."""
    names = set()
    for entry in processes.glob("[0-9]*/comm"):
        try:
            names.add(entry.read_text("utf-8", "replace").strip())
        except OSError:  # it ended while we looked
            continue
    return frozenset(names)


def prepare() -> None:
    """Set QT_IM_MODULE for this process when it needs to be; call before the application object is made."""
    module = module_for(os.environ, running_programs())
    if module is not None:
        os.environ["QT_IM_MODULE"] = module

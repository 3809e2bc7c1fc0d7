"""Which input-method plugin Qt should load, so that Chinese can be typed under fcitx."""

import importlib.util
import os
from collections.abc import Collection, Mapping
from pathlib import Path

FCITX = "libfcitx*platforminputcontextplugin*.so"  # fcitx 5 and, from its Qt 6 frontend, fcitx 4


def module_for(environ: Mapping[str, str], running: Collection[str], *, has_fcitx: bool = False) -> str | None:
    """The value for QT_IM_MODULE, or None to leave it: a person's own choice wins, and only fcitx needs help.

    The Qt wheels carry no fcitx plugin; fcitx 4 and 5 both answer to ibus. A packaged program may carry one that was
    built against its very Qt (`has_fcitx`), which is better (UX §0.2, §3).
    """
    chosen = environ.get("QT_IM_MODULE", "")
    if chosen and not chosen.startswith("fcitx"):
        return None
    if not chosen and not any(name.startswith("fcitx") for name in running):
        return None
    if has_fcitx:
        return chosen or ("fcitx5" if "fcitx5" in running else "fcitx")
    return "ibus"


def running_programs(processes: Path = Path("/proc")) -> frozenset[str]:
    """The names of the programs that run now; empty where there is no such folder (Windows, which needs no help)."""
    names = set()
    for entry in processes.glob("[0-9]*/comm"):
        try:
            names.add(entry.read_text("utf-8", "replace").strip())
        except OSError:  # it ended while we looked
            continue
    return frozenset(names)


def carries_fcitx(plugins: Path | None = None) -> bool:
    """Whether a plugin for fcitx lies among those of the Qt that we use."""
    folder = plugins or _plugins()
    return folder is not None and any(folder.glob(FCITX))


def _plugins() -> Path | None:
    found = importlib.util.find_spec("PySide6")
    places = found.submodule_search_locations if found else None
    return Path(places[0]) / "Qt" / "plugins" / "platforminputcontexts" if places else None


def prepare() -> None:
    """Set QT_IM_MODULE for this process when it needs to be; call before the application object is made."""
    module = module_for(os.environ, running_programs(), has_fcitx=carries_fcitx())
    if module is not None:
        os.environ["QT_IM_MODULE"] = module

"""What this machine remembers outside the database: never a resident, never a right."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from desktop.base.files import durable_write

Theme = Literal["system", "light", "dark"]
_THEMES = ("system", "light", "dark")
SMALLEST_PX, LARGEST_PX = 12, 32


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one profile on one machine; a new one has a default, so that an older file still loads.

    Read before the first widget, so the standard library does it: half of what a validating library would cost to load.
    """

    last_user: str = ""
    font_px: int = 16
    theme: Theme = "system"
    window: str = ""  # geometry as the toolkit writes it, in base64, after a version: "1:…"
    unit: str = ""  # the full name of the unit, for the sign-in page: the database is still closed there
    chain: str = ""  # its chain of command, from the county down, separated by spaces
    help_phone: str = ""
    setup: Mapping[str, str] = field(default_factory=dict)  # typed into the first-run wizard before there was a profile


def load(path: Path) -> Settings:
    """The settings in `path`; a missing or broken file is the defaults, for nothing in it may keep a desk closed."""
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return Settings()
    usual = asdict(Settings())
    known = {name: value for name, value in said.items() if name in usual} if isinstance(said, dict) else {}
    return Settings(**known) if all(_fits(name, value) for name, value in known.items()) else Settings()


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all; raises OSError when the disk refuses."""
    usual = asdict(Settings())
    changed = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    durable_write(path, json.dumps(changed, ensure_ascii=False, indent=2).encode() + b"\n")


def _fits(name: str, value: Any) -> bool:
    if name == "font_px":
        return isinstance(value, int) and SMALLEST_PX <= value <= LARGEST_PX
    if name == "setup":
        return isinstance(value, dict) and all(isinstance(part, str) for pair in value.items() for part in pair)
    return isinstance(value, str) and (name != "theme" or value in _THEMES)
